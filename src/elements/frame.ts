import { html, type TemplateResult } from 'lit';
import type { Card, Question } from './card.ts';
import type { View } from './pane.ts';
import { warn } from './warn.ts';

/** How a question stands: in the page, or as a card over it, for which the file is fetched when it is needed. */
export class Frame {
  #card: Card | undefined;
  #loading: Promise<void> | undefined;
  #leaving: Promise<unknown> | undefined;

  /**
   * @param learn takes the words that a card says
   * @param lost called when the file does not come: then there is no card
   */
  constructor(
    readonly host: Question,
    readonly learn: (words: object) => void,
    readonly lost: () => void,
  ) {}

  /** Resolves when nothing is on its way that the element needs. */
  get ready(): Promise<void> | undefined {
    return this.#loading;
  }

  /** Whether what is to be seen is in view. */
  get shown(): boolean {
    return this.host.mode === 'inline' || Boolean(this.#card?.shown);
  }

  /** Whether only its tab is to be seen. */
  get minimised(): boolean {
    return Boolean(this.#card?.minimised);
  }

  /** To call when the mode has changed. */
  change(): void {
    this.#card?.detach();
    this.#card = this.#loading = undefined;
    if (this.host.mode !== 'inline') this.#load();
  }

  /** Brings it into view. A card is there already: the page stays where it is. */
  show(): void {
    this.#leaving = undefined;
    if (this.host.mode === 'inline') this.host.scrollIntoView({ block: 'nearest' });
    else this.#load().then(() => this.#card?.expand());
  }

  /** Takes it out of view; `gone` is called when it has gone, unless it is shown again before. */
  leave(gone: () => void): void {
    const leaving = this.#card?.leave() ?? this.host.updateComplete;
    this.#leaving = leaving;
    leaving.then(() => {
      if (this.#leaving === leaving) gone();
    });
  }

  render(view: View): TemplateResult {
    const { inner } = view;
    if (this.host.mode === 'inline') return inner ? html`<div class="card prompt" part="card">${inner}</div>` : html``;
    // There before anything is said in it: only then is it spoken.
    return html`<p class="hidden live" role="status"></p>
      ${this.#card?.render(view)}`;
  }

  #load(): Promise<void> {
    this.#loading ??= import('./card.ts').then(
      ({ Card, words }) => {
        this.learn(words);
        if (this.host.mode !== 'inline') this.#card ??= new Card(this.host);
        this.host.requestUpdate();
      },
      (error) => {
        warn(this.host.localName, `its card could not be loaded: ${error}`);
        this.#loading = undefined;
        this.lost();
      },
    );
    return this.#loading;
  }
}
