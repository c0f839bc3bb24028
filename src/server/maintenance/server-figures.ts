/** What the database says about the health of the server. */
import { sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';
import { KNOWN_MIGRATIONS } from '../db/migrations.ts';
import { utcText } from '../db/utc-text.ts';

/** The last run of a task. */
export interface TaskRun {
  /** RFC 3339. */
  readonly at: string;
  /** Seconds since then, by the clock of the database. */
  readonly age: number;
  /** The parts that failed. */
  readonly failed: readonly string[];
}

export interface ServerFigures {
  /** Updates of the tables that the database has, and that this version knows. */
  readonly migrations: { readonly done: number; readonly known: number };
  readonly deliveries: {
    readonly waiting: number;
    /** Of the last 24 hours. */
    readonly failed: number;
    /** Receivers that the server has turned off. */
    readonly turnedOff: number;
  };
  readonly quarantine: number;
  readonly tick: TaskRun | null;
}

export interface ServerRecords {
  /** Notes that the task `tick` ran. @param failed the names of its parts that failed */
  recordTick(failed: readonly string[]): Promise<void>;
  figures(): Promise<ServerFigures>;
  /** When each kind of data was last exported to the end, RFC 3339. */
  lastExports(): Promise<Readonly<Record<string, string>>>;
}

export const createServerRecords = (db: Database): ServerRecords => ({
  recordTick: async (failed) => {
    await db.execute(
      sql`insert into lojal_runs (task, at, failed) values ('tick', clock_timestamp(), ${JSON.stringify(failed)}::jsonb)
          on conflict (task) do update set at = excluded.at, failed = excluded.failed`,
    );
  },
  figures: async () => {
    type Row = ServerFigures['deliveries'] & { readonly done: number; readonly quarantine: number };
    const [row] = await selectRows<Row>(
      db,
      sql`select (select count(*)::int from lojal_migrations) as done,
            (select count(*)::int from lojal_deliveries where state = 'pending') as waiting,
            (select count(*)::int from lojal_deliveries where state = 'failed'
              and changed > clock_timestamp() - interval '1 day') as failed,
            (select count(*)::int from lojal_receivers where not enabled and disabled_at is not null) as "turnedOff",
            (select count(*)::int from lojal_quarantine) as quarantine`,
    );
    const [tick] = await selectRows<TaskRun>(
      db,
      sql`select ${utcText('at')} as at, extract(epoch from clock_timestamp() - lojal_runs.at)::float as age, failed
          from lojal_runs where task = 'tick'`,
    );
    const { done = 0, quarantine = 0, ...deliveries } = row ?? { waiting: 0, failed: 0, turnedOff: 0 };
    return { migrations: { done, known: KNOWN_MIGRATIONS }, deliveries, quarantine, tick: tick ?? null };
  },
  lastExports: async () => {
    const rows = await selectRows<{ kind: string; at: string }>(
      db,
      sql`select detail ->> 'whole' as kind, ${utcText('max(at)')} as at from lojal_audit
          where action = 'export' and detail ? 'whole' group by 1`,
    );
    return Object.fromEntries(rows.map(({ kind, at }) => [kind, at]));
  },
});
