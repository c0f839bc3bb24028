import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { balance } from '../../locales/en.balance.ts';
import { message } from '../../locales/en.message.ts';
import type { Files } from '../../locales/languages.ts';
import { messageFiles } from '../../locales/message-files.ts';
import type { CardHost } from '../card/card.ts';
import { Presentation } from '../question/presentation.ts';
import { SeenController } from '../question/seen-controller.ts';
import { LojalElement } from '../shared/element.ts';
import { ClosedEvent, DismissEvent, ShownEvent } from '../shared/events.ts';
import { publicUrl } from '../shared/public-url.ts';
import { styles } from './message.styles.ts';
import type { MessageContent } from './message-content.ts';
import { messageNote, messageSentence } from './message-sentence.ts';

/**
 * A message to the customer as a card in the corner: one sentence, a link, and a button that closes it. A rule adds the element;
 * it shows nothing by itself.
 *
 * @tag lojal-message
 * @fires lojal-shown - Half of the message has been in view for a second.
 * @fires lojal-dismiss - The customer closed the message.
 * @fires lojal-closed - The message is closed.
 * @csspart card - The card.
 * @csspart question - The sentence.
 * @csspart note - What the next level gives.
 * @csspart link - The link.
 * @csspart close - The button that closes the card.
 * @cssproperty --lojal-accent - The focus; default: the colour of the page's buttons, else of the text.
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
 * @cssproperty [--lojal-space=1.2em] - Padding of the card.
 * @cssproperty [--lojal-z=2147483000] - `z-index` of the card in browsers without a top layer.
 */
export class LojalMessage extends LojalElement implements CardHost {
  static override styles = [LojalElement.styles, styles];

  static override properties: PropertyDeclarations = {
    name: {},
    message: { attribute: false },
    opened: { state: true },
  };

  protected readonly english = { ...balance, ...message };
  protected override readonly files: Files = messageFiles;

  readonly mode = 'corner';

  /** The name of the message's rule: `message:near`. */
  declare name?: string;
  /** What the message tells. Belongs to the customer of the moment at which it is shown. */
  declare message?: MessageContent;
  /** Whether the message is being shown, or waits for the file of the card. */
  declare protected opened: boolean;

  readonly #presentation = new Presentation(
    this,
    (texts) => Object.assign(this.english, texts),
    () => this.#close(),
  );
  readonly #seen = new SeenController(
    this,
    () => this.open && !this.#shownDispatched,
    () => this.#dispatchShown(),
  );
  #shownDispatched = false;
  #automatic = false;
  /** Whom the message is for: the customer, and how often another one had come before. */
  #owner: string | undefined;

  constructor() {
    super();
    this.opened = false;
  }

  get questionName(): string {
    return this.name || 'message';
  }

  /** Whether the message is visible. */
  get open(): boolean {
    return this.opened && this.#presentation.shown && this.isConnected;
  }

  /** @param automatic whether a rule shows the message */
  show(automatic = false): void {
    this.#automatic = automatic;
    this.#owner = this.#customer;
    this.opened = true;
    this.#presentation.show();
  }

  /** Closes the message for the customer, who does not want to see it again soon. */
  dismiss(): void {
    if (!this.opened) return;
    this.#close();
    this.#dispatchShown();
    this.dispatchEvent(new DismissEvent('message', this.questionName));
  }

  /** Closes the message without counting it as dismissed. */
  withdraw(): boolean {
    this.#close();
    return true;
  }

  get #customer(): string {
    const { customerId, changes } = this.consumer.host ?? {};
    return `${changes} ${customerId}`;
  }

  #close(): void {
    if (!this.opened) return;
    this.opened = false;
    this.#presentation.leave(() => this.#dispatchClosed());
  }

  #dispatchShown(): void {
    if (this.#shownDispatched) return;
    this.#shownDispatched = true;
    this.dispatchEvent(new ShownEvent('message', this.questionName, this.#automatic));
  }

  #dispatchClosed(): void {
    this.dispatchEvent(new ClosedEvent('message', this.questionName));
  }

  /** The link leads away, also within a single-page app. */
  #followed = (): void => {
    this.#dispatchShown();
    // The browser follows a link only as long as the link is in the page.
    setTimeout(() => this.#close());
  };

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#presentation.ready;
    return super.getUpdateComplete();
  }

  protected override willUpdate(_: PropertyValues): void {
    // Another customer must not see the message, not even while the card closes.
    if (!this.opened || this.#owner === this.#customer) return;
    this.message = undefined;
    this.opened = false;
    this.#presentation.change();
    this.updateComplete.then(() => this.#dispatchClosed());
  }

  protected override updated(): void {
    this.#seen.look();
  }

  protected override content(): TemplateResult {
    const { locale } = this;
    const { data, test } = this.consumer.host ?? {};
    const from = locale.text(data?.program.shop ?? data?.program.name);
    const inner = this.opened && this.message ? this.#inner(this.message) : undefined;
    return this.#presentation.render({ inner, locale, from, answered: false, test });
  }

  #inner(content: MessageContent): TemplateResult {
    const { locale } = this;
    const { currency = 'EUR', points } = this.consumer.host?.data?.program ?? {};
    const url = content.url && publicUrl(content.url);
    const note = messageNote(locale, content);
    return html`<div class="message">
      <p class="question ${content.fact.name}" part="question">${messageSentence(locale, content, { currency, label: points?.label })}</p>
      ${note ? html`<p class="note" part="note">${note}</p>` : nothing}
      ${url ? html`<a class="more" part="link" href=${url} @click=${this.#followed}>${locale.t('seeMore')}</a>` : nothing}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-message': LojalMessage;
  }
}
