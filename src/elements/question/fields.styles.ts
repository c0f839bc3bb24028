import { css } from 'lit';

/** Styles of the fields of all questions. */
export const fieldStyles = css`
  .quiet {
    color: var(--muted);
    font-size: 0.875em;
    font-weight: 400;
  }
  .field {
    display: grid;
    gap: 0.4em;
    animation: appear 0.3s ease-out;
  }
  .field label {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.4em;
    font-weight: var(--strong);
  }
  .field > .quiet {
    justify-self: end;
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(-0.25em);
    }
  }
  textarea,
  input:not([type='radio'], [type='checkbox']) {
    inline-size: 100%;
    min-block-size: 2.75em;
    margin: 0;
    padding: 0.6em 0.8em;
    border: 1px solid var(--line);
    border-radius: var(--inner-radius);
    background: var(--surface);
    color: inherit;
    resize: vertical;
    /* With "user-select: none" on the page, Safari accepts no text in a field. */
    -webkit-user-select: text;
    user-select: text;
  }
  /* Safari on iOS zooms the page when a field with smaller text gets the focus. */
  @media (any-pointer: coarse) {
    textarea,
    input:not([type='radio'], [type='checkbox']) {
      font-size: max(16px, 1em);
    }
  }
  [aria-invalid='true'] {
    border-color: var(--bad);
  }
  .root {
    --bad: light-dark(#b3261e, #ffb4ab);
  }
  .error {
    color: var(--bad);
    font-size: 0.875em;
  }
  .next a {
    display: inline-block;
    padding-block: 0.5em;
    font-weight: var(--strong);
  }
  .offer {
    min-block-size: 2.75em;
    margin-block-start: 0.4em;
    padding: 0.4em 1.2em;
    border: 1px solid var(--accent);
    border-radius: var(--inner-radius);
    background: none;
    color: inherit;
    font-weight: var(--strong);
    transition: background 0.15s;
  }
  .offer:hover {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .tick {
    display: flex;
    gap: 0.7em;
    align-items: start;
    min-block-size: 1.5em;
    cursor: pointer;
  }
  .tick input {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0.1em 0 0;
    accent-color: var(--accent);
  }
  /* WebKit does not match :focus-visible on a radio button reached by arrow keys. Only WebKit supports this property. */
  @supports (hanging-punctuation: first) {
    label:has(:focus:not(:focus-visible)) {
      outline: 2px solid var(--accent);
      outline-offset: 2px;
    }
  }
`;
