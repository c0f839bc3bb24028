/** The customers of each tier. Tiers are not stored: they follow from the ledgers and the program. */
import { sql } from 'drizzle-orm';
import { snapshot } from '../../loyalty/snapshot.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { textArray } from '../db/customer-lock.ts';
import type { Database } from '../db/database.ts';
import { asProgram } from '../ledger/customer-state.ts';
import { entriesOf, readLedgers } from '../ledger/read-ledger.ts';
import type { LoadedProgram } from '../program-source.ts';

/** Customers in memory at a time. */
const BATCH = 100;

/** For how long the tiers of a day are kept, in ms: the tables of a page ask for the same ones. */
const KEPT = 60_000;

/** Days that are kept. */
const MOST_DAYS = 4;

type TierCustomers = ReadonlyMap<string, readonly string[]>;

async function readTiers(db: Database, { program, rulesAt }: LoadedProgram, day: CalendarDate): Promise<TierCustomers> {
  const tiers = new Map<string, string[]>(program.tiers?.levels.map(({ id }) => [id, []]));
  for (let after = ''; ; ) {
    const batch = await readLedgers(db, after, BATCH);
    for (const stored of batch) {
      const { standing } = snapshot(asProgram(program), { ledger: entriesOf(stored, rulesAt) }, day);
      if (standing) tiers.get(standing.level.id)?.push(stored.customer);
    }
    after = batch.at(-1)?.customer ?? after;
    if (batch.length < BATCH) return tiers;
  }
}

/** Computes every ledger, so one day at a time. */
export class TierSegments {
  /** `done`: when they were there. Nothing yet while they are computed. */
  readonly #days = new Map<string, { done?: number; readonly tiers: Promise<TierCustomers> }>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param now milliseconds that only increase */
  constructor(
    readonly db: Database,
    readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * A query of the customers who are in a tier at the end of a day, by the rules of today.
   *
   * @param tier the id of a level of the program
   */
  async customersOf(loaded: LoadedProgram, tier: string, day: CalendarDate) {
    const customers = (await this.#read(loaded, day)).get(tier) ?? [];
    return sql`select unnest(${textArray(customers)}) as customer`;
  }

  #read(loaded: LoadedProgram, day: CalendarDate): Promise<TierCustomers> {
    const key = `${day} ${loaded.etag}`;
    const found = this.#days.get(key);
    if (found && (found.done === undefined || this.now() - found.done < KEPT)) return found.tiers;
    const tiers = this.#last.then(() => readTiers(this.db, loaded, day));
    const kept: { done?: number; readonly tiers: Promise<TierCustomers> } = { tiers };
    this.#days.delete(key);
    this.#days.set(key, kept);
    this.#last = tiers.then(
      () => {
        kept.done = this.now();
      },
      // The next request tries again.
      () => this.#days.delete(key),
    );
    for (const old of [...this.#days.keys()].slice(0, -MOST_DAYS)) this.#days.delete(old);
    return tiers;
  }
}
