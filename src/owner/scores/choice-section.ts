import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { wilsonInterval } from '../../metrics/wilson.ts';
import { groupReason, reasonText } from '../shared/change-line.ts';
import { DataSection } from '../shared/data-section.ts';
import { dataTable } from '../shared/data-table.ts';
import type { ChoiceData } from './score-data.ts';

/** How often the options of a choice, or the reasons for leaving, were chosen. */
export class ChoiceSection extends DataSection<ChoiceData> {
  static override styles = [
    ...DataSection.styles,
    css`
      section {
        container-type: inline-size;
      }
      h3 {
        margin-block: 16px 4px;
        color: var(--text);
        overflow-wrap: anywhere;
      }
      .scroll {
        max-height: none;
      }
      tbody th {
        overflow-wrap: anywhere;
      }
      svg {
        display: inline-block;
        vertical-align: middle;
        margin-inline-end: 8px;
      }
      .track {
        fill: var(--sunken);
      }
      @container (max-width: 500px) {
        svg {
          display: none;
        }
        :is(th, td, th:first-child) {
          min-width: 0;
          padding-inline: 6px;
          white-space: normal;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = { kind: { attribute: false }, isOfGroup: { attribute: false } };

  declare kind: 'choice' | 'exit';
  /** Whether the answers of a group of customers are counted. */
  declare isOfGroup: boolean;

  protected readonly route = 'choices';

  protected override read(signal: AbortSignal): Promise<ChoiceData> {
    return this.owner.client.json(`owner/${this.route}?of=${this.kind}&${this.query}`, { signal });
  }

  protected heading(): string {
    return this.t(`kinds.${this.kind}`);
  }

  protected show({ questions }: ChoiceData): TemplateResult {
    const reason = this.isOfGroup ? groupReason('no_answers') : 'no_answers';
    return questions.length === 0
      ? html`<p class="muted">${reasonText(this.owner.words, reason)}</p>`
      : html`${questions.map((question) => this.#question(question))}`;
  }

  #question({ question, n, options }: ChoiceData['questions'][number]): TemplateResult {
    const { words } = this.owner;
    return html`<h3 dir="auto">${question}</h3>
      <p class="small muted">${this.t('today.observations', { n })}</p>
      ${dataTable(
        question,
        [this.t('scores.option'), this.t('charts.count'), this.t('charts.share'), this.t('charts.interval')],
        options.map(({ text, n: chosen }) => {
          const [low, high] = wilsonInterval(chosen, n);
          return [
            html`<bdi>${text}</bdi>`,
            words.number(chosen),
            html`<span>${shareBar(chosen / n)}${words.percent(chosen / n)}</span>`,
            `${words.percent(low)} … ${words.percent(high)}`,
          ];
        }),
      )}`;
  }
}

const WIDTH = 96;

/** A share as a bar, beside the number. */
const shareBar = (share: number): TemplateResult =>
  html`<svg width=${WIDTH} height="8" aria-hidden="true">
    <rect class="track" width=${WIDTH} height="8" rx="4"></rect>
    <rect class="bar" width=${share * WIDTH} height="8" rx="4"></rect>
  </svg>`;

customElements.define('choice-section', ChoiceSection);
