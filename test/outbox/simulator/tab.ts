/** A tab: the page of an outbox, with its own clock, faults and customer. */
import type { Environment } from '../../../src/outbox/environment.ts';
import type { News, OutboundAnswer, Outbox } from '../../../src/outbox/outbound-answer.ts';
import type { createOutbox } from '../../../src/outbox/outbox.ts';
import type { Clock, Timer } from './clock.ts';
import { Area, type Disk } from './disk.ts';
import type { Model, Submission, TabView } from './model.ts';
import type { Random } from './random.ts';
import type { Act, Customer, DatabaseFault, Event, IdentityFault, Page, WebStorageFault } from './schedule.ts';
import { type Back, type Call, ENDPOINTS, type Server } from './server.ts';
import { filler, sentence } from './texts.ts';

export type Create = typeof createOutbox;

/** The parts that all tabs of a run share. */
export interface Site {
  readonly clock: Clock;
  readonly disk: Disk;
  readonly server: Server;
  readonly model: Model;
  readonly random: Random;
  readonly create: Create;
  /** Whether pages are told that the first endpoint is a Lojal server. */
  readonly confirms: boolean;
  /** The number of texts so far. Each text of a run has its own number. */
  texts: number;
  log(words: string): void;
}

/** A try lasts 10 s, and the body of a response may take 3 of them. A token and an earlier request of the try take time too. */
const LATE = 5000;
/** How long the outbox waits for the body of a response, in ms. */
const BODY = 3000;
/** The limit of a browser for keepalive bodies in flight, per page. In bytes. */
const KEEPALIVE = 64 * 1024;
/** Operations that are left out of a trace. */
const DULL = new Set(['reads all', 'hears of it']);
// Creates a promise each time: a shared one would keep all its listeners in memory.
const never = () => new Promise<never>(() => {});

/** The response as `fetch` gives it to the page. */
function responseOf({ status, type, retryAfter, contentType, redirected, ends, body }: Back): Response {
  const seen = type === 'cors' || type === 'basic' ? status : 0;
  const headers: Readonly<Record<string, string | null>> = {
    'retry-after': retryAfter,
    'content-type': contentType || null,
  };
  const text = () => {
    if (ends) return ends === 'never' ? never() : Promise.reject(new TypeError('network error'));
    return Promise.resolve(body);
  };
  return {
    status: seen,
    type,
    redirected,
    ok: seen >= 200 && seen < 300,
    headers: { get: (name: string) => headers[name.toLowerCase()] ?? null },
    text,
  } as unknown as Response;
}

export class Tab implements TabView {
  readonly number: number;
  readonly storage: Page['storage'];
  readonly session: Area;
  readonly #site: Site;
  readonly page: Page;
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #env: Environment;
  /** Tasks that wait until the tab is no longer frozen. */
  #backlog: { readonly turn: () => void; readonly left: number }[] = [];
  /** Whether the freeze pauses timers. After the thaw, a timer runs for its remaining time. */
  #paused = false;
  #outbox: Outbox;
  /** The last text of each answer. The tab does not repeat a save after a later save. */
  readonly #puts = new Map<string, number>();
  #keepalive = 0;
  #tokens = 0;
  readonly #answers = new Map<string, { outbound: OutboundAnswer; hold: boolean; at: number }>();

  dead = false;
  frozen = false;
  stopped = false;
  forgetting = false;
  hidden = false;
  customer: Customer;
  readonly signedIn = new Map<Customer, number>();
  endpoint: number;
  skew: number;
  skewAt = 0;
  readonly openedAt: number;
  diedAt = Number.POSITIVE_INFINITY;
  frozenAt = 0;
  leftAt = 0;
  askedAt = 0;
  webStorageFault: WebStorageFault = 'fine';
  databaseFault: DatabaseFault = 'fine';
  identityFault: IdentityFault = 'fine';
  webStorageTrouble = 0;
  databaseTrouble = 0;
  pending = 0;
  hung = 0;
  calls = 0;
  readonly recent: number[] = [];
  budgetUntil = 0;
  /** The number of operations until the tab crashes. */
  fuse = Number.POSITIVE_INFINITY;

  constructor(site: Site, number: number, page: Page, session = new Area()) {
    this.#site = site;
    this.openedAt = site.clock.now;
    this.number = number;
    this.page = page;
    this.storage = page.storage;
    this.session = session;
    this.customer = page.customer;
    this.endpoint = page.endpoint;
    this.skew = page.skew;
    this.#env = this.#environment();
    this.#outbox = this.#open();
  }

