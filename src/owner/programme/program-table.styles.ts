import { css } from 'lit';

/** Cards with a table of the programme. */
export const programTableStyles = css`
  .padded {
    padding: 16px;
  }
  .padded > * + * {
    margin-block-start: 8px;
  }
  .sentences {
    display: grid;
    gap: 4px;
    margin-block: 8px;
    padding-inline-start: 18px;
    list-style: disc;
  }
  .scroll {
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9em;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 6px 12px;
    border-block-end: 1px solid var(--line);
    text-align: end;
    font-weight: inherit;
    vertical-align: top;
  }
  th:first-child,
  .texts :is(th, td) {
    text-align: start;
    overflow-wrap: anywhere;
  }
  .texts td {
    white-space: pre-wrap;
  }
  .texts del {
    color: var(--bad);
    text-decoration: none;
  }
  .texts ins {
    color: var(--accent);
    text-decoration: none;
  }
  thead th {
    white-space: nowrap;
    background: var(--sunken);
    color: var(--muted);
    text-align: end;
  }
  tbody tr:last-child > * {
    border-block-end: 0;
  }
`;
