import { css, html, nothing, type TemplateResult } from 'lit';
import type { Metric, MetricsData } from '../api/owner-data.ts';
import { changeCell, rangeCell, reasonText } from '../shared/change-line.ts';
import { DataSection } from '../shared/data-section.ts';
import { changeTone, hasForm, metricText } from '../today/metric-form.ts';

/** All numbers of the shop beside those of the period before. */
export class NumberSection extends DataSection<MetricsData> {
  static override styles = [
    ...DataSection.styles,
    css`
      /* Six columns fit beside the menu. */
      th,
      td {
        padding-inline: 8px;
      }
      td .tag {
        white-space: normal;
        overflow-wrap: normal;
      }
    `,
  ];

  protected readonly route = 'metrics';

  protected heading(): string {
    return this.t('customers.numbers');
  }

  protected override hint(): string {
    return this.t('customers.numbersHint');
  }

  /** What a reader of the day after the period, or the period before, did not see. */
  #changes({ changed, previousChanged, previousAnswers, metrics, currency }: MetricsData): TemplateResult {
    const { orders } = metrics;
    const late = previousAnswers?.late ?? 0;
    return html`<div class="small muted">
      ${this.#changed('changedOrders', changed, orders?.value, currency)}
      ${this.#changed('changedBefore', previousChanged, orders?.previous, currency)}
      ${late > 0 ? html`<p>${this.t('customers.lateBefore', { n: late })}</p>` : nothing}
    </div>`;
  }

  /** @param all the orders of the period */
  #changed(
    key: 'changedOrders' | 'changedBefore',
    changed: MetricsData['changed'],
    all: number | null | undefined,
    currency: string,
  ): TemplateResult | typeof nothing {
    const parts = changed ? Object.values(changed) : [];
    const n = parts.reduce((sum, { orders }) => sum + orders, 0);
    if (n === 0) return nothing;
    const revenue = parts.reduce((sum, one) => sum + one.revenue, 0);
    const amount = metricText(this.owner.words, 'revenue', revenue, currency, true);
    // An import looks like many late orders.
    const isImport = (changed?.late.orders ?? 0) > (all ?? 0) / 2;
    return html`<p>${this.t(`customers.${key}`, { n, amount })} ${isImport ? this.t('customers.imported') : nothing}</p>`;
  }

  protected show(data: MetricsData): TemplateResult {
    const { metrics, currency } = data;
    const shown = Object.entries(metrics).filter(([key]) => hasForm(key) && this.owner.words.has(`metrics.${key}`));
    return html`${this.rows(
      [
        this.t('customers.number'),
        this.t('charts.value'),
        this.t('charts.interval'),
        this.t('customers.observations'),
        this.t('customers.before'),
        this.t('customers.change'),
      ],
      shown.map(([key, metric]) => this.#row(key, metric, currency)),
    )}${this.#changes(data)}`;
  }

  #row(key: string, metric: Metric, currency: string) {
    const { value, n, reason, previous, change } = metric;
    const { words } = this.owner;
    const text = (amount: number | null | undefined, signed = false) =>
      typeof amount === 'number' ? metricText(words, key, amount, currency, signed) : '–';
    const name = `metrics.${key}`;
    return [
      words.has(name) ? words.t(name) : key,
      text(value),
      value === null
        ? html`<span class="muted small">${reasonText(words, reason)}</span>`
        : rangeCell(words, key, metric, text),
      words.number(n),
      text(previous),
      change ? html`<span class="tag ${changeTone(key, change)}">${changeCell(words, change, text)}</span>` : nothing,
    ] as (string | TemplateResult)[];
  }
}

customElements.define('number-section', NumberSection);
