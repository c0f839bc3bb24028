import { html, nothing, type TemplateResult } from 'lit';
import { WRITTEN } from '../../config/answer-limits.ts';
import { flag } from '../../config/wording.ts';
import { nps } from '../../locales/en.nps.ts';
import { prompt as shared } from '../../locales/en.prompt.ts';
import { npsSegment } from '../../loyalty/nps-score.ts';
import type { Fields } from '../question/answer-form.ts';
import { AutosaveController } from '../question/autosave-controller.ts';
import { fieldStyles } from '../question/fields.styles.ts';
import { checkbox, textArea } from '../question/fields.ts';
import { promptStyles } from '../question/prompt.styles.ts';
import { QuestionElement, type Wording } from '../question/question-element.ts';
import { scaleStyles } from '../question/scale.styles.ts';
import { scale } from '../question/scale.ts';
import type { ProgramHost } from '../shared/program-consumer.ts';

/**
 * "How likely are you to recommend …?" from 0 to 10, one follow-up question that depends on the score, thanks.
 *
 * @tag lojal-nps
 * @slot - Fallback: shown before scripts run.
 * @fires lojal-answer - The customer answered; `preventDefault()` stops the answer from being sent.
 * @fires lojal-dismiss - The customer closed the question without an answer.
 * @fires lojal-shown - The question became visible.
 * @fires lojal-closed - A card was closed.
 * @fires lojal-sent - The server accepted the answer.
 * @fires lojal-queued - The answer is saved in the browser and will be sent later.
 * @fires lojal-failed - The answer could not be sent or saved, or the server refused it.
 * @csspart card - The card around the content.
 * @csspart question - The question.
 * @csspart option - One score.
 * @csspart comment - The text field of the follow-up question.
 * @csspart submit - The button that sends the answer.
 * @csspart close - The button that closes or minimises a card.
 * @csspart tab - The tab that opens a card.
 * @csspart thanks - The thanks after the answer.
 * @csspart note - The status of the answer: sending, sent, saved or failed.
 * @cssproperty --lojal-accent - The chosen score, the button, the focus; default: the colour of the page's buttons, else of the text.
 * @cssproperty --lojal-on-accent - Text on the accent; default: white or black.
 * @cssproperty --lojal-surface - Background of the card; default: the colour behind the element.
 * @cssproperty --lojal-text - Text; default: the text colour of the page where it has a contrast of 4.5:1.
 * @cssproperty --lojal-muted - Secondary text; default: a grey with a contrast of at least 5:1 on the surface, mixed with the text colour.
 * @cssproperty --lojal-border - Border lines; default: 14 % of the text colour on the surface.
 * @cssproperty --lojal-radius - Corners; default: the corners of the page's buttons, at most 16px, else 8px.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty --lojal-weight - Font weight of emphasised text, a number as for `font-weight`; default: that of the page's buttons, else 600.
 * @cssproperty [--lojal-width=40em] - Greatest width of the element.
 * @cssproperty --lojal-reserve - Height that is kept while the data loads.
 * @cssproperty [--lojal-space=1.2em] - Padding of the card, and space between the fields.
 * @cssproperty [--lojal-z=2147483000] - `z-index` of a card and its tab in browsers without a top layer.
 */
export class LojalNps extends QuestionElement {
  static override styles = [QuestionElement.styles, promptStyles, fieldStyles, scaleStyles];

  static override properties = {
    productName: { attribute: 'product-name' },
    testimonial: { type: Boolean },
    score: { state: true },
    comment: { state: true },
    contact: { state: true },
    quoted: { state: true },
    showErrors: { state: true },
  };

  protected readonly english = { ...shared, ...nps };
  protected readonly kind = 'nps';

  /** Name of the product that is asked about; without it, the shop is asked about. */
  declare productName?: string;

  /** Whether a customer who answered 9 or 10 is then asked for a testimonial. */
  declare testimonial: boolean;

  declare private score: number | undefined;
  declare private comment: string;
  declare private contact: boolean;
  /** Whether the customer has opened the testimonial. */
  declare private quoted: boolean;
  /** Set by the first attempt to send: error messages are shown from then on. */
  declare private showErrors: boolean;

