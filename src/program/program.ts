import { css, html, LitElement, type PropertyValues, type ReactiveElement, type TemplateResult } from 'lit';
import { pending } from '../delivery/pending.ts';
import { type Answer, OutcomeEvent } from '../elements/events.ts';
import type { Data, Flows } from '../elements/link.ts';
import { numeric } from '../elements/numeric.ts';
import { warn } from '../elements/warn.ts';
import { address } from './address.ts';
import { advise } from './advise.ts';
import type { Configuration } from './configuration.ts';
import { today } from './day.ts';
import { ignore, loadFlows, loadPost, painted } from './load.ts';
import type { Post } from './post.ts';
import { type PageProgram, pageProgram, programOf, Serving } from './serving.ts';
import { computed, find, inline, readAccount, readProgram } from './sources.ts';

/** The page's one way to the outbox, used at once when it is loaded: a page that is being left waits for no promise. */
let post: Post | undefined;

/**
 * Holds what the shop decided and what it knows of the customer. Shows nothing itself.
 *
 * @tag lojal-program
 * @slot - The elements that this program serves. The first program of a page serves those outside of any, too.
 * @attr {string} src - Address of the program JSON.
 * @attr {string} endpoint - Where answers are posted: `https:`, or `http:` on the page's own origin and on this machine.
 * @attr {string} account - Address of the account JSON.
 * @attr {string} customer - The shop's opaque id of the customer, never an e-mail address.
 * @attr {string} currency - ISO 4217; wins over the program's.
 * @attr {string} lang - BCP 47; without it the closest `lang` on the page holds.
 * @attr {string} storage - Where unsent answers are kept: `local` (default), `session` (this tab), `none` (this page).
 * @attr {string} color-scheme - `light`, `dark` or `system`; without it the page's own `color-scheme` holds.
 * @attr {string} content-type - `text/plain` for an endpoint that cannot answer a preflight.
 * @attr {string} privacy-url - Page about the customer's data, linked from every form; wins over the program's.
 * @attr {string} bridge - `dataLayer` hands scores and choices on to the page's `window.dataLayer`.
 * @attr {boolean} test - Posts nothing, and each question says so.
 * @attr {number} points - Points that can be spent; wins over the account's, like the three below.
 * @attr {number} pending - Points on the way.
 * @attr {number} spend - Money spent, in major units.
 * @attr {number} orders - Number of orders.
 * @fires lojal-sent - An answer that an earlier page left has been delivered.
 * @fires lojal-queued - Such an answer could not be delivered yet.
 * @fires lojal-failed - Such an answer was refused by the endpoint.
 */
