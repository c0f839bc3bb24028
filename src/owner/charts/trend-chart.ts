import { scaleLinear, scalePoint } from 'd3-scale';
import { area, line } from 'd3-shape';
import { html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { chartStyles } from './chart.styles.ts';
import { ChartElement, MARGIN } from './chart-element.ts';

/** A value with its interval; null where there is none. */
export interface TrendPoint {
  /** The week or the month, in words. */
  readonly label: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** What changed at this point, for example the wording of the question. */
  readonly mark?: string | undefined;
  /** What else there is to say of the point, for the table. */
  readonly note?: string | undefined;
}

/** A point that has a value, and one that has an interval, too. */
type Drawn = TrendPoint & { readonly value: number };
type Ranged = Drawn & { readonly low: number; readonly high: number };

const isDrawn = (point: TrendPoint): point is Drawn => point.value !== null;
const isRanged = (point: TrendPoint): point is Ranged => isDrawn(point) && point.low !== null && point.high !== null;

const HEIGHT = 240;
/** The least distance between labels of the axis, in px. */
const LABEL_WIDTH = 72;

/** A number over time with its interval. */
export class TrendChart extends ChartElement {
  static override styles = [controlStyles, chartStyles];
  static override properties: PropertyDeclarations = {
    points: { attribute: false },
    format: { attribute: false },
  };

  declare points: readonly TrendPoint[];
  /** Writes a value. */
  declare format: (value: number) => string;

  protected override render(): TemplateResult {
    const { points, format, width } = this;
    return html`
      ${width > 0 ? this.#chart() : nothing}
      ${this.table(
        [this.t('charts.period'), this.t('charts.value'), this.t('charts.interval'), this.t('charts.n')],
        points.map((point) => [
          [point.label, point.mark, point.note].filter((part) => part !== undefined).join(' · '),
          point.value === null ? '–' : format(point.value),
          this.#interval(point),
          this.owner.words.number(point.n),
        ]),
      )}
    `;
  }

  #interval(point: TrendPoint): string {
    return isRanged(point) ? `${this.format(point.low)} … ${this.format(point.high)}` : '–';
  }

  #chart(): TemplateResult {
    const { points, width, format } = this;
    const drawn = points.filter(isDrawn);
    const least = Math.min(0, ...drawn.map(({ value, low }) => low ?? value));
    const most = Math.max(0, ...drawn.map(({ value, high }) => high ?? value));
    const x = scalePoint()
      .domain(points.map(({ label }) => label))
      .range([MARGIN.left, width - MARGIN.right])
      .padding(0.5);
    const y = scaleLinear()
      // Where all values are 0, an axis needs a length all the same.
      .domain([least, most > least ? most : 1])
      .nice(5)
      .range([HEIGHT - MARGIN.bottom, MARGIN.top]);
    const at = ({ label }: TrendPoint) => x(label) ?? 0;
    const band = area<TrendPoint>()
      .defined(isRanged)
      .x(at)
      .y0((point) => y(point.low ?? 0))
      .y1((point) => y(point.high ?? 0));
    const path = line<TrendPoint>()
      .defined(isDrawn)
      .x(at)
      .y((point) => y(point.value ?? 0));
    const every = Math.max(1, Math.ceil((points.length * LABEL_WIDTH) / Math.max(width - MARGIN.left, 1)));
    return html`<svg role="img" aria-label=${this.heading} width=${width} height=${HEIGHT}>
      ${y.ticks(5).map(
        (tick) => svg`<g>
          <line class="grid ${tick === 0 ? 'zero' : ''}" x1=${MARGIN.left} x2=${width - MARGIN.right} y1=${y(tick)} y2=${y(tick)}></line>
          <text x=${MARGIN.left - 8} y=${y(tick)} dy="0.32em" text-anchor="end">${format(tick)}</text>
        </g>`,
      )}
      ${points.map((point, i) =>
        i % every === 0
          ? svg`<text x=${at(point)} y=${HEIGHT - 8} text-anchor="middle">${point.label}</text>`
          : nothing,
      )}
      ${points.map((point) => (point.mark === undefined ? nothing : this.#mark(at(point), point.mark)))}
      <path class="band" d=${band(points) ?? ''}></path>
      ${points.map((point, i) => {
        const isAlone = ![points[i - 1], points[i + 1]].some((beside) => beside && isRanged(beside));
        // Between two points there is a band.
        return isRanged(point) && isAlone
          ? svg`<line class="whisker" x1=${at(point)} x2=${at(point)} y1=${y(point.low)} y2=${y(point.high)}></line>`
          : nothing;
      })}
      <path class="line" d=${path(points) ?? ''}></path>
      ${drawn.map(
        (point) => svg`<circle class="dot" cx=${at(point)} cy=${y(point.value)} r="4">
          <title>${point.label}: ${format(point.value)} (${isRanged(point) ? `${this.#interval(point)}, ` : ''}n = ${this.owner.words.number(point.n)})</title>
        </circle>`,
      )}
    </svg>`;
  }

  #mark(x: number, text: string): TemplateResult {
    // The words stay inside the chart.
    const isLate = x > this.width / 2;
    return svg`<g>
      <line class="mark" x1=${x} x2=${x} y1=${MARGIN.top} y2=${HEIGHT - MARGIN.bottom}></line>
      <text class="mark-label" x=${isLate ? x - 4 : x + 4} y=${MARGIN.top + 8} text-anchor=${isLate ? 'end' : 'start'}>${text}</text>
    </g>`;
  }
}

customElements.define('trend-chart', TrendChart);
