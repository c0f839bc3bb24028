import { scaleBand, scaleLinear } from 'd3-scale';
import { html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import { chartStyles } from '../charts/chart.styles.ts';
import { ChartElement } from '../charts/chart-element.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import type { OutstandingData } from './program-types.ts';

const HEIGHT = 200;
const [TOP, BOTTOM] = [20, 24];
/** Below this width of a bar, every second label and so on is left out: px. */
const LEAST_LABEL = 64;
/** Below this width of a bar, its number is in the table only: px. */
const LEAST_NUMBER = 36;

/** Points that customers can spend, by the month in which they expire. */
export class LiabilityChart extends ChartElement {
  static override styles = [controlStyles, chartStyles];
  static override properties: PropertyDeclarations = { data: { attribute: false } };

  declare data: OutstandingData;

  protected override render(): TemplateResult {
    const { words } = this.owner;
    const { months, points: all, worth: sum, currency } = this.data;
    const row = (name: string, points: number, worth: number | null) => [
      name,
      words.number(points),
      worth === null ? '–' : words.money(worth, currency),
    ];
    return html`
      ${this.width > 0 ? this.#chart() : nothing}
      ${this.table(
        [this.t('programme.month'), this.t('programme.points'), this.t('programme.worth')],
        [
          ...months.map(({ month, points, worth }) => row(this.#name(month), points, worth)),
          row(this.t('programme.total'), all, sum),
        ],
      )}
    `;
  }

  #name(month: string | null): string {
    return month === null ? this.t('programme.never') : this.owner.words.month(month);
  }

  /** `12/26`: a long name has no room below a bar. */
  #short(month: string | null): string {
    return month === null ? this.t('programme.never') : `${month.slice(5)}/${month.slice(2, 4)}`;
  }

  #chart(): TemplateResult {
    const { width } = this;
    const { months } = this.data;
    const x = scaleBand()
      .domain(months.map(({ month }) => month ?? ''))
      .range([0, width])
      .paddingInner(0.2);
    const y = scaleLinear()
      .domain([0, Math.max(1, ...months.map(({ points }) => points))])
      .range([HEIGHT - BOTTOM, TOP]);
    const half = x.bandwidth() / 2;
    const hasNumbers = x.bandwidth() >= LEAST_NUMBER;
    const every = Math.max(1, Math.ceil(LEAST_LABEL / Math.max(x.step(), 1)));
    return html`<svg role="img" aria-label=${this.heading} width=${width} height=${HEIGHT}>
      ${months.map(({ month, points }, i) => {
        const left = x(month ?? '') ?? 0;
        const isLabelled = i % every === 0;
        return svg`<g>
          <rect class="bar ${month === null ? 'faint' : ''}" x=${left} y=${y(points)} width=${x.bandwidth()} height=${Math.max(0, HEIGHT - BOTTOM - y(points))} rx="2">
            <title>${this.#name(month)}: ${this.owner.words.number(points)}</title>
          </rect>
          ${hasNumbers ? svg`<text x=${left + half} y=${y(points) - 6} text-anchor="middle">${this.owner.words.number(points)}</text>` : nothing}
          ${isLabelled ? svg`<text x=${left + half} y=${HEIGHT - 6} text-anchor="middle">${this.#short(month)}</text>` : nothing}
        </g>`;
      })}
      <line class="grid" x1="0" x2=${width} y1=${HEIGHT - BOTTOM} y2=${HEIGHT - BOTTOM} />
    </svg>`;
  }
}
