import { css } from 'lit';

export const productPointsStyles = css`
  :host {
    margin-block: 0.5em;
    --height: 1.45em;
  }
  .line {
    font-weight: var(--strong);
  }
  .skeleton {
    inline-size: 12em;
    border: 0;
  }
`;
