import { css } from 'lit';

/** Links, buttons and fields, the same in every view. */
export const fieldStyles = css`
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
  @media (pointer: coarse) {
    button,
    .button,
    select,
    input:not([type='checkbox'], [type='radio']) {
      min-height: 44px;
    }
  }
`;
