import { css } from 'lit';

/** Styles of a row of numbers. */
export const scaleStyles = css`
  .scale {
    display: grid;
    grid-template-columns: repeat(var(--columns), 1fr);
    gap: 0.375em;
    margin-block: 0.9em 0.4em;
  }
  .option {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: 2.75em;
    border: 1px solid var(--line);
    border-radius: var(--inner-radius);
    font-weight: var(--strong);
    cursor: pointer;
    transition:
      background 0.15s,
      transform 0.15s;
  }
  .option:hover {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .option input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: inherit;
  }
  .option:has(:checked) {
    border-color: var(--accent);
    background: var(--brand);
    color: var(--on-accent);
    transform: translateY(-2px);
  }
  .option:has(:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .ends {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1em;
  }
  .more {
    display: grid;
    gap: 1em;
  }
  .to5 {
    --columns: 5;
  }
  .to7 {
    --columns: 7;
  }
  .to10 {
    --columns: 11;
  }
  /* Two rows, because eleven targets of 44 px do not fit into one. */
  @container (max-width: 32em) {
    .to10 {
      --columns: 6;
    }
    /* The words are no longer below their numbers, so the numbers are repeated. */
    .ends.to10 span::before {
      content: attr(data-end) ' · ';
    }
  }
  @container (max-width: 24em) {
    .to7 {
      --columns: 4;
    }
    .ends.to7 span::before {
      content: attr(data-end) ' · ';
    }
  }
  /* A small phone with large text. */
  @container (max-width: 13em) {
    .to10 {
      --columns: 4;
    }
  }
  @media (forced-colors: active) {
    .option:has(:checked) {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
