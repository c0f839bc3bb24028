import { sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Either database, seen through the one interface that both share. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** Keys of the advisory locks; any number does that no other program on the same database takes. */
export const locks = { migrate: 5_201_001, write: 5_201_002 };

/** Each entry is run once, in this order, and never changed after a release: a later change is a new entry. */
const migrations: readonly (readonly string[])[] = [
  [
    `create table lojal_answers (
       id text primary key,
       type text not null,
       source text not null,
       subject text,
       revision integer not null,
       time timestamptz not null,
       received timestamptz not null default clock_timestamp(),
       seq bigserial not null,
       event jsonb not null,
       digest text not null
     )`,
    'create unique index lojal_answers_seq on lojal_answers (seq)',
  ],
];

/**
 * Brings the tables up to date. Harmless when they are, and when two processes do it at once: the second one waits
 * and finds nothing left to do.
 */
export async function migrate(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(locks.migrate))})`);
    await tx.execute(sql`create table if not exists lojal_migrations (version integer primary key)`);
    const done = await tx.$count(sql`lojal_migrations`);
    for (const [version, statements] of [...migrations.entries()].slice(done)) {
      for (const statement of statements) await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into lojal_migrations (version) values (${version})`);
    }
  });
}
