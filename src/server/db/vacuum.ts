/**
 * Vacuums the embedded database, which has no autovacuum: without it, tables whose rows are deleted or updated grow without end, and the
 * planner knows no sizes.
 */
import { sql } from 'drizzle-orm';
import { type Database, selectRows } from './database.ts';

/** How often each table is vacuumed. */
const PERIOD = '1 day';

/**
 * Vacuums the table whose turn it is: one for each call, because the database does nothing else meanwhile. A table of a million rows
 * takes a few seconds for the first time, and less than one later.
 *
 * @returns the name of the table; nothing if all tables had their turn
 */
export async function vacuumNextTable(db: Database): Promise<string | undefined> {
  const [next] = await selectRows<{ name: string }>(
    db,
    sql`select relname as name from pg_class where relkind = 'r' and relname like 'lojal\\_%' and pg_table_is_visible(oid)
          and not exists (
            select from lojal_runs where task = 'vacuum ' || relname
              and at between clock_timestamp() - ${PERIOD}::interval and clock_timestamp()
          )
        order by relname limit 1`,
  );
  if (!next) return undefined;
  const { name } = next;
  // Noted before: a table that cannot be vacuumed does not keep the others waiting.
  await db.execute(
    sql`insert into lojal_runs (task, at, failed) values (${`vacuum ${name}`}, clock_timestamp(), '[]')
        on conflict (task) do update set at = excluded.at`,
  );
  await db.execute(sql`vacuum (analyze) ${sql.identifier(name)}`);
  return name;
}
