/** When a page looks into storage, what that costs, and what it does when it leaves or stops. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnswerRecord, type OutboxRecord, pauseKey } from '../../src/outbox/record.ts';
import { tombstone, update } from '../../src/outbox/transitions.ts';
import { ENDPOINT, outboundAnswer, type Tab, World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** As an earlier page has left it. */
const stored = (world: World, id: string, more: Partial<AnswerRecord> = {}): AnswerRecord => ({
  ...outboundAnswer(id),
  v: 1,
  kind: 'answer',
  state: 'pending',
  key: `answer:${id}`,
  edit: 1,
  at: world.now,
  nextAt: 0,
  created: world.now,
  attempts: 0,
  ...more,
});
const put = (world: World, ...records: OutboxRecord[]) => {
  for (const record of records) world.database.set(record.key, record);
};
const count = (world: World, what: RegExp) => world.log.filter((it) => what.test(it)).length;
/** Counts what is asked of the net, also what no server would understand. */
function requests(tab: Tab): () => number {
  const { fetch } = tab.env;
  let many = 0;
  Object.assign(tab.env, {
    fetch: (...args: Parameters<typeof fetch>) => {
      many++;
      return fetch(...args);
    },
  });
  return () => many;
}

test('a success costs three transactions, and none for pauses that nobody knows of', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  assert.deepEqual(
    world.log.filter((it) => it.includes('database change')),
    Array(3).fill('0 database change answer:a'),
  );
});

test('where nothing is left to do a page looks no more, and looking costs no write', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  world.log.length = 0;
  await world.pass(10 * HOUR);
  assert.deepEqual(world.log, []);
  for (let i = 0; i < 5; i++) {
    tab.fire('pageshow');
    await world.pass(SECOND);
  }
  assert.equal(count(world, /database read/), 5);
  assert.equal(count(world, /database change|web storage/), 0);
});

test('while another tab sends its answer a page looks once a second', async () => {
  const world = new World();
  world.latency = 8 * SECOND;
  const [one] = [world.tab(), world.tab()];
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  assert.equal(world.calls[0]?.tab, 1, 'the second tab, that was just looking, took it');
  const before = count(world, /^0 database read/);
  await world.pass(6 * SECOND);
  const looks = count(world, /^0 database read/) - before;
  assert.ok(looks >= 5 && looks <= 7, String(looks));
  await world.pass(3 * SECOND);
  assert.deepEqual(one.news, [
    { id: 'a', revision: 1, outcome: 'sent', kept: 'durable', reason: undefined, status: undefined },
  ]);
});

test('of two pages that wake in the same moment one takes the answer, and the other looks again after a second', async () => {
  const world = new World();
  const tabs = [world.tab(), world.tab()];
  await world.pass(SECOND);
  world.latency = 5 * SECOND;
  put(world, stored(world, 'a'));
  world.log.length = 0;
  for (const tab of tabs) tab.fire('pageshow');
  await world.pass(900);
  assert.equal(world.calls.length, 1);
  assert.deepEqual([count(world, /^0 database read/), count(world, /^1 database read/)], [1, 1]);
});

test('the oldest answer goes first, wherever it lies', async () => {
  const world = new World();
  for (const [id, age] of [
    ['a', 2],
    ['b', 3],
    ['c', 1],
  ] as const)
    put(world, stored(world, id, { created: world.now - age * HOUR }));
  world.tab();
  await world.pass(SECOND);
  assert.deepEqual(
    world.calls.map((it) => it.id),
    ['b', 'a', 'c'],
  );
});

test('a tombstone that is over takes nothing with it that was written meanwhile', async () => {
  const world = new World();
  put(world, tombstone(stored(world, 'a'), world.now - 2 * DAY, 'sent'));
  const tab = world.tab();
  // The page is still reading what was there before.
  void tab.outbox.save(outboundAnswer('a', 2), { hold: true });
  assert.ok(world.local.has('lojal:answer:a'));
  for (let i = 0; i < 20; i++) {
    await world.pass(1);
    assert.match(world.local.get('lojal:answer:a') ?? '', /"revision":2/);
  }
  assert.equal((world.database.get('answer:a') as AnswerRecord).kind, 'answer');
});

test('an answer that waits for its customer, in a page that keeps nothing, is told not to be kept', async () => {
  const world = new World();
  const tab = world.tab({ storage: 'session', signedIn: () => false });
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c' })), world.pass(SECOND)]);
  assert.deepEqual(tab.news, [
    { id: 'a', revision: 1, outcome: 'failed', kept: 'memory', reason: 'it waits', status: undefined },
  ]);
});

test('a function of the host that throws stops nothing for good: a minute later it goes on', async () => {
  const world = new World();
  world.answer = () => 503;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  world.answer = () => 201;
  const { flatMap } = Array.prototype;
  const thrown = new Set<number>();
  const broken = () => {
    thrown.add(world.now);
    throw new Error('host');
  };
  Object.assign(Array.prototype, { flatMap: broken });
  try {
    tab.fire('online');
    await world.pass(10 * MINUTE);
  } finally {
    Object.assign(Array.prototype, { flatMap });
  }
  assert.ok(thrown.size >= 9 && thrown.size <= 11, String(thrown.size));
  assert.equal(world.rows.size, 0);
  await world.pass(2 * MINUTE);
  assert.equal(world.rows.size, 1);
});

test('a page that is closed while it sends leaves the others untouched for the next', async () => {
  const world = new World();
  world.latency = 2 * SECOND;
  put(world, stored(world, 'a'), stored(world, 'b', { created: world.now + 1 }));
  const tab = world.tab();
  await world.pass(SECOND);
  tab.outbox.close();
  await world.pass(5 * SECOND);
  assert.deepEqual([...world.rows.keys()], ['a']);
  assert.equal((world.database.get('answer:b') as AnswerRecord).attempts, 0);
  world.tab();
  await world.pass(5 * SECOND);
  assert.equal(world.rows.size, 2);
});

