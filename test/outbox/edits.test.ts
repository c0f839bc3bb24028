/** What a person writes, edits, takes back and tries again: which words stand, and which are refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../../src/outbox/indexed-db.ts';
import type { News } from '../../src/outbox/outbound-answer.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import type { AnswerRecord, Tombstone } from '../../src/outbox/record.ts';
import { outboundAnswer, World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const KIB = 1024;

const inDatabase = <S extends AnswerRecord | Tombstone>(world: World, id: string) =>
  world.database.get(`answer:${id}`) as S | undefined;
const textOf = (body: string | undefined) =>
  (JSON.parse(body ?? '{"data":{}}') as { data: { text?: string } }).data.text;
/** An answer whose body has this many bytes. */
const sized = (id: string, bytes: number) => {
  const empty = outboundAnswer(id, 1, { text: '' }).body.length;
  return outboundAnswer(id, 1, { text: 'x'.repeat(bytes - empty) });
};

/** An outbox of its own whose transactions are done by `change`; `turn` counts them from 1. */
async function outboxWith(
  world: World,
  change: (database: Database, turn: number, ...rest: Parameters<Database['change']>) => Promise<unknown>,
) {
  const tab = world.tab();
  tab.outbox.close();
  let turn = 0;
  const news: News[] = [];
  const open = async (): Promise<Database> => {
    const database = await tab.env.openDatabase();
    return { ...database, change: (...rest) => change(database, ++turn, ...rest) };
  };
  const outbox = createOutbox({
    storage: 'local',
    news: (it) => news.push(it),
    env: { ...tab.env, openDatabase: open },
  });
  await world.pass(10);
  return { outbox, news };
}

test('exactly 16 KiB an answer and exactly 1 MiB in all still fit; a byte more does not', async () => {
  const world = new World();
  world.answer = () => 'cut-before';
  const tab = world.tab();
  const long = tab.outbox.save(sized('long', 16 * KIB + 1));
  const kept = Array.from({ length: 64 }, (_, i) => tab.outbox.save(sized(`a${i + 10}`, 16 * KIB)));
  const more = tab.outbox.save(outboundAnswer('more'));
  await world.pass(SECOND);
  assert.deepEqual(new Set(await Promise.all(kept)), new Set(['durable']));
  assert.deepEqual([await long, await more], ['refused', 'refused']);
  assert.deepEqual(
    tab.news.filter((it) => it.kept === 'refused').map((it) => [it.id, it.outcome, it.reason]),
    [
      ['long', 'failed', 'longer than 16 KiB'],
      ['more', 'failed', 'full'],
    ],
  );
});

test('of two edits in the same tick the second is kept; the first says that it is not in storage', async () => {
  const world = new World();
  const tab = world.tab();
  const both = Promise.all(
    ['one', 'two'].map((text) => tab.outbox.save(outboundAnswer('a', 1, { text }), { hold: true })),
  );
  await world.pass(SECOND);
  assert.deepEqual(await both, ['memory', 'durable']);
  assert.equal(textOf(inDatabase<AnswerRecord>(world, 'a')?.body), 'two');
});

test('an edit whose transaction is repeated late, on a new connection, does not undo the next edit', async () => {
  const world = new World();
  const { outbox } = await outboxWith(world, async (database, turn, key, edit) => {
    if (turn > 1) return database.change(key, edit);
    await new Promise<void>((resolve) => world.after(50, resolve));
    throw new Error('InvalidStateError');
  });
  for (const text of ['one', 'two']) {
    void outbox.save(outboundAnswer('a', 1, { text }), { hold: true });
    await world.pass(10);
  }
  await world.pass(SECOND);
  assert.equal(textOf(inDatabase<AnswerRecord>(world, 'a')?.body), 'two');
  await world.pass(HOUR);
  assert.equal(textOf(world.rows.get('a')?.body), 'two');
});

test('taking back that is repeated late, on a new connection, does not take what was written since', async () => {
  const world = new World();
  const { outbox } = await outboxWith(world, async (database, turn, key, edit) => {
    if (turn !== 2) return database.change(key, edit);
    await new Promise<void>((resolve) => world.after(50, resolve));
    throw new Error('InvalidStateError');
  });
  void outbox.save(outboundAnswer('a', 1, { text: 'one' }), { hold: true });
  await world.pass(10);
  void outbox.discard('a');
  await world.pass(10);
  void outbox.save(outboundAnswer('a', outbox.revise('a'), { text: 'two' }), { hold: true });
  await world.pass(HOUR);
  assert.deepEqual([world.rows.get('a')?.revision, textOf(world.rows.get('a')?.body)], [2, 'two']);
});

test('what was taken back is gone from the database even when what was written since does not get there', async () => {
  const world = new World();
  const { outbox } = await outboxWith(world, (database, turn, key, edit) =>
    turn < 3 ? database.change(key, edit) : Promise.reject(new Error('AbortError')),
  );
  void outbox.save(outboundAnswer('a', 1, { text: 'one' }), { hold: true });
  await world.pass(10);
  void outbox.discard('a');
  void outbox.save(outboundAnswer('a', outbox.revise('a'), { text: 'two' }), { hold: true });
  await world.pass(10);
  assert.equal(inDatabase<Tombstone>(world, 'a')?.kind, 'tombstone');
});

