import { css, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { MetricsData } from '../api/owner-data.ts';
import { routeHash } from '../app/hash-route.ts';
import '../charts/bar-chart.ts';
import '../charts/trend-chart.ts';
import { changeLine, reasonText } from '../shared/change-line.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { loadingNote } from '../shared/loading-note.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { periodQuery, type ShownPeriod } from '../shared/period.ts';
import { metricText } from '../today/metric-form.ts';
import { changesOf } from './score-changes.ts';
import { SCORE_BOUNDS, type ScoreData, type ScoredQuestion, toneOf } from './score-data.ts';

/** Periods with more days are shown by month. */
const MOST_WEEKLY = 120;

/** One question with a score: the value with its interval, the course, and how often each score was given. */
export class ScoreSection extends OwnerElement {
  static override styles = [
    controlStyles,
    css`
      section {
        padding: 16px;
      }
      .parts {
        display: grid;
        grid-template-columns: minmax(160px, 1fr) minmax(0, 3fr) minmax(0, 2fr);
        gap: 16px 32px;
        margin-block-start: 16px;
      }
      strong {
        display: block;
        font-size: 2.4em;
        line-height: 1.15;
        letter-spacing: -0.02em;
        font-weight: var(--strong);
        font-variant-numeric: tabular-nums;
      }
      h3 {
        margin-block-end: 8px;
      }
      .tag {
        margin-block: 8px;
      }
      @media (max-width: 1000px) {
        .parts {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = { kind: { attribute: false }, period: { attribute: false } };

  declare kind: ScoredQuestion;
  declare period: ShownPeriod;

  readonly #loaded = new Loaded<ScoreData>(this, async (signal) => {
    const { kind, period } = this;
    const query = periodQuery(period);
    const get = <T>(path: string) => this.owner.client.json<T>(`owner/${path}`, { signal });
    const step = period.days > MOST_WEEKLY ? 'month' : 'week';
    const [metrics, { steps }, distribution, { wordings, rules = [] }] = await Promise.all([
      get<MetricsData>(`metrics?${query}&compare=previous`),
      get<Pick<ScoreData, 'steps'>>(`series?of=${kind}&${query}&step=${step}`),
      get<ScoreData['distribution']>(`distribution?of=${kind}&${query}`),
      get<Pick<ScoreData, 'wordings'> & Partial<Pick<ScoreData, 'rules'>>>(`wordings?of=${kind}&${query}`),
    ]);
    return { metrics, steps, distribution, wordings, rules };
  });

  protected override updated(changed: PropertyValues): void {
    if (changed.get('period') !== undefined) void this.#loaded.reload();
  }

  protected override render(): TemplateResult {
    const { value } = this.#loaded;
    const { words } = this.owner;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t(`metrics.${this.kind}`)}</h2>
      <p class="small muted">${this.t(`scores.${this.kind}`)}</p>
      ${loadingNote(this.owner, this.#loaded)} ${value ? this.#parts(value, words.tag) : ''}
    </section>`;
  }

  #parts({ metrics, steps, distribution, wordings, rules }: ScoreData, tag: string): TemplateResult {
    const { kind, period } = this;
    const { words } = this.owner;
    const metric = metrics.metrics[kind];
    if (!metric || metric.value === null) return html`<p class="muted">${reasonText(words, metric?.reason)}</p>`;
    const format = (value: number) => metricText(words, kind, value, metrics.currency);
    const short = new Intl.DateTimeFormat(tag, {
      timeZone: 'UTC',
      ...(period.days > MOST_WEEKLY ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' }),
    });
    const points = steps.map(({ from, until, value, low, high, n, late = 0 }) => {
      const { mark, notes } = changesOf(words, { from, until }, wordings, rules);
      if (late > 0) notes.push(this.t('scores.late', { n: late }));
      return {
        label: short.format(Date.parse(`${from}T00:00:00Z`)),
        value,
        low,
        high,
        n,
        mark,
        ...(notes.length > 0 && { note: notes.join(' · ') }),
      };
    });
    const late = steps.reduce((sum, one) => sum + (one.late ?? 0), 0);
    const [least, greatest] = SCORE_BOUNDS[kind];
    const counts = new Map(distribution.values.map(({ value, n }) => [value, n]));
    const bars = Array.from({ length: greatest - least + 1 }, (_, i) => {
      const score = least + i;
      const tone = toneOf(kind, score);
      return { label: String(score), n: counts.get(score) ?? 0, ...(tone && { tone }) };
    });
    const unhappy = { kind, score: 'unhappy', handled: 'false' };
    return html`<div class="parts">
      <div>
        <strong>${format(metric.value)}</strong>
        ${changeLine(words, kind, metric, metrics.currency)}
        <p class="small"><a href=${routeHash('answers', unhappy)}>${this.t('scores.toUnhappy')}</a></p>
      </div>
      <div>
        <h3>${this.t('scores.course')}</h3>
        <trend-chart .owner=${this.owner} .heading=${this.t('scores.courseOf', { name: this.t(`metrics.${kind}`) })}
          .points=${points} .format=${format}></trend-chart>
        ${late > 0 ? html`<p class="small muted">${this.t('scores.lateAll', { n: late })}</p>` : ''}
      </div>
      <div>
        <h3>${this.t('scores.distribution')}</h3>
        <bar-chart .owner=${this.owner} .heading=${this.t('scores.distributionOf', { name: this.t(`metrics.${kind}`) })}
          .unit=${this.t('scores.score')} .bars=${bars}></bar-chart>
      </div>
    </div>`;
  }
}

customElements.define('score-section', ScoreSection);
