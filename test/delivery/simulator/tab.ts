/** A tab: the page that the outbox runs in, with its own clock and its own troubles, and the person before it. */
import type { Environment } from '../../../src/delivery/environment.ts';
import type { Letter, News, Outbox } from '../../../src/delivery/letter.ts';
import type { createOutbox } from '../../../src/delivery/outbox.ts';
import type { Clock, Timer } from './clock.ts';
import { type Disk, Shelf } from './disk.ts';
import type { Model, Submission, Witness } from './model.ts';
import type { Random } from './random.ts';
import type { Act, BaseFault, Customer, DrawerFault, Event, IdentityFault, Page } from './schedule.ts';
import { type Call, ENDPOINTS, type Server } from './server.ts';

export type Create = typeof createOutbox;

/** What all tabs of a run share. */
export interface Site {
  readonly clock: Clock;
  readonly disk: Disk;
  readonly server: Server;
  readonly model: Model;
  readonly random: Random;
  readonly create: Create;
  /** Texts are numbered through the whole run. */
  texts: number;
  log(words: string): void;
}

/** What a browser lets be in flight by keepalive, for a page. In bytes. */
const KEEPALIVE = 64 * 1024;
/** Operations that a trace need not name. */
const DULL = new Set(['reads all', 'hears of it']);
// A new one each time: one for all would keep everything that ever waited for it.
const never = () => new Promise<never>(() => {});

export class Tab implements Witness {
  readonly number: number;
  readonly storage: Page['storage'];
  readonly session: Shelf;
  readonly #site: Site;
  readonly page: Page;
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #env: Environment;
  /** Tasks that came while it was frozen. */
  #backlog: (() => void)[] = [];
  #outbox: Outbox;
  /** The last thing that the person said, by id: what it has overtaken is not said again. */
  readonly #puts = new Map<string, number>();
  #keepalive = 0;
  #tokens = 0;
  readonly #letters = new Map<string, { letter: Letter; hold: boolean; at: number }>();

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
  diedAt = Number.POSITIVE_INFINITY;
  frozenAt = 0;
  leftAt = 0;
  askedAt = 0;
  drawerFault: DrawerFault = 'fine';
  baseFault: BaseFault = 'fine';
  identityFault: IdentityFault = 'fine';
  drawerTrouble = 0;
  baseTrouble = 0;
  pending = 0;
  hung = 0;
  calls = 0;
  readonly recent: number[] = [];
  budgetUntil = 0;
  /** How many operations are left until it crashes. */
  fuse = Number.POSITIVE_INFINITY;