test('a page that forgets while a try is out writes no pause when that fails', async () => {
  const world = new World();
  world.answer = () => 500;
  world.latency = SECOND;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(300)]);
  await Promise.all([tab.outbox.forget(), world.pass(5 * SECOND)]);
  assert.equal(world.calls.length, 1);
  assert.equal(world.database.size + world.local.size, 0);
});

test('a page that leaves asks for nothing when all was sent, taken back, or tried before', async () => {
  const world = new World();
  const tab = world.tab();
  Object.assign(tab.env, { random: () => 0.999 });
  const asked = requests(tab);
  await Promise.all([tab.outbox.save(outboundAnswer('sent')), world.pass(SECOND)]);
  await Promise.all([tab.outbox.save(outboundAnswer('back'), { hold: true }), world.pass(SECOND)]);
  await Promise.all([tab.outbox.discard('back'), world.pass(SECOND)]);
  world.answer = ({ id }) => (id === 'parked' ? 422 : 500);
  for (const id of ['parked', 'tried']) await Promise.all([tab.outbox.save(outboundAnswer(id)), world.pass(100)]);
  const before = asked();
  assert.equal(before, 3);
  tab.fire('pagehide');
  assert.equal(asked(), before);
});

test('what is in the database alone leaves with the page too, in the same task', async () => {
  const world = new World();
  world.localFull = true;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  tab.fire('pagehide');
  assert.equal(world.calls.length, 1);
});

test('what failed while the page was leaving is tried again when the page stays after all', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  world.answer = () => 500;
  tab.hidden = true;
  tab.fire('visibilitychange');
  await world.pass(SECOND);
  world.answer = () => 201;
  await world.pass(10 * SECOND);
  assert.equal(world.rows.size, 1);
});

test('what failed while a page was leaving shortens no claim of another tab, and ends its own', async () => {
  for (const claimed of [true, false]) {
    const world = new World();
    let token = () => Promise.reject(new Error('no token'));
    const options = { signedIn: () => true, token: () => token() };
    const tab = world.tab(options);
    await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c' }), { hold: true }), world.pass(SECOND)]);
    const record = world.database.get('answer:a') as AnswerRecord;
    if (claimed)
      world.database.set(record.key, update(record, world.now, { attempts: 1, nextAt: world.now + 15 * SECOND }));
    tab.hidden = true;
    tab.fire('visibilitychange');
    await world.pass(100);
    token = () => Promise.resolve('fresh') as Promise<never>;
    world.database.delete(pauseKey(ENDPOINT, 'c'));
    world.local.clear();
    const next = world.tab(options);
    await world.pass(14 * SECOND);
    assert.equal(world.calls.length, claimed ? 0 : 1);
    next.fire('online');
    await world.pass(2 * SECOND);
    next.fire('online');
    await world.pass(2 * SECOND);
    assert.equal(world.rows.get('a')?.times, 1);
  }
});

test('a try that ends after its claim shortens not that of the tab which has the answer now', async () => {
  const world = new World();
  const tab = world.tab();
  world.answer = () => 500;
  world.latency = 2 * SECOND;
  void tab.outbox.save(outboundAnswer('a'));
  await world.pass(SECOND);
  const record = world.database.get('answer:a') as AnswerRecord;
  const claim = update(record, world.now, { attempts: 2, nextAt: world.now + 15 * SECOND });
  world.database.set(record.key, claim);
  await world.pass(3 * SECOND);
  assert.equal((world.database.get('answer:a') as AnswerRecord).nextAt, claim.nextAt);
});

test('what left with a page whose storage another tab has emptied gets no other words under its revision', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  world.local.clear();
  world.database.clear();
  tab.hidden = true;
  tab.fire('visibilitychange');
  await world.pass(1);
  const revision = tab.outbox.revise('a');
  assert.equal(revision, 2);
  await Promise.all([tab.outbox.save(outboundAnswer('a', revision, { text: 'two' })), world.pass(SECOND)]);
  assert.equal(world.rows.get('a')?.body, outboundAnswer('a', 2, { text: 'two' }).body);
});

test('what was given up is not sent again where the web storage cannot be changed and the database is silent', async () => {
  const world = new World();
  const tab = world.tab();
  world.answer = () => 415;
  world.latency = 2 * SECOND;
  void tab.outbox.save(outboundAnswer('a'));
  await world.pass(SECOND);
  world.localFull = true;
  await world.pass(5 * SECOND);
  assert.equal((world.database.get('answer:a') as AnswerRecord).state, 'parked');
  world.databaseDown = 'hangs';
  for (let i = 0; i < 5; i++) {
    tab.fire('online');
    await world.pass(20 * SECOND);
  }
  assert.equal(world.calls.length, 1);
});

test('a page that leaves with an older revision says nothing of the newer one that another tab is writing', async () => {
  const world = new World();
  const [one, two] = [world.tab(), world.tab()];
  await Promise.all([one.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  await Promise.all([two.outbox.save(outboundAnswer('a', 2, { text: 'two' }), { hold: true }), world.pass(SECOND)]);
  one.fire('pagehide');
  await world.pass(SECOND);
  two.fire('pageshow');
  await world.pass(SECOND);
  assert.equal(two.outbox.revise('a'), 2, 'none of its bytes have left');
  await Promise.all([two.outbox.save(outboundAnswer('a', 2, { text: 'three' })), world.pass(SECOND)]);
  assert.equal(world.rows.get('a')?.body, outboundAnswer('a', 2, { text: 'three' }).body);
});