  #open(): Outbox {
    const mine: { outbox?: Outbox } = {};
    const { model } = this.#site;
    mine.outbox = this.#site.create({
      storage: this.storage,
      env: this.#env,
      news: (news: News) => {
        if (this.dead) return;
        this.log(
          `is told: ${news.id}@${news.revision} ${news.outcome}, ${news.kept}, ${news.reason}, ${news.status ?? ''}`,
        );
        model.told(this, news);
      },
      signedIn: (customer) => this.customer === customer,
      ...(this.page.identity && { token: (customer, fresh) => this.#token(customer, fresh) }),
    });
    return mine.outbox;
  }

  log(words: string): void {
    this.#site.log(`tab ${this.number} ${words}`);
  }

  step(what: string): boolean {
    if (this.dead) return false;
    if (this.fuse-- <= 0) {
      this.log(`crashes before it ${what}`);
      this.die();
      return false;
    }
    if (!DULL.has(what)) this.log(what);
    return true;
  }

  later(run: () => void, ms: number): Timer {
    const turn = () => {
      if (this.dead) return;
      if (this.frozen) this.#backlog.push({ turn, left: this.#paused ? this.#site.clock.now - this.frozenAt : 0 });
      else run();
    };
    return this.#site.clock.after(ms, turn);
  }

  die(): void {
    if (this.dead) return;
    this.dead = true;
    this.diedAt = this.#site.clock.now;
  }

  #environment(): Environment {
    const { clock, disk, random } = this.#site;
    return {
      now: () => clock.now + this.skew,
      random: random.next,
      setTimeout: (run, ms) => this.later(run, ms),
      clearTimeout: (timer) => timer && clock.cancel(timer as Timer),
      storage: (kind) => disk.area(this, kind === 'session' ? this.session : undefined),
      openDatabase: () => disk.open(this),
      on: (type, run) => {
        const all = this.#listeners.get(type) ?? new Set();
        this.#listeners.set(type, all.add(run));
        return () => all.delete(run);
      },
      hidden: () => this.hidden,
      fetch: (url, init) => this.#fetch(url, init),
    };
  }

  /** The identity function of the shop: returns the token of the customer who is signed in now. */
  #token(asked: string, fresh: boolean): Promise<string | undefined> {
    const { customer, identityFault } = this;
    this.log(`asks for ${asked}'s ${fresh ? 'fresh ' : ''}token`);
    if (identityFault === 'throws') throw new Error('identity');
    if (identityFault === 'hangs') return never();
    if (identityFault === 'nothing' || !customer) return Promise.resolve(undefined);
    const token = `${customer}/${fresh ? 'fresh' : 'old'}/${this.#tokens++}`;
    const ms = identityFault === 'slow' ? 300 + this.#site.random.below(700) : 5;
    return new Promise((resolve) => this.later(() => resolve(token), ms));
  }

  #fetch(url: string, init: RequestInit): Promise<Response> {
    const { clock, server, model, random } = this.#site;
    const body = String(init.body);
    const { id, data } = JSON.parse(body) as { id: string; data: { revision: number } };
    const header = (init.headers as Record<string, string>).Authorization;
    const [customer, age] = header?.replace('Bearer ', '').split('/') ?? [];
    const call: Call = {
      url,
      id,
      revision: data.revision,
      body,
      token: customer === undefined ? undefined : { customer, fresh: age === 'fresh' },
    };
    if (init.signal?.aborted) return Promise.reject(new Error('AbortError'));
    const keepalive = init.keepalive ? Buffer.byteLength(body) : 0;
    if (keepalive && (clock.now < this.budgetUntil || this.#keepalive + keepalive > KEEPALIVE)) {
      this.log(`may not send ${id} by keepalive`);
      return Promise.reject(new TypeError('Failed to fetch'));
    }
    const fault = server.fault(url);
    if (!this.step(`sends ${id}@${call.revision}${keepalive ? ' by keepalive' : ''}${fault ? `, ${fault}` : ''}`))
      return never();
    model.requested(this, call);
    this.#keepalive += keepalive;
    const begun = clock.now;
    const way = 5 + random.below(40);
    const back = fault === 'slow' ? 1000 + random.below(11_000) : way;
    return new Promise((resolve, reject) => {
      const end = () => {
        this.#keepalive -= keepalive;
        model.ended(this, id);
      };
      init.signal?.addEventListener('abort', () => {
        end();
        reject(new Error('AbortError'));
      });
      if (fault === 'offline') {
        this.later(() => {
          end();
          reject(new TypeError('Failed to fetch'));
        }, 1);
        return;
      }
      // The server receives the request even if the page closes. Without keepalive the closing page may cut the
      // request.
      clock.after(way, () => {
        if (this.dead && !keepalive && random.chance(0.5)) return;
        const said = server.receive(call, fault, model.knows(this, url));
        if (said === 'hang') return;
        this.later(() => {
          end();
          if (init.signal?.aborted || !this.step(`hears of ${id}@${call.revision}: ${said ? said.status : 'cut'}`))
            return;
          if (!said) return reject(new TypeError('Failed to fetch'));
          // A body that does not end takes the rest of the try: after that, the response counts as none.
          const late = said.ends === 'never' && clock.now - begun > LATE;
          const answered = () => {
            if (!this.stopped) model.answered(this, call, late ? { ...said, clear: false } : said);
          };
          // The page waits for the body, and knows nothing when it is closed meanwhile.
          if (said.ends === 'never') this.later(answered, BODY);
          else answered();
          resolve(responseOf(said));
        }, back);
      });
    });
  }

  /** Fires a page event. An exception of a listener would reach the host page, so it is a breach. */
  fire(type: string): void {
    for (const run of [...(this.#listeners.get(type) ?? [])]) {
      try {
        run();
      } catch (error) {
        this.#site.model.breach('h', `a ${type} listener throws ${error}`);
      }
    }
  }

  /** Whether the tab has session storage, with answers that no other tab can send. */
  get waiting(): boolean {
    return !this.dead && Object.keys(this.session).length > 0;
  }

  get able(): boolean {
    return !this.dead && !this.frozen;
  }

  /**
   * Saves an answer like the program: if a final answer is refused because its draft was sent, it becomes the next
   * revision.
   */
  async put(id: string, hold: boolean, size: number): Promise<void> {
    const text = ++this.#site.texts;
    this.#puts.set(id, text);
    let kept = await this.#save(id, hold, size, text);
    if (this.#puts.get(id) !== text) return;
    if (kept === 'refused' && !hold && this.able) kept = await this.#save(id, hold, size, ++this.#site.texts);
    if (kept === 'refused' && this.able) this.#outbox.retry(id);
  }

  async #save(id: string, hold: boolean, size: number, text: number) {
    const { clock, model } = this.#site;
    const revision = this.#outbox.revise(id);
    const words = size ? filler(text, size) : sentence(text);
    const body = JSON.stringify({ id, data: { revision, text, words } });
    const endpoint = ENDPOINTS[this.endpoint] as string;
    const { customer } = this;
    const outbound: OutboundAnswer = {
      id,
      revision,
      body,
      endpoint,
      type: 'application/cloudevents+json',
      ...(customer && { customer }),
      ...(this.#site.confirms && this.endpoint === 0 && { confirms: true }),
    };
    this.#answers.set(id, { outbound, hold, at: clock.now });
    const submission: Submission = { id, revision, text, body, endpoint, customer, hold, at: clock.now };
    this.log(`${hold ? 'drafts' : 'submits'} ${id}@${revision} text ${text}`);
    model.submitted(this, submission);
    return this.#keep(outbound, submission);
  }

  /** A draft of a hidden page leaves at once, as if the page were left. */
  #saveInOutbox(outbound: OutboundAnswer, hold: boolean) {
    if (hold && this.hidden) this.leftAt = this.#site.clock.now;
    return this.#outbox.save(outbound, { hold });
  }

  async #keep(outbound: OutboundAnswer, submission: Submission) {
    const kept = await this.#saveInOutbox(outbound, submission.hold);
    if (!this.dead) {
      this.log(`${outbound.id}@${outbound.revision} text ${submission.text} is ${kept}`);
      this.#site.model.settled(this, submission, kept);
    }
    return kept;
  }

  /** A double click. After half a second it is a retry, like in the program. */
  async again(id: string): Promise<void> {
    const last = this.#answers.get(id);
    if (!last) return;
    if (this.#site.clock.now - last.at > 500) return this.retry(id);
    await this.#saveInOutbox(last.outbound, last.hold);
  }

  async discard(id: string, text: number): Promise<void> {
    this.#site.model.unwanted(id, text);
    this.#answers.delete(id);
    this.#puts.delete(id);
    await this.#outbox.discard(id);
    if (this.dead) return;
    this.log(`has taken back ${id}, text ${text}`);
    this.#site.model.discarded(this, id, text);
  }

  retry(id?: string): void {
    this.askedAt = this.#site.clock.now;
    this.#outbox.retry(id);
  }

  leave(): void {
    this.leftAt = this.#site.clock.now;
    this.#outbox.leave();
  }

  hide(hidden: boolean): void {
    this.hidden = hidden;
    if (hidden) this.leftAt = this.#site.clock.now;
    this.fire('visibilitychange');
  }

  go(): void {
    this.leftAt = this.#site.clock.now;
    if (!this.hidden) this.hide(true);
    this.fire('pagehide');
  }

  /** `paused`: the back-forward cache of a browser that fires no `visibilitychange` and pauses timers. */
  freeze(paused = false): void {
    if (paused) {
      this.leftAt = this.#site.clock.now;
      this.fire('pagehide');
    }
    this.#paused = paused;
    this.frozen = true;
    this.frozenAt = this.#site.clock.now;
  }

  thaw(cached: boolean): void {
    this.frozen = false;
    this.frozenAt = this.#site.clock.now;
    // The waiting tasks run one after the other.
    for (const { turn, left } of this.#backlog.splice(0)) this.#site.clock.after(left, turn);
    if (cached) this.fire('pageshow');
    if (this.hidden) this.hide(false);
  }

  async forget(): Promise<void> {
    this.stopped = true;
    this.forgetting = true;
    const done = this.#outbox.forget();
    this.forgetting = false;
    await done;
  }

  signIn(customer: Customer): void {
    this.signedIn.set(this.customer, this.#site.clock.now);
    this.customer = customer;
    // The program retries the answers of a customer who has just signed in.
    if (!this.stopped) this.#outbox.retry();
  }

  /** Sets the faults of storage for this tab. A hanging operation may continue to hang. */
  trouble(event: Extract<Act, { do: 'webStorage' | 'database' }>): void {
    const { now } = this.#site.clock;
    if (event.do === 'webStorage') {
      this.webStorageFault = event.fault;
      this.webStorageTrouble = now;
    } else {
      this.databaseFault = event.fault;
      this.databaseTrouble = now;
    }
  }

  /** Ends all faults of this tab, without an event. */
  mend(): void {
    this.webStorageFault = this.databaseFault = 'fine';
    this.identityFault = 'fine';
    this.budgetUntil = 0;
    this.fuse = Number.POSITIVE_INFINITY;
    if (this.skew) this.setClock(0);
  }

  heal(): void {
    this.mend();
    if (this.frozen) this.thaw(true);
    else if (this.hidden) this.hide(false);
    this.fire('online');
  }

  /** Performs an event of the customer or the browser in this tab. */
  act(event: Event): unknown {
    const { answers } = this.#site.model;
    const id = 'answer' in event && event.answer !== undefined ? `a${event.answer}` : undefined;
    const known = id === undefined ? undefined : answers.get(id);
    // An id belongs to the page that created it.
    if (known && known.owner !== this) return;
    switch (event.do) {
      case 'put':
        return void this.put(id as string, event.hold, event.size);
      case 'again':
        return void this.again(id as string);
      case 'discard':
        return void (known && this.discard(known.id, known.submissions.at(-1)?.text ?? 0));
      case 'retry':
        return this.retry(id);
      case 'hide':
      case 'show':
        return this.hide(event.do === 'hide');
      case 'online':
        return this.fire('online');
      case 'wake':
        return this.#outbox.wake();
      case 'leave':
        return this.leave();
      case 'freeze':
        if (event.cached) this.go();
        return this.freeze();
      case 'thaw':
        return this.frozen ? this.thaw(true) : undefined;
      case 'crash':
        this.fuse = event.ops;
        return;
      case 'customer':
        this.log(`${event.customer ?? 'nobody'} signs in`);
        return this.signIn(event.customer);
      case 'endpoint':
        this.endpoint = event.endpoint;
        return;
      case 'forget':
        this.log('forgets');
        return void this.forget();
      case 'identity':
        this.identityFault = event.fault;
        return;
      case 'budget':
        this.budgetUntil = this.#site.clock.now + event.ms;
        return;
    }
  }

  setClock(skew: number): void {
    if (skew > this.skew) this.#site.model.aheadAt = this.#site.clock.now;
    this.skew = skew;
    this.skewAt = this.#site.clock.now;
  }
}
