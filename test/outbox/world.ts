/** An environment for the real outbox: virtual time, shared storage, a network, a server with UNIQUE(id), tabs that can crash. */

import type { Environment, StorageArea } from '../../src/outbox/environment.ts';
import type { Database } from '../../src/outbox/indexed-db.ts';
import type { News, OutboundAnswer, Outbox, OutboxOptions } from '../../src/outbox/outbound-answer.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';

export type Fault = 'cut-before' | 'cut-after' | 'hang';
export interface Call {
  readonly tab: number;
  readonly at: number;
  readonly url: string;
  readonly init: RequestInit;
  readonly body: string;
  readonly id: string;
}
/**
 * What the server says: a fault, a status, or a status with headers and a body. With the type `basic`, somebody else says
 * it, and nothing is stored.
 */
export type Say = Fault | number | { status: number; type?: string; headers?: Record<string, string>; body?: string };

const settled = () => new Promise((resolve) => setImmediate(resolve));

function areaOf(map: Map<string, string>, step: (what: string) => boolean, full: () => boolean): StorageArea {
  const area: StorageArea = {
    getItem: (key) => map.get(key) ?? null,
    setItem(key, value) {
      if (full()) throw new Error('QuotaExceededError');
      if (step(`web storage put ${key}`)) map.set(key, value);
    },
    removeItem(key) {
      if (map.has(key) && step(`web storage remove ${key}`)) map.delete(key);
    },
  };
  return new Proxy(area, {
    ownKeys: () => [...map.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
}

export class World {
  now = Date.UTC(2026, 10, 21);
  local = new Map<string, string>();
  database = new Map<string, unknown>();
  /** id → the row that the shop owner sees. */
  rows = new Map<string, { revision: number; body: string; times: number }>();
  calls: Call[] = [];
  log: string[] = [];
  answer: (call: Call) => Say = () => 201;
  localFull = false;
  databaseDown: false | 'throws' | 'hangs' = false;
  latency = 20;
  #timers: { at: number; order: number; run: () => void }[] = [];
  #order = 0;
  #seed: number;
  #tabs = 0;

  constructor(seed = 1) {
    this.#seed = seed;
  }
  random = () => {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0;
    return this.#seed / 2 ** 32;
  };
  after(ms: number, run: () => void) {
    const timer = { at: this.now + ms, order: this.#order++, run };
    this.#timers.push(timer);
    return timer;
  }
  /** Lets `ms` of virtual time pass. */
  async pass(ms: number) {
    const end = this.now + ms;
    for (;;) {
      await settled();
      const next = this.#timers.filter((it) => it.at <= end).sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!next) break;
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = end;
  }
  tab(options: Partial<OutboxOptions> = {}, killAt = Number.POSITIVE_INFINITY) {
    return new Tab(this, this.#tabs++, options, killAt);
  }
  cancel(timer: unknown) {
    const at = this.#timers.indexOf(timer as never);
    if (at >= 0) this.#timers.splice(at, 1);
  }
  /** The reference endpoint's rule, and the answer that the plan makes of it. */
  receive(call: Call): { status: number; type: string; headers: Headers; body: string } | Fault {
    const said = this.answer(call);
    const store = () => {
      const { data } = JSON.parse(call.body) as { data: { revision: number } };
      const row = this.rows.get(call.id);
      if (row && row.revision === data.revision && row.body !== call.body) return 422;
      if (row && row.revision > data.revision) return 409;
      this.rows.set(call.id, { revision: data.revision, body: call.body, times: (row?.times ?? 0) + 1 });
      return row ? 200 : 201;
    };
    if (said === 'cut-after') store();
    if (typeof said === 'string') return said;
    const { status, type = 'cors', headers = {}, body = '' } = typeof said === 'number' ? { status: said } : said;
    const real = status >= 200 && status < 300 && type === 'cors' ? store() : status;
    return { status: real, type, headers: new Headers(headers), body };
  }
}

export class Tab {
  news: News[] = [];
  warnings: string[] = [];
  ops = 0;
  dead = false;
  hidden = false;
  session = new Map<string, string>();
  listeners = new Map<string, Set<() => void>>();
  readonly outbox: Outbox;
  readonly env: Environment;

  constructor(world: World, number: number, options: Partial<OutboxOptions>, killAt: number) {
    /** Counts an operation; whether it still happens. The tab dies instead of doing its `killAt`th. */
    const step = (what: string): boolean => {
      if (this.dead) return false;
      if (this.ops++ === killAt) {
        this.dead = true;
        return false;
      }
      world.log.push(`${number} ${what}`);
      return true;
    };
    const later = (run: () => void, ms: number) => world.after(ms, () => !this.dead && run());
    const never = new Promise<never>(() => {});
    /** A transaction begins, commits, and only then tells; a tab may die between. */
    const transact = <T>(what: string, run: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        if (world.databaseDown === 'hangs') return;
        later(() => {
          if (world.databaseDown) return reject(new Error('InvalidStateError'));
          const result = this.dead || !step(what) ? undefined : run();
          later(() => step('told') && resolve(result as T), 1);
        }, 1);
      });
    const database: Database = {
      all: () => transact('database read', () => [...world.database.values()].map((it) => structuredClone(it))),
      change: (key, edit) =>
        transact(`database change ${key}`, () => {
          const stored = structuredClone(world.database.get(key));
          const next = edit(stored);
          if (next === stored) return next;
          world.log.push(`${number} database ${next ? (next as { kind: string }).kind : 'remove'} ${key}`);
          if (next) world.database.set(key, structuredClone(next));
          else world.database.delete(key);
          return next;
        }),
      clear: () => transact('database clear', () => world.database.clear()),
      close: () => {},
    };
    const locals = areaOf(world.local, step, () => world.localFull);
    const sessions = areaOf(this.session, step, () => false);
    this.env = {
      now: () => world.now,
      random: world.random,
      setTimeout: later,
      clearTimeout: (timer) => world.cancel(timer),
      storage: (kind) => (kind === 'local' ? locals : sessions),
      openDatabase: () =>
        world.databaseDown === 'throws' ? Promise.reject(new Error('SecurityError')) : Promise.resolve(database),
      on: (type, run) => {
        const all = this.listeners.get(type) ?? new Set();
        this.listeners.set(type, all.add(run));
        return () => all.delete(run);
      },
      hidden: () => this.hidden,
      fetch: (url, init) => {
        const body = String(init.body);
        const { id } = JSON.parse(body) as { id: string };
        if (!step(`fetch ${id}`)) return never;
        const call = { tab: number, at: world.now, url, init, body, id };
        world.calls.push(call);
        return new Promise((resolve, reject) => {
          init.signal?.addEventListener('abort', () => reject(new Error('AbortError')));
          // The server acts whether or not the tab lives on.
          world.after(world.latency / 2, () => {
            const back = world.receive(call);
            if (back === 'hang') return;
            later(() => {
              if (!step('response')) return;
              if (typeof back === 'string') return reject(new TypeError('Failed to fetch'));
              const { status, type, headers, body } = back;
              const seen = type === 'cors' || type === 'basic' ? status : 0;
              const ok = seen >= 200 && seen < 300;
              resolve({ status: seen, type, headers, ok, text: async () => body } as unknown as Response);
            }, world.latency / 2);
          });
        });
      },
    };
    this.outbox = createOutbox({
      storage: 'local',
      news: (it) => this.news.push(it),
      gone: (endpoint, status) => this.warnings.push(`${endpoint} ${status}`),
      env: this.env,
      ...options,
    });
  }
  fire(type: string) {
    for (const run of [...(this.listeners.get(type) ?? [])]) run();
  }
  kill() {
    this.dead = true;
  }
  get words() {
    return this.news.map((it) => `${it.id}@${it.revision} ${it.outcome}`);
  }
}

export const ENDPOINT = 'https://shop.example/apps/lojal/answers';
export const outboundAnswer = (
  id: string,
  revision = 1,
  more: Partial<OutboundAnswer> & { text?: string } = {},
): OutboundAnswer => {
  const { text = 'ok', ...rest } = more;
  return {
    id,
    revision,
    endpoint: ENDPOINT,
    type: 'application/cloudevents+json',
    body: JSON.stringify({ id, data: { revision, text } }),
    ...rest,
  };
};
