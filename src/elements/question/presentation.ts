import { html, type TemplateResult } from 'lit';
import { report } from '../../diagnostics/report.ts';
import type { Card, CardHost } from '../card/card.ts';
import type { CardContent } from '../card/card-view.ts';

/** Shows a question in the page, or as a card over it. The file for cards is loaded when it is needed. */
export class Presentation {
  #card: Card | undefined;
  #loading: Promise<void> | undefined;
  #leaving: Promise<unknown> | undefined;

  /**
   * @param addTexts called with the English texts of a card
   * @param failed called when the file does not load: then there is no card
   */
  constructor(
    readonly host: CardHost,
    readonly addTexts: (texts: object) => void,
    readonly failed: () => void,
  ) {}

  /** Resolves when the file for cards is loaded; nothing while it is not wanted. */
  get ready(): Promise<void> | undefined {
    return this.#loading;
  }

  /** Whether the question or its thanks is visible. */
  get shown(): boolean {
    return this.host.mode === 'inline' || Boolean(this.#card?.shown);
  }

  /** Whether only the tab is visible. */
  get minimised(): boolean {
    return Boolean(this.#card?.minimised);
  }

  /** To call when the mode of the element has changed. */
  change(): void {
    this.#card?.detach();
    this.#card = this.#loading = undefined;
    if (this.host.mode !== 'inline') this.#load();
  }

  /** Makes the question visible: scrolls the page to it, or opens the card. */
  show(): void {
    this.#leaving = undefined;
    if (this.host.mode === 'inline')
      import('./scroll-into-view.ts')
        .then(({ scrollIntoClearView }) => scrollIntoClearView(this.host))
        // The file did not load, or the page has changed what it relies on.
        .catch(() => this.host.scrollIntoView({ block: 'nearest' }));
    else this.#load().then(() => this.#card?.expand());
  }

  /** Hides the question. Calls `gone` when it is hidden, unless it is shown again before. */
  leave(gone: () => void): void {
    const leaving = this.#card?.leave() ?? this.host.updateComplete;
    this.#leaving = leaving;
    leaving.then(() => {
      if (this.#leaving === leaving) gone();
    });
  }

  render(view: CardContent): TemplateResult {
    const { inner } = view;
    if (this.host.mode === 'inline') return inner ? html`<div class="card prompt" part="card">${inner}</div>` : html``;
    // Screen readers only speak changes of a live region that was there before.
    return html`<p class="hidden live" role="status"></p>
      ${this.#card?.render(view)}`;
  }

  #load(): Promise<void> {
    this.#loading ??= import('../card/card.ts').then(
      ({ Card }) => {
        this.addTexts(Card.texts);
        if (this.host.mode !== 'inline') this.#card ??= new Card(this.host);
        this.host.requestUpdate();
      },
      (error) => {
        report(this.host.localName, 'lojal/card-not-loaded', error);
        this.#loading = undefined;
        this.failed();
      },
    );
    return this.#loading;
  }
}
