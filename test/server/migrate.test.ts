import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { createStore } from '../../src/server/db/store.ts';
import {
  answersTable,
  auditTable,
  erasedSubjectsTable,
  erasedTable,
  limitsTable,
  quarantineTable,
  settingsTable,
} from '../../src/server/db/tables.ts';
import { openStore, type Store } from '../../src/server/index.ts';
import { hasPostgres, run, startPostgres } from '../helpers/postgres.ts';
import { nps, review } from './samples.ts';
import { openConnection, withStores } from './stores.ts';

/** The tables of version 0.1.0, from its first migration. */
const OLD = [
  'create table lojal_migrations (version integer primary key)',
  'insert into lojal_migrations (version) values (0)',
  `create table lojal_answers (id text primary key, type text not null, source text not null, subject text,
     revision integer not null, time timestamptz not null, received timestamptz not null default clock_timestamp(),
     seq bigserial not null, event jsonb not null, digest text not null)`,
  'create unique index lojal_answers_seq on lojal_answers (seq)',
];

withStores('An older database', (bench) => {
  test('is migrated with its answers, by several processes at once, and again without effect', async () => {
    for (const { name } of await bench.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_name like 'lojal%'`,
    )) {
      await bench.query(`drop table ${name} cascade`);
    }
    const functions = await bench.query<{ oid: string }>(
      `select oid::regprocedure::text as oid from pg_proc where proname like 'lojal%'`,
    );
    for (const { oid } of functions) await bench.query(`drop function ${oid}`);
    for (const statement of OLD) await bench.query(statement);
    const events = [nps(), review(), nps({}, { id: 'another-answer-of-theirs' })];
    for (const event of events) {
      const json = JSON.stringify(event);
      await bench.query(
        `insert into lojal_answers (id, type, source, subject, revision, time, event, digest)
         select e->>'id', e->>'type', e->>'source', e->>'subject', 1, (e->>'time')::timestamptz, e, 'digest of ' || (e->>'id')
         from (select '${json}'::jsonb as e) as posted`,
      );
    }

    const { databaseUrl, db } = bench;
    const open = () => (databaseUrl ? openStore({ databaseUrl }) : createStore(openConnection(db)));
    const stores: readonly Store[] = await Promise.all(Array.from({ length: 4 }, open));
    for (const store of stores) {
      const kept = await store.page('0', 10);
      assert.deepEqual(
        kept.map(({ event, state, verified }) => [event, state, verified]),
        events.map((event, i) => [event, i === 1 ? 'pending' : undefined, false]),
      );
    }
    const [one, two] = stores;
    const [plain, words] = events;
    assert.ok(one && two && plain && words);
    assert.equal(await one.insert(plain as never, `digest of ${plain.id}`), 'same');
    assert.equal(await two.insert(nps() as never, 'new'), 'stored');
    assert.equal(await one.moderate(words.id, 'approved', 1), 'decided');
    assert.equal((await two.approved('lp-7', 5)).length, 1);
    assert.equal(await one.erase('c_1042'), 4);
    await Promise.all(stores.map((store) => store.close()));
    const done = await bench.query<{ version: number }>('select version from lojal_migrations order by version');
    assert.deepEqual(
      done.map(({ version }) => version),
      done.map((_, i) => i),
    );
    assert.ok(done.length > 3);
    assert.deepEqual(await bench.query('select count(*)::int as n from lojal_settings'), [{ n: 1 }]);
  });

  test('has the tables that the queries expect', async () => {
    const tables = [
      answersTable,
      auditTable,
      erasedSubjectsTable,
      erasedTable,
      limitsTable,
      quarantineTable,
      settingsTable,
    ];
    for (const table of tables) {
      const { name, columns } = getTableConfig(table);
      const made = await bench.query<{ column_name: string; data_type: string; is_nullable: string }>(
        `select column_name, data_type, is_nullable from information_schema.columns where table_name = '${name}'`,
      );
      const described = columns.map((column) => [
        column.name,
        column.getSQLType().replace('bigserial', 'bigint'),
        column.notNull ? 'NO' : 'YES',
      ]);
      assert.deepEqual(made.map((column) => Object.values(column)).sort(), described.sort(), name);
    }
  });

  test('has an index for the order, for a customer, for the metrics, and for the reviews of a product', async () => {
    const made = await bench.query<{ indexdef: string }>(
      `select indexdef from pg_indexes where tablename = 'lojal_answers' order by indexname`,
    );
    const [moment, key, received, order, shown, subject, ...others] = made.map(({ indexdef }) => indexdef);
    assert.match(moment ?? '', /\(LEAST\("time", received\)\)$/);
    assert.match(key ?? '', /^CREATE UNIQUE INDEX .* \(id\)$/);
    assert.match(received ?? '', /\(received\)$/);
    assert.match(order ?? '', /^CREATE UNIQUE INDEX .* \(seq\)$/);
    assert.match(shown ?? '', /\(event #>> '\{data,product,id\}'::text\[\]\).*, received DESC\) WHERE .*'approved'/);
    assert.match(subject ?? '', /\(subject\) WHERE \(subject IS NOT NULL\)$/);
    assert.deepEqual(others, []);
  });

  test('is refused if a newer version has updated it', async () => {
    await bench.query('insert into lojal_migrations select max(version) + 1 from lojal_migrations');
    await assert.rejects(
      createStore(openConnection(bench.db)),
      /^Error: A newer version of Lojal has updated this database \(to \d+; this version knows \d+\)\. Update this program\.$/,
    );
    await bench.query('delete from lojal_migrations where version = (select max(version) from lojal_migrations)');
    await createStore(openConnection(bench.db));
  });
});

if (hasPostgres()) {
  test('a database with another encoding than UTF-8 is refused', async () => {
    const server = await startPostgres();
    const elsewhere = (name: string) => server.databaseUrl.replace(/[^/]*$/, name);
    const name = `${server.databaseUrl.split('/').at(-1)}_latin`;
    try {
      for (const encoding of ['LATIN1', 'SQL_ASCII']) {
        await run(
          elsewhere('postgres'),
          `create database ${name} encoding '${encoding}' locale 'C' template template0`,
        );
        await assert.rejects(
          openStore({ databaseUrl: elsewhere(name) }),
          new RegExp(`The database stores text as ${encoding}, .* Create a database with the encoding UTF8\\.$`),
        );
        await run(elsewhere('postgres'), `drop database ${name}`);
      }
    } finally {
      await server.stop();
    }
  });
}
