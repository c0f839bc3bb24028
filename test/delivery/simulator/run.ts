/** One schedule from its first event to the last visit, and what the model says of it. */
import { createOutbox } from '../../../src/delivery/outbox.ts';
import { Clock } from './clock.ts';
import { Disk } from './disk.ts';
import { type Breach, Model } from './model.ts';
import { Random } from './random.ts';
import type { Customer, Event, Page, Schedule } from './schedule.ts';
import { scribble } from './scribble.ts';
import { ENDPOINTS, Server } from './server.ts';
import { type Create, type Site, Tab } from './tab.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 21);
/** The visits after it: past a draft's half hour, two waits of 12 h after a 400, and a Retry-After of a day. */
const VISITS = [0, 35 * MINUTE, 13 * HOUR, 26 * HOUR, 39 * HOUR, 52 * HOUR];
const CUSTOMERS: readonly Customer[] = ['c1', 'c2', undefined];
/** A run of a few answers takes some thousand turns; more is a loop that never waits. */
const TURNS = 60_000;

export interface Outcome {
  readonly breaches: readonly Breach[];
  readonly excused: Readonly<Record<string, number>>;
  readonly answers: number;
  readonly stored: number;
  readonly requests: number;
  readonly turns: number;
  readonly trace: readonly string[];
}

/** Rejections and errors that nobody caught belong to the run that is under way. */
const strays: unknown[] = [];
const stray = (error: unknown) => strays.push(error);
process.on('unhandledRejection', stray);

export async function run(schedule: Schedule, create: Create = createOutbox, tracing = false): Promise<Outcome> {
  const world = new Run(schedule, create, tracing);
  await world.play();
  return world.outcome();
}

const parked = (text: string | undefined): boolean => {
  try {
    return (JSON.parse(text ?? '') as { parked?: boolean } | null)?.parked === true;
  } catch {
    return false;
  }
};

class Run {
  readonly #clock = new Clock(START);
  readonly #tabs = new Map<number, Tab>();
  readonly #trace: string[] = [];
  readonly #schedule: Schedule;
  readonly #site: Site;
  /** Records that are not ours, by place and key; and every one that has ever been. */
  readonly #foreign = new Map<string, string>();
  readonly #scribbles = new Set<string>();
  #visits = 100;
  /** The error of the device's clock, in ms. */
  #skew = 0;

