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
      let read = false;
      const page = store.page('0', 10).then((answers) => {
        read = true;
        return answers.map(({ event }) => event.id);
      });
      // The reader is waiting in the database, or has already read.
      while (!read && (await waiting(slow)) === 0);
      assert.equal(read, false, 'it read past an answer that is under way');
      await slow.query('commit');
      assert.equal((await page)[0], held.id);
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
      let outcome: string | undefined;
      const put = store.put(event as never, 'd').then((said) => {
        outcome = said;
      });
      while (!outcome && (await waiting(eraser)) === 0);
      assert.equal(outcome, undefined, 'it did not wait');
      // Nor does the owner decide meanwhile.
      let decided: string | undefined;
      const decision = store.decide(kept.id, 'approved').then((said) => {
        decided = said;
      });
      while (!decided && (await waiting(eraser)) < 2);
      assert.equal(decided, undefined, 'it did not wait');
      await eraser.query('commit');
      await decision;
      assert.equal(decided, 'decided');
      await put;
      assert.equal(outcome, 'erased');
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
