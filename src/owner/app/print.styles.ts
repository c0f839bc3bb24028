import { css } from 'lit';

/** On paper there is the view alone. */
export const printStyles = css`
  @media print {
    header {
      display: none;
    }
    .frame {
      display: block;
      min-height: 0;
    }
    :host {
      min-height: 0;
    }
  }
`;
