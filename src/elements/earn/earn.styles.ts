import { css } from 'lit';

export const earnStyles = css`
  .terms {
    padding-block-start: 0.6em;
    border-block-start: 1px solid var(--border);
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.6em;
  }
  label {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.2em;
    max-inline-size: 100%;
    font-size: 0.875em;
  }
  select {
    min-block-size: 2.75em;
    inline-size: 100%;
    padding-inline: 0.6em;
    border: 1px solid var(--line);
    border-radius: var(--inner-radius);
    background: var(--surface);
    color: var(--text);
    font-size: max(16px, 1em);
  }
`;
