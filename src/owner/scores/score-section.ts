import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { routeHash } from '../app/hash-route.ts';
import '../charts/bar-chart.ts';
import '../charts/trend-chart.ts';
import { changeLine, groupReason, reasonText } from '../shared/change-line.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { loadingNote } from '../shared/loading-note.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { periodQuery, type ShownPeriod } from '../shared/period.ts';
import { metricText } from '../today/metric-form.ts';
import { readScore } from './read-score.ts';
import type { ScoreData, ScoredQuestion } from './score-data.ts';
import { scoreBars, trendPoints } from './score-points.ts';

/** One question with a score: the value with its interval, the course, and how often each score was given. */
export class ScoreSection extends OwnerElement {
  static override styles = [
    controlStyles,
    css`
      section {
        padding: 16px;
      }
      p + p.muted:not(.small) {
        margin-block-start: 16px;
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
  static override properties: PropertyDeclarations = {
    kind: { attribute: false },
    period: { attribute: false },
    whose: { attribute: false },
  };

  declare kind: ScoredQuestion;
  declare period: ShownPeriod;
  /** Parameters of the requests: whose answers count. Empty for all. */
  declare whose: string;

  readonly #loaded = new Loaded<ScoreData>(
    this,
    (signal) => readScore(this.owner.client, this.kind, this.period, signal, this.whose),
    () => periodQuery(this.period, this.whose),
  );

  protected override render(): TemplateResult {
    const { value } = this.#loaded;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t(`metrics.${this.kind}`)}</h2>
      <p class="small muted">${this.t(`scores.${this.kind}`)}</p>
      ${loadingNote(this.owner, this.#loaded)} ${value ? this.#parts(value) : ''}
    </section>`;
  }

  #parts({ metrics, steps, distribution, wordings, rules }: ScoreData): TemplateResult {
    const { kind, period } = this;
    const { words } = this.owner;
    const metric = metrics.metrics[kind];
    if (!metric || metric.value === null)
      return html`<p class="muted">${reasonText(words, this.whose ? groupReason(metric?.reason) : metric?.reason)}</p>`;
    const format = (value: number) => metricText(words, kind, value, metrics.currency);
    const points = trendPoints(words, period, { steps, wordings, rules });
    const late = steps.reduce((sum, one) => sum + (one.late ?? 0), 0);
    const bars = scoreBars(kind, distribution);
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
