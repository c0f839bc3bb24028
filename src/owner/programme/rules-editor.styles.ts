import { css } from 'lit';

export const rulesStyles = css`
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(280px, 2fr);
    align-items: start;
    gap: 16px;
  }
  .aside {
    position: sticky;
    inset-block-start: 16px;
    display: grid;
    gap: 16px;
    max-height: calc(100vh - 120px);
    overflow: auto;
    border-radius: var(--radius);
  }
  .simple ul {
    padding-inline-start: 18px;
    list-style: disc;
  }
  .notice.error {
    margin-block-end: 16px;
  }
  .notice bdi {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  save-bar {
    position: sticky;
    z-index: 1;
    inset-block-end: 0;
    margin-block-start: 16px;
    padding-block-end: 16px;
    background: var(--page);
    /* A fraction of a pixel below. */
    box-shadow: 0 2px 0 var(--page);
  }
  @media (max-width: 1100px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .aside {
      position: static;
      max-height: none;
    }
  }
  @media (max-width: 800px) {
    save-bar:not(.changed) {
      position: static;
    }
  }
`;
