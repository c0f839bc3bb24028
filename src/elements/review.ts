import { html, nothing, type TemplateResult } from 'lit';
import { prompt as shared } from '../i18n/en.prompt.ts';
import { review } from '../i18n/en.review.ts';
import { numeric } from './numeric.ts';
import { prompt } from './prompt.styles.ts';
import { Prompt } from './prompt.ts';
import { published } from './published.ts';
import { question } from './question.styles.ts';
import { choices, line, tick, words } from './question.ts';
import { styles } from './review.styles.ts';
import { stars } from './stars.ts';
import { Trap } from './trap.ts';

const NAMING = ['full', 'initial', 'anonymous'] as const;
const [TITLE, BODY, NAME] = [120, 5000, 100];
/** Version of our own consent texts: raised whenever one of them changes in any language. */
const CONSENT = 'lojal-1';

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
 * @csspart option - One star.
 * @csspart comment - The text field.
 * @csspart submit - The button.
 * @csspart close - The button that closes or minimises a card.
 * @csspart tab - The tab that opens a card.
 * @csspart thanks - What is said after the answer.
 * @csspart note - What is happening to the answer.
 * @cssproperty [--lojal-accent=#4a3fc4] - The button, focus.
 * @cssproperty [--lojal-on-accent=#fff] - Text on the accent.
 * @cssproperty [--lojal-surface=#fff] - Background of the card.
 * @cssproperty [--lojal-text=#1d1b26] - Text.
 * @cssproperty [--lojal-muted=#5d5a69] - Quieter text.
 * @cssproperty [--lojal-border=#dfdce8] - Lines.
 * @cssproperty [--lojal-radius=14px] - Corners.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty [--lojal-z=2147483000] - Layer of a card and its tab.
 */
export class LojalReview extends Prompt {
  static override styles = [Prompt.styles, prompt, question, styles];

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
  declare private naming: (typeof NAMING)[number];
  declare private publish: boolean;
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
    this.tried = false;
  }

  readonly #trap = new Trap();
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
    return [1, 2, 3, 4, 5].find((stars) => stars === this.rating);
  }

  protected data(): Record<string, unknown> {
    const { locale } = this;
    this.#decided ??= new Date().toISOString();
    return {
      rating: this.stars,
      title: this.heading.trim() || undefined,
      body: this.body.trim() || undefined,
      author: { name: this.naming === 'anonymous' ? undefined : this.author.trim(), display: this.naming },
      product: this.product && { id: this.product, name: this.productName || undefined, url: this.#url },
      order: this.order || undefined,
      purpose: this.purpose,
      consent: {
        publish: this.publish,
        scopes: this.publish ? (this.purpose === 'testimonial' ? ['site', 'marketing'] : ['site']) : [],
        text: this.#consent,
        version: this.link.host?.data?.program.consent?.version ?? CONSENT,
        at: this.#decided,
      },
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

  /** The very sentence that stands beside the box, and that is stored with the answer. */
  get #consent(): string {
    const own = this.link.host?.data?.program.consent?.text;
    const name = this.locale.text(this.link.host?.data?.program.name) || this.locale.t('theShop');
    return own
      ? this.locale.text(own)
      : this.locale.t(this.purpose === 'testimonial' ? 'tellConsent' : 'consent', { name });
  }

  get #unnamed(): boolean {
    return this.naming !== 'anonymous' && !this.author.trim();
  }

  protected complete(): boolean {
    this.tried = true;
    if (this.stars && !this.#unnamed) return true;
    const first = this.stars ? '#name' : '.star input';
    this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(first)?.focus());
    return false;
  }

  protected reset(): void {
    this.stars = this.#preset;
    this.heading = this.body = this.author = '';
    this.naming = 'anonymous';
    this.publish = this.tried = false;
    this.#decided = undefined;
    this.#trap.reset();
  }

  protected next(): string {
    return this.locale.t(this.publish ? 'reviewNext' : 'reviewKept');
  }

  protected form(): TemplateResult {
    const { locale } = this;
    const told = this.purpose === 'testimonial';
    const name = locale.text(this.link.host?.data?.program.name) || locale.t('theShop');
    const heading = told
      ? locale.t('tellHeading', { name })
      : locale.t('reviewHeading', { product: this.productName || (this.product ? locale.t('thisProduct') : name) });
    const incentive = locale.text(this.link.host?.data?.program.incentive);
    return html`<div>
        <p class="question" part="heading">${heading}</p>
        <p class="purpose">${locale.t(told ? 'tellPurpose' : 'reviewPurpose')}</p>
      </div>
      ${stars(locale, this.stars, this.tried && !this.stars, (n) => {
        this.stars = n;
      })}
      ${incentive ? html`<p class="incentive">${locale.t('incentive', { incentive })}</p>` : nothing}
      ${line(
        { id: 'title', label: locale.t('title'), value: this.heading, most: TITLE, optional: locale.t('optional') },
        (value) => {
          this.heading = value;
        },
      )}
      ${words(
        locale,
        { id: 'body', label: locale.t('body'), value: this.body, most: BODY, optional: true, rows: 4 },
        (value) => {
          this.body = value;
        },
      )}
      ${this.#naming()} ${this.#trap.field()}
      ${tick(this.#consent, this.publish, (on) => {
        this.publish = on;
        this.#decided = new Date().toISOString();
      })}`;
  }

  #naming(): TemplateResult {
    const { locale } = this;
    const options = NAMING.map((how) => [how, locale.t(how)] as const);
    return html`${choices('naming', locale.t('named'), options, this.naming, (how) => {
      this.naming = how;
    })}
      ${
        this.naming === 'anonymous'
          ? nothing
          : line(
              {
                id: 'name',
                label: locale.t('yourName'),
                value: this.author,
                most: NAME,
                autocomplete: 'name',
                error: this.tried && this.#unnamed ? locale.t('nameMissing') : undefined,
              },
              (value) => {
                this.author = value;
              },
            )
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-review': LojalReview;
  }
}
