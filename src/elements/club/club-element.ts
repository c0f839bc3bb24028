import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { report } from '../../diagnostics/report.ts';
import { toJson } from '../../json.ts';
import { clubFiles } from '../../locales/club-files.ts';
import { balance } from '../../locales/en.balance.ts';
import { club as clubWords } from '../../locales/en.club.ts';
import type { Files } from '../../locales/languages.ts';
import type { Values } from '../../locales/locale.ts';
import { count } from '../../locales/numbers.ts';
import { createId } from '../question/create-id.ts';
import { LojalElement } from '../shared/element.ts';
import type { Club, ClubAccess, ProgramHost, Reply } from '../shared/program-consumer.ts';
import { actionButton } from './action-button.ts';
import { clubStyles } from './club.styles.ts';
import { clubControlsStyles } from './club-controls.styles.ts';

/** The base of the elements that earn and redeem: reads the whole program, and sends what the customer does to the server. */
export abstract class ClubElement extends LojalElement {
  static override styles: CSSResultGroup = [LojalElement.styles, clubStyles, clubControlsStyles];

  /** The English texts that all of these elements need. */
  protected static readonly shared = { ...balance, ...clubWords };

  protected override readonly files: Files = clubFiles;

  /** The name of the action that waits for the server. */
  protected busy = '';
  /** What the last action led to, in words. */
  protected notice = '';
  /** A selector of what gets the focus after the next update. */
  protected focusNext = '';

  #access: ClubAccess | undefined;
  #of: ProgramHost | undefined;
  #lost = false;
  /** Whose state the element holds. */
  #owner = '';
  /** The ids of requests that the server may have carried out without a response. A second try has the same id. */
  readonly #ids = new Map<string, string>();
  /** What had the focus before the update. */
  #focused: Element | null | undefined;

  /** Forgets what belongs to the customer before. */
  protected reset(): void {
    this.busy = '';
    this.notice = '';
    this.#ids.clear();
  }

  protected get club(): Club | undefined {
    const { data } = this.consumer.host ?? {};
    return data && this.#access?.read(data);
  }

  /** Requests of the element itself, and questions. */
  protected get access(): ClubAccess | undefined {
    return this.#access;
  }

  /** Whether a customer is signed in, and there is a server. */
  protected get canAct(): boolean {
    const { host } = this.consumer;
    return Boolean(host?.server && host.customerId);
  }

  protected override get waiting(): boolean {
    return super.waiting || Boolean(this.consumer.host?.data && !this.#access && !this.#lost);
  }

  protected override willUpdate(_: PropertyValues): void {
    const { host } = this.consumer;
    if (host && this.#of !== host) {
      this.#of = host;
      this.#access = undefined;
      this.#load(host).finally(() => this.requestUpdate());
    }
    this.#focused = this.shadowRoot?.activeElement;
    const owner = host ? `${host.changes} ${host.customerId ?? ''}` : '';
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.reset();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const find = (selector: string) => (selector ? this.renderRoot.querySelector<HTMLElement>(selector) : undefined);
    // What had the focus may be gone with its row: then the keyboard goes on from what happened.
    const isLost = this.#focused && !this.#focused.isConnected;
    (find(this.focusNext) ?? (isLost ? find('.notice') : undefined))?.focus();
    this.focusNext = '';
  }

  async #load(host: ProgramHost): Promise<void> {
    try {
      const access = await host.club();
      if (this.#of === host) this.#access = access;
    } catch (error) {
      // The fallback content stays.
      this.#lost = true;
      report(this.localName, 'lojal/data-failed', error);
    }
  }

  /** What `work` gives, or nothing when another customer came in the meantime. */
  protected async theirs<T>(work: Promise<T> | undefined): Promise<T | undefined> {
    const owner = this.#owner;
    const result = await work;
    return owner === this.#owner ? result : undefined;
  }

  /** Reads the account again. Resolves to whether it is still the same customer. */
  protected async refresh(): Promise<boolean> {
    this.requestUpdate();
    return (await this.theirs(this.consumer.host?.reload().then(() => true))) ?? false;
  }

  /**
   * Sends a request for the customer. Only one at a time: a second click does nothing.
   *
   * @param action the name that `busy` has meanwhile
   * @param body gets an id: that of the try before, as long as no response says what became of it
   * @returns nothing when another customer came in the meantime, or an action is under way
   */
  protected async send(
    action: string,
    method: 'POST' | 'DELETE',
    route: string,
    body?: object,
  ): Promise<Reply | undefined> {
    if (!this.#access || this.busy) return undefined;
    const key = route + toJson(body ?? {});
    const id = this.#ids.get(key) ?? createId();
    this.#ids.set(key, id);
    this.busy = action;
    this.notice = '';
    this.requestUpdate();
    const reply = await this.theirs(this.#access.call(method, route, body && { id, ...body }));
    if (!reply) return undefined;
    const { status } = reply;
    if (status >= 200 && status < 500 && status !== 429) this.#ids.delete(key);
    this.busy = '';
    this.requestUpdate();
    return reply;
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
    const isGuest = this.consumer.host?.customerId === undefined;
    const url = isGuest && !this.#inPanel && this.club?.program.signInUrl;
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
