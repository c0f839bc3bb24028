import { css, html, type TemplateResult } from 'lit';
import type { Metric, MetricsData } from '../api/owner-data.ts';
import { changeLine, reasonText } from '../shared/change-line.ts';
import { DataSection } from '../shared/data-section.ts';
import type { OwnerKey } from '../shared/translator.ts';
import { metricText } from '../today/metric-form.ts';

/** How often a question was shown, and what customers did. */
interface Reception {
  readonly name: string;
  readonly shown: number;
  readonly answered: number;
  readonly dismissed: number;
  readonly abandoned: number;
  readonly rate: Metric;
}

interface ReceptionData {
  readonly currency: string;
  /** Whether the program counts how questions are received. */
  readonly measured: boolean;
  readonly questions: readonly Reception[];
}

/** How many of those who saw a question answered: all together, and each question. */
export class ResponseSection extends DataSection<readonly [MetricsData, ReceptionData]> {
  static override styles = [
    ...DataSection.styles,
    css`
      strong {
        font-size: 2.4em;
        line-height: 1.15;
      }
    `,
  ];

  protected readonly route = 'receptions';

  protected override read(signal: AbortSignal): Promise<readonly [MetricsData, ReceptionData]> {
    const get = <T>(path: string) => this.owner.client.json<T>(`owner/${path}`, { signal });
    return Promise.all([
      get<MetricsData>(`metrics?${this.query}&compare=previous`),
      get<ReceptionData>(`${this.route}?${this.query}`),
    ]);
  }

  protected heading(): string {
    return this.t('metrics.responseRate');
  }

  protected override hint(): string {
    return this.t('scores.responseHint');
  }

  protected show([{ metrics, currency }, { measured, questions }]: readonly [
    MetricsData,
    ReceptionData,
  ]): TemplateResult {
    const { words } = this.owner;
    const { responseRate: rate } = metrics;
    if (!rate || rate.value === null || questions.length === 0) {
      const reason = measured ? 'not_shown' : 'not_measured';
      return html`<p class="muted">${reasonText(words, rate?.reason === 'not_by_segment' ? rate.reason : reason)}</p>`;
    }
    return html`<div>
        <strong>${metricText(words, 'responseRate', rate.value, currency)}</strong>
        ${changeLine(words, 'responseRate', rate, currency)}
      </div>
      ${this.rows(
        [
          this.t('scores.question'),
          this.t('scores.shown'),
          this.t('scores.answered'),
          this.t('scores.dismissed'),
          this.t('scores.abandoned'),
          this.t('metrics.responseRate'),
          this.t('charts.interval'),
        ],
        questions.map((one) => this.#row(one)),
      )}`;
  }

  #row({ name, shown, answered, dismissed, abandoned, rate }: Reception): string[] {
    const { words } = this.owner;
    const kind = `kinds.${name}`;
    const share = (value: number | null) => (value === null ? '–' : metricText(words, 'responseRate', value, ''));
    return [
      words.has(kind) ? words.t(kind as OwnerKey) : name,
      ...[shown, answered, dismissed, abandoned].map((n) => words.number(n)),
      share(rate.value),
      rate.low === null ? '–' : `${share(rate.low)} … ${share(rate.high)}`,
    ];
  }
}

customElements.define('response-section', ResponseSection);
