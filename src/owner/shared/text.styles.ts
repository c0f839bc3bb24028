import { css } from 'lit';

/** Box sizes, headings and small texts, the same in every view. */
export const textStyles = css`
  :host {
    display: block;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 1.6em;
    line-height: 1.25;
    letter-spacing: -0.015em;
    font-weight: var(--strong);
  }
  h2 {
    font-size: 1.0667em;
    line-height: 1.4;
    font-weight: var(--strong);
  }
  h3 {
    font-size: 0.8667em;
    line-height: 1.4;
    font-weight: var(--strong);
    color: var(--muted);
  }
  h1:focus {
    outline: none;
  }
  h2:focus-visible {
    border-radius: 4px;
  }
`;
