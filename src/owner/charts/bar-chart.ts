import { scaleBand, scaleLinear } from 'd3-scale';
import { html, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { chartStyles } from './chart.styles.ts';
import { ChartElement } from './chart-element.ts';

export interface Bar {
  readonly label: string;
  readonly n: number;
  /** Whether the bar counts unhappy customers, or those between. Default: happy ones. */
  readonly tone?: 'bad' | 'faint';
}

const HEIGHT = 176;
const [TOP, BOTTOM] = [20, 24];
/** Below this width of a bar, its number is in the table only: px. */
const LEAST_BAR = 24;
/** The usual width of a character of a label, and the least distance between two labels: px. */
const [CHARACTER, LABEL_GAP] = [7, 8];

/** How often each value was given. */
export class BarChart extends ChartElement {
  static override styles = [controlStyles, chartStyles];
  static override properties: PropertyDeclarations = { bars: { attribute: false }, unit: { attribute: false } };

  declare bars: readonly Bar[];
  /** The heading of the first column of the table. */
  declare unit: string;

  protected override render(): TemplateResult {
    const { words } = this.owner;
    const all = this.bars.reduce((sum, { n }) => sum + n, 0);
    const share = (n: number) => (all > 0 ? words.percent(n / all, 1) : '–');
    return html`
      ${this.width > 0 ? this.#chart() : nothing}
      ${this.table(
        [this.unit, this.t('charts.count'), this.t('charts.share')],
        this.bars.map(({ label, n }) => [label, words.number(n), share(n)]),
      )}
    `;
  }

  #chart(): TemplateResult {
    const { bars, width } = this;
    const x = scaleBand()
      .domain(bars.map(({ label }) => label))
      .range([0, width])
      .paddingInner(0.15);
    const y = scaleLinear()
      .domain([0, Math.max(1, ...bars.map(({ n }) => n))])
      .range([HEIGHT - BOTTOM, TOP]);
    const half = x.bandwidth() / 2;
    const wide = x.bandwidth() >= LEAST_BAR;
    const longest = Math.max(0, ...bars.map(({ label }) => label.length));
    const every = Math.ceil(Math.max(LEAST_BAR, longest * CHARACTER + LABEL_GAP) / Math.max(x.step(), 1));
    return html`<svg role="img" aria-label=${this.heading} width=${width} height=${HEIGHT}>
      ${bars.map(({ label, n, tone = '' }, i) => {
        const left = x(label) ?? 0;
        return svg`<g>
          <rect class="bar ${tone}" x=${left} y=${y(n)} width=${x.bandwidth()} height=${Math.max(0, HEIGHT - BOTTOM - y(n))} rx="2">
            <title>${label}: ${this.owner.words.number(n)}</title>
          </rect>
          ${wide ? svg`<text x=${left + half} y=${y(n) - 6} text-anchor="middle">${this.owner.words.number(n)}</text>` : nothing}
          ${(bars.length - 1 - i) % every === 0 ? svg`<text x=${left + half} y=${HEIGHT - 6} text-anchor="middle">${label}</text>` : nothing}
        </g>`;
      })}
      <line class="grid" x1="0" x2=${width} y1=${HEIGHT - BOTTOM} y2=${HEIGHT - BOTTOM}></line>
    </svg>`;
  }
}

customElements.define('bar-chart', BarChart);
