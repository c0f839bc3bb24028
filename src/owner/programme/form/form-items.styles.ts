import { css } from 'lit';

/** Lists, and parts that open, in the form of a program. */
export const formItemStyles = css`
  .items {
    display: grid;
    gap: 8px;
    margin-block: 8px;
  }
  .items:empty {
    display: none;
  }
  .item {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: start;
    gap: 0 8px;
  }
  .item:not(.small-item) {
    border: 1px solid var(--line);
    border-radius: 6px;
  }
  .item > details {
    grid-column: 1;
    grid-row: 1;
  }
  .item > .item-buttons {
    grid-column: 2;
    grid-row: 1;
    padding: 4px;
  }
  .item:has(> details[open]) > details {
    grid-column: 1 / -1;
  }
  .item > details > summary,
  .part > summary {
    padding: 6px 12px;
    cursor: pointer;
    list-style: none;
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .item > details[open] > summary {
    padding-inline-end: 120px;
  }
  .item > details > .inside,
  .part > .inside {
    display: grid;
    gap: 12px;
    padding: 4px 12px 12px;
  }
  .item > details > .inside:empty,
  .part > .inside:empty {
    display: none;
  }
  .part {
    border: 1px solid var(--line);
    border-radius: 6px;
  }
  .small-item > .item-buttons {
    padding-block-start: 22px;
  }
  .item-buttons {
    display: flex;
  }
  .sign {
    min-width: 32px;
    padding-inline: 6px;
  }
  button.danger-text {
    justify-self: start;
    color: var(--bad);
  }
  input.key {
    width: auto;
    max-width: 200px;
  }
  .languages {
    padding-inline: 4px;
  }
  .languages select {
    width: auto;
  }
  @media (max-width: 500px) {
    .item.small-item {
      grid-template-columns: minmax(0, 1fr);
    }
    .small-item > .item-buttons {
      grid-column: 1;
      grid-row: 2;
      justify-self: end;
      padding: 0;
    }
  }
`;
