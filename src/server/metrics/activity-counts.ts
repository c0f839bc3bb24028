/** On how many days customers bought shortly before a date. */
import { sql } from 'drizzle-orm';
import { addDays } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date, inDays, type MetricScope, ofScope } from './metric-scope.ts';
import { purchaseGaps, sumOf } from './purchase-gaps.ts';

/** Days of the windows for daily and monthly customers, for active days, and for engagement. */
export const WINDOWS = { monthly: 30, active: 28, engagement: 90 } as const;

export interface ActivityCounts {
  /** Purchase days, and customers, within 30 days. */
  readonly monthlyDays: number;
  readonly monthly: number;
  /** Customers by their purchase days within 28 days. */
  readonly active: ReadonlyMap<number, number>;
  /** Customers by purchase days and units within 90 days. */
  readonly engagement: readonly { readonly days: number; readonly units: number; readonly customers: number }[];
  /** Customers who bought before the date, and the first day before it on which anybody of the shop bought. */
  readonly known: number;
  readonly shopStart: CalendarDate | null;
}

interface WindowRow {
  readonly monthly: number;
  readonly active: number;
  readonly days: number;
  readonly units: number;
  readonly customers: number;
}

export async function readActivity(db: Database, scope: MetricScope): Promise<ActivityCounts> {
  const since = (window: number) => date(addDays(scope.until, -window));
  const ours = ofScope(scope, sql`days.customer`);
  const rows = await selectRows<WindowRow>(
    db,
    sql`select monthly, active, days, units, count(*)::float8 as customers from (
          select (count(*) filter (where days.day >= ${since(WINDOWS.monthly)}))::integer as monthly,
            (count(*) filter (where days.day >= ${since(WINDOWS.active)}))::integer as active,
            count(*)::integer as days, sum(days.units::float8) as units
          from lojal_purchase_days days
          where ${inDays(addDays(scope.until, -WINDOWS.engagement), scope.until)} ${ours} group by days.customer
        ) counted group by 1, 2, 3, 4`,
  );
  const [all] = await selectRows<{ known: number; start: CalendarDate | null }>(
    db,
    sql`select ${sumOf('customers')} as known, (select min(day) from lojal_purchase_days where nth = 1 and day < ${date(scope.until)})::text as start
        from ${purchaseGaps(scope)} where gaps.is_first and gaps.day < ${date(scope.until)}`,
  );
  const active = new Map<number, number>();
  for (const row of rows) if (row.active > 0) active.set(row.active, (active.get(row.active) ?? 0) + row.customers);
  return {
    monthlyDays: rows.reduce((sum, { monthly, customers }) => sum + monthly * customers, 0),
    monthly: rows.reduce((sum, { monthly, customers }) => sum + (monthly > 0 ? customers : 0), 0),
    active,
    engagement: rows.map(({ days, units, customers }) => ({ days, units, customers })),
    known: all?.known ?? 0,
    shopStart: all?.start ?? null,
  };
}
