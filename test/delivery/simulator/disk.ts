/** What one browser keeps for one site: keys (localStorage) and a database, with all that can go wrong in them. */
import type { Base } from '../../../src/delivery/base.ts';
import type { Clock, Timer } from './clock.ts';
import type { Random } from './random.ts';
import type { BaseFault, DrawerFault } from './schedule.ts';

/** Who changed a record. */
export type Cause = 'outbox' | 'forgotten' | 'killed' | 'evicted' | 'overwritten';

/** What the disk sees of a tab. */
export interface User {
  readonly dead: boolean;
  readonly frozen: boolean;
  readonly forgetting: boolean;
  drawerFault: DrawerFault;
  baseFault: BaseFault;
  /** Transactions and openings that have not ended. */
  pending: number;
  /** How many of them never will. */
  hung: number;
  /** When the database last failed it. */
  baseTrouble: number;
  drawerTrouble: number;
  /** Counts an operation; whether the tab lives to do it. */
  step(what: string): boolean;
  /** A task of the tab: not when it is dead, and later when it is frozen. */
  later(run: () => void, ms: number): Timer;
}

/** Hears of every change of a record: `value` as it is now, nothing when it is gone. */
export type Watch = (place: 'drawer' | 'base', key: string, value: unknown, cause: Cause) => void;

const PREFIX = 'lojal:';
/** What a killed browser may lose of its keys, in ms. */
export const LAG = 3000;
const copyOf = (value: unknown): unknown => (value && typeof value === 'object' ? { ...value } : value);

/** What a `Storage` does when it is written to. */
interface Writer {
  write(key: string, value: string): void;
  remove(key: string): void;
}

/** A `Storage`: its keys are its own enumerable ones. All tabs share one, and who has taken it last is writing. */
export class Shelf {
  readonly #writer: { now: Writer | undefined } = { now: undefined };

  for(writer: Writer): Storage {
    this.#writer.now = writer;
    return this as unknown as Storage;
  }
  getItem(key: string): string | null {
    return this.at(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#writer.now?.write(key, value);
  }
  removeItem(key: string): void {
    this.#writer.now?.remove(key);
  }
  at(key: string): string | undefined {
    return Object.hasOwn(this, key) ? (this as unknown as Record<string, string>)[key] : undefined;
  }
  /** Past all faults and counts. */
  put(key: string, value: string | undefined): void {
    const keys = this as unknown as Record<string, string>;
    if (value === undefined) delete keys[key];
    else keys[key] = value;
  }
}

export class Disk {
  readonly keys = new Shelf();
  readonly base = new Map<string, unknown>();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #watch: Watch;
  /** What keys were before each write, so that a killed browser can lose the last seconds. */
  #undo: { at: number; key: string; before: string | undefined }[] = [];
  /** When the last transaction ends: they run one after the other. */
  #busy = 0;
  /** Connections of an earlier age are closed. */
  #age = 0;

  constructor(clock: Clock, random: Random, watch: Watch) {
    this.#clock = clock;
    this.#random = random;
    this.#watch = watch;
  }

