import { css } from 'lit';

/** The look of headings, buttons, fields and links, the same in every view. */
export const controlStyles = css`
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
  h1:focus,
  h2:focus {
    outline: none;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  a:hover {
    text-decoration-thickness: 2px;
  }
  button,
  .button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    border-radius: 6px;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 36px;
    padding: 6px 14px;
    border: 1px solid var(--control);
    background: var(--surface);
    text-decoration: none;
    color: var(--text);
    cursor: pointer;
    text-align: center;
  }
  button:hover,
  .button:hover {
    background: var(--sunken);
  }
  button.main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: var(--strong);
  }
  button.main:hover {
    filter: brightness(1.08);
  }
  button.danger {
    border-color: var(--bad);
    color: var(--bad);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--accent);
    padding-inline: 8px;
  }
  button[disabled],
  button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    width: 100%;
    min-height: 36px;
    padding: 6px 10px;
    border: 1px solid var(--control);
    background: var(--surface);
  }
  textarea {
    display: block;
    resize: vertical;
    line-height: 1.5;
  }
  input[type='checkbox'] {
    width: 16px;
    height: 16px;
    accent-color: var(--accent);
  }
  label {
    display: block;
  }
  .label {
    display: block;
    margin-block-end: 4px;
    font-size: 0.8667em;
    font-weight: var(--strong);
  }
  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: 0.8667em;
  }
  .bad {
    color: var(--bad);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .card {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .notice {
    padding: 10px 14px;
    border-inline-start: 3px solid var(--warn);
    border-radius: 4px;
    background: var(--warn-faint);
  }
  .notice.error {
    border-color: var(--bad);
    background: var(--bad-faint);
  }
  .notice.done {
    border-color: var(--accent);
    background: var(--accent-faint);
  }
  .tag {
    display: inline-block;
    max-width: 100%;
    padding: 0 8px;
    border-radius: 10px;
    background: var(--sunken);
    font-size: 0.8667em;
    line-height: 20px;
    overflow-wrap: anywhere;
  }
  .tag.bad {
    background: var(--bad-faint);
  }
  .tag.warn {
    background: var(--warn-faint);
    color: var(--warn);
  }
  .tag.good {
    background: var(--accent-faint);
    color: var(--accent);
  }
  .written {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .skeleton {
    display: block;
    height: 12px;
    margin-block: 6px;
    border-radius: 4px;
    background: var(--sunken);
    animation: fade 1.2s ease-in-out infinite alternate;
  }
  .skeleton.short {
    width: 45%;
  }
  @keyframes fade {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .skeleton {
      border: 1px solid GrayText;
    }
    .tag,
    .notice {
      border: 1px solid CanvasText;
    }
  }
  @media (pointer: coarse) {
    button,
    .button,
    select,
    input:not([type='checkbox'], [type='radio']) {
      min-height: 44px;
    }
  }
`;
