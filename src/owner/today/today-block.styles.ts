import { css } from 'lit';

export const blockStyles = css`
  header {
    display: flex;
    align-items: baseline;
    gap: 8px;
    padding: 16px 16px 8px;
  }
  .n {
    margin-inline-start: auto;
    font-variant-numeric: tabular-nums;
    font-weight: var(--strong);
  }
  .list {
    border-block-start: 1px solid var(--line);
  }
  .list > li + li {
    border-block-start: 1px solid var(--line);
  }
  .item {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding: 12px 16px;
    color: inherit;
    text-decoration: none;
  }
  a.item:hover {
    background: var(--sunken);
  }
  a.item:focus-visible {
    outline-offset: -2px;
  }
  .item > .what {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .item p {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .end {
    flex: none;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .state {
    display: flex;
    gap: 8px;
    padding: 0 16px 16px;
    color: var(--muted);
  }
  .state.failed {
    flex-direction: column;
    align-items: flex-start;
  }
  .state.failed button {
    margin-inline-start: -8px;
  }
  .state svg {
    flex: none;
    color: var(--accent);
  }
  .wait {
    padding: 4px 16px 16px;
  }
  footer {
    padding: 8px 16px;
    border-block-start: 1px solid var(--line);
    font-size: 0.9333em;
  }
  footer a {
    text-decoration: none;
  }
  footer a:hover {
    text-decoration: underline;
  }
`;
