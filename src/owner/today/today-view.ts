import { css, html, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerView } from '../shared/owner-view.ts';
import { viewStyles } from '../shared/view.styles.ts';
import { reviewsBlock, unhappyBlock } from './answer-blocks.ts';
import { deliveriesBlock, expiringBlock, lapsingBlock } from './customer-blocks.ts';
import { MovedNumbers } from './moved-numbers.ts';
import { type BlockRow, TodayBlock } from './today-block.ts';

customElements.define('today-block', TodayBlock);
customElements.define('moved-numbers', MovedNumbers);

/** Time after which a page that the owner comes back to loads again, in ms. */
const STALE = 5 * 60_000;

/** What needs a person today, and the numbers that moved. A tab that stays open overnight shows the next day in the morning. */
export class TodayView extends OwnerView {
  static override styles = [
    controlStyles,
    viewStyles,
    css`
      .heading {
        display: block;
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        align-items: start;
        gap: 16px;
      }
      .column {
        display: grid;
        gap: 16px;
      }
      @media (max-width: 1000px) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  #loadedAt = Date.now();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#seenAgain);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#seenAgain);
  }

  #seenAgain = (): void => {
    if (document.hidden || Date.now() - this.#loadedAt < STALE) return;
    this.#loadedAt = Date.now();
    this.requestUpdate();
    for (const part of this.renderRoot.querySelectorAll<TodayBlock | MovedNumbers>('today-block, moved-numbers'))
      part.refresh();
  };

  protected override render(): TemplateResult {
    const { words } = this.owner;
    const today = new Intl.DateTimeFormat(words.tag, { weekday: 'long', day: 'numeric', month: 'long' });
    return html`
      <div class="heading">
        <h1 tabindex="-1">${this.t('views.today')}</h1>
        <p class="muted">${today.format(Date.now())}</p>
      </div>
      <div class="columns">
        <div class="column">
          ${this.#blocks(unhappyBlock, reviewsBlock)}
          <moved-numbers .owner=${this.owner}></moved-numbers>
        </div>
        <div class="column">${this.#blocks(lapsingBlock, expiringBlock, deliveriesBlock)}</div>
      </div>
    `;
  }

  #blocks(...blocks: readonly BlockRow[]): TemplateResult[] {
    return blocks.map((block) => html`<today-block id=${block.id} .owner=${this.owner} .block=${block}></today-block>`);
  }
}

export { TodayView as view };
