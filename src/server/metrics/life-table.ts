/** When customers bought for the second time, as it is known on the day before a date. */
import { sql } from 'drizzle-orm';
import { dayBefore } from '../../loyalty/dates.ts';
import type { LifeTableRow } from '../../metrics/kaplan-meier.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date, type MetricScope, ofScope } from './metric-scope.ts';

export interface LifeTable {
  readonly rows: readonly LifeTableRow[];
  /** Days since the first purchase of the first customer. */
  readonly longest: number;
}

/** Of all customers who bought before `until`. */
export async function readLifeTable(db: Database, scope: MetricScope): Promise<LifeTable> {
  const known = date(scope.until);
  const last = date(dayBefore(scope.until));
  const rows = await selectRows<LifeTableRow & { longest: number }>(
    db,
    sql`select case when days.next < ${known} then days.next - days.day else ${last} - days.day end as days,
          (count(*) filter (where days.next < ${known}))::float8 as bought,
          (count(*) filter (where days.next is null or days.next >= ${known}))::float8 as censored,
          max(${last} - days.day) as longest
        from lojal_purchase_days days
        where days.nth = 1 and days.day < ${known} ${ofScope(scope, sql`days.customer`)} group by 1 order by 1`,
  );
  return {
    rows: rows.map(({ days, bought, censored }) => ({ days, bought, censored })),
    longest: rows.reduce((most, row) => Math.max(most, row.longest), 0),
  };
}
