import { html, type TemplateResult } from 'lit';
import '../charts/bar-chart.ts';
import { DataSection } from '../shared/data-section.ts';
import { listLinks } from '../shared/list-links.ts';
import type { GapData } from './customer-metrics.ts';

/** Days of a bar, and the number of bars; the last one has all longer gaps. */
const [BAR_DAYS, BARS] = [30, 12];

/** How many days lie between two purchases. */
export class GapSection extends DataSection<GapData> {
  protected readonly route = 'distribution';

  protected heading(): string {
    return this.t('customers.gaps');
  }

  protected override hint(): string {
    return this.t('customers.gapsHint');
  }

  protected show({ until, n, p25, p50, p75, values }: GapData): TemplateResult {
    if (n === 0) return html`<p class="muted">${this.t('reasons.one_purchase')}</p>`;
    const day = (days: number | null) => (days === null ? '–' : this.t('charts.days', { n: Math.round(days) }));
    const bars = Array.from({ length: BARS }, (_, i) => {
      const from = i * BAR_DAYS;
      const isLast = i === BARS - 1;
      const count = values.reduce(
        (sum, one) => (one.value > from && (isLast || one.value <= from + BAR_DAYS) ? sum + one.n : sum),
        0,
      );
      return { label: isLast ? `> ${from}` : `≤ ${from + BAR_DAYS}`, n: count };
    });
    return html`
      <div class="figures">
        ${this.figure(this.t('customers.quarterGap'), day(p25))} ${this.figure(this.t('customers.medianGap'), day(p50))}
        ${this.figure(this.t('customers.threeQuarterGap'), day(p75))}
      </div>
      <p class="small muted">${this.t('customers.gapsRange')}</p>
      <bar-chart .owner=${this.owner} .heading=${this.heading()} .unit=${this.t('customers.gapDays')} .bars=${bars}></bar-chart>
      ${listLinks(this.owner, this.t('customers.due'), { segment: 'due', until })}
    `;
  }
}

customElements.define('gap-section', GapSection);
