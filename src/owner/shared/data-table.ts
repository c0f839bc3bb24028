import { html, nothing, type TemplateResult } from 'lit';

/** A cell: a text, or markup. */
export type DataCell = string | TemplateResult;

/** More columns than that stand below each other on a phone. */
const MOST_BESIDE = 3;

/**
 * A table that scrolls in its own box. The first cell of a row is its heading. On a phone, a table with many columns shows each row
 * as a block, each value after the heading of its column; the roles say that it is a table all the same.
 *
 * @param name what the table shows, for screen readers
 * @param hasCaption whether the table needs the name itself, because no heading of the page stands above
 * @param isNarrow whether all cells are so short that every column fits a phone
 */
export const dataTable = (
  name: string,
  columns: readonly string[],
  rows: readonly (readonly DataCell[])[],
  hasCaption = false,
  isNarrow = false,
): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="group" aria-label=${name}>
    <table class=${columns.length > MOST_BESIDE && !isNarrow ? 'many' : ''} role="table">
      ${hasCaption ? html`<caption class="hidden">${name}</caption>` : nothing}
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => html`<th scope="col" role="columnheader">${column}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(
          ([head, ...cells]) => html`<tr role="row">
            <th scope="row" role="rowheader">${head}</th>
            ${cells.map((cell, i) => html`<td role="cell" data-column=${columns[i + 1] ?? ''}>${cell}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
