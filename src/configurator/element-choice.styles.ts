import { css } from 'lit';

export const choiceStyles = css`
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr));
    gap: 2px 16px;
    margin: 0 0 12px;
    padding: 0;
    border: 0;
  }
  .choice {
    display: flex;
    gap: 10px;
    align-items: baseline;
    min-height: 28px;
    padding-block: 4px;
  }
  .choice input {
    flex: none;
    translate: 0 2px;
  }
  strong {
    font-weight: var(--strong);
  }
  ol {
    display: grid;
    gap: 8px;
  }
  li {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    padding: 4px 8px 4px 12px;
  }
  details {
    flex: 1;
    min-width: 0;
  }
  summary {
    padding-block: 8px;
    cursor: pointer;
  }
  .order {
    flex: none;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 180px), 1fr));
    gap: 12px;
    padding-block: 8px 12px;
  }
  .wide {
    grid-column: 1 / -1;
  }
`;
