import { html, nothing, type TemplateResult } from 'lit';
import type { Metric, MetricsData } from '../api/owner-data.ts';
import { reasonText } from '../shared/change-line.ts';
import { DataSection } from '../shared/data-section.ts';
import { hasForm, metricText } from '../today/metric-form.ts';

/** All numbers of the shop beside those of the period before. */
export class NumberSection extends DataSection<MetricsData> {
  protected readonly route = 'metrics';

  protected heading(): string {
    return this.t('customers.numbers');
  }

  protected hint(): string {
    return this.t('customers.numbersHint');
  }

  /** What a reader of the day after the period did not see. */
  #changed({ changed, currency }: MetricsData): TemplateResult | typeof nothing {
    const parts = changed ? Object.values(changed) : [];
    const n = parts.reduce((sum, { orders }) => sum + orders, 0);
    const revenue = parts.reduce((sum, one) => sum + one.revenue, 0);
    const amount = metricText(this.owner.words, 'revenue', revenue, currency, true);
    return n > 0 ? html`<p class="small muted">${this.t('customers.changedOrders', { n, amount })}</p>` : nothing;
  }

  protected show(data: MetricsData): TemplateResult {
    const { metrics, currency } = data;
    const shown = Object.entries(metrics).filter(([key]) => hasForm(key) && this.owner.words.has(`metrics.${key}`));
    return html`${this.rows(
      [
        this.t('customers.number'),
        this.t('charts.value'),
        this.t('charts.interval'),
        'n',
        this.t('customers.before'),
        this.t('customers.change'),
      ],
      shown.map(([key, metric]) => this.#row(key, metric, currency)),
    )}${this.#changed(data)}`;
  }

  #row(key: string, { value, low, high, n, reason, previous, change }: Metric, currency: string) {
    const { words } = this.owner;
    const text = (amount: number | null | undefined, signed = false) =>
      typeof amount === 'number' ? metricText(words, key, amount, currency, signed) : '–';
    const name = `metrics.${key}`;
    return [
      words.has(name) ? words.t(name) : key,
      value === null ? html`<span class="muted small">${reasonText(words, reason)}</span>` : text(value),
      low === null || high === null ? '–' : `${text(low)} … ${text(high)}`,
      words.number(n),
      text(previous),
      change
        ? html`<span class="tag ${change.real ? 'good' : ''}">${change.real ? text(change.value, true) : this.t('customers.noChange')}</span>`
        : nothing,
    ] as (string | TemplateResult)[];
  }
}

customElements.define('number-section', NumberSection);
