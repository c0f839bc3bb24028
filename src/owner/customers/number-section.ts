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

  protected show({ metrics, currency }: MetricsData): TemplateResult {
    const shown = Object.entries(metrics).filter(([key]) => hasForm(key) && this.owner.words.has(`metrics.${key}`));
    return this.rows(
      [
        this.t('customers.number'),
        this.t('charts.value'),
        this.t('charts.interval'),
        'n',
        this.t('customers.before'),
        this.t('customers.change'),
      ],
      shown.map(([key, metric]) => this.#row(key, metric, currency)),
    );
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
