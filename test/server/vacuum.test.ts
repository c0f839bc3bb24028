/** The embedded database has no autovacuum: the server vacuums each table once a day. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { selectRows } from '../../src/server/db/database.ts';
import { createStore } from '../../src/server/db/store.ts';
import { vacuumNextTable } from '../../src/server/db/vacuum.ts';
import { connectMemory } from '../helpers/memory-database.ts';

const connection = await connectMemory();
const { db } = connection;
const store = await createStore(connection);
after(() => store.close());

async function vacuumAll(): Promise<readonly string[]> {
  const names: string[] = [];
  for (let name = await vacuumNextTable(db); name; name = await vacuumNextTable(db)) names.push(name);
  return names;
}

const bytes = async (table: string) => {
  const [row] = await selectRows<{ n: number }>(db, sql`select pg_relation_size(${table}::regclass)::int as n`);
  return row?.n ?? 0;
};

test('each table has its turn once a day, and a clock that was wrong keeps none from it', async () => {
  const all = await vacuumAll();
  const [tables] = await selectRows<{ n: number }>(
    db,
    sql`select count(*)::int as n from pg_class where relkind = 'r' and relname like 'lojal%'`,
  );
  assert.equal(all.length, tables?.n);
  assert.equal(new Set(all).size, all.length);
  assert.deepEqual(await vacuumAll(), []);
  await db.execute(sql`update lojal_runs set at = at + interval '1 year' where task = 'vacuum lojal_answers'`);
  await db.execute(sql`update lojal_runs set at = at - interval '25 hours' where task = 'vacuum lojal_orders'`);
  assert.deepEqual(await vacuumAll(), ['lojal_answers', 'lojal_orders']);
});

test('a queue whose rows come and go does not grow, and the planner knows the sizes', async () => {
  const sizes: number[] = [];
  for (let day = 0; day < 5; day++) {
    for (let step = 0; step < 4; step++) {
      await db.execute(
        sql`insert into lojal_purchase_gap_changes select '2026-01-01', 'infinity', true, 1, 1, n from generate_series(1, 5000) n`,
      );
      await db.execute(sql`delete from lojal_purchase_gap_changes`);
    }
    sizes.push(await bytes('lojal_purchase_gap_changes'));
    await db.execute(sql`update lojal_runs set at = at - interval '25 hours'`);
    await vacuumAll();
  }
  assert.ok(Math.max(...sizes.slice(1)) <= (sizes[0] ?? 0) * 1.1, `bytes at the end of each day: ${sizes}`);
  const [unknown] = await selectRows<{ n: number }>(
    db,
    sql`select count(*)::int as n from pg_class where relkind = 'r' and relname like 'lojal%' and reltuples < 0`,
  );
  assert.equal(unknown?.n, 0);
});

test('a transaction that is open is waited for', async () => {
  await db.execute(sql`update lojal_runs set at = at - interval '25 hours' where task = 'vacuum lojal_orders'`);
  const events: string[] = [];
  const working = db.transaction(async (tx) => {
    await tx.execute(sql`delete from lojal_orders`);
    await new Promise((resolve) => setImmediate(resolve));
    events.push('committed');
  });
  const name = await vacuumNextTable(db);
  events.push('vacuumed');
  await working;
  assert.deepEqual([name, events], ['lojal_orders', ['committed', 'vacuumed']]);
});