  constructor() {
    super();
    this.testimonial = false;
    this.comment = '';
    this.contact = false;
    this.quoted = false;
    this.showErrors = false;
  }

  readonly #autosave = new AutosaveController(
    this,
    this.consumer,
    this.draft,
    () => (this.phase === 'open' && this.score !== undefined ? this.answer() : undefined),
    () => this.drop(),
  );

  protected readonly subject = () => [this.productName];

  protected fields(): Fields | undefined {
    const { score, comment, contact } = this;
    return score === undefined ? undefined : { score, comment, contact };
  }

  protected restore({ score, comment, contact }: Fields): void {
    if (!Number.isInteger(score) || Number(score) < 0 || Number(score) > 10) return;
    this.score = Number(score);
    this.comment = typeof comment === 'string' ? comment.slice(0, WRITTEN.comment) : '';
    this.contact = contact === true;
    this.#autosave.restored();
  }

  protected data(): Record<string, unknown> {
    return {
      score: this.score,
      comment: this.comment.trim() || undefined,
      contact: this.#unhappy ? this.contact : undefined,
      product: this.about(this.productName),
      lang: this.locale.tag,
    };
  }

  protected missing(): string | false {
    this.#autosave.cancel();
    this.showErrors = true;
    return this.score === undefined && 'input';
  }

  protected reset(): void {
    this.score = undefined;
    this.comment = '';
    this.contact = this.quoted = this.showErrors = false;
    this.#autosave.reset();
  }

  protected next(): string {
    return this.locale.t(this.#unhappy && this.contact ? 'npsContact' : 'next');
  }

  get #unhappy(): boolean {
    return this.score !== undefined && npsSegment(this.score) === 'detractor';
  }

  protected asked(): Wording {
    return this.topicWording('nps', this.productName);
  }

  protected form(): TemplateResult {
    const { locale, score } = this;
    return html`${scale(
      locale,
      {
        question: this.asked().text,
        from: 0,
        to: 10,
        low: locale.t('unlikely'),
        high: locale.t('likely'),
        chosen: score,
        missing: this.showErrors && score === undefined ? locale.t('scoreMissing') : undefined,
      },
      (score) => {
        this.score = score;
        this.#autosave.chosen();
      },
    )}
    ${this.#autosave.followUp && score !== undefined ? this.#followUp(score) : nothing}`;
  }

  #followUp(score: number): TemplateResult {
    const { locale } = this;
    return html`<div class="more" @change=${this.#autosave.save}>
      ${textArea(
        locale,
        {
          id: 'comment',
          label: locale.t(npsSegment(score)),
          value: this.comment,
          most: WRITTEN.comment,
          optional: true,
        },
        (value) => {
          this.comment = value;
          this.#autosave.typed();
        },
      )}
      ${this.#autosave.note(locale)}
      ${
        this.#unhappy
          ? checkbox(locale.t('contact'), this.contact, (on) => {
              this.contact = on;
            })
          : nothing
      }
    </div>`;
  }

  /** Only for the shop's own marketing: every customer is invited to review, whatever the score. */
  protected override offer(): unknown {
    const { host } = this.consumer;
    const enabled = this.testimonial || this.readRule('testimonial', flag);
    const promoter = this.score !== undefined && npsSegment(this.score) === 'promoter';
    if (!enabled || !host || !promoter || this.quoted) return super.offer();
    return html`${super.offer()}
      <button class="offer" type="button" aria-describedby="quote" @click=${() => this.#quote(host)}>
        ${this.locale.t('quote')}
      </button>
      <p class="quiet" id="quote">${this.locale.t('quoteWhy')}</p>`;
  }

  async #quote(host: ProgramHost): Promise<void> {
    if (this.quoted) return;
    this.quoted = true;
    try {
      (await host.drafts()).testimonial(this);
      // Two cards would overlap.
      if (this.mode !== 'inline') this.dismiss();
    } catch {
      // The file did not load: the customer may try again.
      this.quoted = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-nps': LojalNps;
  }
}