export class LojalProgram extends LitElement implements PageProgram {
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
    customer: {},
    currency: {},
    lang: {},
    storage: {},
    bridge: {},
    colorScheme: { attribute: 'color-scheme' },
    contentType: { attribute: 'content-type' },
    privacyUrl: { attribute: 'privacy-url' },
    test: { type: Boolean },
    points: { converter: numeric },
    pending: { converter: numeric },
    spend: { converter: numeric },
    orders: { converter: numeric },
    identity: { attribute: false },
  };

  declare src?: string;
  /** The program as a value, instead of `src`. */
  declare rules?: unknown;
  /** The account's address, or the account itself. */
  declare account?: unknown;
  declare endpoint?: string;
  declare customer?: string;
  declare currency?: string;
  declare storage?: 'local' | 'session' | 'none';
  declare bridge?: 'dataLayer';
  declare colorScheme?: 'light' | 'dark' | 'system';
  declare contentType?: 'application/cloudevents+json' | 'text/plain';
  declare privacyUrl?: string;
  declare test: boolean;
  declare points?: number;
  declare pending?: number;
  declare spend?: number;
  declare orders?: number;
  /** Gives the token that says who the customer is. */
  declare identity?: Configuration['identity'];

  data: Data | undefined;
  waiting = true;

  readonly flows = (): Promise<Flows> => loadFlows().then(({ flows }) => flows(this));
  readonly #serving = new Serving(this);
  /** Raised with each reading: an answer that comes late to an older question is dropped. */
  #turn = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#newDay);
    document.addEventListener('DOMContentLoaded', this.#parsed);
    // Answers that an earlier page left are sent without a question on this one.
    if (pending()) this.expect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#newDay);
    document.removeEventListener('DOMContentLoaded', this.#parsed);
  }

  get privacy(): string | undefined {
    return address(this.privacyUrl) ?? this.data?.program.privacyUrl;
  }

  /** Who is signed in, as the shop's opaque id. */
  get customerId(): string | undefined {
    // An e-mail address is never passed on, whoever put it there.
    return this.customer?.includes('@') ? undefined : this.customer || this.data?.account?.id;
  }

  /** What `identity` gives; nothing when it fails, with a warning. */
  async token(fresh: boolean): Promise<string | undefined> {
    try {
      return (await this.identity?.(fresh)) || undefined;
    } catch (error) {
      warn(this.localName, `identity() failed: ${error}`);
      return undefined;
    }
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('customer') || changed.has('identity')) {
      // What was fetched for another customer is not theirs. Answers of this one may have waited for them.
      if (this.data && typeof this.account === 'string') {
        this.waiting = true;
        this.#set({ ...this.data, account: undefined, computed: undefined });
      }
      this.#serving.tell();
      post?.retry();
    }
    if (!this.#turn || [...changed.keys()].some((key) => !SHOWN.test(String(key)))) this.#read();
    else this.#serving.tell();
  }

  async #read(): Promise<void> {
    const turn = ++this.#turn;
    const { points, pending, spend, orders } = this;
    const first = pageProgram() === this;
    const rules = this.src || this.rules;
    // The page's inline JSON may stand below the script.
    if (rules === undefined && document.readyState === 'loading' && !inline(this, 'program', first)) return;
    try {
      const asker = { token: (fresh: boolean) => this.token(fresh), wanted: () => turn === this.#turn };
      const account = find(this, 'account', this.account || undefined, first, asker);
      const program = await readProgram(this.localName, await find(this, 'program', rules, first), this.currency);
      // A question needs no account: it may be asked from here on.
      if (turn === this.#turn && !this.data) this.#set({ program, today: today() });
      const customer = await readAccount(this.localName, await account, program, { points, pending, spend, orders });
      if (turn === this.#turn) await this.#compute({ program, account: customer });
    } catch (error) {
      // Nothing of ours may break the page: the fallback content stays.
      warn(this.localName, `could not read its data: ${error}`);
    }
    if (turn !== this.#turn) return;
    this.waiting = false;
    this.#serving.tell();
  }

  #set(data: Data): void {
    const before = this.customerId;
    this.data = data;
    // Answers of this customer may have waited for them.
    if (before !== this.customerId) post?.retry();
    this.#serving.tell();
  }

  async #compute(known: Pick<Data, 'program' | 'account'>): Promise<void> {
    const day = today();
    this.#set({ ...known, today: day, computed: await computed(known, day) });
    painted(() => import('./later.ts').then((later) => later.afterwards(this, this.#serving.served)).catch(ignore));
  }

  #newDay = (): void => {
    if (this.data && this.data.today !== today()) this.#compute(this.data).catch(ignore);
  };

  #parsed = (): void => {
    // JSON that stood below the script is here now, or will never come.
    if (!this.data || document.querySelector('script[data-lojal]')) this.#read();
  };

  leave(element: ReactiveElement): void {
    this.#serving.served.delete(element);
  }

  /** Hands the outbox to `act`; it is fetched with the first question that shows. */
  async #use(act: (post: Post) => unknown): Promise<void> {
    if (!post) {
      const { Post } = await loadPost();
      post ??= new Post({
        storage: this.storage,
        signedIn: (customer) => programOf(customer) !== undefined,
        token: async (customer, fresh) => programOf(customer)?.token(fresh),
        orphans: this,
        unsent: (endpoint) => advise(this.localName, 'unsent', endpoint),
      });
    }
    await act(post);
  }

  expect(): void {
    // Where nothing is to be posted, nothing that waits is posted either.
    if (this.endpoint && !this.test) painted(() => this.#use(ignore).catch(ignore), 2);
  }

  deliver(answer: Answer, from: HTMLElement, hold: boolean): boolean {
    const endpoint = address(this.endpoint);
    if (!hold && !this.endpoint && !this.test) advise(from.localName, 'nowhere');
    if (!endpoint || this.test) return false;
    const { contentType, customerId: customer } = this;
    this.#use((post) => post.put(answer, from, { endpoint, contentType, customer }, hold)).catch((error) => {
      warn(this.localName, `the delivery script could not be loaded: ${error}`);
      if (!hold) from.dispatchEvent(new OutcomeEvent('failed', answer.id, { kept: 'refused', answer }));
    });
    return true;
  }

  discard(id: string): void {
    this.#use((post) => post.discard(id)).catch(ignore);
  }

  /** Removes everything that Lojal stored in this browser. */
  async forget(): Promise<void> {
    (await import('./forget.ts')).forget();
    await this.#use(async (old) => {
      // The next question opens another.
      post = undefined;
      await old.forget();
    });
  }
}

/** What changes nothing in what is read; the elements only show it otherwise. */
const SHOWN = /^(endpoint|lang|storage|colorScheme|contentType|privacyUrl|bridge|test)$/;

declare global {
  interface HTMLElementTagNameMap {
    'lojal-program': LojalProgram;
  }
}
