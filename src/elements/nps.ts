import { html, nothing, type TemplateResult } from 'lit';
import { segment } from '../core/nps.ts';
import { nps } from '../i18n/en.nps.ts';
import { prompt as shared } from '../i18n/en.prompt.ts';
import { AnswerEvent } from './events.ts';
import { styles } from './nps.styles.ts';
import { prompt } from './prompt.styles.ts';
import { Prompt } from './prompt.ts';
import { question } from './question.styles.ts';
import { fault, tick, words } from './question.ts';

const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const COMMENT = 2000;
/** Typing is kept once it pauses this long (ms); each keystroke would write storage for nothing. */
const PAUSE = 800;

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
 * @cssproperty [--lojal-accent=#4a3fc4] - The chosen score, the button.
 * @cssproperty [--lojal-on-accent=#fff] - Text on the accent.
 * @cssproperty [--lojal-surface=#fff] - Background of the card.
 * @cssproperty [--lojal-text=#1d1b26] - Text.
 * @cssproperty [--lojal-muted=#5d5a69] - Quieter text.
 * @cssproperty [--lojal-border=#dfdce8] - Lines.
 * @cssproperty [--lojal-radius=14px] - Corners.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty [--lojal-z=2147483000] - Layer of a card and its tab.
 */
export class LojalNps extends Prompt {
  static override styles = [Prompt.styles, prompt, question, styles];

  static override properties = {
    productName: { attribute: 'product-name' },
    score: { state: true },
    comment: { state: true },
    contact: { state: true },
    followUp: { state: true },
    tried: { state: true },
  };

  protected readonly english = { ...shared, ...nps };
  protected readonly kind = 'nps';

  /** What would be recommended: the shop's or a product's name. */
  declare productName?: string;

  declare private score: number | undefined;
  declare private comment: string;
  declare private contact: boolean;
  /** The follow-up opens one frame after the choice, so that the choice itself is painted at once. */
  declare private followUp: boolean;
  /** Set once the person has tried to send: only then is a score said to be missing. */
  declare private tried: boolean;

  constructor() {
    super();
    this.comment = '';
    this.contact = false;
    this.followUp = false;
    this.tried = false;
  }

  /** What was raised when the person last left. */
  #said = '';
  #pause: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // Capture: before anything else that acts on leaving, so that the page may still keep the answer. On a phone a page
    // that is hidden often never comes back, and nothing else is heard of it.
    window.addEventListener('pagehide', this.#left, true);
    window.addEventListener('visibilitychange', this.#left, true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#left, true);
    window.removeEventListener('visibilitychange', this.#left, true);
    clearTimeout(this.#pause);
  }

  protected data(): Record<string, unknown> {
    return {
      score: this.score,
      comment: this.comment.trim() || undefined,
      contact: this.#unhappy ? this.contact : undefined,
      product: this.productName || undefined,
      lang: this.locale.tag,
    };
  }

  protected complete(): boolean {
    clearTimeout(this.#pause);
    this.tried = true;
    if (this.score !== undefined) return true;
    this.renderRoot.querySelector('input')?.focus();
    return false;
  }

  protected reset(): void {
    this.score = undefined;
    this.comment = '';
    this.contact = this.followUp = this.tried = false;
    this.#said = '';
  }

  protected next(): string {
    return this.locale.t(this.#unhappy && this.contact ? 'npsContact' : 'npsNext');
  }

  get #unhappy(): boolean {
    return this.score !== undefined && segment(this.score) === 'detractor';
  }

  protected form(): TemplateResult {
    const { locale } = this;
    const missing = this.tried && this.score === undefined;
    const name = this.productName || locale.text(this.link.host?.data?.program.name) || locale.t('us');
    return html`<fieldset @change=${this.#keep} aria-describedby=${missing ? 'score-error' : nothing}>
        <legend class="question" part="question">${locale.t('npsQuestion', { name })}</legend>
        <div class="scale">${SCORES.map((score) => this.#option(score))}</div>
        <p class="ends quiet" aria-hidden="true"><span>${locale.t('unlikely')}</span><span>${locale.t('likely')}</span></p>
        ${fault('score', missing ? locale.t('scoreMissing') : undefined)}
      </fieldset>
      ${this.followUp && this.score !== undefined ? this.#more(this.score) : nothing}`;
  }

  #option(score: number): TemplateResult {
    const end = score === 0 ? 'unlikely' : score === 10 ? 'likely' : undefined;
    return html`<label class="option" part="option">
      <input
        type="radio"
        name="score"
        value=${score}
        aria-label=${end ? `${score}, ${this.locale.t(end)}` : nothing}
        .checked=${this.score === score}
        @change=${() => this.#choose(score)}
      /><span>${score}</span>
    </label>`;
  }

  #more(score: number): TemplateResult {
    const { locale } = this;
    return html`<div class="more" @change=${this.#keep}>
      ${words(
        locale,
        { id: 'comment', label: locale.t(segment(score)), value: this.comment, most: COMMENT, optional: true },
        (value) => {
          this.comment = value;
          clearTimeout(this.#pause);
          this.#pause = setTimeout(this.#keep, PAUSE);
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

  #choose(score: number): void {
    this.score = score;
    if (!this.followUp)
      requestAnimationFrame(() => {
        this.followUp = true;
      });
  }

  /** A score is an answer already: it is kept from now on, and sent when the person leaves without pressing "Send". */
  #keep = (): void => {
    clearTimeout(this.#pause);
    if (this.phase === 'open' && this.score !== undefined) this.link.host?.deliver(this.answer(), this, true);
  };

  #left = (event: Event): void => {
    if (this.phase !== 'open' || this.score === undefined) return;
    if (event.type === 'visibilitychange' && document.visibilityState !== 'hidden') return;
    // Hidden and then gone is one leaving, not two answers.
    const said = `${this.score}${this.contact}${this.comment}`;
    if (said === this.#said) return;
    this.#said = said;
    this.#keep();
    if (!this.dispatchEvent(new AnswerEvent(this.answer()))) this.drop();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-nps': LojalNps;
  }
}