  constructor(schedule: Schedule, create: Create, tracing: boolean) {
    this.#schedule = schedule;
    const random = new Random(schedule.seed ^ 0x5eed);
    const clock = this.#clock;
    const server = new Server(clock, random);
    const model = new Model(clock, server, () => [...this.#tabs.values()]);
    const disk = new Disk(clock, random, (place, key, value, cause) => {
      const name = `${place} ${key}`;
      if (cause !== 'outbox') this.#foreign.delete(name);
      // A killed browser may bring back what was theirs before.
      const text = cause === 'killed' ? disk.keys.at(`lojal:${key}`) : undefined;
      if (text !== undefined && this.#scribbles.has(`${name} ${text}`)) this.#foreign.set(name, text);
      if (cause !== 'outbox' && cause !== 'overwritten') model.wipedAt = clock.now;
      if (cause === 'evicted' || cause === 'forgotten') model.erasedAt = clock.now;
      model.copy(place, key, value, cause);
    });
    const log = (words: string) => {
      if (tracing) this.#trace.push(`${((clock.now - START) / SECOND).toFixed(3).padStart(12)} s  ${words}`);
    };
    this.#site = { clock, disk, server, model, random, create, texts: 0, log };
    strays.length = 0;
  }

  readonly #over = (): boolean => {
    const { model } = this.#site;
    if (strays.length) model.breach('h', `nobody caught ${(strays[0] as Error)?.stack ?? strays[0]}`);
    strays.length = 0;
    if (this.#clock.turns > TURNS) {
      // Two tabs whose clocks stay half a day apart take each other's pauses for wrong ones. No device has two clocks.
      const skews = new Set([...this.#tabs.values()].map((it) => it.skew));
      if (skews.size < 2) model.breach('f', `${TURNS} turns: a busy loop`);
      else return !model.excuse('two clocks in one browser: given up');
    }
    return model.breaches.length > 0;
  };

  #pass(ms: number): Promise<void> {
    return this.#clock.until(this.#clock.now + ms, this.#over);
  }

  async play(): Promise<void> {
    this.#crowd(this.#schedule.crowd);
    for (const event of this.#schedule.events) {
      const at = START + event.at;
      if (at > this.#clock.now) await this.#clock.until(at, this.#over);
      if (this.#over()) return;
      this.#act(event);
    }
    await this.#pass(5 * SECOND);
    if (this.#over()) return;
    await this.#quiet();
    if (!this.#over()) this.#site.model.judge();
  }

  /** Everything heals; all come back, again and again, until there is nothing left to do. */
  async #quiet(): Promise<void> {
    const { model, server, disk, log } = this.#site;
    log('-- all is well from here');
    server.faults = [];
    this.#skew = 0;
    for (const tab of this.#tabs.values()) if (!tab.dead) tab.heal();
    model.jumpedAt = this.#clock.now;
    const from = this.#clock.now;
    for (const at of VISITS) {
      await this.#clock.until(from + at, this.#over);
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
      ...Object.keys(disk.keys).map((key) => ['drawer', key.replace('lojal:', ''), disk.keys.at(key)] as const),
    ];
    for (const [key, value] of disk.base) kept.push(['base', key, JSON.stringify(value)] as never);
    for (const [place, key, text] of kept) {
      const name = `${place} ${key}`;
      if (this.#foreign.has(name)) continue;
      // Parked ones stay for 30 days; where the database was out of order, it may be the other copy that says so.
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
    const tab = new Tab(this.#site, number, this.#skew ? { ...page, skew: this.#skew } : page, before?.session);
    this.#tabs.set(number, tab);
    return tab;
  }

  #requests(): number {
    let sum = 0;
    for (const { calls } of this.#tabs.values()) sum += calls;
    return sum;
  }

  /** What an earlier visit has left in the database, while keys were full. */
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
      const letter = { id, revision: 1, body, endpoint, type: 'application/cloudevents+json' };
      const slip = {
        ...letter,
        v: 1,
        kind: 'answer',
        key: `answer:${id}`,
        edit: 1,
        at,
        nextAt: 0,
        created: at,
        attempts: 0,
      };
      disk.set(slip.key, slip, 'outbox');
      disk.put(`lojal:${slip.key}`, JSON.stringify(slip), 'outbox');
      model.settled(ghost, submission, 'durable');
    }
  }

  #act(event: Event): void {
    const { model, server, disk, log } = this.#site;
    const all = [...this.#tabs.values()].filter((it) => !it.dead);
    // What happens to the whole site.
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
        for (const it of all) it.baseTrouble = this.#clock.now;
        disk.sever();
        return;
      case 'evict':
        log('the browser deletes all that is stored');
        for (const it of all) it.baseTrouble = it.drawerTrouble = this.#clock.now;
        model.wipedAt = this.#clock.now;
        disk.evict();
        return;
      case 'net':
        log(`net: ${event.share} ${event.faults} ${JSON.stringify(event.wait) ?? ''}`);
        Object.assign(server, { faults: event.faults, share: event.share, wait: event.wait });
        return;
      case 'scribble': {
        const under =
          event.under === 'answer'
            ? `answer:a${event.answer}`
            : event.under === 'pause'
              ? `pause:${ENDPOINTS[event.answer % 2]}`
              : `answer:theirs${event.answer}`;
        log(`something writes under ${under} in the ${event.place}`);
        const write = () => {
          const text = scribble(disk, this.#clock, under, event.place, event.what);
          model.scribbled.add(under);
          if (text !== undefined) {
            this.#foreign.set(`${event.place} ${under}`, text);
            this.#scribbles.add(`${event.place} ${under} ${text}`);
          }
          if (under.startsWith('pause:')) model.wipedAt = this.#clock.now;
        };
        // It too must wait for the transactions before it.
        if (event.place === 'base' && disk.busy) this.#clock.after(disk.busy, write);
        else write();
        return;
      }
      case 'clock': {
        log(`${event.everywhere ? 'the' : `tab ${event.tab}'s`} clock is ${event.skew} ms off`);
        if (event.everywhere) this.#skew = event.skew;
        else model.unsteadyAt = Number.POSITIVE_INFINITY;
        model.jumpedAt = this.#clock.now;
        for (const it of all) if (event.everywhere || it.number === event.tab) it.setClock(event.skew);
        model.ticked();
        return;
      }
      case 'drawer':
      case 'base':
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
        log(`tab ${tab.number} closes`);
        if (!tab.frozen) tab.go();
        // The handlers' own microtasks still run.
        this.#clock.after(0, () => tab.die());
        if (event.reload) this.#clock.after(1, () => this.#open(event.tab, tab.page, tab));
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
