import { css } from 'lit';

export const ordersStyles = css`
  p {
    margin-block-end: 8px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 160px), 1fr));
    gap: 12px;
    margin-block: 8px;
  }
  table {
    border-collapse: collapse;
    margin-block: 8px 16px;
  }
  th,
  td {
    padding: 4px 24px 4px 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    font-weight: 400;
  }
  td {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-block-end: 4px;
    text-align: start;
    font-weight: var(--strong);
  }
  progress {
    width: 100%;
    accent-color: var(--accent);
  }
  summary {
    min-height: 28px;
    cursor: pointer;
  }
  ul.faults {
    padding-inline-start: 18px;
    list-style: disc;
  }
`;