  /** One key, by whomever. */
  put(key: string, value: string | undefined, cause: Cause): void {
    const { now } = this.#clock;
    const before = this.keys.at(key);
    if (before === value) return;
    this.#undo.push({ at: now, key, before });
    if (this.#undo.length > 2000) this.#undo = this.#undo.filter((it) => it.at > now - LAG);
    this.keys.put(key, value);
    if (!key.startsWith(PREFIX)) return;
    let parsed: unknown;
    try {
      parsed = value === undefined ? undefined : JSON.parse(value);
    } catch {}
    this.#watch('drawer', key.slice(PREFIX.length), parsed, cause);
  }

  /** One record of the database, by whomever. */
  set(key: string, value: unknown, cause: Cause): void {
    if (value === undefined) this.base.delete(key);
    else this.base.set(key, copyOf(value));
    this.#watch('base', key, value, cause);
  }

  /** For how long transactions are under way, in ms. */
  get busy(): number {
    return Math.max(0, this.#busy - this.#clock.now);
  }

  /** The browser is killed: what keys took in the last `lost` ms did not reach the disk. */
  kill(lost: number): void {
    const since = this.#clock.now - lost;
    const then = new Map<string, string | undefined>();
    for (const { at, key, before } of this.#undo) if (at > since && !then.has(key)) then.set(key, before);
    for (const [key, before] of then) this.put(key, before, 'killed');
    this.#undo = [];
    this.sever();
  }

  /** Everything goes. */
  evict(): void {
    for (const key of Object.keys(this.keys)) this.put(key, undefined, 'evicted');
    for (const key of [...this.base.keys()]) this.set(key, undefined, 'evicted');
    this.#undo = [];
    this.sever();
  }

  sever(): void {
    this.#age++;
  }

  /** Local storage as a tab sees it, or its session storage: `own`. Throws where it is denied. */
  drawer(user: User, own?: Shelf): Storage {
    const fault = user.drawerFault;
    if (fault !== 'fine') user.drawerTrouble = this.#clock.now;
    if (fault === 'denied') throw new Error('SecurityError');
    const target = own ?? this.keys;
    const put = (key: string, value: string | undefined) => {
      if (own) own.put(key, value);
      else this.put(key, value, user.forgetting ? 'forgotten' : 'outbox');
    };
    return target.for({
      write(key, value) {
        if (fault === 'throws' || (fault === 'full' && value.length > (target.at(key)?.length ?? 0)))
          throw new Error('QuotaExceededError');
        if (fault !== 'lies' && user.step(`writes ${key}`)) put(key, value);
      },
      remove(key) {
        if (target.at(key) !== undefined && user.step(`removes ${key}`)) put(key, undefined);
      },
    });
  }

  /** A connection for a tab. */
  open(user: User): Promise<Base> {
    return new Promise((resolve, reject) => {
      user.pending++;
      if (user.baseFault === 'blocked') return this.#hang(user);
      user.later(() => {
        if (user.baseFault === 'blocked') return this.#hang(user);
        user.pending--;
        if (user.baseFault !== 'denied') return resolve(this.#connect(user));
        this.#trouble(user);
        reject(new Error('SecurityError'));
      }, this.#latency(user));
    });
  }

  #trouble(user: User): void {
    user.baseTrouble = this.#clock.now;
  }

  #hang(user: User): void {
    user.hung++;
    this.#trouble(user);
  }

  #latency(user: User): number {
    const ms = 1 + this.#random.below(4);
    if (user.baseFault !== 'slow') return ms;
    this.#trouble(user);
    return ms * (100 + this.#random.below(900));
  }

  #connect(user: User): Base {
    let age = this.#age;
    const closed = () => age !== this.#age || user.baseFault === 'denied';

    const transact = <T>(what: string, edit: () => [T, (() => void)?]): Promise<T> =>
      new Promise((resolve, reject) => {
        const fail = (name: string) => {
          this.#trouble(user);
          reject(new Error(name));
        };
        if (closed()) return fail('InvalidStateError');
        user.pending++;
        if (user.baseFault === 'hangs') return this.#hang(user);
        const start = Math.max(this.#clock.now + this.#latency(user), this.#busy);
        const lasts = 1 + this.#random.below(2);
        // A little after the commit, so that the next one sees it.
        this.#busy = start + lasts + 0.001;
        if (start - this.#clock.now > 100) this.#trouble(user);
        user.later(() => {
          if (user.baseFault === 'hangs') return this.#hang(user);
          const end = (then: () => void) => {
            user.pending--;
            then();
          };
          if (closed()) return end(() => fail('AbortError'));
          if (!user.step(what)) return;
          // The edit sees the record inside the transaction, which may still fail to commit.
          const [result, commit] = edit();
          const aborts = user.baseFault === 'aborts' && this.#random.chance(0.5);
          // From here the browser is at it, not the page: it commits although the page is frozen or, perhaps, gone.
          this.#clock.after(lasts, () => {
            if (user.dead && this.#random.chance(0.3)) return;
            const done = !aborts && !closed();
            if (done) commit?.();
            user.later(() => end(() => (done ? user.step('hears of it') && resolve(result) : fail('AbortError'))), 1);
          });
        }, start - this.#clock.now);
      });

    return {
      all: () => transact('reads all', () => [[...this.base.values()].map(copyOf)]),
      change: (key, edit) =>
        transact(`changes ${key}`, () => {
          const stored = copyOf(this.base.get(key));
          const next = edit(stored);
          return [next, next === stored ? undefined : () => this.set(key, next || undefined, 'outbox')];
        }),
      clear: () =>
        transact('clears', () => [
          undefined,
          () => {
            for (const key of [...this.base.keys()]) this.set(key, undefined, 'forgotten');
            this.sever();
          },
        ]),
      close: () => {
        age = -1;
      },
    };
  }
}
