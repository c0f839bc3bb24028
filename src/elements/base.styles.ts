import { css } from 'lit';
import { look } from './look.styles.ts';

/**
 * The frame of every element. `all: initial` inside the shadow root, not on the host, so that a shop can still place
 * the tag with its own styles while letter-spacing, uppercase or a line-height of 0 do not leak in. What should leak
 * in is named: font, colour scheme, visibility.
 */
export const base = css`
  ${look}
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .root {
    all: initial;
    display: block;
    container-type: inline-size;
    /* What is as wide as its content, like a dialog or a float, would else be as wide as nothing. */
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
    min-block-size: var(--height, 7.5em);
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
  @media (forced-colors: active) {
    .track {
      border: 1px solid CanvasText;
    }
    .fill {
      background: Highlight;
      box-shadow: none;
      forced-color-adjust: none;
    }
  }
`;
