import { css } from 'lit';

export const styles = css`
  /* A card takes no room in the page. */
  :host {
    margin: 0;
  }
  .root {
    container-type: normal;
    min-block-size: 0;
  }
  /* The card shows the note of the test mode itself. */
  .root > .test {
    display: none;
  }
  button {
    font: inherit;
    cursor: pointer;
  }
  .message {
    display: grid;
    gap: 0.5em;
    justify-items: start;
  }
  .question {
    font-size: 1.125em;
    font-weight: var(--strong);
    line-height: 1.3;
    text-wrap: balance;
  }
  /* Words of the shop, which may be many. */
  .question.reply {
    font-size: inherit;
    font-weight: 400;
    line-height: inherit;
    text-wrap: pretty;
    white-space: pre-line;
  }
  .more {
    display: inline-flex;
    align-items: center;
    min-block-size: 44px;
    padding-block: 0;
    font-weight: var(--strong);
  }
`;
