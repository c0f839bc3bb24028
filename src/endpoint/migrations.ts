import { sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Either database, seen through the one interface that both share. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** The key of the advisory lock under which the tables are changed; any number that no other program takes does. */
const LOCK = 5_201_001;

/** The key of the one under which the answers are; `order.ts` says why. */
export const ORDER_LOCK = 5_201_002;

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
  [
    `alter table lojal_answers
       add column verified boolean not null default false,
       add column state text constraint lojal_answers_state
         check (state in ('pending', 'suspect', 'approved', 'rejected'))`,
    `update lojal_answers set state = 'pending' where type = 'lojal.review.answered.v1'`,
    'create index lojal_answers_subject on lojal_answers (subject) where subject is not null',
    `create index lojal_answers_shown on lojal_answers ((event #>> '{data,product,id}'), received desc)
       where state = 'approved'`,
    'create table lojal_erased (digest text primary key, at timestamptz not null default now())',
    // Not logged: what is used of a limit need not outlive a crash, and so no request waits for the disk to count.
    'create unlogged table lojal_limits (key text primary key, clear timestamptz not null)',
    'create table lojal_settings (salt text not null)',
    'insert into lojal_settings (salt) values (gen_random_uuid()::text || gen_random_uuid()::text)',
  ],
  [
    // One request to the database for nearly every answer; `put.ts` says what it does.
    `create function lojal_insert(event jsonb, digest text, verified boolean, state text, id_digest text)
       returns text language plpgsql as $$
       begin
         perform pg_advisory_xact_lock_shared(${ORDER_LOCK});
         if exists (select from lojal_erased where lojal_erased.digest = id_digest) then
           return 'erased';
         end if;
         insert into lojal_answers (id, type, source, subject, revision, time, received, event, digest, verified, state)
           values (event ->> 'id', event ->> 'type', event ->> 'source', event ->> 'subject',
             (event #>> '{data,revision}')::integer, (event ->> 'time')::timestamptz, clock_timestamp(),
             event, digest, verified, state)
           on conflict do nothing;
         return case when found then 'stored' else 'there' end;
       end $$`,
  ],
];

/**
 * Brings the tables up to date. Harmless when they are, and when two processes do it at once: the second one waits
 * and finds nothing left to do.
 */
export async function migrate(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LOCK))})`);
    await tx.execute(sql`create table if not exists lojal_migrations (version integer primary key)`);
    const done = await tx.$count(sql`lojal_migrations`);
    for (const [version, statements] of [...migrations.entries()].slice(done)) {
      for (const statement of statements) await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into lojal_migrations (version) values (${version})`);
    }
  });
}
