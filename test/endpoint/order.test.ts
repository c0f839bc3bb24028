import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { sha256 } from '../../src/endpoint/digest.ts';
import { openStore } from '../../src/endpoint/index.ts';
import { hasPostgres, run, startPostgres } from '../helpers/postgres.ts';
import { nps, review } from './samples.ts';

/** Who waits for a lock for ever fails instead; and a database may be set to more isolation than others. */
const IMPATIENT = `do $$ begin
  execute format('alter database %I set lock_timeout = ''20s''', current_database());
  execute format('alter database %I set default_transaction_isolation = ''serializable''', current_database());
end $$`;

/** How many wait in the database for a lock of ours. */
async function waiting(client: pg.Client): Promise<number> {
  // Within a transaction the list would stay as it was first read.
  await client.query('select pg_stat_clear_snapshot()');
  const { rowCount } = await client.query(
    `select 1 from pg_stat_activity where wait_event = 'advisory' and datname = current_database()`,
  );
  return rowCount ?? 0;
}

/** Fails unless something waits in the database, where so many others do already. */
async function hasToWait(what: Promise<unknown>, client: pg.Client, others = 0): Promise<void> {
  let over = false;
  const end = () => {
    over = true;
  };
  what.then(end, end);
  while (!over && (await waiting(client)) <= others);
  assert.equal(over, false, 'it did not wait');
}

if (hasPostgres()) {
  test('a reader waits for an answer that has its place in the order and is not committed', async () => {
    const server = await startPostgres();
    const { databaseUrl } = server;
    await run(databaseUrl, IMPATIENT);
    const store = await openStore({ databaseUrl });
    const slow = new pg.Client({ connectionString: databaseUrl });
    await slow.connect();
    try {
      const [edited, decided] = [nps(), review()];
      await store.put(edited as never, 'first');
      await store.put(decided as never, 'first');
      // A writer as ours is, stopped between drawing its number and committing.
      const held = { ...nps(), id: 'held-held-held-held' };
      await slow.query('begin');
      await slow.query('select pg_advisory_xact_lock_shared(5201002)');
      await slow.query(
        `insert into lojal_answers (id, type, source, revision, time, received, event, digest)
         values ($1, 't', 's', 1, now(), now(), $2, 'd')`,
        [held.id, JSON.stringify(held)],
      );
      // No other writer is held up by it, and each draws a higher number.
      assert.equal(await store.put(nps() as never, 'second'), 'stored');
      const edit = { ...edited, data: { ...edited.data, revision: 2 } };
      assert.equal(await store.put(edit as never, 'edit'), 'replaced');
      assert.equal(await store.decide(decided.id, 'approved'), 'decided');
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

  test('an answer that comes while its id is being erased waits, and is not stored', async () => {
    const server = await startPostgres();
    const { databaseUrl } = server;
    await run(databaseUrl, IMPATIENT);
    const store = await openStore({ databaseUrl });
    const eraser = new pg.Client({ connectionString: databaseUrl });
    await eraser.connect();
    try {
      const event = nps();
      const kept = review();
      await store.put(kept as never, 'kept');
      await eraser.query('begin');
      await eraser.query('select pg_advisory_xact_lock(5201002)');
      await eraser.query('insert into lojal_erased (digest) values ($1)', [sha256(event.id)]);
      const put = store.put(event as never, 'd');
      await hasToWait(put, eraser);
      // Nor does the owner decide meanwhile.
      const decision = store.decide(kept.id, 'approved');
      await hasToWait(decision, eraser, 1);
      await eraser.query('commit');
      assert.equal(await decision, 'decided');
      assert.equal(await put, 'erased');
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
      await Promise.all(Array.from({ length: 60 }, () => store.put(nps() as never, 'd')));
      return performance.now() - start;
    };
    try {
      // Every commit takes a while, as one that is flushed to a slow disk.
      await during('flush', 'perform pg_sleep(0.02);');
      await measure();
      const together = await measure();
      // As it was: one writer at a time until its commit.
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
