import { css } from 'lit';

/** Tables on a phone: nothing has to be scrolled sideways. */
export const narrowTableStyles = css`
  @media screen and (max-width: 640px) {
    :is(th, td),
    :is(th, details th):first-child {
      min-width: 0;
      white-space: normal;
    }
    thead th {
      font-size: 0.85em;
      overflow-wrap: break-word;
    }
    details :is(th, td) {
      padding-inline: 4px;
    }
    /* A row of many columns is wider than a phone: its cells stand below its heading. */
    .many thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .many :is(tbody, tr) {
      display: block;
    }
    .many tr {
      padding: 6px 10px;
      border-block-end: 1px solid var(--line);
    }
    .many tr:last-child {
      border-block-end: 0;
    }
    .many tr > :is(th, td) {
      display: flex;
      gap: 12px;
      justify-content: space-between;
      padding: 2px 0;
      border: 0;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .many tr > th {
      font-weight: var(--strong);
    }
    .many td::before {
      content: attr(data-column);
      flex: none;
      max-width: 45%;
      color: var(--muted);
      text-align: start;
    }
    .many td:empty {
      display: none;
    }
  }
`;
