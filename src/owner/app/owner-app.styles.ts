import { css } from 'lit';

export const appStyles = css`
  :host {
    min-height: 100vh;
    min-height: 100dvh;
  }
  .skip {
    position: absolute;
    inset: 8px auto auto 8px;
    z-index: 2;
  }
  .skip:not(:focus) {
    clip-path: inset(50%);
    pointer-events: none;
  }
  .frame {
    display: grid;
    grid-template-columns: 208px minmax(0, 1fr);
    min-height: 100vh;
    min-height: 100dvh;
  }
  header {
    position: sticky;
    inset-block-start: 0;
    display: flex;
    flex-direction: column;
    gap: 24px;
    height: 100vh;
    height: 100dvh;
    padding: 24px 12px 16px;
    border-inline-end: 1px solid var(--line);
  }
  .mark {
    padding-inline: 12px;
    color: var(--accent);
    font-size: 1.2em;
    font-weight: var(--strong);
    letter-spacing: -0.01em;
  }
  nav {
    flex: 1;
  }
  nav ul {
    display: grid;
    gap: 2px;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 8px 12px;
    border-radius: 6px;
    color: var(--muted);
    text-decoration: none;
  }
  nav a:hover {
    background: var(--sunken);
    color: var(--text);
  }
  nav a[aria-current] {
    background: var(--accent-faint);
    color: var(--accent);
    font-weight: var(--strong);
  }
  nav svg {
    flex: none;
  }
  .own {
    display: grid;
    gap: 8px;
    padding-inline: 4px;
  }
  .own select,
  .own button {
    min-height: 32px;
    font-size: 0.8667em;
  }
  main {
    min-width: 0;
  }
  main > p {
    padding: 32px;
  }
  .alone {
    position: absolute;
    inset-block-start: 16px;
    inset-inline-end: 16px;
  }
  .alone select {
    width: auto;
  }
  .door {
    padding: 64px 16px 32px;
  }
  @media (max-width: 800px) {
    .frame {
      display: block;
    }
    header {
      position: static;
      display: grid;
      grid-template-columns: 1fr auto;
      align-items: center;
      gap: 8px 16px;
      height: auto;
      padding: 8px 16px 0;
      border-inline-end: 0;
      border-block-end: 1px solid var(--line);
    }
    .mark {
      padding: 0;
    }
    .own {
      display: flex;
      padding: 0;
    }
    .own select {
      width: auto;
      max-width: 120px;
    }
    nav {
      grid-row: 2;
      grid-column: 1 / -1;
      margin-inline: -16px;
      padding-inline: 8px;
    }
    /* All views are in sight, in two rows where one is too narrow. */
    nav ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0 2px;
    }
    nav a {
      padding: 10px 8px;
      border-radius: 0;
      border-block-end: 3px solid transparent;
      white-space: nowrap;
    }
    nav a:focus-visible {
      outline-offset: -3px;
    }
    nav a[aria-current] {
      border-color: var(--accent);
      background: none;
    }
    nav svg {
      display: none;
    }
  }
  @media (forced-colors: active) {
    nav a[aria-current] {
      outline: 2px solid;
      outline-offset: -2px;
    }
  }
`;
