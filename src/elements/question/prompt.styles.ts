import { css } from 'lit';

/** Styles of all questions. */
export const promptStyles = css`
  .prompt {
    position: relative;
    --height: 11em;
  }
  form {
    display: grid;
    gap: var(--space);
  }
  .question {
    padding: 0;
    color: var(--text);
    font-size: 1.125em;
    font-weight: var(--strong);
    line-height: 1.3;
    text-wrap: balance;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.6em 1em;
  }
  button,
  input,
  textarea {
    font: inherit;
  }
  button {
    cursor: pointer;
  }
  .submit {
    min-block-size: 2.75em;
    padding: 0.5em 1.5em;
    border: 1px solid var(--accent);
    border-radius: var(--inner-radius);
    background: var(--brand);
    color: var(--on-accent);
    font-weight: var(--strong);
    transition: filter 0.15s;
  }
  .submit:hover {
    filter: brightness(1.1);
  }
  .submit[aria-disabled='true'] {
    opacity: 0.7;
    cursor: progress;
  }
  .state {
    flex: 1 1 12em;
    font-size: 0.875em;
    color: var(--muted);
  }
  .state.failed {
    color: var(--bad);
    font-weight: var(--strong);
  }
  .thanks {
    display: grid;
    gap: 0.35em;
    justify-items: start;
    outline: none;
  }
  .heart {
    display: grid;
    place-items: center;
    inline-size: 2.5em;
    block-size: 2.5em;
    margin-block-end: 0.25em;
    border-radius: 50%;
    background: color-mix(in srgb, var(--accent) 15%, transparent);
    color: var(--accent);
  }
  .heart svg {
    inline-size: 1.4em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  /* A card takes no room in the page. */
  :host([mode]:not([mode='inline'])) {
    margin: 0;
  }
  :host([mode]:not([mode='inline'])) .root {
    container-type: normal;
    min-block-size: 0;
  }
  /* The card shows the note of the test mode itself. */
  :host([mode]:not([mode='inline'])) .root > .test {
    display: none;
  }
`;
