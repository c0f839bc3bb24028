/**
 * The owner's own limit to how long answers and other data of customers are kept. What the ledger needs stays: orders, entries, codes,
 * members, invitations. The shorter of this limit and the option `keep` counts.
 */
import { type SQL, sql } from 'drizzle-orm';
import { writeAudit } from '../db/audit.ts';
import { type Database, selectRows } from '../db/database.ts';
import type { Retention } from '../db/retention.ts';
import { withSequence } from '../db/sequence-lock.ts';

/** The most months. */
export const MOST_MONTHS = 120;

/** Rows of each table in one transaction. */
const BATCH = 2_000;
/** Transactions of one run. What is left is deleted by the next run, a minute later. */
const MOST_BATCHES = 50;

/** What is deleted: a table, its key, and the column that says how old a row is. Notes, tags and replies go with their answers. */
const TABLES = {
  answers: ['lojal_answers', 'id', 'received'],
  quarantine: ['lojal_quarantine', 'id, digest', 'received'],
  wishes: ['lojal_wishes', 'customer, question', 'at'],
} as const;
type Kind = keyof typeof TABLES;
const KINDS = Object.keys(TABLES) as readonly Kind[];

/** Rows of each kind. `wishes`: questions that wait for a customer's next visit. */
export type RetentionCounts = Readonly<Record<Kind, number>>;

export interface OwnerRetention {
  /** Null: the owner has set no limit. `server`: the option `keep`, as ISO 8601 durations. */
  retention(): Promise<{ readonly months: number | null; readonly server: Retention }>;
  /** @param actor who changes the limit, for the audit log */
  setRetention(months: number | null, actor: string): Promise<void>;
  /** How many rows a limit would delete now. */
  previewRetention(months: number): Promise<RetentionCounts>;
}

/** Before this moment data is old. Null for null months. */
const bound = (months: SQL, now = sql`clock_timestamp()`): SQL => sql`${now} - make_interval(months => ${months})`;

const isOld = (column: string, months: SQL): SQL => sql`${sql.raw(column)} < ${bound(months)}`;

/** The moment before which answers are deleted by the owner's limit; null without one. */
export const ownerBound = (now: SQL): SQL => bound(sql`(select months from lojal_retention)`, now);

export const createOwnerRetention = (db: Database, server: Retention): OwnerRetention => ({
  retention: async () => {
    const [row] = await selectRows<{ months: number | null }>(db, sql`select months from lojal_retention`);
    return { months: row?.months ?? null, server };
  },
  setRetention: (months, actor) =>
    db.transaction(async (tx) => {
      // Waits for a batch that is being deleted. The next one reads the new limit.
      await tx.execute(sql`update lojal_retention set months = ${months}::integer, swept = null`);
      await writeAudit(tx, { actor, action: 'retention', detail: { months: months ?? 'off' } });
    }),
  previewRetention: async (months) => {
    const counts = KINDS.map((kind) => {
      const [table, , column] = TABLES[kind];
      return sql`(select count(*)::int from ${sql.raw(table)} where ${isOld(column, sql`${months}::integer`)}) as ${sql.raw(kind)}`;
    });
    const [row] = await selectRows<RetentionCounts>(db, sql`select ${sql.join(counts, sql`, `)}`);
    return row ?? { answers: 0, quarantine: 0, wishes: 0 };
  },
});

/** Deletes at most `BATCH` rows of each kind, with an entry in the audit log. @returns whether more may be left */
function deleteBatch(db: Database): Promise<boolean> {
  return withSequence(db, 'shared', async (tx) => {
    const [limit] = await selectRows<{ months: number | null }>(tx, sql`select months from lojal_retention for share`);
    if (typeof limit?.months !== 'number') return false;
    const counts: Record<string, number> = {};
    for (const kind of KINDS) {
      const [table, key, column] = TABLES[kind];
      const old = isOld(column, sql`${limit.months}::integer`);
      const rows = await selectRows(
        tx,
        sql`delete from ${sql.raw(table)} where (${sql.raw(key)}) in (
              select ${sql.raw(key)} from ${sql.raw(table)} where ${old} order by ${sql.raw(column)} limit ${BATCH})
            returning 1 as one`,
      );
      if (rows.length > 0) counts[kind] = rows.length;
    }
    if (Object.keys(counts).length === 0) return false;
    await writeAudit(tx, { actor: 'server', action: 'retention', detail: { months: limit.months, ...counts } });
    return Object.values(counts).some((n) => n >= BATCH);
  });
}

/** Deletes what is older than the owner's limit: once a day, and by one process. Other runs do nothing. */
export async function sweepOwnerRetention(db: Database): Promise<void> {
  const claimed = await selectRows(
    db,
    sql`update lojal_retention set swept = clock_timestamp()
        where months is not null and (swept is null or swept < clock_timestamp() - interval '1 day') returning months`,
  );
  if (claimed.length === 0) return;
  for (let batch = 0; batch < MOST_BATCHES; batch++) if (!(await deleteBatch(db))) return;
  await db.execute(sql`update lojal_retention set swept = null`);
}
