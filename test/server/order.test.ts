import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { sha256 } from '../../src/server/digest.ts';
import { openStore } from '../../src/server/index.ts';
import { canTestPostgres, run, startPostgres } from '../helpers/postgres.ts';
import { nps, review } from './samples.ts';

/** A lock timeout turns a deadlock into a failure. The isolation level is stricter than the default. */
const IMPATIENT = `do $$ begin
  execute format('alter database %I set lock_timeout = ''20s''', current_database());
  execute format('alter database %I set default_transaction_isolation = ''serializable''', current_database());
end $$`;

/** The number of sessions that wait for one of our locks. */
async function waiting(client: pg.Client): Promise<number> {
  // Outside a transaction: inside, the view would not change.
  await client.query('select pg_stat_clear_snapshot()');
  const { rowCount } = await client.query(
    `select 1 from pg_stat_activity where wait_event = 'advisory' and datname = current_database()`,
  );
  return rowCount ?? 0;
}

/** Fails unless one more session waits than before. */
async function hasToWait(what: Promise<unknown>, client: pg.Client, others = 0): Promise<void> {
  let over = false;
  const end = () => {
    over = true;
  };
  what.then(end, end);
  while (!over && (await waiting(client)) <= others);
  assert.equal(over, false, 'it did not wait');
}

if (canTestPostgres()) {
  test('a reader waits for an answer with a `seq` that is not committed', async () => {
    const server = await startPostgres();
    const { databaseUrl } = server;
    await run(databaseUrl, IMPATIENT);
    const store = await openStore({ databaseUrl });
    const slow = new pg.Client({ connectionString: databaseUrl });
    await slow.connect();
    try {
      const [edited, decided] = [nps(), review()];
      await store.insert(edited as never, 'first');
      await store.insert(decided as never, 'first');
      // A writer that has its `seq` and has not committed.
      const held = { ...nps(), id: 'held-held-held-held' };
      await slow.query('begin');
      await slow.query('select pg_advisory_xact_lock_shared(5201002)');
      await slow.query(
        `insert into lojal_answers (id, type, source, revision, time, received, event, digest)
         values ($1, 't', 's', 1, now(), now(), $2, 'd')`,
        [held.id, JSON.stringify(held)],
      );
      // Other writers continue, with higher numbers.
      assert.equal(await store.insert(nps() as never, 'second'), 'stored');
      const edit = { ...edited, data: { ...edited.data, revision: 2 } };
      assert.equal(await store.insert(edit as never, 'edit'), 'replaced');
      assert.equal(await store.moderate(decided.id, 'approved', 1), 'decided');
      const page = store.page('0', 10);
      await hasToWait(page, slow);
      await slow.query('commit');
      assert.equal((await page)[0]?.event.id, held.id);
    } finally {
      await slow.end();
      await store.close();
      await server.stop();
    }
  });

  test('an answer that is posted during the erasure of its id waits and is not stored', async () => {
    const server = await startPostgres();
    const { databaseUrl } = server;
    await run(databaseUrl, IMPATIENT);
    const store = await openStore({ databaseUrl });
    const eraser = new pg.Client({ connectionString: databaseUrl });
    await eraser.connect();
    try {
      const event = nps();
      const kept = review();
      await store.insert(kept as never, 'kept');
      await eraser.query('begin');
      await eraser.query('select pg_advisory_xact_lock(5201002)');
      await eraser.query('insert into lojal_erased (digest) values ($1)', [sha256(event.id)]);
      const insert = store.insert(event as never, 'd');
      await hasToWait(insert, eraser);
      // A decision waits too.
      const decision = store.moderate(kept.id, 'approved', 1);
      await hasToWait(decision, eraser, 1);
      await eraser.query('commit');
      assert.equal(await decision, 'decided');
      assert.equal(await insert, 'erased');
      assert.equal((await store.page('0', 10)).length, 1);
    } finally {
      await eraser.end();
      await store.close();
      await server.stop();
    }
  });

  test('writers do not wait for each other', async () => {
    const server = await startPostgres();
    const { databaseUrl } = server;
    await run(databaseUrl, IMPATIENT);
    const store = await openStore({ databaseUrl });
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const during = async (name: string, body: string) => {
      await client.query(
        `create function ${name}() returns trigger language plpgsql as $$ begin ${body} return new; end $$`,
      );
      const when =
        name === 'flush' ? 'create constraint trigger flush after insert' : `create trigger ${name} before insert`;
      const deferred = name === 'flush' ? 'initially deferred' : '';
      await client.query(`${when} on lojal_answers ${deferred} for each row execute function ${name}()`);
    };
    const measure = async () => {
      const start = performance.now();
      await Promise.all(Array.from({ length: 60 }, () => store.insert(nps() as never, 'd')));
      return performance.now() - start;
    };
    try {
      // Every commit is slow, as on a slow disk.
      await during('flush', 'perform pg_sleep(0.05);');
      await measure();
      const together = await measure();
      // For comparison: one writer at a time.
      await during('queue', 'perform pg_advisory_xact_lock(1);');
      const inTurn = await measure();
      console.log(`60 answers: ${together.toFixed()} ms together, ${inTurn.toFixed()} ms in turn`);
      assert.ok(inTurn > 2 * together, `${inTurn} ms in turn, ${together} ms together`);
    } finally {
      await client.end();
      await store.close();
      await server.stop();
    }
  });
}
