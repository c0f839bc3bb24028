/** The histories of customers for the forecast. */
import { type SQL, sql } from 'drizzle-orm';
import { addDays, dayBefore } from '../../loyalty/dates.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { PredictionInput } from '../../metrics/prediction.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date, isLastBefore } from './metric-scope.ts';

/** The most customers to whom the models are fitted. More change the parameters in the third digit only. */
const MOST_CUSTOMERS = 50_000;

/** The last weeks, which are kept from a second model and compared with its forecast. */
const HOLDOUT_WEEKS = 26;

/** Rows of a statement. */
const PAGE = 10_000;

/** A stable part of all customers: by a hash of the id. */
const sampled = (part: number): SQL =>
  part >= 1
    ? sql``
    : sql`and ('x' || substr(md5(days.customer), 1, 8))::bit(32)::bigint < ${Math.floor(part * 2 ** 32)}::bigint`;

interface HistoryRow {
  readonly customer: string;
  readonly x: number;
  readonly last: number;
  readonly until: number;
  readonly spent: number;
}

/** Pages of a few thousand rows, so that no statement keeps others waiting. */
async function readHistories(db: Database, until: CalendarDate, part: number): Promise<Float64Array> {
  const numbers: number[] = [];
  for (let after = ''; ; ) {
    const rows = await selectRows<HistoryRow>(
      db,
      sql`select days.customer, days.nth - 1 as x, days.day - days.first as last,
            ${date(dayBefore(until))} - days.first as until, (days.total - days.first_net)::float8 as spent
          from lojal_purchase_days days
          where days.customer > ${after} and ${isLastBefore(until)} ${sampled(part)}
          order by days.customer limit ${PAGE}`,
    );
    for (const { x, last, until: age, spent } of rows) numbers.push(x, last, age, spent);
    after = rows.at(-1)?.customer ?? after;
    if (rows.length < PAGE) return new Float64Array(numbers);
  }
}

/** @param until the first day that the forecast does not know */
export async function readPredictionInput(db: Database, until: CalendarDate): Promise<PredictionInput> {
  const earlier = addDays(until, -7 * HOLDOUT_WEEKS);
  const [count] = await selectRows<{ known: number; early: number }>(
    db,
    sql`select count(*)::float8 as known, (count(*) filter (where days.day < ${date(earlier)}))::float8 as early
        from lojal_purchase_days days where days.nth = 1 and days.day < ${date(until)}`,
  );
  const { known = 0, early = 0 } = count ?? {};
  const part = known > MOST_CUSTOMERS ? MOST_CUSTOMERS / known : 1;
  const numbers = await readHistories(db, until, part);
  if (early === 0) return { numbers };
  const [later] = await selectRows<{ observed: number }>(
    db,
    sql`select count(*)::float8 as observed from lojal_purchase_days days
        where days.day >= ${date(earlier)} and days.day < ${date(until)} and days.first < ${date(earlier)} ${sampled(part)}`,
  );
  const before = await readHistories(db, earlier, part);
  return { numbers, holdout: { numbers: before, weeks: HOLDOUT_WEEKS, observed: later?.observed ?? 0 } };
}
