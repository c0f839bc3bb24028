import { html, nothing, type TemplateResult } from 'lit';
import { prompt as shared } from '../i18n/en.prompt.ts';
import { review } from '../i18n/en.review.ts';
import { Draft, type Fields } from './draft.ts';
import { naming } from './naming.ts';
import { numeric } from './numeric.ts';
import { prompt } from './prompt.styles.ts';
import { published } from './published.ts';
import { question } from './question.styles.ts';
import { line, tick, words } from './question.ts';
import { styles } from './review.styles.ts';
import { STARS, stars } from './stars.ts';
import { type Terms, terms } from './terms.ts';
import { Trap } from './trap.ts';
import { type Asked, Worded } from './worded.ts';
import { BODY, type Naming, TITLE, type Written, written } from './written.ts';

/**
 * Stars, words, how to be named, consent to publish, thanks.
 *
 * @tag lojal-review
 * @slot - Fallback: shown before scripts run.
 * @fires lojal-answer - A person answered; `preventDefault()` keeps it from the endpoint.
 * @fires lojal-dismiss - Closed without an answer.
 * @fires lojal-shown - The question became visible.
 * @fires lojal-closed - A card has gone from view.
 * @fires lojal-sent - The endpoint has it.
 * @fires lojal-queued - Saved in the browser; it will be sent.
 * @fires lojal-failed - Neither sent nor saved, or refused by the endpoint.
 * @csspart card - The frame around everything.
 * @csspart heading - What is asked for.
 * @csspart question - The question for the stars.
 * @csspart option - One star, or one way to be named.
 * @csspart comment - The text field.
 * @csspart submit - The button.
 * @csspart close - The button that closes or minimises a card.
 * @csspart tab - The tab that opens a card.
 * @csspart thanks - What is said after the answer.
 * @csspart note - What is happening to the answer.
 * @cssproperty [--lojal-accent=light-dark(#4a3fc4, #b3abff)] - The button, the focus.
 * @cssproperty --lojal-on-accent - Text on the accent; without it white or black.
 * @cssproperty [--lojal-surface=light-dark(#fff, #1d1c24)] - Background of the card.
 * @cssproperty [--lojal-text=light-dark(#1d1b26, #f4f2fa)] - Text.
 * @cssproperty --lojal-muted - Quieter text; without it 72 % of the text on the surface.
 * @cssproperty --lojal-border - Quiet lines; without it 14 % of the text on the surface.
 * @cssproperty [--lojal-radius=14px] - Corners.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty [--lojal-weight=650] - Weight of what is strong: a number as for `font-weight`.
 * @cssproperty [--lojal-space=1.2em] - Between the card and what it holds, and between the fields.
 * @cssproperty [--lojal-star=light-dark(#b45f06, #f5b544)] - Stars that are chosen.
 * @cssproperty [--lojal-z=2147483000] - Layer of a card and its tab, where the browser has no top layer.
 */
export class LojalReview extends Worded {
  static override styles = [Worded.styles, prompt, question, styles];

  static override properties = {
    product: {},
    productName: { attribute: 'product-name' },
    productUrl: { attribute: 'product-url' },
    order: {},
    rating: { converter: numeric },
    purpose: {},
    stars: { state: true },
    heading: { state: true },
    body: { state: true },
    author: { state: true },
    naming: { state: true },
    publish: { state: true },
    restored: { state: true },
    tried: { state: true },
  };

  protected readonly english = { ...shared, ...review };
  protected readonly kind = 'review';

  /** The shop's id of the product; without it the review is about the shop. */
  declare product?: string;
  /** Its name, as the customer knows it. */
  declare productName?: string;
  /** Its page, `https:` or relative to this page. */
  declare productUrl?: string;
  /** The shop's number of the order that it came with. */
  declare order?: string;
  /** Stars chosen beforehand, 1 to 5: prefilled, never sent by itself. */
  declare rating?: number;
  /** `review` for other customers, `testimonial` for the shop's own marketing; each says so. */
  declare purpose: 'review' | 'testimonial';

  declare private stars: number | undefined;
  declare private heading: string;
  declare private body: string;
  declare private author: string;
  declare private naming: Naming;
  declare private publish: boolean;
  /** What was written before a reload is here again. */
  declare private restored: boolean;
  /** Set once the person has tried to send: only then is something said to be missing. */
  declare private tried: boolean;

  constructor() {
    super();
    this.purpose = 'review';
    this.heading = '';
    this.body = '';
    this.author = '';
    this.naming = 'anonymous';
    this.publish = false;
    this.restored = false;
    this.tried = false;
  }

