import { css } from 'lit';

/** Styles of the elements that earn and redeem: a heading, rows with an amount or a button at their end, notices. */
export const clubStyles = css`
  .card,
  .section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.6em;
  }
  .title {
    color: var(--text);
    font-size: 1.125em;
    font-weight: var(--strong);
    line-height: 1.3;
    text-wrap: balance;
  }
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    list-style: none;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35em 1em;
    padding-block: 0.75em;
    border-block-start: 1px solid var(--border);
  }
  .row:first-child {
    padding-block-start: 0.15em;
    border-block-start: 0;
  }
  .row:last-child {
    padding-block-end: 0;
  }
  .what {
    flex: 1 1 9em;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.1em;
    min-inline-size: 0;
  }
  .name {
    font-weight: var(--strong);
  }
  .note {
    display: block;
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: 0.5em 0.75em;
    margin-inline-start: auto;
  }
  .amount {
    margin-inline-start: auto;
    font-weight: var(--strong);
    font-variant-numeric: tabular-nums;
  }
  .wide {
    flex: 1 1 100%;
    min-inline-size: 0;
  }
  .done {
    color: var(--muted);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .notice {
    font-size: 0.875em;
    color: var(--text);
  }
  /* Takes no room, and stays a live region. */
  .notice:empty {
    position: absolute;
  }
  .way {
    display: grid;
    gap: 0.35em;
  }
  .bar {
    display: block;
    overflow: hidden;
    inline-size: 100%;
    block-size: 0.3em;
    border-radius: 1em;
    background: color-mix(in srgb, var(--text) 12%, transparent);
    fill: var(--accent);
  }
  [dir='rtl'] .bar {
    scale: -1 1;
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid;
      fill: Highlight;
    }
  }
`;
