import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import type { DataCell } from '../shared/data-table.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { chartStyles } from './chart.styles.ts';

/** A cell: its text, and how strongly it is shaded. */
export interface ShadedCell {
  readonly text: DataCell;
  /** From 0 to 1; nothing for a cell without a value. */
  readonly strength?: number | undefined;
}

export interface ShadedRow {
  readonly label: string;
  readonly cells: readonly ShadedCell[];
}

/** The number of shades. */
const SHADES = 6;

/** A table in which a stronger colour means more: cohorts, and the map of recency and frequency. */
export class ShadedTable extends OwnerElement {
  static override styles = [
    controlStyles,
    chartStyles,
    css`
      .scroll {
        max-height: none;
        margin-block: 8px;
      }
      th,
      td {
        padding-inline: 6px;
      }
      td {
        text-align: center;
      }
      /* What a row is stays in sight while its cells scroll. */
      th:first-child {
        position: sticky;
        inset-inline-start: 0;
        min-width: 6em;
        background: var(--surface);
      }
      thead th:first-child {
        z-index: 1;
        background: var(--sunken);
      }
      [data-shade='1'] {
        background: color-mix(in oklab, var(--accent) 8%, var(--surface));
      }
      [data-shade='2'] {
        background: color-mix(in oklab, var(--accent) 18%, var(--surface));
      }
      [data-shade='3'] {
        background: color-mix(in oklab, var(--accent) 30%, var(--surface));
      }
      [data-shade='4'] {
        background: color-mix(in oklab, var(--accent) 42%, var(--surface));
      }
      [data-shade='5'] {
        background: color-mix(in oklab, var(--accent) 80%, var(--surface));
        color: var(--on-accent);
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    heading: { attribute: false },
    columns: { attribute: false },
    rows: { attribute: false },
  };

  declare heading: string;
  /** The headings of the columns; the first one is that of the row headings. */
  declare columns: readonly string[];
  declare rows: readonly ShadedRow[];

  protected override render(): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${this.heading}>
      <table>
        <caption class="hidden">${this.heading}</caption>
        <thead>
          <tr>
            ${this.columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.rows.map(
            ({ label, cells }) => html`<tr>
              <th scope="row">${label}</th>
              ${cells.map(({ text, strength }) => html`<td data-shade=${shadeOf(strength)}>${text}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

const shadeOf = (strength: number | undefined): number =>
  strength === undefined ? 0 : Math.max(0, Math.min(SHADES - 1, Math.floor(strength * SHADES)));

customElements.define('shaded-table', ShadedTable);
