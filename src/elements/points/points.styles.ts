import { css } from 'lit';

export const styles = css`
  .balance {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0.2em 1em;
    margin-block: 0.1em 0.35em;
    line-height: 1.15;
  }
  .number {
    font-size: 2.25em;
    font-weight: var(--strong);
    letter-spacing: -0.02em;
  }
  .notes {
    display: flex;
    flex-wrap: wrap;
    column-gap: 1.25em;
  }
  .worth {
    color: var(--muted);
    font-size: 0.875em;
  }
  .rewards {
    display: grid;
    gap: 0.45em;
    margin-block-start: 0.75em;
    padding-block-start: 0.75em;
    border-block-start: 1px solid var(--border);
    list-style: none;
    font-size: 0.875em;
  }
  .rewards li {
    display: flex;
    align-items: baseline;
    gap: 0.55em;
  }
  .mark {
    flex: none;
    inline-size: 0.5em;
    block-size: 0.5em;
    border: 1px solid var(--accent);
    border-radius: 50%;
  }
  .reached .mark {
    background: var(--accent);
  }
  :host([variant='inline']) {
    display: inline;
    max-inline-size: none;
    margin: 0;
  }
  :host([variant='inline']) .root {
    display: inline;
    container-type: normal;
    /* In a flex container the element is as narrow as its longest word, not as one letter. */
    overflow-wrap: normal;
    font-size: inherit;
    line-height: inherit;
    color: inherit;
  }
  :host([variant='inline']) .waiting {
    display: inline;
  }
  :host([variant='inline']) .test {
    display: inline-block;
    margin: 0;
  }
  :host([variant='inline']) .skeleton {
    display: inline-block;
    inline-size: 5em;
    min-block-size: 1em;
    border: 0;
    vertical-align: middle;
  }
  :host([variant='inline']) .number {
    font-size: inherit;
    letter-spacing: inherit;
  }
`;
