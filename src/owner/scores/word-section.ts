import { css, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { routeHash } from '../app/hash-route.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { loadingNote } from '../shared/loading-note.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { periodQuery, type ShownPeriod } from '../shared/period.ts';
import type { WordData } from './score-data.ts';

/** The words by which unhappy and happy customers differ, each with an example. */
export class WordSection extends OwnerElement {
  static override styles = [
    controlStyles,
    css`
      section {
        padding: 16px;
      }
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
  static override properties: PropertyDeclarations = { kind: { attribute: false }, period: { attribute: false } };

  declare kind: 'nps' | 'review';
  declare period: ShownPeriod;

  readonly #loaded = new Loaded<WordData>(this, (signal) =>
    this.owner.client.json(`owner/words?of=${this.kind}&${periodQuery(this.period)}`, { signal }),
  );

  protected override updated(changed: PropertyValues): void {
    if (changed.get('period') !== undefined) void this.#loaded.reload({ afresh: true });
  }

  protected override render(): TemplateResult {
    const { value } = this.#loaded;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t(`scores.words_${this.kind}`)}</h2>
      <p class="small muted">${this.t('scores.wordsHint')}</p>
      ${loadingNote(this.owner, this.#loaded)}
      ${value && value.words.length === 0 ? html`<p class="muted">${this.t('scores.noWords')}</p>` : ''}
      ${
        value && value.words.length > 0
          ? html`<div class="groups">${this.#group(value, 'unhappy')}${this.#group(value, 'happy')}</div>`
          : ''
      }
    </section>`;
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
