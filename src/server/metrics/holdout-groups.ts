/** Orders and revenue of the customers who can get a campaign or a message, and of those who are left out. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { RunningMoments } from '../../metrics/effect.ts';
import type { Moments } from '../../metrics/mean.ts';
import { isSampled } from '../../rules/sampling.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date } from './metric-scope.ts';

/** A campaign or a message that leaves customers out. */
export interface Holdout {
  /** The name of the sample: `campaign:june`, `message:near`. */
  readonly sample: string;
  /** The part of the customers who are left out. */
  readonly share: number;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

/** Of each customer who had bought before the start. Revenue is in minor units. */
export interface GroupMoments {
  readonly orders: Moments;
  readonly revenue: Moments;
}

export interface HoldoutGroups {
  readonly treated: GroupMoments;
  readonly held: GroupMoments;
}

/** Customers in memory at a time. */
const BATCH = 10_000;

const group = () => ({ orders: new RunningMoments(), revenue: new RunningMoments() });
const momentsOfGroup = ({ orders, revenue }: ReturnType<typeof group>): GroupMoments => ({
  orders: orders.moments,
  revenue: revenue.moments,
});

/** Customers are in a group by their id alone, as pages and the ledger decide. */
export async function readHoldoutGroups(
  db: Database,
  { sample, share, from, until }: Holdout,
  signal?: AbortSignal,
): Promise<HoldoutGroups> {
  const [treated, held] = [group(), group()];
  for (let after = ''; ; ) {
    signal?.throwIfAborted();
    const rows = await selectRows<{ customer: string; orders: number; revenue: number }>(
      db,
      sql`with known as (
            select customer from lojal_purchase_days where nth = 1 and day < ${date(from)} and customer > ${after}
            order by customer limit ${BATCH}
          )
          select known.customer, coalesce(sum(days.orders), 0)::float8 as orders, coalesce(sum(days.net), 0)::float8 as revenue
          from known left join lojal_purchase_days days
            on days.customer = known.customer and days.day >= ${date(from)} and days.day < ${date(until)}
          group by known.customer order by known.customer`,
    );
    for (const { customer, orders, revenue } of rows) {
      const own = isSampled(customer, sample, share) ? held : treated;
      own.orders.add(orders);
      own.revenue.add(revenue);
    }
    after = rows.at(-1)?.customer ?? after;
    if (rows.length < BATCH) return { treated: momentsOfGroup(treated), held: momentsOfGroup(held) };
  }
}
