/** Runs one schedule, from the first event to the last visit, and returns what the model found. */
import assert from 'node:assert/strict';
import { createOutbox } from '../../../src/outbox/outbox.ts';
import { Clock } from './clock.ts';
import { Disk } from './disk.ts';
import { writeForeign } from './foreign-records.ts';
import { type Breach, Model } from './model.ts';
import { Random } from './random.ts';
import { replacePolicies } from './replace-policies.ts';
import type { Customer, Event, Page, Schedule } from './schedule.ts';
import { ENDPOINTS, Server } from './server.ts';
import { type Create, type Site, Tab } from './tab.ts';
import { OTHER } from './texts.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 21);
/**
 * The visits after the schedule: after the half hour of a draft, two waits of 12 h after a 400, and a Retry-After of a
 * day.
 */
const VISITS = [0, 35 * MINUTE, 13 * HOUR, 26 * HOUR, 39 * HOUR, 52 * HOUR];
const CUSTOMERS: readonly Customer[] = ['c1', OTHER, undefined];
/** A run with a few answers takes a few thousand turns. A higher number than this is a loop that does not wait. */
const TURNS = 60_000;

const PROBE = 2;
/** The outbox's own longest pause, and the longest time for the delivery of one answer. In ms. */
const LONGEST = 33 * MINUTE;
const PROMPT = 30 * SECOND;

export interface Outcome {
  readonly breaches: readonly Breach[];
  readonly excused: Readonly<Record<string, number>>;
  readonly answers: number;
  readonly stored: number;
  readonly requests: number;
  readonly turns: number;
  readonly trace: readonly string[];
}

/** Uncaught rejections and errors count as a breach of the current run. */
const uncaught: unknown[] = [];
const onUncaught = (error: unknown) => uncaught.push(error);
process.on('unhandledRejection', onUncaught);

export async function run(schedule: Schedule, create: Create = createOutbox, tracing = false): Promise<Outcome> {
  // A broken outbox replaces policies for one run.
  replacePolicies();
  const world = new Run(schedule, create, tracing);
  await world.play();
  return world.outcome();
}

/** Whether the record marks an endpoint as a Lojal server, without any other contents. */
function isServer(key: string, text: string | undefined): boolean {
  if (!key.startsWith('server:')) return false;
  const { at, nextAt, edit, ...rest } = JSON.parse(text ?? '') as Record<string, unknown>;
  assert.deepEqual(rest, { v: 1, kind: 'server', key, revision: 0 });
  return true;
}

const parked = (text: string | undefined): boolean => {
  try {
    return (JSON.parse(text ?? '') as { state?: string } | null)?.state === 'parked';
  } catch {
    return false;
  }
};

class Run {
  readonly #clock = new Clock(START);
  readonly #tabs = new Map<number, Tab>();
  readonly #trace: string[] = [];
  /** The turns while two tabs had different clocks. */
  #apart = 0;
  readonly #schedule: Schedule;
  readonly #site: Site;
  /** The foreign records, by place and key, and all foreign records that ever existed. */
  readonly #foreign = new Map<string, string>();
  readonly #foreignTexts = new Set<string>();
  #visits = 100;
  /** The error of the device's clock, in ms, and how many times the clock was set. */
  readonly #closing = new WeakSet<Tab>();
  #skew = 0;
  #set = 0;