  constructor(site: Site, number: number, page: Page, session = new Shelf()) {
    this.#site = site;
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
      if (this.frozen) this.#backlog.push(turn);
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
      drawer: (kind) => disk.drawer(this, kind === 'session' ? this.session : undefined),
      open: () => disk.open(this),
      on: (type, run) => {
        const all = this.#listeners.get(type) ?? new Set();
        this.#listeners.set(type, all.add(run));
        return () => all.delete(run);
      },
      hidden: () => this.hidden,
      warn: () => {},
      fetch: (url, init) => this.#fetch(url, init),
    };
  }

  /** The shop's identity function gives the token of whoever is signed in when it is asked. */
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
    const keepalive = init.keepalive ? body.length : 0;
    if (keepalive && (clock.now < this.budgetUntil || this.#keepalive + keepalive > KEEPALIVE)) {
      this.log(`may not send ${id} by keepalive`);
      return Promise.reject(new TypeError('Failed to fetch'));
    }
    const fault = server.fault();
    if (!this.step(`sends ${id}@${call.revision}${keepalive ? ' by keepalive' : ''}${fault ? `, ${fault}` : ''}`))
      return never();
    model.requested(this, call);
    this.#keepalive += keepalive;
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
      // The server acts whether or not the page lives on; what is not keepalive may be cut off with it.
      clock.after(way, () => {
        if (this.dead && !keepalive && random.chance(0.5)) return;
        const said = server.receive(call, fault);
        if (said === 'hang') return;
        this.later(() => {
          end();
          if (init.signal?.aborted || !this.step(`hears of ${id}@${call.revision}: ${said ? said.status : 'cut'}`))
            return;
          if (!said) return reject(new TypeError('Failed to fetch'));
          if (!this.stopped) model.answered(this, call, said);
          const seen = said.type === 'cors' ? said.status : 0;
          resolve({
            status: seen,
            type: said.type,
            ok: seen >= 200 && seen < 300,
            headers: { get: (name: string) => (name.toLowerCase() === 'retry-after' ? said.retryAfter : null) },
            text: () => (said.drips ? never() : Promise.resolve(said.body)),
          } as unknown as Response);
        }, back);
      });
    });
  }

  /** A page event. What a listener throws would reach the host's page. */
  fire(type: string): void {
    for (const run of [...(this.#listeners.get(type) ?? [])]) {
      try {
        run();
      } catch (error) {
        this.#site.model.breach('h', `a ${type} listener throws ${error}`);
      }
    }
  }

  /** Whether it keeps answers that only it can send. */
  get waiting(): boolean {
    return !this.dead && Object.keys(this.session).length > 0;
  }

  get able(): boolean {
    return !this.dead && !this.frozen;
  }

  /** As the program does it: a final answer that is refused because its draft has left goes as the next revision. */
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
    const body = JSON.stringify({ id, data: { revision, text, ...(size && { more: 'x'.repeat(size) }) } });
    const endpoint = ENDPOINTS[this.endpoint] as string;
    const { customer } = this;
    const letter: Letter = {
      id,
      revision,
      body,
      endpoint,
      type: 'application/cloudevents+json',
      ...(customer && { customer }),
    };
    this.#letters.set(id, { letter, hold, at: clock.now });
    const submission: Submission = { id, revision, text, body, endpoint, customer, hold, at: clock.now };
    this.log(`${hold ? 'drafts' : 'submits'} ${id}@${revision} text ${text}`);
    model.submitted(this, submission);
    return this.#keep(letter, submission);
  }

  async #keep(letter: Letter, submission: Submission) {
    const kept = await this.#outbox.save(letter, { hold: submission.hold });
    if (!this.dead) {
      this.log(`${letter.id}@${letter.revision} text ${submission.text} is ${kept}`);
      this.#site.model.settled(this, submission, kept);
    }
    return kept;
  }

  /** A double click; later it is a person who wants it tried again, as the program takes it. */
  async again(id: string): Promise<void> {
    const last = this.#letters.get(id);
    if (!last) return;
    if (this.#site.clock.now - last.at > 500) return this.retry(id);
    await this.#outbox.save(last.letter, { hold: last.hold });
  }

  async discard(id: string, text: number): Promise<void> {
    this.#site.model.unwanted(id, text);
    this.#letters.delete(id);
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

  freeze(): void {
    this.frozen = true;
    this.frozenAt = this.#site.clock.now;
  }

  thaw(cached: boolean): void {
    this.frozen = false;
    this.frozenAt = this.#site.clock.now;
    // What has come meanwhile is caught up with, one task after the other.
    for (const turn of this.#backlog.splice(0)) this.#site.clock.after(0, turn);
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
    // The program tries again what waits for a customer who has just signed in.
    if (!this.stopped) this.#outbox.retry();
  }

  /** Storage goes wrong for this tab, or right again. What hangs already may go on hanging. */
  trouble(event: Extract<Act, { do: 'drawer' | 'base' }>): void {
    const { now } = this.#site.clock;
    if (event.do === 'drawer') {
      this.drawerFault = event.fault;
      this.drawerTrouble = now;
    } else {
      this.baseFault = event.fault;
      this.baseTrouble = now;
    }
  }

  heal(): void {
    this.drawerFault = this.baseFault = 'fine';
    this.identityFault = 'fine';
    this.budgetUntil = 0;
    this.fuse = Number.POSITIVE_INFINITY;
    if (this.skew) this.setClock(0);
    if (this.frozen) this.thaw(true);
    else if (this.hidden) this.hide(false);
    this.fire('online');
  }

  /** What the person or the browser does with this tab alone. */
  act(event: Event): unknown {
    const { answers } = this.#site.model;
    const id = 'answer' in event && event.answer !== undefined ? `a${event.answer}` : undefined;
    const known = id === undefined ? undefined : answers.get(id);
    // An id belongs to the page that has minted it.
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
    this.skew = skew;
    this.skewAt = this.#site.clock.now;
  }
}
