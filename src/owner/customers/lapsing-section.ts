import { css, html, type TemplateResult } from 'lit';
import type { LapsingData } from '../api/owner-data.ts';
import { routeHash } from '../app/hash-route.ts';
import { DataSection } from '../shared/data-section.ts';
import { listLinks } from '../shared/list-links.ts';

/** The customers who are about to leave, with the reason why the page thinks so. */
export class LapsingSection extends DataSection<LapsingData> {
  static override styles = [
    ...DataSection.styles,
    css`
      /* A hundred customers would push the other parts out of sight. */
      .scroll {
        max-height: 420px;
      }
    `,
  ];

  protected readonly route = 'lapsing';

  protected heading(): string {
    return this.t('customers.lapsing');
  }

  protected override hint(): string {
    return this.t('customers.lapsingHint');
  }

  protected show({ until, lapsing, known, customers, currency }: LapsingData): TemplateResult {
    const { words } = this.owner;
    if (lapsing === 0) return html`<p class="muted">${this.t('today.noLapsing')}</p>`;
    return html`
      <p>${this.t('customers.lapsingCount', { n: lapsing, known: words.number(known) })}</p>
      ${this.rows(
        [
          this.t('customers.customer'),
          this.t('customers.last'),
          this.t('customers.why'),
          this.t('customers.purchases'),
          this.t('customers.revenue'),
        ],
        customers.map(({ id, last, sinceLast, expectedGap, purchases, revenue }) => [
          html`<a href=${routeHash('customers', {}, id)}>${id}</a>`,
          words.day(last),
          this.t('customers.whyLapsing', { n: sinceLast, gap: Math.round(expectedGap) }),
          words.number(purchases),
          words.money(revenue, currency),
        ]),
      )}
      ${listLinks(this.owner, this.heading(), { segment: 'lapsing', until })}
    `;
  }
}

customElements.define('lapsing-section', LapsingSection);
