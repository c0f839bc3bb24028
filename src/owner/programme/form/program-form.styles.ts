import { css } from 'lit';

export const formStyles = css`
  :host {
    display: grid;
    gap: 12px;
    min-width: 0;
  }
  .group > summary {
    display: flex;
    align-items: baseline;
    gap: 12px;
    padding: 12px 16px;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: "";
    flex: none;
    display: inline-block;
    width: 7px;
    height: 7px;
    margin-inline-end: 10px;
    border: solid var(--muted);
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(-45deg) translate(-1px, -1px);
  }
  details[open] > summary::before {
    transform: rotate(45deg) translate(-2px, -2px);
  }
  .group > summary > .muted {
    margin-inline-start: auto;
  }
  .group > .inside {
    display: grid;
    gap: 16px;
    padding: 0 16px 16px;
  }
  .group > .inside:empty {
    display: none;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
  }
  .field {
    min-width: 0;
  }
  /* The heading of the group says the same. */
  .group > .inside > .list:only-child > legend {
    position: absolute;
    clip-path: inset(50%);
  }
  .field.parts {
    display: grid;
    gap: 8px;
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--line);
  }
  .help {
    margin-block-start: 2px;
    color: var(--muted);
    font-size: 0.8667em;
  }
  .fault {
    display: grid;
    color: var(--bad);
    font-size: 0.8667em;
  }
  [aria-invalid="true"] {
    border-color: var(--bad) !important;
  }
  input.number {
    max-width: 160px;
  }
  select {
    max-width: 400px;
  }
  input[type="date"] {
    max-width: 200px;
  }
  textarea.json {
    font-family: ui-monospace, monospace;
    font-size: 0.8667em;
  }
  .with-unit {
    display: flex;
    gap: 8px;
  }
  .with-unit input {
    max-width: 88px;
  }
  .with-unit select {
    width: auto;
  }
  .shapes {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -8px;
  }
  .shapes button,
  .item-buttons button {
    min-height: 28px;
    padding-block: 0;
  }
`;
