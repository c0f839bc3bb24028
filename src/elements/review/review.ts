import { html, nothing, type TemplateResult } from 'lit';
import { WRITTEN } from '../../config/answer-limits.ts';
import { report } from '../../diagnostics/report.ts';
import { prompt as shared } from '../../locales/en.prompt.ts';
import { review } from '../../locales/en.review.ts';
import type { Fields } from '../question/answer-form.ts';
import { choiceStyles } from '../question/choice.styles.ts';
import { checkbox, textArea, textField } from '../question/fields.ts';
import { promptStyles } from '../question/prompt.styles.ts';
import { QuestionElement, type Wording } from '../question/question-element.ts';
import { numberAttribute } from '../shared/number-attribute.ts';
import { acceptedUrl } from '../shared/public-url.ts';
import { type ConsentTerms, consentTerms } from './consent-terms.ts';
import { Honeypot } from './honeypot.ts';
import { namingField } from './naming-field.ts';
import { styles } from './review.styles.ts';
import { type Naming, type ReviewFields, readReviewFields } from './review-fields.ts';
import { headingKeys, introduction, PURPOSES, TEXTS } from './review-texts.ts';
import { STARS, starsField } from './stars.ts';

/**
 * A review or a testimonial: stars, text, how to show the customer's name, consent to publish, thanks.
 *
 * @tag lojal-review
 * @slot - Fallback: shown before scripts run.
 * @fires lojal-answer - The customer answered; `preventDefault()` stops the answer from being sent.
 * @fires lojal-dismiss - The customer closed the question without an answer.
 * @fires lojal-shown - The question became visible.
 * @fires lojal-closed - A card was closed.
 * @fires lojal-sent - The server accepted the answer.
 * @fires lojal-queued - The answer is saved in the browser and will be sent later.
 * @fires lojal-failed - The answer could not be sent or saved, or the server refused it.
 * @csspart card - The card around the content.
 * @csspart heading - The heading of the form.
 * @csspart question - The stars and their label.
 * @csspart option - One star, or one way to show the name.
 * @csspart comment - The text field.
 * @csspart submit - The button that sends the answer.
 * @csspart close - The button that closes or minimises a card.
 * @csspart tab - The tab that opens a card.
 * @csspart thanks - The thanks after the answer.
 * @csspart note - The status of the answer: sending, sent, saved or failed.
 * @cssproperty --lojal-accent - The button, the focus; default: the colour of the page's buttons, else of the text.
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
 * @cssproperty [--lojal-star=light-dark(#b45f06, #f5b544)] - Chosen stars.
 * @cssproperty [--lojal-z=2147483000] - `z-index` of a card and its tab in browsers without a top layer.
 */
export class LojalReview extends QuestionElement {
  static override styles = [QuestionElement.styles, promptStyles, choiceStyles, styles];

  static override properties = {
    product: {},
    productName: { attribute: 'product-name' },
    productUrl: { attribute: 'product-url' },
    order: {},
    rating: { converter: numberAttribute },
    purpose: {},
    stars: { state: true },
    heading: { state: true },
    body: { state: true },
    author: { state: true },
    naming: { state: true },
    publish: { state: true },
    restored: { state: true },
    showErrors: { state: true },
  };

  protected readonly english = { ...shared, ...review };
  protected readonly kind = 'review';

  /** The shop's id of the product; without `product` and `product-name` the review is about the shop. */
  declare product?: string;
  /** The name of the product, as customers know it. */
  declare productName?: string;
  /** The page of the product: an `https:` address, or one relative to this page. */
  declare productUrl?: string;
  /** The shop's number of the order with the product. */
  declare order?: string;
  /** Stars to preselect, 1 to 5. They are not sent until the customer sends the form. */
  declare rating?: number;
  /** `review` for other customers; `testimonial` for the shop's own marketing. The form tells the customer which. */
  declare purpose: 'review' | 'testimonial';

  declare private stars: number | undefined;
  declare private heading: string;
  declare private body: string;
  declare private author: string;
  declare private naming: Naming;
  declare private publish: boolean;
  /** Whether a draft from before a reload was restored. */
  declare private restored: boolean;
  /** Set by the first attempt to send: error messages are shown from then on. */
  declare private showErrors: boolean;

  constructor() {
    super();
    this.purpose = 'review';
    this.heading = this.body = this.author = '';
    this.naming = 'anonymous';
    this.publish = this.restored = this.showErrors = false;
  }

