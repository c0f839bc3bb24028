import { css, html, type PropertyValues, type ReactiveElement, type TemplateResult } from 'lit';
import { report } from '../diagnostics/report.ts';
import { numberAttribute } from '../elements/shared/number-attribute.ts';
import type { ProgramData } from '../elements/shared/program-data.ts';
import { pending } from '../outbox/pending.ts';
import { afterPaint } from './after-paint.ts';
import { computed, find, inline, readAccount, readProgram } from './config-sources.ts';
import { CustomerWatch } from './customer-watch.ts';
import { DeliveringElement, ignore } from './delivering-element.ts';
import { Ownership } from './ownership.ts';
import { retryAnswers } from './page-outbox.ts';
import { pageProgram } from './page-programs.ts';
import { ServedElements } from './served-elements.ts';
import { todayOf } from './today.ts';

/**
 * Holds the program and the account, and delivers the answers of its elements. Renders nothing itself.
 *
 * @tag lojal-program
 * @slot - The elements that this program serves. The first program of a page also serves the elements outside of any program.
 * @attr {string} src - The address of the program JSON.
 * @attr {string} endpoint - The address that answers are posted to: `https:`, or `http:` on the page's own origin and on this machine.
 * @attr {string} server - The base address of a Lojal server, which is the default of three addresses: answers are posted to `<server>/answers`, the program is `<server>/program`, the account of a customer is `<server>/account`.
 * @attr {string} account - The address of the account JSON.
 * @attr {string} customer - The shop's opaque id of the customer, never an e-mail address.
 * @attr {string} currency - ISO 4217 code, for a program without one. Where the program has another, no money is shown.
 * @attr {string} lang - BCP 47 tag; default: the closest `lang` on the page.
 * @attr {string} storage - Where unsent answers are kept: `local` (default), `session` (this tab), `none` (this page).
 * @attr {string} color-scheme - `light`, `dark` or `system`; default: the page's `color-scheme`.
 * @attr {string} content-type - `text/plain` for an endpoint that cannot answer a preflight request.
 * @attr {string} privacy-url - The page about the customer's data, which every form links to; overrides the program's.
 * @attr {string} bridge - `dataLayer` pushes scores and choices to the page's `window.dataLayer`.
 * @attr {boolean} test - Test mode: nothing is posted, and each element says so.
 * @attr {number} points - Points that can be spent; overrides the account's, like the next three.
 * @attr {number} pending - Points that cannot be spent yet.
 * @attr {number} spend - Money spent, in major units.
 * @attr {number} orders - Number of orders.
 * @fires lojal-sent - An answer from an earlier page was delivered.
 * @fires lojal-queued - An answer from an earlier page could not be delivered yet.
 * @fires lojal-failed - The endpoint refused an answer from an earlier page.
 * @fires lojal-near - 80 % of the way to the next level, once for each level, where no `lojal-tier` shows the level.
 * @fires lojal-up - A level was reached since the last visit, where no `lojal-tier` shows the level.
 */
