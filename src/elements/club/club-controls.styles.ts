import { css } from 'lit';

/** Styles of what a customer operates in the elements that earn and redeem: buttons, lists, questions and codes. */
export const clubControlsStyles = css`
  button,
  select,
  input {
    font: inherit;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-block-size: 2.75em;
    max-inline-size: 100%;
    padding: 0.35em 1.1em;
    border: 1px solid var(--line);
    border-radius: var(--inner-radius);
    background: none;
    color: var(--text);
    font-weight: var(--strong);
    line-height: 1.2;
    text-decoration: none;
    cursor: pointer;
    transition:
      background 0.15s,
      filter 0.15s;
  }
  .button:hover {
    background: color-mix(in srgb, var(--text) 6%, transparent);
  }
  .button.main {
    border-color: var(--accent);
    background: var(--brand);
    color: var(--on-accent);
  }
  .button.main:hover {
    filter: brightness(1.1);
  }
  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: progress;
  }
  .ask {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6em;
    padding: 0.8em;
    border-radius: var(--inner-radius);
    background: color-mix(in srgb, var(--text) 5%, transparent);
    animation: unfold 0.2s ease-out;
  }
  @keyframes unfold {
    from {
      opacity: 0;
      translate: 0 -0.3em;
    }
  }
  .code {
    flex: 1 1 9em;
    min-inline-size: 0;
    min-block-size: 2.75em;
    padding: 0.5em 0.8em;
    border: 1px dashed var(--line);
    border-radius: var(--inner-radius);
    direction: ltr;
    unicode-bidi: isolate;
    font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace;
    letter-spacing: 0.04em;
    line-height: 1.4;
    user-select: all;
  }
  @media (pointer: coarse) {
    select {
      min-block-size: 44px;
    }
    select,
    input {
      font-size: max(16px, 1em);
    }
  }
  @media (forced-colors: active) {
    .ask {
      border: 1px solid;
    }
  }
`;
