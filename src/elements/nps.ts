import { html, nothing, type TemplateResult } from 'lit';
import { segment } from '../core/nps.ts';
import { flag } from '../core/wording.ts';
import { nps } from '../i18n/en.nps.ts';
import { prompt as shared } from '../i18n/en.prompt.ts';
import { Leaving } from './leaving.ts';
import type { Host } from './link.ts';
import { prompt } from './prompt.styles.ts';
import { question } from './question.styles.ts';
import { tick, words } from './question.ts';
import { scale as look } from './scale.styles.ts';
import { scale } from './scale.ts';
import { type Asked, Worded } from './worded.ts';

const COMMENT = 2000;

/**
 * "How likely are you to recommend …?", 0 to 10, one follow-up by segment, thanks.
 *
 * @tag lojal-nps
 * @slot - Fallback: shown before scripts run.
 * @fires lojal-answer - A person answered; `preventDefault()` keeps it from the endpoint.
 * @fires lojal-dismiss - Closed without an answer.
 * @fires lojal-shown - The question became visible.
 * @fires lojal-closed - A card has gone from view.
 * @fires lojal-sent - The endpoint has it.
 * @fires lojal-queued - Saved in the browser; it will be sent.
 * @fires lojal-failed - Neither sent nor saved, or refused by the endpoint.
 * @csspart card - The frame around everything.
 * @csspart question - The question.
 * @csspart option - One score.
 * @csspart comment - The follow-up's text field.
 * @csspart submit - The button.
 * @csspart close - The button that closes or minimises a card.
 * @csspart tab - The tab that opens a card.
 * @csspart thanks - What is said after the answer.
 * @csspart note - What is happening to the answer.
 * @cssproperty [--lojal-accent=light-dark(#4a3fc4, #b3abff)] - The chosen score, the button, the focus.
 * @cssproperty --lojal-on-accent - Text on the accent; without it white or black.
 * @cssproperty [--lojal-surface=light-dark(#fff, #1d1c24)] - Background of the card.
 * @cssproperty [--lojal-text=light-dark(#1d1b26, #f4f2fa)] - Text.
 * @cssproperty --lojal-muted - Quieter text; without it 72 % of the text on the surface.
 * @cssproperty --lojal-border - Quiet lines; without it 14 % of the text on the surface.
 * @cssproperty [--lojal-radius=14px] - Corners.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty [--lojal-weight=650] - Weight of what is strong: a number as for `font-weight`.
 * @cssproperty [--lojal-space=1.2em] - Between the card and what it holds, and between the fields.
 * @cssproperty [--lojal-z=2147483000] - Layer of a card and its tab, where the browser has no top layer.
 */
export class LojalNps extends Worded {
  static override styles = [Worded.styles, prompt, question, look];

  static override properties = {
    productName: { attribute: 'product-name' },
    testimonial: { type: Boolean },
    score: { state: true },
    comment: { state: true },
    contact: { state: true },
    quoted: { state: true },
    tried: { state: true },
  };

  protected readonly english = { ...shared, ...nps };
  protected readonly kind = 'nps';

  /** What would be recommended: the shop's or a product's name. */
  declare productName?: string;

  /** Whether a promoter is asked, once thanked, to be quoted in the shop's own marketing. */
  declare testimonial: boolean;

  declare private score: number | undefined;
  declare private comment: string;
  declare private contact: boolean;
  /** Whether a promoter has opened the testimonial. */
  declare private quoted: boolean;
  /** Set once the person has tried to send: only then is a score said to be missing. */
  declare private tried: boolean;

  constructor() {
    super();
    this.testimonial = false;
    this.comment = '';
    this.contact = false;
    this.quoted = false;
    this.tried = false;
  }

  readonly #leaving = new Leaving(
    this,
    this.link,
    () => (this.phase === 'open' && this.score !== undefined ? this.answer() : undefined),
    () => this.drop(),
  );

  protected data(): Record<string, unknown> {
    return {
      score: this.score,
      comment: this.comment.trim() || undefined,
      contact: this.#unhappy ? this.contact : undefined,
      product: this.productName?.slice(0, 200) || undefined,
      lang: this.locale.tag,
    };
  }

  protected missing(): string | false {
    this.#leaving.rest();
    this.tried = true;
    return this.score === undefined && 'input';
  }

  protected reset(): void {
    this.score = undefined;
    this.comment = '';
    this.contact = this.quoted = this.tried = false;
    this.#leaving.reset();
  }

  protected next(): string {
    return this.locale.t(this.#unhappy && this.contact ? 'npsContact' : 'next');
  }

  get #unhappy(): boolean {
    return this.score !== undefined && segment(this.score) === 'detractor';
  }

  protected asked(): Asked {
    return this.wording('npsQuestion', this.about(this.productName) || this.locale.t('us'));
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
        missing: this.tried && score === undefined ? locale.t('scoreMissing') : undefined,
      },
      (score) => {
        this.score = score;
        this.#leaving.chosen();
      },
    )}
    ${this.#leaving.followUp && score !== undefined ? this.#more(score) : nothing}`;
  }

  #more(score: number): TemplateResult {
    const { locale } = this;
    return html`<div class="more" @change=${this.#leaving.keep}>
      ${words(
        locale,
        { id: 'comment', label: locale.t(segment(score)), value: this.comment, most: COMMENT, optional: true },
        (value) => {
          this.comment = value;
          this.#leaving.typed();
        },
      )}
      ${
        this.#unhappy
          ? tick(locale.t('contact'), this.contact, (on) => {
              this.contact = on;
            })
          : nothing
      }
    </div>`;
  }

  /** For the shop's own marketing only: to a review everybody is invited alike, whatever they answered. */
  protected override offer(): unknown {
    const { host } = this.link;
    const wanted = this.testimonial || this.told('testimonial', flag);
    const promoter = this.score !== undefined && segment(this.score) === 'promoter';
    if (!wanted || !host || !promoter || this.quoted) return super.offer();
    return html`${super.offer()}
      <button class="offer" type="button" aria-describedby="quote" @click=${() => this.#quote(host)}>
        ${this.locale.t('quote')}
      </button>
      <p class="quiet" id="quote">${this.locale.t('quoteWhy')}</p>`;
  }

  async #quote(host: Host): Promise<void> {
    if (this.quoted) return;
    this.quoted = true;
    try {
      (await host.flows()).testimonial(this);
      // Two cards would lie on each other.
      if (this.mode !== 'inline') this.dismiss();
    } catch {
      // Its file did not come: it may be asked for again.
      this.quoted = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-nps': LojalNps;
  }
}