export class LojalProgram extends DeliveringElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  static override properties = {
    src: {},
    rules: { attribute: false },
    account: {},
    endpoint: {},
    server: {},
    customer: {},
    currency: {},
    lang: {},
    storage: {},
    bridge: {},
    colorScheme: { attribute: 'color-scheme' },
    contentType: { attribute: 'content-type' },
    privacyUrl: { attribute: 'privacy-url' },
    test: { type: Boolean },
    points: { converter: numberAttribute },
    pending: { converter: numberAttribute },
    spend: { converter: numberAttribute },
    orders: { converter: numberAttribute },
    identity: { attribute: false },
  };

  declare src?: string;
  /** The program as a value, instead of `src`. */
  declare rules?: unknown;
  /** The address of the account, or the account itself. */
  declare account?: unknown;
  declare customer?: string;
  declare currency?: string;
  declare bridge?: 'dataLayer';
  declare colorScheme?: 'light' | 'dark' | 'system';
  declare points?: number;
  declare pending?: number;
  declare spend?: number;
  declare orders?: number;

  data: ProgramData | undefined;
  waiting = true;
  hadCustomer = false;
  changes = 0;
  readonly #ownership = new Ownership();
  protected readonly customerWatch = new CustomerWatch(
    this,
    () => this.#back(),
    () => this.forget(false),
  );

  readonly #served = new ServedElements(this);
  /** The number of the last read: the result of an older one is dropped. */
  #turn = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('DOMContentLoaded', this.#parsed);
    // Answers from an earlier page are sent even where this page has no question.
    if (pending()) this.prepareOutbox();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('DOMContentLoaded', this.#parsed);
  }

  get served(): Iterable<ReactiveElement> {
    return this.#served.all;
  }

  /** The shop's opaque id of the customer who is signed in. */
  get customerId(): string | undefined {
    const { unconfirmed, named } = this.#ownership;
    return unconfirmed ? undefined : (named ?? this.data?.account?.id);
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    for (const name of changed.keys()) this.#ownership.given(name);
    // Not at every update: a customer who was found to have left is named again only by the page.
    const other = changed.has('customer') && this.#ownership.name(this.customer);
    this.hadCustomer ||= Boolean(this.customerId);
    if (other || changed.has('identity')) {
      // Until then, nobody has written anything.
      if (this.#ownership.settled) this.changes++;
      // The account belongs to the customer before.
      if (other || this.fetchesAccount) this.#hideAccount();
      this.#served.update();
      retryAnswers();
    }
    // An account that comes later, without another word on the customer, says who has signed in.
    if (changed.has('account') && (this.customer === undefined || !changed.has('customer')))
      this.#ownership.signedOut &&= !this.account;
    if (!this.#turn || [...changed.keys()].some((key) => !SHOWN.test(String(key)))) this.reload();
    else this.#served.update();
  }

  async reload(): Promise<void> {
    const turn = ++this.#turn;
    const { points, pending, spend, orders, currency } = this;
    const totals = { points, pending, spend, orders };
    const first = pageProgram() === this;
    const rules = this.src || this.rules;
    // Inline JSON may come later in the page.
    if (rules === undefined && document.readyState === 'loading' && !inline(this, 'program', first)) return;
    try {
      const asker = {
        token: (fresh: boolean) => this.token(fresh),
        wanted: () => turn === this.#turn && !this.#ownership.signedOut,
      };
      const account = find(this, 'account', this.account || undefined, first, this.#servedAccount, asker);
      const source = await find(this, 'program', rules, first, this.at('program'));
      const program = await readProgram(this.localName, source, currency);
      // Questions do not need the account, so they can be shown now.
      if (turn === this.#turn && !this.data) this.#set({ program, today: todayOf({ program }) });
      const theirs = await account;
      if (turn === this.#turn && this.#ownership.unconfirmed)
        await (await import('./confirm-customer.ts')).confirmCustomer(this, this.#ownership, theirs).then(retryAnswers);
      if (turn !== this.#turn) return;
      const customer = await readAccount(this.localName, theirs, program, totals, this.#ownership, currency);
      if (turn === this.#turn) await this.#compute({ program, account: customer });
    } catch (error) {
      // The page must not see an error. The fallback content stays.
      report(this.localName, 'lojal/data-failed', error);
    }
    if (turn !== this.#turn) return;
    this.waiting = false;
    this.#served.update();
  }

  /** The address of the account at the server; nothing for a guest, who has none. */
  get #servedAccount(): string | undefined {
    const { named } = this.#ownership;
    const wanted = (named || this.identity) && !inline(this, 'account', pageProgram() === this);
    return wanted ? this.at('account') : undefined;
  }

  /** Whether the account is requested from an address, so that the answer says who is signed in. */
  get fetchesAccount(): boolean {
    return typeof (this.account || this.#servedAccount) === 'string';
  }

  /** Shows no account until it has been read again. */
  #hideAccount(): void {
    if (!this.data) return;
    this.waiting = true;
    this.#set({ ...this.data, account: undefined, computed: undefined });
  }

  #set(data: ProgramData): void {
    const before = this.customerId;
    this.data = data;
    this.hadCustomer ||= Boolean(this.customerId);
    // Answers of this customer may be waiting for their token.
    if (before !== this.customerId) retryAnswers();
    this.#served.update();
  }

  async #compute(known: Pick<ProgramData, 'program' | 'account'>): Promise<void> {
    const [day, turn] = [todayOf(known), this.#turn];
    const values = await computed(known, day);
    // Meanwhile another customer may have signed in.
    if (turn !== this.#turn) return;
    this.#set({ ...known, today: day, computed: values });
    afterPaint(() => import('./startup.ts').then(({ runStartup }) => runStartup(this, this.#served.all)).catch(ignore));
  }

  /** Computes again if another day has begun. */
  checkDay(): void {
    if (this.data && this.data.today !== todayOf(this.data)) this.#compute(this.data).catch(ignore);
  }

  #back(): void {
    if (!this.identity && !this.fetchesAccount) return;
    this.#ownership.unconfirmed = true;
    this.changes++;
    // Also a guest who wrote on the page then may be somebody else.
    this.hadCustomer = true;
    this.#hideAccount();
    this.reload();
  }

  #parsed = (): void => {
    // All inline JSON has been parsed now.
    if (this.isConnected && (!this.data || document.querySelector('script[data-lojal]'))) this.reload();
  };

  leave(element: ReactiveElement): void {
    this.#served.all.delete(element);
  }
}

/** Properties that do not affect what is read: a change only updates the elements. */
const SHOWN = /^(endpoint|lang|storage|colorScheme|contentType|privacyUrl|bridge|test)$/;

declare global {
  interface HTMLElementTagNameMap {
    'lojal-program': LojalProgram;
  }
}
