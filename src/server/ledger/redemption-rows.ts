/** Rewards that were exchanged for points, and their codes. */
import { type SQL, sql } from 'drizzle-orm';
import type { CalendarDate, ProgramReward } from '../../loyalty/types.ts';
import { type Database, selectRows } from '../db/database.ts';

/**
 * What became of a redemption. `reserved`: the shop's function is making the code. `failed`: there was no code, and the points were
 * given back.
 */
export type RedemptionState = 'reserved' | 'issued' | 'used' | 'expired' | 'returned' | 'failed';

export interface Redemption {
  readonly customer: string;
  readonly id: string;
  /** The reward as it was on the day of the redemption. Money is in minor units. */
  readonly reward: ProgramReward;
  /** Counts the tries, from 1. */
  readonly attempt: number;
  readonly code?: string;
  readonly state: RedemptionState;
  /** The first day on which the code no longer works. */
  readonly expires?: CalendarDate;
  /** The order that used the code. */
  readonly order?: string;
  /** The seconds since the state changed. */
  readonly age: number;
}

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
