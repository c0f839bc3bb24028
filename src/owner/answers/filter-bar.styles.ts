import { css } from 'lit';

export const filterStyles = css`
  .bar {
    display: grid;
    gap: 8px;
    padding: 0 16px 12px;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(144px, 1fr));
    gap: 8px;
  }
  summary {
    width: fit-content;
    color: var(--accent);
    font-size: 0.9333em;
    cursor: pointer;
  }
  details[open] > div {
    display: grid;
    gap: 8px;
    padding-block-start: 8px;
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    font-size: 0.9333em;
  }
`;