  readonly #honeypot = new Honeypot();
  /** When the customer last changed the consent (RFC 3339), else when the answer was first sent. */
  #consentedAt: string | undefined;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('purpose') && !PURPOSES.includes(this.purpose)) {
      this.reject('purpose', this.purpose, PURPOSES);
      this.purpose = 'review';
    }
    super.willUpdate(changed);
    if (changed.has('rating')) {
      const { heading, body, author } = this;
      // Anybody can make a link: its stars never stand beside words that this customer has written.
      if (!(heading || body || author)) this.stars = this.#preset ?? this.stars;
      const found = this.getAttribute('rating') ?? this.rating;
      if (this.rating !== undefined && !this.#preset)
        report(this.localName, 'lojal/attribute-number', 'rating', found, 'whole number');
    }
  }

  get #preset(): number | undefined {
    return STARS.find((stars) => stars === this.rating);
  }

  protected readonly subject = () => [this.purpose, this.product, this.productName, this.order];

  protected fields(): Fields | undefined {
    const { stars, heading, body, author, naming } = this;
    const [preset, { seconds }] = [this.#preset, this.#honeypot];
    const touched = heading || body || author || stars !== preset;
    return touched ? { stars, preset, heading, body, author, naming, seconds } : undefined;
  }

  protected restore(draft: Fields): void {
    const { stars, ...rest } = readReviewFields(draft);
    Object.assign(this, rest);
    // Stars of another link are newer than a draft without words.
    if (rest.heading || rest.body || rest.author || draft.preset === this.#preset) this.stars = stars;
    this.#honeypot.resume(Number(draft.seconds));
    // Screen readers only speak what changes after the element was rendered.
    requestAnimationFrame(() => {
      this.restored = true;
    });
  }

  protected data(): Record<string, unknown> {
    const { locale } = this;
    const { scopes, ...terms } = this.#terms;
    this.#consentedAt ??= new Date().toISOString();
    return {
      rating: this.stars,
      title: this.heading.trim() || undefined,
      body: this.body.trim() || undefined,
      author: { name: this.naming === 'anonymous' ? undefined : this.author.trim(), display: this.naming },
      product: this.product && {
        id: this.product,
        name: this.productName || undefined,
        url: acceptedUrl(this, 'product-url', this.productUrl),
      },
      order: this.order || undefined,
      purpose: this.purpose,
      consent: { ...terms, scopes: this.publish ? scopes : [], publish: this.publish, at: this.#consentedAt },
      incentive: locale.text(this.consumer.host?.data?.program.incentive) || undefined,
      lang: locale.tag,
      ...this.#honeypot.signs(),
    };
  }

  get #terms(): ConsentTerms {
    const to = { testimonial: this.purpose === 'testimonial', unnamed: this.naming === 'anonymous' };
    return consentTerms(this.locale, this.consumer.host?.data?.program, this.shopName, to);
  }

  get #nameMissing(): boolean {
    return this.naming !== 'anonymous' && !this.author.trim();
  }

  protected missing(): string | false {
    this.showErrors = true;
    return this.stars ? this.#nameMissing && '#name' : '.star input';
  }

  protected reset(): void {
    this.stars = this.#preset;
    this.heading = this.body = this.author = '';
    this.naming = 'anonymous';
    this.publish = this.restored = this.showErrors = false;
    this.#consentedAt = undefined;
    this.#honeypot.reset();
  }

  protected next(): string {
    return this.locale.t(this.publish ? TEXTS[this.purpose].next : 'unpublished');
  }

  protected asked(): Wording {
    const name = (this.purpose === 'review' && this.productName) || this.shopName;
    return this.wording(headingKeys(this, this.shopName), name);
  }

  protected form(): TemplateResult {
    const { locale } = this;
    const incentive = locale.text(this.consumer.host?.data?.program.incentive);
    const missing = this.showErrors && !this.stars;
    const [optional, label] = [locale.t('optional'), locale.t(TEXTS[this.purpose].body)];
    return html`${introduction(locale, this.asked().text, this.purpose, this.restored)}
      ${starsField(locale, this.stars, missing, (stars) => this.#write({ stars }))}
      ${incentive ? html`<p class="incentive">${locale.t('incentive', { incentive })}</p>` : nothing}
      ${textField(
        { id: 'title', label: locale.t('title'), value: this.heading, most: WRITTEN.title, optional },
        (heading) => this.#write({ heading }),
      )}
      ${textArea(locale, { id: 'body', label, value: this.body, most: WRITTEN.body, optional: true, rows: 4 }, (body) =>
        this.#write({ body }),
      )}
      ${namingField(
        locale,
        { how: this.naming, name: this.author, missing: this.showErrors && this.#nameMissing },
        (naming, author) => {
          // The customer has not agreed to show a name until the checkbox says so.
          if (this.naming === 'anonymous' && naming !== 'anonymous') {
            this.publish = false;
            this.#consentedAt = undefined;
          }
          this.#write({ naming, author });
        },
      )}
      ${this.#honeypot.field()}
      ${checkbox(this.#terms.text, this.publish, (on) => {
        this.publish = on;
        this.#consentedAt = new Date().toISOString();
      })}`;
  }

  /** Sets fields and saves the draft, which survives a reload. */
  #write(fields: Partial<ReviewFields>): void {
    Object.assign(this, fields);
    this.draft.save();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-review': LojalReview;
  }
}
