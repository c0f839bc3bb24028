import { css } from 'lit';

export const detailStyles = css`
  article {
    display: grid;
    gap: 24px;
    max-width: 720px;
    padding: 24px;
  }
  .top {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 16px;
    align-items: center;
  }
  .top .score {
    grid-row: span 2;
    min-width: 48px;
    height: 48px;
    font-size: 1.25em;
  }
  .asked {
    overflow-wrap: anywhere;
  }
  .said {
    display: grid;
    gap: 8px;
    font-size: 1.1333em;
  }
  .title {
    font-weight: var(--strong);
  }
  .chosen {
    display: grid;
    gap: 4px;
  }
  .chosen li {
    padding: 4px 12px;
    border-inline-start: 3px solid var(--accent);
    overflow-wrap: anywhere;
  }
  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 4px 16px;
    padding-block: 16px;
    border-block: 1px solid var(--line);
    font-size: 0.9333em;
  }
  .facts dt {
    color: var(--muted);
  }
  .facts dd {
    overflow-wrap: anywhere;
  }
  .back {
    display: none;
  }
  @media (max-width: 900px) {
    article {
      padding: 16px;
    }
    .back {
      display: inline-flex;
      gap: 4px;
      align-items: center;
      min-height: 44px;
      text-decoration: none;
    }
  }
`;
