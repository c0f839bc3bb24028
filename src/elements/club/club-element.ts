import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { clubFiles } from '../../locales/club-files.ts';
import { balance } from '../../locales/en.balance.ts';
import { club as clubWords } from '../../locales/en.club.ts';
import type { Files } from '../../locales/languages.ts';
import type { Values } from '../../locales/locale.ts';
import { count } from '../../locales/numbers.ts';
import { LojalElement } from '../shared/element.ts';
import { actionButton } from './action-button.ts';
import { clubStyles } from './club.styles.ts';
import { clubControlsStyles } from './club-controls.styles.ts';
import { ClubRequests } from './club-requests.ts';

/** The base of the elements that earn and redeem. */
export abstract class ClubElement extends ClubRequests {
  static override styles: CSSResultGroup = [LojalElement.styles, clubStyles, clubControlsStyles];

  /** The English texts that all of these elements need. */
  protected static readonly shared = { ...balance, ...clubWords };

  protected override readonly files: Files = clubFiles;

  /** A selector of what gets the focus after the next update. */
  protected focusNext = '';

  /** What had the focus before the update. */
  #focused: Element | null | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#focused = this.shadowRoot?.activeElement;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const find = (selector: string) => (selector ? this.renderRoot.querySelector<HTMLElement>(selector) : undefined);
    // What had the focus may be gone with its row: then the keyboard goes on from what happened.
    const isLost = this.#focused && !this.#focused.isConnected;
    (find(this.focusNext) ?? (isLost ? find('.notice') : undefined))?.focus();
    this.focusNext = '';
  }

  /** What a sentence needs to speak of `n` points. */
  protected amount(n: number): Values {
    return { n, amount: (form) => this.points(n, form) };
  }

  /** A number of points with its noun. */
  protected points(n: number, form?: string): string {
    return count(this.locale, n, this.consumer.host?.data?.program.points.label, 'points', form);
  }

  /** What happened, for the eye and for screen readers. The region exists before it has a text. */
  protected status(): TemplateResult {
    return html`<p class="notice" part="notice" role="status" tabindex="-1">${this.notice}</p>`;
  }

  /** Whether the element is a section of a panel, which has the heading, the frame and the link for guests. */
  get #inPanel(): boolean {
    return (this.getRootNode() as Partial<ShadowRoot>).host?.localName === 'lojal-panel-content';
  }

  /** The main heading. */
  protected heading(words: string): TemplateResult | typeof nothing {
    return this.#inPanel ? nothing : html`<p class="title" part="heading">${words}</p>`;
  }

  /** The frame around the content. */
  protected frame(content: unknown): TemplateResult {
    return html`<div class=${this.#inPanel ? 'section' : 'card'} part="card">${content}</div>`;
  }

  /** For a guest: the link to the page where customers sign in, if the program names it. */
  protected signIn(): TemplateResult | typeof nothing {
    const url = this.isGuest && !this.#inPanel && this.club?.program.signInUrl;
    return url
      ? html`<p class="actions"><a class="button main" part="button" href=${url}>${this.locale.t('signIn')}</a></p>`
      : nothing;
  }

  /**
   * A button that shows when its action is under way.
   *
   * @param of what it acts on, which tells it from others with the same words
   */
  protected button(words: string, action: string, run: () => unknown, main = false, of = ''): TemplateResult {
    const waits = this.busy !== '' && this.busy === action;
    return actionButton(waits ? this.locale.t('busy') : words, of, action, this.busy !== '', run, main);
  }
}
