/** Books balances of another system as corrections. An entry names the balance, so that nothing is given twice. */
import { sql } from 'drizzle-orm';
import type { CalendarDate, Entry } from '../../loyalty/types.ts';
import { textArray, withCustomers } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { appendEntries, type LedgerRow } from './entries.ts';
import { importEntryId, readImportId } from './entry-ids.ts';

/** The points of a customer in another system, or a part of them. */
export interface PointBalance {
  readonly customer: string;
  /** Which balance it is: the customer, or the id of a row. The same one again is a newer state. */
  readonly source: string;
  readonly points: number;
  /** The day on which the points count as earned, not after today. */
  readonly at: CalendarDate;
  readonly why?: string;
}

/**
 * What a balance is to the ledger. `mixed`: the customer was imported by customer before, and now by the ids of rows, or the
 * other way round, so the points may be the same ones.
 */
export type BalanceState = 'new' | 'changed' | 'known' | 'mixed';

export interface BalanceOutcome {
  readonly state: BalanceState;
  /** Whether orders have earned points in the ledger, which the balance may contain too. */
  readonly hasEarned: boolean;
}

/** What is imported of one balance. */
interface Imported {
  readonly points: number;
  /** The number of entries. */
  readonly n: number;
}

interface CustomerImports {
  readonly bySource: Map<string, Imported>;
  hasEarned: boolean;
}

async function readImports(db: Database, customers: readonly string[]): Promise<ReadonlyMap<string, CustomerImports>> {
  const rows = await selectRows<{ customer: string; id: string | null; points: number }>(
    db,
    sql`select customer, case kind when 'adjust' then id end as id, (entry ->> 'points')::float as points from lojal_entries
        where customer = any(${textArray(customers)})
          and (kind = 'adjust' and id like 'import%' or kind = 'order' and (entry ->> 'points')::float > 0)`,
  );
  const imports = new Map(customers.map((customer) => [customer, { bySource: new Map(), hasEarned: false }]));
  for (const { customer, id, points } of rows) {
    const of: CustomerImports | undefined = imports.get(customer);
    if (!of) continue;
    if (id === null) of.hasEarned = true;
    const read = readImportId(id ?? '');
    if (!read) continue;
    const { points: before, n } = of.bySource.get(read.source) ?? { points: 0, n: 0 };
    of.bySource.set(read.source, { points: before + points, n: Math.max(n, read.n) });
  }
  return imports;
}

function stateOf({ customer, source, points }: PointBalance, bySource: ReadonlyMap<string, Imported>): BalanceState {
  const known = bySource.get(source);
  if (known) return known.points === points ? 'known' : 'changed';
  if (points === 0) return 'known';
  const isMixed = source === customer ? bySource.size > 0 : bySource.has(customer);
  return isMixed ? 'mixed' : 'new';
}

/** The entry that brings the imported points to the balance; nothing where they are the same. */
function differenceEntry(
  { source, points, at, why }: PointBalance,
  { points: before, n }: Imported,
  today: CalendarDate,
): Entry | undefined {
  const difference = points - before;
  if (difference === 0) return undefined;
  // What is taken is taken now: at an earlier day it could be a debt, or take what was spent since.
  const day = difference < 0 ? today : at;
  return { kind: 'adjust', id: importEntryId(source, n + 1), at: day, points: difference, ...(why && { why }) };
}

/**
 * Books balances in one transaction. A balance that was imported before is corrected by the difference to what was imported, and
 * by nothing where it is the same.
 *
 * @param balances each `source` of a customer once
 * @param isDry changes nothing
 * @returns what each balance was, in their order
 */
export function importPoints(
  db: Database,
  balances: readonly PointBalance[],
  today: CalendarDate,
  isDry: boolean,
): Promise<readonly BalanceOutcome[]> {
  const customers = [...new Set(balances.map(({ customer }) => customer))];
  const book = async (tx: Database) => {
    const imports = await readImports(tx, customers);
    const added: LedgerRow[] = [];
    const outcomes = balances.map((balance): BalanceOutcome => {
      const { bySource = new Map<string, Imported>(), hasEarned = false } = imports.get(balance.customer) ?? {};
      const state = stateOf(balance, bySource);
      const entry =
        state === 'mixed'
          ? undefined
          : differenceEntry(balance, bySource.get(balance.source) ?? { points: 0, n: 0 }, today);
      if (entry) added.push({ customer: balance.customer, entry });
      return { state, hasEarned };
    });
    if (!isDry) await appendEntries(tx, added);
    return outcomes;
  };
  return isDry ? book(db) : withCustomers(db, customers, book);
}
