/** Reads and changes redemptions. */
import { type SQL, sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';
import type { Redemption, RedemptionState } from './redemption.ts';

const columns = sql`customer, id, reward, attempt, code, state, expires::text, order_id as "order",
  extract(epoch from clock_timestamp() - changed)::float as age`;

/** The redemptions that fulfil a condition. */
export async function readRedemptions(db: Database, where: SQL): Promise<readonly Redemption[]> {
  const rows = await selectRows<Record<string, unknown>>(
    db,
    sql`select ${columns} from lojal_redemptions where ${where}`,
  );
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never);
}

/** SQL that selects one redemption. */
export const byId = (customer: string, id: string): SQL => sql`customer = ${customer} and id = ${id}`;

/** A redemption of a customer; nothing for an unknown one. */
export async function readRedemption(db: Database, customer: string, id: string): Promise<Redemption | undefined> {
  const [found] = await readRedemptions(db, byId(customer, id));
  return found;
}

/** Changes the state of redemptions that fulfil a condition. Returns how many there were. */
export async function setState(
  db: Database,
  state: RedemptionState,
  where: SQL,
  order?: string | null,
): Promise<number> {
  const used = order === undefined ? sql`` : sql`, order_id = ${order}`;
  const rows = await selectRows(
    db,
    sql`update lojal_redemptions set state = ${state}, changed = clock_timestamp()${used} where ${where} returning 1 as one`,
  );
  return rows.length;
}
