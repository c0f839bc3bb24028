import { css } from 'lit';

/** The frame of a view that scrolls with the page: its width, its margins, and the row of its heading. */
export const viewStyles = css`
  :host {
    max-width: 1120px;
    padding: 32px;
  }
  .heading {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    margin-block-end: 24px;
  }
  @media (max-width: 800px) {
    :host {
      padding: 16px;
    }
  }
`;
