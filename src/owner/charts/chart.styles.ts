import { type CSSResultGroup, css } from 'lit';
import { narrowTableStyles } from './narrow-table.styles.ts';

const wideStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  svg {
    display: block;
    overflow: visible;
    font-size: 12px;
  }
  svg text {
    fill: var(--muted);
  }
  .grid {
    stroke: var(--line);
    shape-rendering: crispEdges;
  }
  .zero {
    stroke: var(--control);
  }
  .band {
    fill: var(--accent);
    opacity: 0.16;
  }
  .whisker {
    stroke: var(--accent);
    stroke-width: 8;
    opacity: 0.16;
  }
  .line {
    fill: none;
    stroke: var(--accent);
    stroke-width: 2;
  }
  .dot {
    fill: var(--surface);
    stroke: var(--accent);
    stroke-width: 2;
  }
  .bar {
    fill: var(--accent);
  }
  .bar.bad {
    fill: var(--bad);
  }
  .bar.faint {
    fill: var(--control);
  }
  .mark {
    stroke: var(--warn);
    stroke-dasharray: 3 3;
  }
  svg .mark-label {
    fill: var(--warn);
  }
  details {
    margin-block-start: 8px;
    font-size: 0.9em;
  }
  summary {
    width: fit-content;
    min-height: 24px;
    color: var(--muted);
    cursor: pointer;
  }
  .scroll {
    max-height: 320px;
    overflow: auto;
    margin-block-start: 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 4px 10px;
    border-block-end: 1px solid var(--line);
    text-align: end;
    white-space: nowrap;
    font-weight: inherit;
  }
  details :is(th, td) {
    padding-inline: 6px;
  }
  th:first-child {
    min-width: 8em;
    text-align: start;
    white-space: normal;
  }
  details th:first-child {
    min-width: 6em;
  }
  thead th {
    white-space: normal;
    position: sticky;
    inset-block-start: 0;
    background: var(--sunken);
    color: var(--muted);
  }
  tr:last-child > * {
    border-block-end: 0;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* Paper cannot be scrolled or opened. */
  @media print {
    .scroll {
      max-height: none;
      overflow: visible;
    }
    details {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .bar,
    .band {
      fill: CanvasText;
    }
    .line,
    .whisker,
    .dot {
      stroke: CanvasText;
    }
    svg text,
    svg .mark-label {
      fill: CanvasText;
    }
  }
`;

/** The look of the charts and of their tables. */
export const chartStyles: CSSResultGroup = [wideStyles, narrowTableStyles];
