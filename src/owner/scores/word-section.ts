import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { routeHash } from '../app/hash-route.ts';
import { DataSection } from '../shared/data-section.ts';
import type { WordData } from './score-data.ts';

/** The words by which unhappy and happy customers differ, each with an example. */
export class WordSection extends DataSection<WordData> {
  static override styles = [
    ...DataSection.styles,
    css`
      .groups {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr));
        gap: 16px 32px;
        margin-block-start: 16px;
      }
      li {
        padding-block: 8px;
        border-block-start: 1px solid var(--line);
      }
      .word {
        font-weight: var(--strong);
        overflow-wrap: anywhere;
      }
      q {
        display: block;
        overflow-wrap: anywhere;
      }
    `,
  ];
  static override properties: PropertyDeclarations = { kind: { attribute: false } };

  declare kind: 'nps' | 'review';

  protected readonly route = 'words';

  protected override read(signal: AbortSignal): Promise<WordData> {
    return this.owner.client.json(`owner/${this.route}?of=${this.kind}&${this.query}`, { signal });
  }

  protected heading(): string {
    return this.t(`scores.words_${this.kind}`);
  }

  protected override hint(): string {
    return this.t('scores.wordsHint');
  }

  protected show(data: WordData): TemplateResult {
    return data.words.length === 0
      ? html`<p class="muted">${this.t('scores.noWords')}</p>`
      : html`<div class="groups">${this.#group(data, 'unhappy')}${this.#group(data, 'happy')}</div>`;
  }

  #group({ words, n }: WordData, group: 'unhappy' | 'happy'): TemplateResult {
    const own = words.filter((word) => word.group === group);
    return html`<div>
      <h3>${this.t(`scores.${group}`, { n: n[group] })}</h3>
      ${
        own.length === 0
          ? html`<p class="muted">–</p>`
          : html`<ul>
              ${own.map(
                ({ word, counts, examples }) => html`<li>
                  <a class="word" dir="auto" href=${routeHash('answers', { kind: this.kind, q: word })}>${word}</a>
                  <span class="small muted">${this.t('scores.saidBy', { unhappy: counts.unhappy, happy: counts.happy })}</span>
                  ${examples.slice(0, 1).map(({ text }) => html`<q class="small" dir="auto">${text}</q>`)}
                </li>`,
              )}
            </ul>`
      }
    </div>`;
  }
}

customElements.define('word-section', WordSection);
