import { html, type TemplateResult } from 'lit';
import '../charts/curve-chart.ts';
import { DataSection } from '../shared/data-section.ts';
import { listLinks } from '../shared/list-links.ts';
import type { RepurchaseData } from './customer-metrics.ts';

/** How many customers have bought again after how many days. */
export class RepurchaseSection extends DataSection<RepurchaseData> {
  protected readonly route = 'repurchase';

  protected heading(): string {
    return this.t('customers.repurchase');
  }

  protected override hint(): string {
    return this.t('customers.repurchaseHint');
  }

  protected show({ until, customers, p10, p25, p50, points }: RepurchaseData): TemplateResult {
    if (points.length === 0) return html`<p class="muted">${this.t('reasons.one_purchase')}</p>`;
    const day = (days: number | null) => (days === null ? null : this.t('charts.days', { n: days }));
    const curve = points.map(({ days, rate, low, high }) => ({ day: days, share: rate, low, high }));
    return html`
      <div class="figures">
        ${this.figure(this.t('customers.tenth'), day(p10), this.t('customers.fewTenth'))} 
        ${this.figure(this.t('customers.quarter'), day(p25), this.t('customers.fewQuarter'))}
        ${this.figure(this.t('customers.half'), day(p50), this.t('customers.fewHalf'))}
      </div>
      <curve-chart .owner=${this.owner} .heading=${this.heading()}
        .points=${[{ day: 0, share: 0, low: 0, high: 0 }, ...curve]}></curve-chart>
      <p class="small muted">${this.t('customers.observed', { n: customers })}</p>
      ${listLinks(this.owner, this.t('customers.once'), { segment: 'once', until })}
    `;
  }
}

customElements.define('repurchase-section', RepurchaseSection);