test('a draft of an earlier page can be taken back; what has been sent stays known as sent', async () => {
  const world = new World();
  const one = world.tab();
  await Promise.all([one.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  one.kill();
  const two = world.tab();
  await Promise.all([two.outbox.discard('a'), world.pass(HOUR)]);
  assert.equal(world.calls.length, 0);
  await Promise.all([two.outbox.discard('never seen'), world.pass(SECOND)]);

  await Promise.all([two.outbox.save(outboundAnswer('b')), world.pass(SECOND)]);
  const grave = inDatabase<Tombstone>(world, 'b');
  assert.equal(grave?.state, 'sent');
  await Promise.all([two.outbox.discard('b'), world.pass(SECOND)]);
  assert.deepEqual(inDatabase<Tombstone>(world, 'b'), grave);
});

test('after a try that failed the same words are a double click, and other words need the next revision', async () => {
  const world = new World();
  world.answer = () => 500;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { text: 'one' })), world.pass(SECOND)]);
  const save = async (text: string) => {
    const kept = tab.outbox.save(outboundAnswer('a', 1, { text }));
    await world.pass(SECOND);
    return kept;
  };
  assert.equal(await save('one'), 'durable');
  assert.equal(await save('two'), 'refused');
  assert.deepEqual(
    tab.news.filter((it) => it.kept === 'refused').map((it) => [it.outcome, it.reason]),
    [['failed', 'this revision has left already']],
  );
  world.answer = () => 201;
  await world.pass(HOUR);
  assert.equal(textOf(world.rows.get('a')?.body), 'one');
});

test('storage that is wiped, or put back to an older copy, does not make this page forget what has left', async () => {
  for (const [name, wiped, revision] of [
    ['an older revision, after a newer one was sent and all was wiped', true, 1],
    ['other words, after a copy came back that was made before the first try', false, 1],
  ] as const) {
    const world = new World();
    world.answer = () => (wiped ? 201 : 500);
    const tab = world.tab();
    void tab.outbox.save(outboundAnswer('a', 1, { text: 'one' }));
    const copy = world.local.get('lojal:answer:a') ?? '';
    await world.pass(SECOND);
    if (wiped) await Promise.all([tab.outbox.save(outboundAnswer('a', 2)), world.pass(SECOND)]);
    world.database.clear();
    world.local.clear();
    if (!wiped) world.local.set('lojal:answer:a', copy);
    const late = tab.outbox.save(outboundAnswer('a', revision, { text: 'two' }));
    await world.pass(SECOND);
    assert.equal(await late, 'refused', name);
    assert.equal(tab.outbox.revise('a'), wiped ? 3 : 2, name);
  }
});

test('an edit that only memory could take is newer than the draft in the database', async () => {
  const world = new World();
  world.localFull = true;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { text: 'one' }), { hold: true }), world.pass(SECOND)]);
  world.databaseDown = 'throws';
  const kept = tab.outbox.save(outboundAnswer('a', 1, { text: 'two' }), { hold: true });
  await world.pass(SECOND);
  assert.equal(await kept, 'memory', 'nobody has taken the draft: it was never in web storage');
  world.databaseDown = false;
  await world.pass(HOUR);
  assert.equal(textOf(world.rows.get('a')?.body), 'two');
});

test('a draft that has gone from the web storage was taken, also when the database cannot be asked', async () => {
  const world = new World();
  world.databaseDown = 'throws';
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { text: 'one' }), { hold: true }), world.pass(SECOND)]);
  world.local.clear();
  tab.outbox.retry('a');
  await world.pass(SECOND);
  const late = tab.outbox.save(outboundAnswer('a', 1, { text: 'two' }));
  await world.pass(SECOND);
  assert.equal(await late, 'refused');
  assert.equal(tab.outbox.revise('a'), 2);
});

test('within the hour after a 400 the person may try often: it counts once, and each time it is asked', async () => {
  const world = new World();
  world.answer = () => 400;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  for (let i = 0; i < 5; i++) {
    tab.outbox.retry('a');
    await world.pass(10 * MINUTE);
  }
  assert.equal(world.calls.length, 6);
  assert.deepEqual(new Set(tab.words), new Set(['a@1 queued']));
  assert.deepEqual(
    [inDatabase<AnswerRecord>(world, 'a')?.refusals, inDatabase<AnswerRecord>(world, 'a')?.state],
    [1, 'pending'],
  );
  await world.pass(15 * HOUR);
  assert.equal(inDatabase<AnswerRecord>(world, 'a')?.refusals, 2);
});

test('the clock is set back while the customer writes: the draft waits its half hour by the new time', async () => {
  for (const back of [HOUR, 24 * HOUR, 30 * 24 * HOUR]) {
    const world = new World();
    const [tab, other] = [world.tab(), world.tab()];
    await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
    world.now -= back;
    for (const it of [tab, other]) it.fire('pageshow');
    await world.pass(29 * MINUTE);
    assert.equal(world.calls.length, 0, `${back} ms back`);
    await world.pass(3 * MINUTE);
    assert.equal(world.rows.size, 1, `${back} ms back`);
  }
});
