import { html, nothing, type TemplateResult } from 'lit';
import '../charts/shaded-table.ts';
import { DataSection } from '../shared/data-section.ts';
import { listAddress } from '../shared/list-links.ts';
import type { OwnerKey } from '../shared/translator.ts';
import type { RfmData, RfmSegmentData } from './customer-metrics.ts';

const SCORES = [1, 2, 3, 4, 5] as const;

/** Segments by recency and frequency: what they bring, and which cost more than they bring. */
export class SegmentSection extends DataSection<RfmData> {
  protected readonly route = 'rfm';

  protected heading(): string {
    return this.t('customers.segments');
  }

  protected override hint(): string {
    return this.t('customers.segmentsHint');
  }

  protected show({ until, segments, cells, customers, currency }: RfmData): TemplateResult {
    const { words } = this.owner;
    if (customers === 0) return html`<p class="muted">${this.t('reasons.no_customers')}</p>`;
    // Most of them bought last on the newest day. Their rank would call even the customers of today asleep.
    if (cells.every(({ r }) => r < 3)) return html`<p class="muted">${this.t('customers.sameDay')}</p>`;
    const money = (minor: number | null) => (minor === null ? '–' : words.money(minor, currency));
    const name = ({ segment }: RfmSegmentData) => {
      const key = `customers.${segment}`;
      return words.has(key) ? words.t(key as OwnerKey) : segment;
    };
    const hasCosts = segments.some(({ margin }) => margin !== null);
    const loses = segments.filter(({ contribution }) => contribution !== null && contribution < 0);
    return html`
      ${loses.map((one) => html`<p class="notice">${this.t('customers.loses', { segment: name(one), amount: money(one.contribution) })}</p>`)}
      ${this.rows(
        [
          this.t('customers.segment'),
          this.t('charts.count'),
          this.t('charts.share'),
          this.t('customers.year'),
          ...(hasCosts ? [this.t('customers.margin'), this.t('customers.contribution')] : []),
          this.t('customers.list'),
        ],
        segments.map((one) => [
          name(one),
          words.number(one.customers),
          words.percent(one.customers / customers),
          money(one.year),
          ...(hasCosts ? [money(one.margin), money(one.contribution)] : []),
          html`<a download href=${listAddress(this.owner, { segment: `rfm:${one.segment}`, until, format: 'csv' })}
            aria-label=${this.t('customers.exportOf', { segment: name(one) })}>CSV</a>`,
        ]),
      )}
      ${this.#map(cells, customers)} ${hasCosts ? nothing : html`<p class="small muted">${this.t('customers.noCosts')}</p>`}
    `;
  }

  #map(cells: RfmData['cells'], customers: number): TemplateResult {
    const { words } = this.owner;
    const count = (r: number, f: number) =>
      cells.reduce((sum, cell) => (cell.r === r && cell.f === f ? sum + cell.customers : sum), 0);
    const most = Math.max(1, ...SCORES.flatMap((r) => SCORES.map((f) => count(r, f))));
    const rows = SCORES.toReversed().map((f) => ({
      label: String(f),
      cells: SCORES.map((r) => {
        const n = count(r, f);
        return { text: words.number(n), ...(n > 0 && { strength: Math.sqrt(n / most) }) };
      }),
    }));
    return html`<h3>${this.t('customers.map')}</h3>
      <p class="small muted">${this.t('customers.mapHint', { n: customers })}</p>
      <shaded-table .owner=${this.owner} .heading=${this.t('customers.map')}
        .columns=${[`${this.t('customers.frequency')} \\ ${this.t('customers.recency')}`, ...SCORES.map(String)]}
        .rows=${rows}></shaded-table>`;
  }
}

customElements.define('segment-section', SegmentSection);
