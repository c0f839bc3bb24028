import { css } from 'lit';

export const panelStyles = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  h2 {
    overflow-wrap: anywhere;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 16px;
  }
  dt {
    color: var(--muted);
  }
  dd {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  h3 {
    margin-block-end: 4px;
  }
  .answers a {
    display: flex;
    gap: 8px;
    align-items: center;
    padding-block: 4px;
    color: inherit;
    text-decoration: none;
  }
  .answers a:hover {
    background: var(--sunken);
  }
  .answers .said {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
