import { css } from 'lit';

export const programmeStyles = css`
  :host {
    max-width: 1240px;
  }
  nav {
    margin-block: 12px 20px;
    border-block-end: 1px solid var(--line);
  }
  nav ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
  }
  nav a {
    display: block;
    padding-block: 8px;
    border-block-end: 2px solid transparent;
    color: var(--muted);
    text-decoration: none;
  }
  nav a:hover {
    color: var(--text);
  }
  nav a[aria-current] {
    border-color: var(--accent);
    color: var(--accent);
    font-weight: var(--strong);
  }
  .notice {
    margin-block-end: 16px;
  }
`;
