import { html, type TemplateResult } from 'lit';
import '../charts/shaded-table.ts';
import { DataSection } from '../shared/data-section.ts';
import { listAddress } from '../shared/list-links.ts';
import type { CohortData } from './customer-metrics.ts';

/** Months since the first purchase that are shown. */
const MOST_MONTHS = 12;

/** Who came back in which month, by the month of the first purchase. */
export class CohortSection extends DataSection<CohortData> {
  protected readonly route = 'cohorts';

  protected heading(): string {
    return this.t('customers.cohorts');
  }

  protected override hint(): string {
    return this.t('customers.cohortsHint');
  }

  protected show({ until, cohorts }: CohortData): TemplateResult {
    const { words } = this.owner;
    if (cohorts.length === 0) return html`<p class="muted">${this.t('customers.noMonths')}</p>`;
    const months = Math.min(MOST_MONTHS, Math.max(...cohorts.map(({ active }) => active.length)) - 1);
    const since = Array.from({ length: Math.max(0, months) }, (_, i) => i + 1);
    const shares = cohorts.flatMap(({ size, active }) => active.slice(1, months + 1).map((n) => n / size));
    const most = Math.max(0.01, ...shares);
    const rows = cohorts.map(({ cohort, size, active }) => ({
      label: words.month(cohort),
      cells: [
        { text: words.number(size) },
        { text: this.#list(cohort, until) },
        ...since.map((k) => {
          const n = active[k];
          return n === undefined ? { text: '' } : { text: words.percent(n / size), strength: n / size / most };
        }),
      ],
    }));
    return html`<shaded-table .owner=${this.owner} .heading=${this.heading()}
      .columns=${[this.t('customers.firstMonth'), this.t('charts.count'), this.t('customers.list'), ...since.map((k) => this.t('customers.monthsLater', { n: k }))]}
      .rows=${rows}></shaded-table>`;
  }

  #list(cohort: string, until: string): TemplateResult {
    const name = this.t('customers.exportOf', { segment: this.owner.words.month(cohort) });
    const address = listAddress(this.owner, { segment: `cohort:${cohort}`, until, format: 'csv' });
    return html`<a download href=${address} aria-label=${name}>CSV</a>`;
  }
}

customElements.define('cohort-section', CohortSection);
