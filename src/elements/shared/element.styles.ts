import { css } from 'lit';
import { themeTokens } from './theme-tokens.styles.ts';

/**
 * Styles of all elements. `all: initial` is set on an element in the shadow root, not on the host: the shop can still place
 * the host with its own styles, while letter-spacing, uppercase or a line-height of 0 are not inherited. Font, colour
 * scheme and visibility are inherited explicitly.
 */
export const elementStyles = css`
  ${themeTokens}
  /* Any rule of the page for the tag overrides these. */
  :host {
    display: block;
    max-inline-size: var(--lojal-width, 40em);
    margin-block: 1em;
  }
  :host([hidden]) {
    display: none;
  }
  :host(:state(bare):empty) {
    display: none;
  }
  .root {
    all: initial;
    display: block;
    container-type: inline-size;
    /* Size containment has no intrinsic width: in a dialog or a float the element would be 0 wide. */
    contain-intrinsic-inline-size: 12em;
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
  .heading,
  .note {
    color: var(--muted);
    font-size: 0.875em;
  }
  .note {
    min-block-size: 1.45em;
  }
  a {
    /* A target of 24 px on a lower line. */
    padding-block: 0.35em;
    color: inherit;
    text-underline-offset: 0.15em;
  }
  /* The height that the shop reserved is kept for what was expected, not for the thanks that replace a form. */
  .waiting,
  .root {
    min-block-size: var(--lojal-reserve, 0);
  }
  .root:has(.thanks),
  .root:not(:has(.card)) {
    min-block-size: 0;
  }
  .skeleton {
    min-block-size: var(--lojal-reserve, var(--height, 7.5em));
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
    font-size: 0.875em;
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
`;
