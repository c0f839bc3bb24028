import { css } from 'lit';

/**
 * The frame of every element. `all: initial` inside the shadow root, not on the host, so that a shop can still place
 * the tag with its own styles while letter-spacing, uppercase or a line-height of 0 do not leak in. What should leak
 * in is named: font, colour scheme, visibility.
 */
export const base = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .root {
    all: initial;
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
    display: block;
    container-type: inline-size;
    box-sizing: border-box;
    font-family: var(--lojal-font, inherit);
    font-size: clamp(14px, 1em, 32px);
    line-height: 1.45;
    color: var(--text);
    color-scheme: inherit;
    visibility: inherit;
    pointer-events: inherit;
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
  }
  .light {
    color-scheme: light;
  }
  .dark {
    color-scheme: dark;
  }
  .system {
    color-scheme: light dark;
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
  * {
    box-sizing: border-box;
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    padding: var(--space);
  }
  p,
  ol,
  ul,
  h2,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .heading {
    color: var(--muted);
    font-size: 0.875em;
    font-weight: 500;
  }
  .note {
    color: var(--muted);
    font-size: 0.875em;
    min-block-size: 1.45em;
  }
  a {
    /* A target of 24 px, on a line that is lower. */
    padding-block: 0.35em;
    color: inherit;
    text-underline-offset: 0.15em;
  }
  .track {
    position: relative;
    display: block;
    block-size: 0.625em;
    overflow: hidden;
    border-radius: min(1em, var(--radius));
    background: color-mix(in srgb, var(--text) 12%, transparent);
  }
  .fill {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    inline-size: calc(var(--ratio, 0) * 100%);
    border-radius: inherit;
    background: var(--brand);
    box-shadow: inset 0 0 0 1px var(--accent);
    transition: inline-size 0.6s cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  .skeleton {
    min-block-size: var(--height, 8.5em);
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: linear-gradient(var(--border), var(--border)) 1.25em 1.4em / 40% 0.75em no-repeat var(--surface);
    opacity: 0.6;
  }
  .test {
    inline-size: fit-content;
    margin-block-end: 0.5em;
    padding: 0.1em 0.6em;
    border-radius: 1em;
    background: light-dark(#ffe9a8, #594708);
    color: light-dark(#4d3a00, #ffe9a8);
    font-size: 0.75em;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .unseen {
    visibility: hidden;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .track {
      border: 1px solid CanvasText;
    }
    .fill {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