  constructor(schedule: Schedule, create: Create, tracing: boolean) {
    this.#schedule = schedule;
    const random = new Random(schedule.seed ^ 0x5eed);
    const clock = this.#clock;
    const server = new Server(clock, random);
    const model = new Model(clock, server, () => [...this.#tabs.values()]);
    const disk = new Disk(clock, random, (place, key, value, cause) => {
      const name = `${place} ${key}`;
      if (cause !== 'outbox') this.#foreign.delete(name);
      // A killed browser may restore a foreign record.
      const text = cause === 'killed' ? disk.keys.at(`lojal:${key}`) : undefined;
      if (text !== undefined && this.#foreignTexts.has(`${name} ${text}`)) this.#foreign.set(name, text);
      if (cause !== 'outbox' && cause !== 'overwritten') model.wipedAt = clock.now;
      if (cause === 'evicted' || cause === 'forgotten') model.erasedAt = clock.now;
      model.copy(place, key, value, cause);
    });
    const log = (words: string) => {
      if (tracing) this.#trace.push(`${((clock.now - START) / SECOND).toFixed(3).padStart(12)} s  ${words}`);
    };
    const confirms = !!schedule.confirms;
    model.confirms = confirms;
    server.plain = !!schedule.plain;
    this.#site = { clock, disk, server, model, random, create, confirms, texts: 0, log };
    uncaught.length = 0;
  }

  readonly #over = (): boolean => {
    const { model } = this.#site;
    if (uncaught.length) model.breach('h', `nobody caught ${(uncaught[0] as Error)?.stack ?? uncaught[0]}`);
    uncaught.length = 0;
    if (this.#clock.turns - this.#apart > TURNS) {
      if (!this.#hasTwoClocks()) model.breach('f', `${TURNS} turns: a busy loop`);
      else return !model.excuse('two clocks in one browser: given up');
    }
    return model.breaches.length > 0;
  };

  /** Two tabs whose clocks differ by half a day ignore each other's pauses. No device has two clocks. */
  #hasTwoClocks(): boolean {
    return new Set([...this.#tabs.values()].map((it) => it.skew)).size > 1;
  }

  #pass(ms: number): Promise<void> {
    return this.#until(this.#clock.now + ms);
  }

  async #until(end: number): Promise<void> {
    const { turns } = this.#clock;
    const apart = this.#hasTwoClocks();
    await this.#clock.until(end, this.#over);
    if (apart) this.#apart += this.#clock.turns - turns;
  }

  async play(): Promise<void> {
    this.#crowd(this.#schedule.crowd);
    for (const event of this.#schedule.events) {
      const at = START + event.at;
      if (at > this.#clock.now) await this.#until(at);
      if (this.#over()) return;
      this.#act(event);
    }
    await this.#pass(5 * SECOND);
    if (this.#over()) return;
    await this.#probe();
    if (this.#over()) return;
    await this.#quiet();
    if (!this.#over()) this.#site.model.check();
  }

  /**
   * Saves one more answer, in a page without further faults. The answer has its own endpoint, which fails for a while.
   * When the endpoint works again, the page must deliver the answer in time: by the timer of the outbox, or after an
   * event.
   */
  async #probe(): Promise<void> {
    const { probe } = this.#schedule;
    if (!probe) return;
    const { by, after, known, faults } = probe;
    const { model, server, log } = this.#site;
    const living = [...this.#tabs.values()].filter((it) => !it.dead);
    log(`-- an answer to an endpoint that does not work for ${after / SECOND} s, then ${by}`);
    const page = { storage: 'local', customer: undefined, identity: false, endpoint: PROBE, skew: 0 } as const;
    server.faults = [];
    if (living.some((it) => it.skew)) model.jumpedAt = this.#clock.now;
    this.#setClock(0);
    for (const it of living) it.mend();
    const first = living.find((it) => !it.frozen && !it.hidden && !it.stopped && it.storage === 'local' && !it.hung);
    // The event goes to one page. Another tab would deliver the answer without the event.
    const close = async (it: Tab) => {
      if (by === 'timer') return;
      if (!it.frozen) it.go();
      await this.#pass(0);
      it.die();
    };
    for (const it of living) if (it !== first) await close(it);
    let tab = first ?? this.#open(90, page);
    tab.endpoint = PROBE;
    if (known) {
      void tab.put('first', false, 0);
      await this.#pass(20 * SECOND);
      if (known === 'by another page') {
        await close(tab);
        tab = this.#open(91, page);
      }
      await this.#pass(2 * SECOND);
    }
    server.probe = faults;
    void tab.put('probe', false, 0);
    await this.#pass(after);
    if (by === 'pageshow') {
      // The back-forward cache keeps no page with a request in flight.
      while (model.answers.get('probe')?.flight && !this.#over()) await this.#pass(100);
      tab.freeze(true);
      await this.#pass(2 * HOUR);
    }
    server.probe = [];
    log('-- the endpoint works again');
    if (by === 'pageshow') tab.thaw(true);
    if (by === 'online') tab.fire('online');
    await this.#pass(by === 'timer' ? LONGEST : PROMPT);
    if (this.#over() || server.rows.has('probe')) return;
    model.breach('k', `an answer is not sent within ${by === 'timer' ? LONGEST : PROMPT} ms, by ${by}`);
  }

  /** Sets the clock of the device. A clock that moves ahead makes each draft look older, also one whose page has ended. */
  #setClock(skew: number): void {
    const { model, clock } = this.#site;
    if (skew !== this.#skew) model.jumpedAt = clock.now;
    if (skew > this.#skew) model.aheadAt = clock.now;
    this.#skew = skew;
  }

  /** Ends all faults. Then the customers visit until everything is delivered. */
  async #quiet(): Promise<void> {
    const { model, server, disk, log } = this.#site;
    log('-- all is well from here');
    server.faults = [];
    this.#setClock(0);
    for (const tab of this.#tabs.values()) if (!tab.dead) tab.heal();
    model.jumpedAt = this.#clock.now;
    const from = this.#clock.now;
    for (const at of VISITS) {
      await this.#until(from + at);
      for (const customer of CUSTOMERS) {
        for (const tab of this.#tabs.values()) if (!tab.dead) tab.signIn(customer);
        await this.#visit(customer);
        if (this.#over()) return;
      }
      if (model.delivered()) break;
    }
    const requests = this.#requests();
    for (let visit = 0; visit < 2; visit++) {
      await this.#pass(50 * HOUR);
      await this.#visit(undefined);
      if (this.#over()) return;
    }
    const waiting = [...this.#tabs.values()].some((it) => it.waiting || it.hung);
    if (this.#requests() > requests && model.delivered() && !waiting)
      model.breach('g', `${this.#requests() - requests} requests after all was done`);
    const kept = [
      ...Object.keys(disk.keys).map((key) => ['webStorage', key.replace('lojal:', ''), disk.keys.at(key)] as const),
    ];
    for (const [key, value] of disk.database) kept.push(['database', key, JSON.stringify(value)] as never);
    for (const [place, key, text] of kept) {
      const name = `${place} ${key}`;
      if (this.#foreign.has(name)) continue;
      // The outbox keeps this record for 30 days.
      if (isServer(key, text)) continue;
      // A parked answer stays for 30 days. After a failure of the database, only one of the two copies may be marked
      // as parked.
      if (key.startsWith('answer:') && kept.some(([, name, value]) => name === key && parked(value))) continue;
      model.breach('g', `${name} is left for ever: ${text}`);
    }
    for (const [name, text] of this.#foreign) {
      const is = kept.find(([place, key]) => name === `${place} ${key}`)?.[2];
      if (is !== text) model.breach('i', `${name} was not ours: ${text} has become ${is}`);
    }
  }

  async #visit(customer: Customer): Promise<void> {
    const tab = this.#open(this.#visits++, { storage: 'local', customer, identity: true, endpoint: 0, skew: 0 });
    await this.#pass(MINUTE);
    if (this.#schedule.stay || this.#over()) return;
    tab.go();
    await this.#pass(0);
    tab.die();
  }

  #open(number: number, page: Page, before?: Tab): Tab {
    const tab = new Tab(
      this.#site,
      number,
      this.#skew && !before ? { ...page, skew: this.#skew } : page,
      before?.session,
    );
    this.#tabs.set(number, tab);
    return tab;
  }

  #requests(): number {
    let sum = 0;
    for (const { calls } of this.#tabs.values()) sum += calls;
    return sum;
  }

  /** Stores answers of an earlier visit, to reach the limit of records. */
  #crowd(count: number): void {
    if (!count) return;
    const { model, disk } = this.#site;
    const ghost = this.#open(99, { storage: 'local', customer: undefined, identity: false, endpoint: 0, skew: 0 });
    ghost.die();
    const at = this.#clock.now - HOUR;
    for (let i = 0; i < count; i++) {
      const id = `old${i}`;
      const text = ++this.#site.texts;
      const body = JSON.stringify({ id, data: { revision: 1, text } });
      const [endpoint] = ENDPOINTS;
      const submission = { id, revision: 1, text, body, endpoint, customer: undefined, hold: false, at };
      model.submitted(ghost, submission);
      const outbound = {
        id,
        revision: 1,
        body,
        endpoint,
        type: 'application/cloudevents+json',
        ...(this.#site.confirms && { confirms: true }),
      };
      const record = {
        ...outbound,
        v: 1,
        kind: 'answer',
        state: 'pending',
        key: `answer:${id}`,
        edit: 1,
        at,
        nextAt: 0,
        created: at,
        attempts: 0,
      };
      disk.set(record.key, record, 'outbox');
      disk.put(`lojal:${record.key}`, JSON.stringify(record), 'outbox');
      model.settled(ghost, submission, 'durable');
    }
  }

  #act(event: Event): void {
    const { model, server, disk, log } = this.#site;
    const all = [...this.#tabs.values()].filter((it) => !it.dead);
    // Events of the whole site.
    switch (event.do) {
      case 'open':
        if (this.#tabs.get(event.tab)?.dead === false) return;
        log(
          `tab ${event.tab} opens: ${event.storage}, ${event.customer}${event.skew ? `, clock ${event.skew} ms` : ''}`,
        );
        if (event.skew) model.unsteadyAt = Number.POSITIVE_INFINITY;
        this.#open(event.tab, event);
        model.ticked();
        return;
      case 'kill':
        log(`the browser is killed, keys of the last ${event.lost} ms are lost`);
        for (const it of all) it.die();
        disk.kill(event.lost);
        model.wipedAt = this.#clock.now;
        return;
      case 'sever':
        log('connections are severed');
        for (const it of all) it.databaseTrouble = this.#clock.now;
        disk.sever();
        return;
      case 'evict':
        log('the browser deletes all that is stored');
        for (const it of all) it.databaseTrouble = it.webStorageTrouble = this.#clock.now;
        model.wipedAt = this.#clock.now;
        disk.evict();
        return;
      case 'net':
        log(`net: ${event.share} ${event.faults} ${JSON.stringify(event.wait) ?? ''}`);
        Object.assign(server, { faults: event.faults, share: event.share, wait: event.wait });
        return;
      case 'foreign': {
        const under =
          event.under === 'answer'
            ? `answer:a${event.answer}`
            : event.under === 'pause'
              ? `pause:${ENDPOINTS[event.answer % 2]}`
              : `answer:theirs${event.answer}`;
        log(`something writes under ${under} in the ${event.place}`);
        const write = () => {
          const text = writeForeign(disk, this.#clock, under, event.place, event.what);
          model.foreignKeys.add(under);
          if (text !== undefined) {
            this.#foreign.set(`${event.place} ${under}`, text);
            this.#foreignTexts.add(`${event.place} ${under} ${text}`);
          }
          if (under.startsWith('pause:')) model.wipedAt = this.#clock.now;
        };
        // A foreign write waits for earlier transactions too.
        if (event.place === 'database' && disk.busy) this.#clock.after(disk.busy, write);
        else write();
        return;
      }
      case 'clock': {
        log(`${event.everywhere ? 'the' : `tab ${event.tab}'s`} clock is ${event.skew} ms off`);
        if (event.everywhere) {
          this.#setClock(event.skew);
          this.#set++;
        } else model.unsteadyAt = Number.POSITIVE_INFINITY;
        model.jumpedAt = this.#clock.now;
        for (const it of all) if (event.everywhere || it.number === event.tab) it.setClock(event.skew);
        model.ticked();
        return;
      }
      case 'webStorage':
      case 'database':
        for (const it of event.everywhere ? all : all.filter((one) => one.number === event.tab)) {
          log(`tab ${it.number}: ${event.do} ${event.fault}`);
          it.trouble(event);
        }
        return;
    }
    const tab = this.#tabs.get(event.tab);
    if (!tab || tab.dead || (tab.frozen && event.do !== 'thaw' && event.do !== 'close')) return;
    switch (event.do) {
      case 'close': {
        // A page is closed once, and reloads into one page.
        if (this.#closing.has(tab)) return;
        this.#closing.add(tab);
        log(`tab ${tab.number} closes`);
        if (!tab.frozen) tab.go();
        // The microtasks of the handlers still run.
        this.#clock.after(0, () => tab.die());
        const set = this.#set;
        // The new page has the clock of the old page, or the clock of the device if that was set meanwhile.
        const page = () => ({ ...tab.page, skew: set === this.#set ? tab.skew : this.#skew });
        if (event.reload) this.#clock.after(1, () => this.#open(event.tab, page(), tab));
        return;
      }
    }
    tab.act(event);
  }

  outcome(): Outcome {
    const { model, server } = this.#site;
    return {
      breaches: model.breaches,
      excused: model.excused,
      answers: model.answers.size,
      stored: server.rows.size,
      requests: this.#requests(),
      turns: this.#clock.turns,
      trace: this.#trace,
    };
  }
}
