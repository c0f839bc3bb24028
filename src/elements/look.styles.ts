import { css } from 'lit';

/** What a shop sets, and what is made of it: the rest of the style sheets reads these names alone. */
export const look = css`
  .root {
    --brand: var(--lojal-accent, #4a3fc4);
    --accent: var(--brand);
    --on-accent: var(--lojal-on-accent, #fff);
    --surface: var(--lojal-surface, #fff);
    --text: var(--lojal-text, #1d1b26);
    --muted: var(--lojal-muted, color-mix(in srgb, var(--text) 72%, var(--surface)));
    --border: var(--lojal-border, color-mix(in srgb, var(--text) 14%, var(--surface)));
    --line: color-mix(in srgb, var(--text) 50%, var(--surface));
    --radius: var(--lojal-radius, 14px);
    --space: var(--lojal-space, 1.2em);
    --strong: var(--lojal-weight, 650);
  }
  /*
   * Browsers before 2024 have the light colours above, as the shop gives them. The others: whatever accent the shop has,
   * areas keep it, with white on them as long as that has 4.5:1 (y is the luminance of WCAG), else black; what is thin
   * takes it so dark, or so light, that it has 3:1 on the surface.
   */
  @supports (color: light-dark(red, red)) and (color: rgb(from red r g b)) {
    .root {
      --brand: rgb(from var(--lojal-accent, light-dark(#4a3fc4, #b3abff)) r g b / 1);
      --accent: light-dark(oklch(from var(--brand) min(l, 0.53) c h), oklch(from var(--brand) max(l, 0.66) c h));
      --on-accent: var(--lojal-on-accent, color(from var(--brand) xyz calc((0.183 - y) * 1e3) calc((0.183 - y) * 1e3) calc((0.183 - y) * 1e3)));
      --surface: var(--lojal-surface, light-dark(#fff, #1d1c24));
      --text: var(--lojal-text, light-dark(#1d1b26, #f4f2fa));
    }
  }
`;
