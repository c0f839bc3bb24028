/**
 * Results of metrics, kept in memory until the data behind them change. Exact with several processes: a result is kept with the
 * snapshot of the database before it was computed, and holds while no change of its days is invisible in that snapshot. An order of
 * today leaves the periods before today as they are.
 */
import { sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';
import { date, type MetricScope } from './metric-scope.ts';

/** Results that are kept. */
const MOST_RESULTS = 300;

/** For how long each change is kept. Older ones are merged by day. */
const KEPT = '2 hours';

interface Kept {
  readonly snapshot: string;
  readonly result: Promise<unknown>;
}

const readSnapshot = async (db: Database): Promise<string> => {
  const [row] = await selectRows<{ snapshot: string }>(db, sql`select pg_current_snapshot()::text as snapshot`);
  return row?.snapshot ?? '';
};

/** Whether nothing of what is known before the end of the scope has changed since a snapshot. */
async function isCurrent(db: Database, { until, timeZone }: MetricScope, snapshot: string): Promise<boolean> {
  const end = (zone: string) => sql`(${date(until)}::timestamp at time zone ${zone})`;
  const since = sql`${snapshot}::pg_snapshot`;
  const isNew = sql`xid >= pg_snapshot_xmin(${since}) and (is_merged or not pg_visible_in_snapshot(xid, ${since}))`;
  const [row] = await selectRows<{ changed: boolean }>(
    db,
    sql`select exists (
          select from lojal_metric_changes where kind = 'purchase' and moment < ${end('UTC')} and ${isNew}
        ) or exists (
          select from lojal_metric_changes where kind = 'answer' and moment < ${end(timeZone)} and ${isNew}
        ) as changed`,
  );
  return row?.changed === false;
}

/** For scopes of all customers: what a segment contains may depend on other data. */
export class ResultCache {
  readonly #kept = new Map<string, Kept>();

  constructor(readonly db: Database) {}

  /**
   * @param name what is computed, with all that it depends on beside the scope
   * @param compute reads purchases and answers before the end of the scope, costs of customers, and nothing else
   */
  async read<Result>(name: string, scope: MetricScope, compute: () => Promise<Result>): Promise<Result> {
    if (scope.customers) return compute();
    const { from, until, timeZone, verified } = scope;
    const key = JSON.stringify([name, from, until, timeZone, verified]);
    const found = this.#kept.get(key);
    if (found && (await isCurrent(this.db, scope, found.snapshot))) {
      // The results that are read stay longest.
      if (this.#kept.get(key) === found) this.#keep(key, found);
      return found.result as Promise<Result>;
    }
    const snapshot = await readSnapshot(this.db);
    const result = compute();
    const kept = { snapshot, result };
    this.#keep(key, kept);
    result.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return result;
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const old of [...this.#kept.keys()].slice(0, -MOST_RESULTS)) this.#kept.delete(old);
  }
}

/**
 * Merges old changes: of each day, the latest transaction remains, and stands for all before it. A database that was restored may have
 * changes of transactions of the former one, whose numbers are to come here: they end without a trace.
 */
export async function sweepMetricChanges(db: Database): Promise<void> {
  // A backup of another server has numbers of transactions that do not exist here yet.
  await db.execute(sql`delete from lojal_metric_changes where xid >= pg_snapshot_xmax(pg_current_snapshot())`);
  const day = sql`(date_trunc('day', moment at time zone 'UTC') at time zone 'UTC')`;
  const isOld = sql`not is_merged and at < now() - ${KEPT}::interval`;
  await db.execute(
    sql`with days as (select distinct kind, ${day} as day from lojal_metric_changes where ${isOld}),
          gone as (
            delete from lojal_metric_changes changes where ${isOld}
              or is_merged and exists (select from days where days.kind = changes.kind and days.day = changes.moment)
            returning kind, ${day} as day, xid
          )
        insert into lojal_metric_changes (kind, moment, xid, is_merged)
          select distinct on (kind, day) kind, day, xid, true from gone order by kind, day, xid desc`,
  );
}
