import { css } from 'lit';

/** As wide as A4 without its margins, so that charts keep their width on paper. */
export const reportStyles = css`
  :host {
    box-sizing: border-box;
    max-width: calc(182mm + 64px);
  }
  section {
    margin-block-end: 24px;
  }
  h2 {
    margin-block-end: 4px;
    padding-block-end: 4px;
    border-block-end: 2px solid var(--accent);
  }
  .scroll {
    max-height: none;
    margin: 8px 0 0;
    border: 0;
    border-radius: 0;
  }
  table {
    font-size: 0.8667em;
  }
  th,
  td {
    padding: 3px 8px;
  }
  th:first-child {
    min-width: 0;
    padding-inline-start: 0;
  }
  td:last-child,
  th:last-child {
    padding-inline-end: 0;
  }
  thead th {
    background: none;
  }
  .pair {
    display: grid;
    /* A table keeps its width, and a long mark wraps. The chart takes the rest. */
    grid-template-columns: minmax(0, 1fr) fit-content(320px);
    align-items: start;
    gap: 8px 24px;
  }
  .value {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    margin-block: 8px;
  }
  strong {
    font-size: 2em;
    line-height: 1.2;
    letter-spacing: -0.02em;
    font-weight: var(--strong);
    font-variant-numeric: tabular-nums;
  }
  .todos {
    margin-block-start: 8px;
  }
  .todos li {
    display: flex;
    gap: 8px;
    padding-block: 2px;
  }
  .todos li::before {
    content: '';
    flex: none;
    width: 12px;
    height: 12px;
    margin-block-start: 4px;
    border: 1px solid var(--control);
    border-radius: 2px;
  }
  @media screen and (max-width: 640px) {
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media print {
    :host {
      max-width: 182mm;
      padding: 0;
      font-size: 13px;
    }
    .screen {
      display: none;
    }
    .heading {
      margin-block-end: 16px;
    }
    section {
      margin-block-end: 14px;
    }
    th,
    td {
      padding-block: 1px;
    }
    thead {
      display: table-header-group;
    }
    h2,
    tr,
    .pair > *,
    .todos li {
      break-inside: avoid;
    }
    h2 {
      break-after: avoid;
    }
    * {
      print-color-adjust: exact;
    }
  }
`;
