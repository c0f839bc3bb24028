import { css } from 'lit';

export const outputStyles = css`
  p {
    margin-block-end: 8px;
  }
  .platforms {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block-end: 12px;
  }
  .platforms button[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-faint);
    font-weight: var(--strong);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr));
    gap: 12px 16px;
    margin-block-end: 12px;
  }
  .choice {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 28px;
    margin-block-end: 12px;
  }
  figure {
    margin-block-end: 12px;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 8px;
    margin-block-end: 4px;
    font-weight: var(--strong);
  }
  .act {
    display: flex;
    align-items: center;
    gap: 8px;
    font-weight: 400;
  }
  pre {
    max-height: 360px;
    margin: 0;
    padding: 12px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--sunken);
    font-size: 0.8667em;
    line-height: 1.5;
    tab-size: 2;
  }
  .notice {
    margin-block-end: 12px;
  }
`;
