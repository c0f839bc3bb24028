import { css } from 'lit';

export const versionStyles = css`
  .versions {
    border-block-start: 1px solid var(--line);
  }
  .versions li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    padding-block: 8px;
    border-block-end: 1px solid var(--line);
  }
  .name {
    min-width: 88px;
    font-weight: var(--strong);
  }
  .what {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
    min-width: 200px;
  }
  .compare {
    align-items: end;
    padding-block: 8px;
  }
  .compare select {
    width: auto;
  }
`;
