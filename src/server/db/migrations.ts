import { sql } from 'drizzle-orm';
import { type Database, selectRows } from './database.ts';
import { lateOrderTables } from './late-order-tables.ts';
import { ledgerTables } from './ledger-tables.ts';
import { maintenanceTables } from './maintenance-tables.ts';
import { marketingTables } from './marketing-tables.ts';
import { metricChangeTables } from './metric-change-tables.ts';
import { metricTables } from './metric-tables.ts';
import { ownerTables } from './owner-tables.ts';
import { purchaseGapTables } from './purchase-gap-tables.ts';
import { receiverTables } from './receiver-tables.ts';
import { seenTables } from './seen-tables.ts';

/** Key of the advisory lock for migrations. An arbitrary number that no other program is likely to use. */
const LOCK = 5_201_001;

/** Key of the advisory lock for changes of answers. See `sequence-lock.ts`. */
export const ORDER_LOCK = 5_201_002;

/** Each entry runs once, in this order. Never change an entry after a release: add a new one. */
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
    // Unlogged: rate limits may be lost in a crash, and no request has to wait for the disk.
    'create unlogged table lojal_limits (key text primary key, clear timestamptz not null)',
    'create table lojal_settings (salt text not null)',
    'insert into lojal_settings (salt) values (gen_random_uuid()::text || gen_random_uuid()::text)',
  ],
  [
    // One round trip for most answers. See `insert-answer.ts`.
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
  [
    'alter table lojal_settings add column checked timestamptz',
    'create index lojal_answers_received on lojal_answers (received)',
    'create table lojal_erased_subjects (digest text primary key, at timestamptz not null)',
    // The former function stays for processes of the former version.
    `create function lojal_insert(event jsonb, digest text, verified boolean, state text, id_digest text,
         subject_digest text)
       returns text language plpgsql as $$
       begin
         perform pg_advisory_xact_lock_shared(${ORDER_LOCK});
         if exists (select from lojal_erased_subjects erased where erased.digest = subject_digest
             and (event ->> 'time')::timestamptz <= erased.at) then
           return 'erased';
         end if;
         return lojal_insert(event, digest, verified, state, id_digest);
       end $$`,
    `create table lojal_epochs (n bigserial primary key, id text not null unique, start bigint not null,
       opened timestamptz not null default clock_timestamp())`,
    `create table lojal_audit (id bigserial primary key, at timestamptz not null default clock_timestamp(),
       actor text not null, action text not null, target text, detail jsonb not null)`,
    `create table lojal_quarantine (id text not null, digest text not null,
       received timestamptz not null default clock_timestamp(), body text not null, faults json not null,
       subject text, verified boolean not null, primary key (id, digest))`,
    'create index lojal_quarantine_received on lojal_quarantine (received, digest)',
  ],
  ledgerTables,
  seenTables,
  metricTables,
  receiverTables,
  ownerTables,
  marketingTables,
  lateOrderTables,
  metricChangeTables,
  maintenanceTables,
  purchaseGapTables,
];

/** How many updates of the tables this version knows. */
export const KNOWN_MIGRATIONS = migrations.length;

/**
 * Creates and updates the tables. Safe to run again, and by two processes at once: the second one waits.
 *
 * @throws Error if the database is read-only or does not store UTF-8, or a newer version of Lojal has updated it
 */
export async function migrate(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LOCK))})`);
    const [setting] = await selectRows<{ encoding: string; readonly: string }>(
      tx,
      sql`select current_setting('server_encoding') as encoding, current_setting('transaction_read_only') as readonly`,
    );
    if (setting?.readonly === 'on') {
      throw new Error(
        'It is read-only. If it is a standby, use the address of the primary, or promote the standby first.',
      );
    }
    const encoding = setting?.encoding;
    if (encoding !== 'UTF8') {
      throw new Error(
        `The database stores text as ${encoding}, which cannot hold every answer. Create a database with the encoding UTF8.`,
      );
    }
    await tx.execute(sql`create table if not exists lojal_migrations (version integer primary key)`);
    const done = await tx.$count(sql`lojal_migrations`);
    if (done > migrations.length) {
      throw new Error(
        `A newer version of Lojal has updated this database (to ${done}; this version knows ${migrations.length}). Update this program.`,
      );
    }
    for (const [version, statements] of [...migrations.entries()].slice(done)) {
      for (const statement of statements) await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into lojal_migrations (version) values (${version})`);
    }
  });
}
