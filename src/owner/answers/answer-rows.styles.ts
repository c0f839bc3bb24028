import { css } from 'lit';

export const rowStyles = css`
  .scroll {
    height: 100%;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  ul {
    position: relative;
  }
  li {
    position: absolute;
    inset: 0 0 auto;
    border-block-end: 1px solid var(--line);
  }
  a {
    display: flex;
    gap: 12px;
    padding: 12px 16px;
    color: inherit;
    text-decoration: none;
  }
  a:hover {
    background: var(--sunken);
  }
  a:focus-visible {
    outline-offset: -2px;
  }
  a[aria-current] {
    background: var(--accent-faint);
    box-shadow: inset 3px 0 var(--accent);
  }
  a[aria-current] :is(.tag, .score.high) {
    background: var(--surface);
  }
  .what {
    flex: 1;
    min-width: 0;
  }
  .top {
    display: flex;
    gap: 8px;
    justify-content: space-between;
  }
  .top bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  time {
    flex: none;
  }
  .said {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .handled .said {
    color: var(--muted);
  }
  .wait {
    padding: 16px;
  }
  @media (forced-colors: active) {
    a[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
