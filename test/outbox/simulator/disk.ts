/** What one browser stores for one site, in web storage and in a database, and the faults of both. */
import type { Database } from '../../../src/outbox/indexed-db.ts';
import type { Clock, Timer } from './clock.ts';
import type { Random } from './random.ts';
import type { DatabaseFault, WebStorageFault } from './schedule.ts';

/** What changed a record. */
export type Cause = 'outbox' | 'forgotten' | 'killed' | 'evicted' | 'overwritten';

/** The state of a tab that the disk needs. */
export interface User {
  readonly dead: boolean;
  readonly frozen: boolean;
  readonly forgetting: boolean;
  webStorageFault: WebStorageFault;
  databaseFault: DatabaseFault;
  /** The number of transactions and openings that have not ended. */
  pending: number;
  /** How many of these never end. */
  hung: number;
  /** When an operation of the database last failed in this tab. */
  databaseTrouble: number;
  webStorageTrouble: number;
  /** Counts an operation. Returns false if the tab dies before the operation. */
  step(what: string): boolean;
  /** Runs a task of the tab: never in a dead tab, and after the thaw in a frozen one. */
  later(run: () => void, ms: number): Timer;
}

/** Called for each change of a record with the new value, or with `undefined` for a deleted record. */
export type Watch = (place: 'webStorage' | 'database', key: string, value: unknown, cause: Cause) => void;

const PREFIX = 'lojal:';
/** A killed browser may lose the web storage of this many last ms. */
export const LAG = 3000;
const copyOf = (value: unknown): unknown => (value && typeof value === 'object' ? { ...value } : value);

/** Handles the writes to a `Storage`. */
interface Writer {
  write(key: string, value: string): void;
  remove(key: string): void;
}

/**
 * A `Storage` whose keys are its own enumerable properties. All tabs share one. The writer is the tab that called
 * `for` last.
 */
export class Area {
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
  /** Writes without faults, and without counting an operation. */
  put(key: string, value: string | undefined): void {
    const keys = this as unknown as Record<string, string>;
    if (value === undefined) delete keys[key];
    else keys[key] = value;
  }
}

export class Disk {
  readonly keys = new Area();
  readonly database = new Map<string, unknown>();
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #watch: Watch;
  /** The values before each write, so that a killed browser can lose the last seconds. */
  #undo: { at: number; key: string; before: string | undefined }[] = [];
  /** When the last transaction ends. Transactions run one after the other. */
  #busy = 0;
  /** Connections with a lower number are closed. */
  #age = 0;

  constructor(clock: Clock, random: Random, watch: Watch) {
    this.#clock = clock;
    this.#random = random;
    this.#watch = watch;
  }

  /** Writes one key of web storage. */
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
    this.#watch('webStorage', key.slice(PREFIX.length), parsed, cause);
  }

  /** Writes one record of the database. */
  set(key: string, value: unknown, cause: Cause): void {
    if (value === undefined) this.database.delete(key);
    else this.database.set(key, copyOf(value));
    this.#watch('database', key, value, cause);
  }

  /** The time until all transactions have ended, in ms. */
  get busy(): number {
    return Math.max(0, this.#busy - this.#clock.now);
  }

  /** The browser is killed. The web storage of the last `lost` ms did not reach the disk. */
  kill(lost: number): void {
    const since = this.#clock.now - lost;
    const then = new Map<string, string | undefined>();
    for (const { at, key, before } of this.#undo) if (at > since && !then.has(key)) then.set(key, before);
    for (const [key, before] of then) this.put(key, before, 'killed');
    this.#undo = [];
    this.sever();
  }

  /** The browser deletes everything. */
  evict(): void {
    for (const key of Object.keys(this.keys)) this.put(key, undefined, 'evicted');
    for (const key of [...this.database.keys()]) this.set(key, undefined, 'evicted');
    this.#undo = [];
    this.sever();
  }

  sever(): void {
    this.#age++;
  }

  /** The local storage for a tab, or its session storage `own`. Throws if storage is denied. */
  area(user: User, own?: Area): Storage {
    const fault = user.webStorageFault;
    if (fault !== 'fine') user.webStorageTrouble = this.#clock.now;
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
  open(user: User): Promise<Database> {
    return new Promise((resolve, reject) => {
      user.pending++;
      if (user.databaseFault === 'blocked') return this.#hang(user);
      user.later(() => {
        if (user.databaseFault === 'blocked') return this.#hang(user);
        user.pending--;
        if (user.databaseFault !== 'denied') return resolve(this.#connect(user));
        this.#trouble(user);
        reject(new Error('SecurityError'));
      }, this.#latency(user));
    });
  }

  #trouble(user: User): void {
    user.databaseTrouble = this.#clock.now;
  }

  #hang(user: User): void {
    user.hung++;
    this.#trouble(user);
  }

  #latency(user: User): number {
    const ms = 1 + this.#random.below(4);
    if (user.databaseFault !== 'slow') return ms;
    this.#trouble(user);
    return ms * (100 + this.#random.below(900));
  }

  #connect(user: User): Database {
    let age = this.#age;
    const closed = () => age !== this.#age || user.databaseFault === 'denied';

    const transact = <T>(what: string, edit: () => [T, (() => void)?]): Promise<T> =>
      new Promise((resolve, reject) => {
        const fail = (name: string) => {
          this.#trouble(user);
          reject(new Error(name));
        };
        if (closed()) return fail('InvalidStateError');
        user.pending++;
        if (user.databaseFault === 'hangs') return this.#hang(user);
        const start = Math.max(this.#clock.now + this.#latency(user), this.#busy);
        const lasts = 1 + this.#random.below(2);
        // A little after the commit, so that the next transaction reads the result.
        this.#busy = start + lasts + 0.001;
        if (start - this.#clock.now > 100) this.#trouble(user);
        user.later(() => {
          if (user.databaseFault === 'hangs') return this.#hang(user);
          const end = (then: () => void) => {
            user.pending--;
            then();
          };
          if (closed()) return end(() => fail('AbortError'));
          if (!user.step(what)) return;
          // The edit reads the record inside the transaction. The commit may still fail.
          const [result, commit] = edit();
          const aborts = user.databaseFault === 'aborts' && this.#random.chance(0.5);
          // The browser commits, not the page: also for a frozen page, and sometimes for a closed one.
          this.#clock.after(lasts, () => {
            if (user.dead && this.#random.chance(0.3)) return;
            const done = !aborts && !closed();
            if (done) commit?.();
            user.later(() => end(() => (done ? user.step('hears of it') && resolve(result) : fail('AbortError'))), 1);
          });
        }, start - this.#clock.now);
      });

    return {
      all: () => transact('reads all', () => [[...this.database.values()].map(copyOf)]),
      change: (key, edit) =>
        transact(`changes ${key}`, () => {
          const stored = copyOf(this.database.get(key));
          const next = edit(stored);
          return [next, next === stored ? undefined : () => this.set(key, next || undefined, 'outbox')];
        }),
      clear: () =>
        transact('clears', () => [
          undefined,
          () => {
            for (const key of [...this.database.keys()]) this.set(key, undefined, 'forgotten');
            this.sever();
          },
        ]),
      close: () => {
        age = -1;
      },
    };
  }
}
