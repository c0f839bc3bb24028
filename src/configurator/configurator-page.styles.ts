import { css } from 'lit';

export const configuratorPageStyles = css`
  :host {
    display: block;
    max-width: 1440px;
    margin-inline: auto;
    padding: 24px 24px 64px;
  }
  header {
    display: grid;
    gap: 4px;
    margin-block-end: 16px;
  }
  .skip {
    position: absolute;
    inset-block-start: 8px;
    transform: translateY(-80px);
  }
  .skip:focus {
    transform: none;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 7fr) minmax(0, 6fr);
    align-items: start;
    gap: 16px;
    margin-block-end: 16px;
  }
  main:focus {
    outline: none;
  }
  .choices,
  aside,
  .results {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  aside {
    position: sticky;
    inset-block-start: 16px;
    max-height: calc(100vh - 32px);
    overflow: auto;
    border-radius: var(--radius);
  }
  aside > .card:first-child {
    padding: 16px;
  }
  .section > summary {
    display: flex;
    align-items: center;
    min-height: 44px;
    padding: 6px 16px;
    cursor: pointer;
    list-style: none;
  }
  .section > summary::before {
    content: '';
    width: 7px;
    height: 7px;
    margin-inline-end: 12px;
    border: solid var(--muted);
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
    transition: transform 0.15s;
  }
  .section[open] > summary::before {
    transform: rotate(45deg);
  }
  .section > summary::-webkit-details-marker {
    display: none;
  }
  .inside {
    padding: 4px 16px 16px;
  }
  .notice {
    margin-block-end: 16px;
  }
  .notice ul {
    padding-inline-start: 18px;
    list-style: disc;
  }
  @media (max-width: 999px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    aside {
      position: static;
      max-height: none;
    }
  }
  @media (max-width: 600px) {
    :host {
      padding: 16px 12px 48px;
    }
    .inside,
    aside > .card:first-child {
      padding-inline: 12px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .section > summary::before {
      transition: none;
    }
  }
`;
