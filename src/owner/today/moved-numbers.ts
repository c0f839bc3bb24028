import { css, html, type TemplateResult } from 'lit';
import { addDays } from '../../loyalty/dates.ts';
import type { MetricsData } from '../api/owner-data.ts';
import { routeHash } from '../app/hash-route.ts';
import { changeSentence } from '../shared/change-line.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { changeTone, hasForm, metricText } from './metric-form.ts';
import { type MovedMetric, movedMost } from './moved-metrics.ts';

const SHOWN = 3;
/** The period that is closest to the 30 days before today, which the server compares. */
const PERIOD = { days: '30' };

/** The numbers that moved most against the period before, and whether each change is more than chance. */
export class MovedNumbers extends OwnerElement {
  static override styles = [
    controlStyles,
    css`
      section {
        padding: 16px;
      }
      h2 {
        margin-block-end: 4px;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(208px, 1fr));
        gap: 16px 32px;
        margin-block-start: 16px;
      }
      li {
        min-width: 0;
      }
      .value {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 8px;
      }
      strong {
        font-size: 1.8em;
        line-height: 1.25;
        letter-spacing: -0.02em;
        font-weight: var(--strong);
        font-variant-numeric: tabular-nums;
      }
      .tag {
        margin-block: 4px;
      }
      .row {
        margin-block-start: 16px;
      }
    `,
  ];

  readonly #loaded = new Loaded(this, (signal) =>
    this.owner.client.json<MetricsData>('owner/metrics?compare=previous', { signal }),
  );

  /** Loads again, and shows what it has until then. */
  refresh(): void {
    void this.#loaded.reload();
  }

  protected override render(): TemplateResult {
    const { value } = this.#loaded;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t('today.moved')}</h2>
      ${value ? this.#numbers(value) : this.#waiting()}
    </section>`;
  }

  #numbers({ metrics, currency, from, until }: MetricsData): TemplateResult {
    const { words, views } = this.owner;
    const moved = movedMost(metrics, SHOWN, (key) => hasForm(key) && words.has(`metrics.${key}`));
    if (moved.length === 0) return html`<p class="muted">${this.t('today.notMoved')}</p>`;
    return html`
      <p class="muted small">${this.t('today.period', { from: words.day(from), until: words.day(addDays(until, -1)) })}</p>
      <ul>
        ${moved.map((metric) => this.#number(metric, currency))}
      </ul>
      ${views.includes('scores') ? html`<p class="row small"><a href=${routeHash('scores', PERIOD)}>${this.t('today.toScores')}</a> <a href=${routeHash('report', PERIOD)}>${this.t('report.link')}</a></p>` : ''}
    `;
  }

  #number({ key, value, n, previous, change }: MovedMetric, currency: string): TemplateResult {
    const { words } = this.owner;
    const text = (amount: number, signed = false) => metricText(words, key, amount, currency, signed);
    const { low, high } = change;
    const hasRange = low !== null && high !== null;
    const name = `metrics.${key}`;
    return html`<li>
      <h3>${words.has(name) ? words.t(name) : key}</h3>
      <p class="value">
        <strong>${text(value)}</strong>
        ${previous === undefined ? '' : html`<span class="muted">${this.t('today.before', { value: text(previous) })}</span>`}
      </p>
      <p class="tag ${changeTone(key, change)}">
        ${changeSentence(words, change, text)}
      </p>
      ${
        hasRange
          ? html`<p class="muted small">${this.t('today.range', { low: text(low, true), high: text(high, true) })}</p>`
          : ''
      }
      <p class="muted small">${this.t('today.observations', { n })}</p>
    </li>`;
  }

  #waiting(): TemplateResult {
    const { state, isAbsent } = this.#loaded;
    if (state.status !== 'failed')
      return html`<div role="status" aria-label=${this.t('app.loading')}>
        <span class="skeleton"></span><span class="skeleton short"></span>
      </div>`;
    if (isAbsent) return html`<p class="muted">${this.t('errors.absent')}</p>`;
    return html`<p class="bad" role="alert">${this.sentence(state.error)}</p>
      <button class="plain" @click=${() => this.#loaded.reload()}>${this.t('app.again')}</button>`;
  }
}