  readonly #trap = new Trap();
  readonly #draft = new Draft(this, this.link, () => {
    const { phase, purpose, product, order, stars, heading, body, author, naming } = this;
    const [preset, { seconds }] = [this.#preset, this.#trap];
    const touched = heading || body || author || stars !== preset;
    return {
      phase,
      form: JSON.stringify([purpose, product || '', order || '']),
      fields: touched ? { stars, preset, heading, body, author, naming, seconds } : undefined,
      restore: (fields) => this.#restore(fields),
    };
  });
  /** When the box was last ticked or unticked; else when the answer was first sent without it. */
  #decided: string | undefined;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    super.willUpdate(changed);
    if (changed.has('rating')) {
      this.stars = this.#preset ?? this.stars;
      if (this.rating !== undefined && !this.#preset)
        this.warn('rating', this.getAttribute('rating') ?? this.rating, 'a whole number from 1 to 5');
    }
    if (changed.has('purpose') && this.purpose !== 'review' && this.purpose !== 'testimonial') {
      this.warn('purpose', this.purpose, '"review" or "testimonial"');
      this.purpose = 'review';
    }
  }

  get #preset(): number | undefined {
    return STARS.find((stars) => stars === this.rating);
  }

  #restore(draft: Fields): void {
    const { stars, ...rest } = written(draft);
    Object.assign(this, rest);
    // Stars that another link has chosen meanwhile are newer.
    if (draft.preset === this.#preset) this.stars = stars;
    this.#trap.resume(Number(draft.seconds));
    // A frame later, as whatever a screen reader is to speak.
    requestAnimationFrame(() => {
      this.restored = true;
    });
  }

  protected data(): Record<string, unknown> {
    const { locale } = this;
    const { scopes, ...agreed } = this.#terms;
    this.#decided ??= new Date().toISOString();
    return {
      rating: this.stars,
      title: this.heading.trim() || undefined,
      body: this.body.trim() || undefined,
      author: { name: this.naming === 'anonymous' ? undefined : this.author.trim(), display: this.naming },
      product: this.product && { id: this.product, name: this.productName || undefined, url: this.#url },
      order: this.order || undefined,
      purpose: this.purpose,
      consent: { ...agreed, scopes: this.publish ? scopes : [], publish: this.publish, at: this.#decided },
      incentive: locale.text(this.link.host?.data?.program.incentive) || undefined,
      lang: locale.tag,
      ...this.#trap.signs(),
    };
  }

  get #url(): string | undefined {
    const url = this.productUrl && published(this.productUrl);
    if (this.productUrl && !url) this.warn('product-url', this.productUrl, 'an https address');
    return url;
  }

  get #terms(): Terms {
    return terms(this.locale, this.link.host?.data?.program, this.purpose === 'testimonial');
  }

  get #unnamed(): boolean {
    return this.naming !== 'anonymous' && !this.author.trim();
  }

  protected missing(): string | false {
    this.tried = true;
    return this.stars ? this.#unnamed && '#name' : '.star input';
  }

  protected reset(): void {
    this.stars = this.#preset;
    this.heading = this.body = this.author = '';
    this.naming = 'anonymous';
    this.publish = this.restored = this.tried = false;
    this.#decided = undefined;
    this.#trap.reset();
  }

  protected next(): string {
    return this.locale.t(this.publish ? 'reviewNext' : 'reviewKept');
  }

  protected asked(): Asked {
    const { locale, product } = this;
    if (this.purpose === 'testimonial') return this.wording('tellHeading', this.about('') || locale.t('theShop'));
    const about = this.productName || (product ? locale.t('thisProduct') : this.about('') || locale.t('theShop'));
    return this.wording('reviewHeading', about);
  }

  protected form(): TemplateResult {
    const { locale } = this;
    const incentive = locale.text(this.link.host?.data?.program.incentive);
    const missing = this.tried && !this.stars;
    const optional = locale.t('optional');
    return html`<div>
        <p class="question" part="heading">${this.asked().text}</p>
        <p class="purpose">${locale.t(this.purpose === 'testimonial' ? 'tellPurpose' : 'reviewPurpose')}</p>
        <p class="quiet" role="status">${this.restored ? locale.t('restored') : nothing}</p>
      </div>
      ${stars(locale, this.stars, missing, (stars) => this.#write({ stars }))}
      ${incentive ? html`<p class="incentive">${locale.t('incentive', { incentive })}</p>` : nothing}
      ${line({ id: 'title', label: locale.t('title'), value: this.heading, most: TITLE, optional }, (heading) =>
        this.#write({ heading }),
      )}
      ${words(
        locale,
        { id: 'body', label: locale.t('body'), value: this.body, most: BODY, optional: true, rows: 4 },
        (body) => this.#write({ body }),
      )}
      ${naming(
        locale,
        { how: this.naming, name: this.author, missing: this.tried && this.#unnamed },
        (naming, author) => this.#write({ naming, author }),
      )}
      ${this.#trap.field()}
      ${tick(this.#terms.text, this.publish, (on) => {
        this.publish = on;
        this.#decided = new Date().toISOString();
      })}`;
  }

  /** Takes what was written, and keeps it through a reload. */
  #write(fields: Partial<Written>): void {
    Object.assign(this, fields);
    this.#draft.write();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-review': LojalReview;
  }
}
