import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { card } from '../../locales/en.card.ts';
import { adoptStyles } from '../shared/adopt-styles.ts';
import { cardStyles } from './card.styles.ts';
import { type CardContent, cardView, enterTopLayer, tabView } from './card-view.ts';
import { keepClear, keepTabClear } from './clear-place.ts';
import { onEscape } from './escape-key.ts';
import { ExitAnimation } from './exit-animation.ts';
import { FocusKeeper } from './focus.ts';
import { LiveRegion } from './live-region.ts';
import { aboveKeyboard } from './on-screen-keyboard.ts';

/** The element that a card belongs to. */
export interface CardHost extends ReactiveElement {
  readonly mode: 'inline' | 'corner' | 'tab';
  dismiss(): void;
}

/**
 * Shows a question as a card over the page, in a corner or behind a tab. The card is in the top layer where the browser
 * has one. It takes the focus only when the customer opens it by its tab, and gives the focus back when it closes.
 */
export class Card implements ReactiveController {
  /** The English texts of a card. */
  static readonly texts = card;

  /** Whether only the tab is visible. The fields keep what was written. */
  minimised: boolean;
  /** Whether the question or its thanks is visible. */
  shown = false;

  #inner: TemplateResult | undefined;
  #answered = false;
  /** Whether the customer opened the card by its tab, so that the card takes the focus. */
  #openedByTab = false;
  #removeListeners = (): void => {};
  #stopTab = (): void => {};
  readonly #focus: FocusKeeper;
  readonly #live = new LiveRegion(() => this.#find('.live'));
  readonly #exit = new ExitAnimation(() => this.host.requestUpdate());

  constructor(readonly host: CardHost) {
    this.minimised = host.mode === 'tab';
    this.#focus = new FocusKeeper(host);
    host.addController(this);
  }

  /** Opens the card when it is minimised or closing. */
  expand(): void {
    this.minimised = false;
    this.#exit.end();
    this.host.requestUpdate();
  }

  /** Hides the card; resolves when its animation has ended. */
  leave(): Promise<unknown> {
    if (this.shown) {
      this.#stop();
      this.#focus.leave(this.#find('.pane'), this.minimised ? this.#find('.tab') : null);
      this.shown = false;
      this.#exit.begin();
      this.host.requestUpdate();
    }
    return this.#exit.over.then(() => this.host.updateComplete);
  }

  /** Ends the card, when the element changes to another mode. */
  detach(): void {
    this.host.removeController(this);
    this.hostDisconnected();
  }

  hostConnected(): void {
    adoptStyles(this.#root, cardStyles);
    // A moved element loses its place in the top layer, so the card enters it again.
    enterTopLayer(this.#root);
    if (this.shown) this.#addListeners();
    this.#focus.start();
    if (this.host.mode === 'tab') this.#stopTab = keepTabClear(this.host, () => this.#find('.tab'));
  }

  hostDisconnected(): void {
    this.#stop();
    this.#focus.stop();
    this.#stopTab();
    this.#exit.end();
  }

  hostUpdated(): void {
    enterTopLayer(this.#root);
    const card = this.#find('.pane');
    const question = card?.querySelector('.question');
    if (question) question.id = 'asked';
    if (!card && this.shown) {
      this.#stop();
      this.shown = false;
    } else if (card && !this.shown && !this.#exit.underway && !this.minimised && card.isConnected) {
      this.shown = true;
      this.#addListeners();
      if (this.#openedByTab) this.#focus.next = card;
      else this.#live.announce(question?.textContent ?? '');
      this.#openedByTab = false;
    }
    this.#focus.move();
  }

  render({ inner, answered, ...view }: CardContent): TemplateResult {
    const { minimised } = this;
    const closing = this.#exit.underway;
    if (inner) this.#answered = answered;
    // While it closes, the card keeps its content.
    if (inner || !closing) this.#inner = inner;
    const pageDirection = getComputedStyle(this.host).direction;
    const pane = { ...view, pageDirection, minimised, closing, minimises: this.#minimises, putAway: this.#putAway };
    return html`${this.host.mode === 'tab' && inner ? tabView(view.locale, pageDirection, !minimised, this.#toggle) : nothing}
    ${this.#inner ? cardView({ ...pane, inner: this.#inner }) : nothing}`;
  }

  /** Whether the button in the card minimises it; else it closes it. */
  get #minimises(): boolean {
    return this.host.mode === 'tab' && !this.#answered;
  }

  get #root(): ShadowRoot {
    return this.host.renderRoot as ShadowRoot;
  }

  #find(selector: string): HTMLElement | null {
    return this.#root.querySelector(selector);
  }

  #toggle = (): void => {
    this.#openedByTab = this.minimised;
    if (this.minimised) this.expand();
    else this.#putAway();
  };

  #putAway = (): void => {
    if (this.#minimises) {
      this.minimised = true;
      this.leave();
    } else this.host.dismiss();
  };

  #addListeners(): void {
    const card = this.#find('.pane');
    if (!card) return;
    const removers = [aboveKeyboard(card), keepClear(this.host, card), onEscape(this.host, card, this.#putAway)];
    this.#removeListeners = () => {
      for (const remove of removers) remove();
    };
  }

  /** Removes what is needed only while the card is open. */
  #stop(): void {
    this.#removeListeners();
    this.#live.clear();
  }
}
