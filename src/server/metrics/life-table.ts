/** When customers bought for the second time, as it is known on the day before a date. */
import { sql } from 'drizzle-orm';
import { dayBefore } from '../../loyalty/dates.ts';
import type { LifeTableRow } from '../../metrics/kaplan-meier.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date, type MetricScope, ofScope } from './metric-scope.ts';
import { purchaseGaps, sumOf } from './purchase-gaps.ts';

export interface LifeTable {
  readonly rows: readonly LifeTableRow[];
  /** Days since the first purchase of the first customer. */
  readonly longest: number;
}

/** Of all customers who bought before `until`. */
export async function readLifeTable(db: Database, scope: MetricScope): Promise<LifeTable> {
  const known = date(scope.until);
  const last = date(dayBefore(scope.until));
  const isAgain = sql`gaps.next < ${known}`;
  const rows = await selectRows<LifeTableRow>(
    db,
    sql`select case when ${isAgain} then gaps.next - gaps.day else ${last} - gaps.day end as days,
          ${sumOf('customers', isAgain)} as bought, ${sumOf('customers', sql`not ${isAgain}`)} as censored
        from ${purchaseGaps(scope)} where gaps.is_first and gaps.day < ${known}
        group by 1 having ${sumOf('customers')} > 0 order by 1`,
  );
  const [first] = await selectRows<{ longest: number | null }>(
    db,
    sql`select ${last} - min(days.day) as longest from lojal_purchase_days days
        where days.nth = 1 and days.day < ${known} ${ofScope(scope, sql`days.customer`)}`,
  );
  return { rows, longest: first?.longest ?? 0 };
}
