import { html, nothing, type TemplateResult } from 'lit';

/** A cell: a text, or markup. */
export type DataCell = string | TemplateResult;

/**
 * A table that scrolls in its own box. The first cell of a row is its heading.
 *
 * @param name what the table shows, for screen readers
 * @param hasCaption whether the table needs the name itself, because no heading of the page stands above
 */
export const dataTable = (
  name: string,
  columns: readonly string[],
  rows: readonly (readonly DataCell[])[],
  hasCaption = false,
): TemplateResult =>
  html`<div class="scroll" tabindex="0" role="group" aria-label=${name}>
    <table>
      ${hasCaption ? html`<caption class="hidden">${name}</caption>` : nothing}
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([head, ...cells]) => html`<tr>
            <th scope="row">${head}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
