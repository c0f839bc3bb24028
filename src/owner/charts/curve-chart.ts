import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import { html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { chartStyles } from './chart.styles.ts';
import { ChartElement, MARGIN } from './chart-element.ts';

/** A share after a number of days, with its interval. */
export interface CurvePoint {
  readonly day: number;
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
}

const HEIGHT = 240;
/** Rows of the table: one in so many days. */
const TABLE_DAYS = 30;

/** A share that grows with the days, in steps. */
export class CurveChart extends ChartElement {
  static override styles = [controlStyles, chartStyles];
  static override properties: PropertyDeclarations = { points: { attribute: false } };

  /** By the day, ascending. */
  declare points: readonly CurvePoint[];

  protected override render(): TemplateResult {
    const { words } = this.owner;
    const share = (value: number | null) => (value === null ? '–' : words.percent(value, 1));
    const last = this.points.at(-1)?.day ?? 0;
    const rows: (readonly string[])[] = [];
    for (let day = TABLE_DAYS; day <= last; day += TABLE_DAYS) {
      const point = this.points.findLast((one) => one.day <= day);
      if (point)
        rows.push([
          this.t('charts.days', { n: day }),
          share(point.share),
          `${share(point.low)} … ${share(point.high)}`,
        ]);
    }
    return html`
      ${this.width > 0 ? this.#chart() : nothing}
      ${this.table([this.t('charts.after'), this.t('charts.share'), this.t('charts.interval')], rows)}
    `;
  }

  #chart(): TemplateResult {
    const { points, width } = this;
    const { words } = this.owner;
    const x = scaleLinear()
      .domain([0, points.at(-1)?.day ?? 1])
      .range([MARGIN.left, width - MARGIN.right]);
    const y = scaleLinear()
      .domain([0, Math.max(0.05, ...points.map(({ share, high }) => high ?? share))])
      .nice(5)
      .range([HEIGHT - MARGIN.bottom, MARGIN.top]);
    const band = area<CurvePoint>()
      .curve(curveStepAfter)
      .defined(({ low, high }) => low !== null && high !== null)
      .x(({ day }) => x(day))
      .y0(({ low }) => y(low ?? 0))
      .y1(({ high }) => y(high ?? 0));
    const path = line<CurvePoint>()
      .curve(curveStepAfter)
      .x(({ day }) => x(day))
      .y(({ share }) => y(share));
    const ticks = x.ticks(Math.max(2, Math.floor(width / 96)));
    const label = (tick: number) => words.number(tick);
    return html`<svg role="img" aria-label=${this.heading} width=${width} height=${HEIGHT}>
      ${y.ticks(5).map(
        (tick) => svg`<g>
          <line class="grid" x1=${MARGIN.left} x2=${width - MARGIN.right} y1=${y(tick)} y2=${y(tick)}></line>
          <text x=${MARGIN.left - 8} y=${y(tick)} dy="0.32em" text-anchor="end">${words.percent(tick)}</text>
        </g>`,
      )}
      ${ticks.map((tick) => svg`<text x=${x(tick)} y=${HEIGHT - 8} text-anchor="middle">${label(tick)}</text>`)}
      <path class="band" d=${band(points) ?? ''}></path>
      <path class="line" d=${path(points) ?? ''}></path>
    </svg>`;
  }
}

customElements.define('curve-chart', CurveChart);
