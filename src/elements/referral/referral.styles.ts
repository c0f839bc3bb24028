import { css } from 'lit';

export const referralStyles = css`
  .gets {
    display: grid;
    gap: 0.25em;
    padding-inline-start: 1.2em;
  }
  .link {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.4em;
  }
  .link > .button {
    justify-self: start;
  }
  .link .code {
    background: none;
    color: inherit;
    letter-spacing: 0;
    text-overflow: ellipsis;
  }
  .claimed {
    display: grid;
    gap: 0.4em;
    outline: none;
  }
`;
