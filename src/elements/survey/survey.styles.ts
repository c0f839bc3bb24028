import { css } from 'lit';

export const styles = css`
  .hint {
    margin-block-start: 0.25em;
  }
  /* One column, or two where there is room: answers are easier to compare in a column. */
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    margin-block-start: 0.9em;
  }
  .choices + .error {
    display: block;
    margin-block-start: 0.5em;
  }
  .choice {
    transition: background 0.15s;
  }
  .choice input {
    flex: none;
  }
  .choice:hover {
    background: color-mix(in srgb, var(--accent) 9%, transparent);
  }
`;
