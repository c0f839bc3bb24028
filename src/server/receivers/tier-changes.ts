/**
 * Notices that the tier of a customer has changed. A tier is not stored but computed, and time changes it, too. A change of the ledger
 * notes its customers in its transaction; and once a day, or when the rules have changed, all customers are compared. Each event is
 * written in the transaction that stores the new tier, so that no change is told twice.
 */
import { sql } from 'drizzle-orm';
import type { CalendarDate, Entry } from '../../loyalty/types.ts';
import { isKnownCustomer } from '../customers/known-customer.ts';
import { textArray, tryWithCustomer } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { changeEach } from '../ledger/change-each.ts';
import { levelOn } from '../ledger/customer-state.ts';
import { readEntries } from '../ledger/entries.ts';
import type { LoadedProgram } from '../program-source.ts';
import { continueRound } from './customer-round.ts';
import { TIER_CHANGED } from './receiver.ts';

/** Customers of one run. */
const MOST_CUSTOMERS = 1_000;

type Loaded = Pick<LoadedProgram, 'program' | 'etag'>;

const tierOf = ({ program }: Loaded, entries: readonly Entry[], today: CalendarDate): string | null =>
  levelOn(program, entries, today)?.id ?? null;

async function readTier(tx: Database, customer: string): Promise<string | null | undefined> {
  const [row] = await selectRows<{ tier: string | null }>(
    tx,
    sql`select tier from lojal_customer_tiers where customer = ${customer}`,
  );
  return row?.tier;
}

async function storeTier(tx: Database, customer: string, from: string | null, to: string | null): Promise<number> {
  await tx.execute(
    sql`insert into lojal_customer_tiers (customer, tier) values (${customer}, ${to})
        on conflict (customer) do update set tier = excluded.tier`,
  );
  if (from === to) return 0;
  const data = JSON.stringify({ from, to });
  await tx.execute(sql`select lojal_emit(${TIER_CHANGED}, ${customer}, ${data}::jsonb)`);
  return 1;
}

/** Compares the tier of a customer whose ledger has changed with the tier before. */
async function checkMarked(db: Database, loaded: Loaded, customer: string, today: CalendarDate): Promise<number> {
  const changed = await tryWithCustomer(db, customer, async (tx) => {
    const [mark] = await selectRows<{ seq: string }>(
      tx,
      sql`delete from lojal_tier_checks where customer = ${customer} returning seq::text`,
    );
    if (!mark) return undefined;
    const rows = await selectRows<{ entry: Entry; isNew: boolean }>(
      tx,
      sql`select entry, seq >= ${mark.seq}::bigint as "isNew" from lojal_entries where customer = ${customer} order by seq`,
    );
    const known = await readTier(tx, customer);
    const entries = (some: typeof rows) => some.map(({ entry }) => entry);
    const from = known === undefined ? tierOf(loaded, entries(rows.filter(({ isNew }) => !isNew)), today) : known;
    return storeTier(tx, customer, from, tierOf(loaded, entries(rows), today));
  });
  return changed ?? 0;
}

/** Compares the tier of a customer with the one that is stored. The first time, there is nothing to compare. */
async function checkStored(db: Database, loaded: Loaded, customer: string, today: CalendarDate): Promise<number> {
  const changed = await tryWithCustomer(db, customer, async (tx) => {
    const marks = await selectRows(tx, sql`select 1 as one from lojal_tier_checks where customer = ${customer}`);
    // A change of the ledger is compared with the tier before that change.
    if (marks.length > 0) return undefined;
    // The customer may have been erased since the round read the names.
    if (!(await isKnownCustomer(tx, customer))) return undefined;
    const entries = (await readEntries(tx, [customer])).map(({ entry }) => entry);
    const to = tierOf(loaded, entries, today);
    const known = await readTier(tx, customer);
    return storeTier(tx, customer, known === undefined ? to : known, to);
  });
  return changed ?? 0;
}

/** The customers among these whose tier differs from the one that is stored. */
async function differing(db: Database, loaded: Loaded, customers: readonly string[], today: CalendarDate) {
  const ledgers = new Map<string, Entry[]>(customers.map((customer) => [customer, []]));
  for (const { customer, entry } of await readEntries(db, customers)) ledgers.get(customer)?.push(entry);
  const stored = await selectRows<{ customer: string; tier: string | null }>(
    db,
    sql`select customer, tier from lojal_customer_tiers where customer = any(${textArray(customers)})`,
  );
  const tiers = new Map(stored.map(({ customer, tier }) => [customer, tier]));
  return customers.filter((one) => tiers.get(one) !== tierOf(loaded, ledgers.get(one) ?? [], today));
}

/** Compares the next customers of the round of this day and these rules. */
async function compareNext(db: Database, loaded: Loaded, today: CalendarDate): Promise<number> {
  let changed = 0;
  await continueRound(db, 'lojal_tier_rounds', loaded, today, async (after) => {
    const rows = await selectRows<{ customer: string }>(
      db,
      sql`select customer from lojal_members where customer > ${after} order by customer limit ${MOST_CUSTOMERS}`,
    );
    const customers = rows.map(({ customer }) => customer);
    changed = await changeEach(await differing(db, loaded, customers, today), (one) =>
      checkStored(db, loaded, one, today),
    );
    return customers.length < MOST_CUSTOMERS ? null : (customers.at(-1) ?? null);
  });
  return changed;
}

/** Writes the events of customers whose tier has changed. Safe to run often, and in several processes. Returns the number of events. */
export async function recordTierChanges(db: Database, loaded: Loaded, today: CalendarDate): Promise<number> {
  const wanted = await selectRows(
    db,
    sql`select 1 as one from lojal_receivers where enabled and ${TIER_CHANGED} = any(types) limit 1`,
  );
  if (wanted.length === 0) return 0;
  const marked = await selectRows<{ customer: string }>(
    db,
    sql`select customer from lojal_tier_checks order by seq limit ${MOST_CUSTOMERS}`,
  );
  const changed = await changeEach(marked, ({ customer }) => checkMarked(db, loaded, customer, today));
  return changed + (await compareNext(db, loaded, today));
}
