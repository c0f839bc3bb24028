import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import { styles } from './card.styles.ts';
import { onEscape } from './escape.ts';
import { Exit } from './exit.ts';
import { Focus } from './focus.ts';
import { aboveKeyboard } from './keyboard.ts';
import { Live } from './live.ts';
import { wear } from './moved.ts';
import { pane, raise, tab, type View } from './pane.ts';

export { card as words } from '../i18n/en.card.ts';
// Kept here, that it be one file.
export { dress } from './moved.ts';

/** A question that is shown as a card. */
export interface Question extends ReactiveElement {
  readonly mode: 'inline' | 'corner' | 'tab';
  dismiss(): void;
}

/**
 * A question as a card over the page, in a corner or behind a tab. It lies in the top layer where the browser has one,
 * takes no focus but from its own tab, and gives back what it had.
 */
export class Card implements ReactiveController {
  /** Only its tab is to be seen; what was written stays. */
  minimised: boolean;
  /** Whether the question or its thanks is in view. */
  shown = false;

  #inner: TemplateResult | undefined;
  #over = false;
  /** Opened with its tab: the focus goes along. */
  #byTab = false;
  #unwatch = (): void => {};
  readonly #focus: Focus;
  readonly #live = new Live(() => this.#find('.live'));
  readonly #exit = new Exit(() => this.host.requestUpdate());

  constructor(readonly host: Question) {
    this.minimised = host.mode === 'tab';
    this.#focus = new Focus(host);
    host.addController(this);
  }

  /** Opens the card where only its tab is to be seen, or where it is about to go. */
  expand(): void {
    this.minimised = false;
    this.#exit.end();
    this.host.requestUpdate();
  }

  /** Takes the card out of view; resolves when it is gone. */
  leave(): Promise<unknown> {
    if (this.shown) {
      this.#quiet();
      this.#focus.leave(this.#find('.pane'), this.minimised ? this.#find('.tab') : null);
      this.shown = false;
      this.#exit.begin();
      this.host.requestUpdate();
    }
    return this.#exit.over.then(() => this.host.updateComplete);
  }

  /** Leaves the element to another mode. */
  detach(): void {
    this.#focus.stop();
    this.host.removeController(this);
    this.hostDisconnected();
  }

  hostConnected(): void {
    wear(this.#root, styles);
    // Whoever leaves the page leaves the top layer: a card that was moved enters it again.
    if (this.shown) this.#watch();
    raise(this.#root);
  }

  hostDisconnected(): void {
    this.#quiet();
    this.#exit.end();
  }

  hostUpdated(): void {
    const card = this.#find('.pane');
    const asked = card?.querySelector('.question');
    if (asked) asked.id = 'asked';
    if (!card && this.shown) {
      this.#quiet();
      this.shown = false;
    } else if (card && !this.shown && !this.#exit.underway && !this.minimised && card.isConnected) {
      this.shown = true;
      this.#watch();
      if (this.#byTab) this.#focus.next = card;
      else this.#live.say(asked?.textContent ?? '');
      this.#byTab = false;
    }
    raise(this.#root);
    this.#focus.move();
  }

  render({ inner, over, ...view }: View): TemplateResult {
    const { minimised } = this;
    const leaving = this.#exit.underway;
    if (inner) this.#over = over;
    // On its way out it shows what it showed.
    if (inner || !leaving) this.#inner = inner;
    const page = getComputedStyle(this.host).direction;
    const state = { ...view, page, minimised, leaving, returns: this.#returns, away: this.#away };
    return html`${this.host.mode === 'tab' && inner ? tab(view.locale, page, !minimised, this.#toggle) : nothing}
    ${this.#inner ? pane({ ...state, inner: this.#inner }) : nothing}`;
  }

  /** Whether putting it away only minimises it. */
  get #returns(): boolean {
    return this.host.mode === 'tab' && !this.#over;
  }

  get #root(): ShadowRoot {
    return this.host.renderRoot as ShadowRoot;
  }

  #find(selector: string): HTMLElement | null {
    return this.#root.querySelector(selector);
  }

  #toggle = (): void => {
    this.#byTab = this.minimised;
    if (this.minimised) this.expand();
    else this.#away();
  };

  #away = (): void => {
    if (this.#returns) {
      this.minimised = true;
      this.leave();
    } else this.host.dismiss();
  };

  #watch(): void {
    const card = this.#find('.pane');
    if (!card) return;
    const ends = [aboveKeyboard(card), onEscape(this.host, card, this.#away)];
    this.#unwatch = () => {
      for (const end of ends) end();
    };
  }

  /** Ends what lasts only while it is open. */
  #quiet(): void {
    this.#unwatch();
    this.#live.clear();
  }
}
