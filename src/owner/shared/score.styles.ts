import { css } from 'lit';

/** The mark of a score. Its number says what its colour says. */
export const scoreStyles = css`
  .score {
    display: inline-grid;
    flex: none;
    place-content: center;
    min-width: 36px;
    height: 36px;
    padding-inline: 4px;
    border-radius: 6px;
    background: var(--sunken);
    font-variant-numeric: tabular-nums;
    font-weight: var(--strong);
    white-space: nowrap;
  }
  .score.low {
    background: var(--bad-faint);
    color: var(--bad);
  }
  .score.high {
    background: var(--accent-faint);
    color: var(--accent);
  }
  @media (forced-colors: active) {
    .score {
      border: 1px solid CanvasText;
    }
  }
`;
