import { css } from 'lit';
import { fieldStyles } from './fields.styles.ts';

/** Styles of fields, and of a list of options. */
export const choiceStyles = css`
  ${fieldStyles}
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block-start: 0.4em;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 0.55em;
    min-block-size: 2.75em;
    padding-block: 0.3em;
    padding-inline: 0.8em 1em;
    border: 1px solid var(--line);
    border-radius: var(--inner-radius);
    cursor: pointer;
  }
  .choice input {
    inline-size: 1.125em;
    block-size: 1.125em;
    margin: 0;
    accent-color: var(--accent);
  }
  .choice:has(:checked) {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent) 9%, transparent);
  }
`;
