import { html, nothing, type TemplateResult } from 'lit';
import { reasonText } from '../shared/change-line.ts';
import { DataSection } from '../shared/data-section.ts';
import { listLinks } from '../shared/list-links.ts';
import type { PredictionData } from './customer-metrics.ts';

/** What a customer is expected to spend within a year, and how far such forecasts were off. */
export class PredictionSection extends DataSection<PredictionData> {
  protected readonly route = 'prediction';

  protected heading(): string {
    return this.t('customers.prediction');
  }

  protected override hint(): string {
    return this.t('customers.predictionHint');
  }

  protected show({ value, customers = 0, currency, reason, repeatPurchases, holdout }: PredictionData): TemplateResult {
    const { words } = this.owner;
    if (value === undefined) return html`<p class="muted">${reasonText(words, reason)}</p>`;
    return html`
      <div class="figures">
        ${this.figure(this.t('customers.expected'), words.money(value, currency))}
        ${this.figure(this.t('customers.known'), words.number(customers))}
      </div>
      <p class="small muted">${this.t('customers.forecastRange')}</p>
      ${this.rows(
        [this.t('customers.fit'), this.t('customers.counted'), this.t('customers.forecast'), this.t('customers.error')],
        [
          ...(repeatPurchases ? [this.#fit(this.t('customers.fitAll'), repeatPurchases)] : []),
          ...(holdout ? [this.#fit(this.t('customers.fitHoldout', { n: holdout.weeks }), holdout)] : []),
        ],
      )}
      ${holdout ? nothing : html`<p class="small muted">${this.t('customers.tooYoung')}</p>`}
      ${listLinks(this.owner, this.t('customers.back'), {})}
    `;
  }

  #fit(name: string, { observed, expected }: { readonly observed: number; readonly expected: number }): string[] {
    const { words } = this.owner;
    const error = observed > 0 ? words.percent(expected / observed - 1, 1) : '–';
    return [name, words.number(observed), words.number(Math.round(expected)), error];
  }
}

customElements.define('prediction-section', PredictionSection);
