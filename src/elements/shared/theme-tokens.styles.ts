import { css } from 'lit';

/**
 * The custom properties of a shop, and the tokens derived from them. All other style sheets use only the tokens. A
 * `--page-` property is what `page-theme.ts` found on the page for a property that the shop has not set.
 */
export const themeTokens = css`
  .root {
    --surface: var(--lojal-surface, var(--page-surface, #fff));
    --text: var(--lojal-text, var(--page-text, #1d1b26));
    --brand: var(--lojal-accent, var(--page-accent, var(--text)));
    --accent: var(--brand);
    --on-accent: var(--lojal-on-accent, #fff);
    --muted: var(--lojal-muted, color-mix(in srgb, var(--text) 72%, var(--surface)));
    --border: var(--lojal-border, color-mix(in srgb, var(--text) 14%, var(--surface)));
    --line: color-mix(in srgb, var(--text) 50%, var(--surface));
    --radius: var(--lojal-radius, min(var(--page-radius, 8px), 16px));
    --inner-radius: var(--page-radius, calc(var(--radius) * 0.6));
    --space: var(--lojal-space, 1.2em);
    --strong: var(--lojal-weight, var(--page-weight, 600));
  }
  /*
   * Browsers before 2024 use the colours above. Newer ones derive accessible colours from any accent, text and surface (y is
   * the relative luminance of WCAG):
   * - Text on the accent is white where it has a contrast of 4.5:1, else black.
   * - Thin shapes use the accent made dark or light enough for 3:1 on the surface.
   * - --quiet is a grey that has 5.5:1 on a light surface and 5:1 on a dark one; --tone is its luminance, from that of the
   *   surface. Mixed by luminance (xyz), it has 4.5:1 with 20 % of a text that has 2.6:1 or more, and 3:1 with 15 % of the
   *   surface.
   */
  @supports (color: light-dark(red, red)) and (color: rgb(from red r g b)) {
    .root {
      --surface: var(--lojal-surface, var(--page-surface, light-dark(#fff, #1d1c24)));
      --text: var(--lojal-text, var(--page-text, light-dark(#1d1b26, #f4f2fa)));
      --brand: rgb(from var(--lojal-accent, var(--page-accent, var(--text))) r g b / 1);
      --accent: light-dark(oklch(from var(--brand) min(l, 0.53) c h), oklch(from var(--brand) max(l, 0.66) c h));
      --on-accent: var(--lojal-on-accent, color(from var(--brand) xyz calc((0.183 - y) * 1e3) calc((0.183 - y) * 1e3) calc((0.183 - y) * 1e3)));
      --tone: (clamp(0, (y - 0.18) * 1e3, 1) * (y * -4.818 - 0.2409) + y * 5 + 0.2);
      --quiet: color(from var(--surface) xyz calc(var(--tone) * 0.9505) calc(var(--tone)) calc(var(--tone) * 1.089) / 1);
      --muted: var(--lojal-muted, color-mix(in xyz, var(--text) 20%, var(--quiet)));
      --line: color-mix(in xyz, var(--quiet) 85%, var(--surface));
    }
  }
`;
