import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { dataTable } from '../shared/data-table.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** The margins around what a chart draws, in px. */
export const MARGIN = { top: 12, right: 12, bottom: 28, left: 44 } as const;

/** The base of the charts: they are drawn for the width of their place, and each has a table with the same numbers. */
export abstract class ChartElement extends OwnerElement {
  static override properties: PropertyDeclarations = {
    heading: { attribute: false },
    isBare: { attribute: false },
    width: { state: true },
  };

  /** What the chart shows, for the table and for screen readers. */
  declare heading: string;
  /** Whether the chart has no table of its own, because one stands beside it. */
  declare isBare: boolean;
  /** The width of the place, in px; 0 until it is known. */
  declare protected width: number;

  readonly #observer = new ResizeObserver(([entry]) => {
    // Without rounding, a fraction of a pixel could make the chart and its place change in turn.
    this.width = Math.floor(entry?.contentRect.width ?? 0);
  });

  constructor() {
    super();
    this.width = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  /** The numbers of the chart. The first cell of a row is its heading. */
  protected table(columns: readonly string[], rows: readonly (readonly string[])[]): TemplateResult | typeof nothing {
    if (this.isBare) return nothing;
    return html`<details>
      <summary>${this.t('charts.table')}</summary>
      ${dataTable(this.heading, columns, rows, true, true)}
    </details>`;
  }
}
