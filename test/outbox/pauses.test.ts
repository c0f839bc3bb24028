/** When an endpoint is left alone, by whom and for how long; and what one bad answer costs the others: nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnswerRecord, type PauseRecord, pauseKey } from '../../src/outbox/record.ts';
import { ENDPOINT, outboundAnswer, World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** So many seconds to wait, asked for by the endpoint or not, after so many failures. */
type Wait = readonly [seconds: number, byServer: boolean, tries?: number];
/** As other pages have left it. */
const pause = (world: World, customer: string, [seconds, byServer, tries = 3]: Wait): PauseRecord => ({
  v: 1,
  kind: 'pause',
  key: pauseKey(ENDPOINT, customer),
  revision: 0,
  edit: 5,
  at: world.now,
  nextAt: world.now + seconds * SECOND,
  failures: tries,
  byServer,
});

for (const status of [400, 413, 415, 418, 422])
  test(`${status} is about one answer: the endpoint gets the next at once, and no pause is written`, async () => {
    const world = new World();
    world.answer = ({ id }) => (id === 'a' ? status : 201);
    const tab = world.tab();
    Object.assign(tab.env, { random: () => 0.999 });
    for (const id of ['a', 'b', 'c']) void tab.outbox.save(outboundAnswer(id));
    await world.pass(250);
    assert.deepEqual([...world.rows.keys()], ['b', 'c']);
    assert.deepEqual(
      world.log.filter((it) => it.includes('database pause')),
      [],
    );
    const parked = status === 413 || status === 415 || status === 422;
    const news = tab.news.filter((it) => it.id === 'a').map((it) => [it.outcome, it.kept, it.reason, it.status]);
    assert.deepEqual(news, [
      parked ? ['failed', 'durable', 'parked', status] : ['queued', 'durable', 'refused', status],
    ]);
    assert.deepEqual(tab.warnings, []);
  });

test('only an endpoint that accepts no answers is reported, with its address and the status', async () => {
  for (const [say, words] of [
    [404, `${ENDPOINT} 404`],
    [{ status: 0, type: 'opaqueredirect' }, `${ENDPOINT} 0`],
    [500, undefined],
    [401, undefined],
    [{ status: 429, headers: { 'Retry-After': '9' } }, undefined],
    ['cut-before', undefined],
  ] as const) {
    const world = new World();
    world.answer = () => say;
    const tab = world.tab();
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
    assert.deepEqual(tab.warnings, words ? [words] : []);
  }
});

test("what an endpoint asks for with one customer's answer holds for everybody's", async () => {
  const world = new World();
  world.answer = () => ({ status: 503, headers: { 'Retry-After': '600' } });
  const tab = world.tab({ signedIn: () => true, token: async () => 'good' });
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c' })), world.pass(SECOND)]);
  await Promise.all([tab.outbox.save(outboundAnswer('b')), world.pass(9 * MINUTE)]);
  assert.equal(world.calls.length, 1);
});

test('a server that names its own time is asked then, ten times; after that we are the more patient', async () => {
  const world = new World();
  world.answer = () => ({ status: 503, headers: { 'Retry-After': '2' } });
  const tab = world.tab();
  Object.assign(tab.env, { random: () => 0.999 });
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(29 * MINUTE)]);
  assert.equal(world.calls.length, 11);
  for (const [i, { at }] of world.calls.entries()) {
    const since = at - (world.calls[i - 1]?.at ?? at - 2 * SECOND);
    assert.ok(since >= 2 * SECOND && since < 2.2 * SECOND, `call ${i} came after ${since} ms`);
  }
  await world.pass(2 * MINUTE);
  assert.equal(world.calls.length, 12);
});

test('of two pauses the one that the endpoint asked for counts, else the longer', async () => {
  for (const [name, whole, own, first, online] of [
    ['asked for, and a longer patience with the customer', [60, true], [120, false], false, false],
    ['a longer patience, and asked for with the customer', [120, false], [60, true], false, false],
    ['patience, and a longer one that has failed often', [60, false, 3], [120, false, 12], false, true],
    ['a longer patience that has failed often, and another', [120, false, 12], [60, false, 3], false, true],
    ['patience, and a longer one', [60, false, 12], [120, false, 3], true, true],
    ['a longer patience, and another', [120, false, 3], [60, false, 12], true, true],
  ] as const) {
    const world = new World();
    for (const one of [pause(world, '', whole), pause(world, 'c', own)]) world.database.set(one.key, one);
    const tab = world.tab({ signedIn: () => true });
    await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c' })), world.pass(10 * SECOND)]);
    assert.equal(world.rows.size, +first, `${name}: the first try`);
    tab.fire('online');
    await world.pass(10 * SECOND);
    assert.equal(world.rows.size, +online, `${name}: online again`);
    await world.pass(3 * MINUTE);
    assert.equal(world.rows.size, 1, `${name}: at the end`);
  }
});

test('a first try does not wait for our own patience, unless that has failed ten times', async () => {
  for (const [tries, goes] of [
    [9, 1],
    [10, 0],
  ] as const) {
    const world = new World();
    const one = pause(world, '', [600, false, tries]);
    world.database.set(one.key, one);
    const tab = world.tab();
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(10 * SECOND)]);
    assert.equal(world.rows.size, goes, String(tries));
  }
});

test('a stale pause in web storage does not hide the one in the database', async () => {
  const world = new World();
  const stale = pause(world, '', [120, false]);
  world.local.set(`lojal:${stale.key}`, JSON.stringify(stale));
  await world.pass(SECOND);
  world.localFull = true;
  world.database.set(stale.key, { ...pause(world, '', [600, true]), edit: 6 });
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(9 * MINUTE)]);
  assert.equal(world.calls.length, 0);
  await world.pass(2 * MINUTE);
  assert.equal(world.rows.size, 1);
});

test('a page that leaves takes the longer of what it knows and what another page was asked for', async () => {
  for (const [name, known, other, goes] of [
    ['asked for meanwhile', undefined, [600, true], 0],
    ['over meanwhile', [1, true], undefined, 1],
    ['asked for again, after what this page knows was over', [1, true], [600, true], 0],
    ['longer than what this page knows', [300, false], [600, true], 0],
  ] as const) {
    const world = new World();
    if (known) world.database.set(pauseKey(ENDPOINT), pause(world, '', known));
    const tab = world.tab();
    await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(3 * SECOND)]);
    if (other) world.local.set(`lojal:${pauseKey(ENDPOINT)}`, JSON.stringify(pause(world, '', other)));
    tab.fire('pagehide');
    assert.equal(world.calls.length, goes, name);
  }
});

test('after the clock was set back a new pause counts, and not the one from the future', async () => {
  const world = new World();
  const ahead = { ...pause(world, '', [2 * 3600, true]), at: world.now + HOUR };
  world.database.set(ahead.key, ahead);
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  world.database.clear();
  world.local.set(`lojal:${ahead.key}`, JSON.stringify(pause(world, '', [60, true])));
  tab.fire('pagehide');
  assert.equal(world.calls.length, 0);
});

test('a Retry-After stays one although another tab meets a plain failure while it lasts', async () => {
  const world = new World();
  const tabs = [world.tab(), world.tab()];
  await world.pass(10);
  world.latency = 200;
  for (const [t, tab] of tabs.entries()) void tab.outbox.save(outboundAnswer(`a${t}`));
  await world.pass(50);
  const [one] = world.calls;
  assert.equal(world.calls.length, 2, 'both are on their way');
  world.answer = (call) => (call === one ? { status: 503, headers: { 'Retry-After': '600' } } : 500);
  await world.pass(5 * SECOND);
  for (const [t, tab] of tabs.entries()) {
    tab.fire('online');
    await Promise.all([tab.outbox.save(outboundAnswer(`b${t}`)), world.pass(4 * MINUTE)]);
  }
  assert.equal(world.calls.length, 2);
});

test("another tab's success ends our patience: what has been tried before goes when this page looks again", async () => {
  const world = new World();
  world.answer = () => 500;
  const one = world.tab({ signedIn: (it) => it === 'c' });
  const two = world.tab();
  for (const tab of [one, two]) Object.assign(tab.env, { random: () => 0.999 });
  await Promise.all([one.outbox.save(outboundAnswer('a', 1, { customer: 'c' })), world.pass(4 * MINUTE)]);
  await Promise.all([two.outbox.save(outboundAnswer('b')), world.pass(SECOND)]);
  world.answer = () => 201;
  two.fire('online');
  await world.pass(SECOND);
  assert.deepEqual([...world.rows.keys()], ['b']);
  one.fire('pageshow');
  await world.pass(SECOND);
  assert.ok(world.rows.has('a'));
});

test('loading a page is no reason to try again: the patience of an earlier page goes on', async () => {
  const world = new World();
  world.answer = () => 'cut-before';
  const one = world.tab();
  Object.assign(one.env, { random: () => 0.999 });
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(3 * MINUTE)]);
  one.kill();
  const calls = world.calls.length;
  for (let i = 0; i < 3; i++) {
    world.tab();
    await world.pass(10 * SECOND);
  }
  assert.equal(world.calls.length, calls);
});

test('a pause without length: what was kept back goes at once, not after a minute', async () => {
  const world = new World();
  world.answer = () => (world.calls.length < 2 ? 500 : 201);
  const tab = world.tab();
  Object.assign(tab.env, { random: () => 0 });
  for (const id of ['a', 'b']) void tab.outbox.save(outboundAnswer(id));
  await world.pass(SECOND);
  assert.deepEqual([...world.rows.keys()].sort(), ['a', 'b']);
});

test('of many tabs that wait for the same moment one asks first: each comes a little later, by chance', async () => {
  for (const [seconds, chance, from] of [
    [600, 0, 600_000],
    [600, 0.999, 601_998],
    [2, 0, 2000],
    [2, 0.999, 2099],
  ] as const) {
    const world = new World();
    world.answer = () => ({ status: 503, headers: { 'Retry-After': String(seconds) } });
    const tab = world.tab();
    Object.assign(tab.env, { random: () => chance });
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(700 * SECOND)]);
    const [one, two] = world.calls;
    const after = (two?.at ?? 0) - (one?.at ?? 0) - world.latency;
    assert.ok(after >= from - 2 && after < from + 20, `${seconds} s, chance ${chance}: after ${after} ms`);
  }
});

test('an answer whose older revision another tab has edited meanwhile is no news here', async () => {
  const world = new World();
  world.latency = 2 * SECOND;
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  void one.outbox.save(outboundAnswer('a'));
  await world.pass(SECOND);
  assert.equal(world.calls[0]?.tab, 0);
  await Promise.all([two.outbox.save(outboundAnswer('a', 2)), world.pass(20 * SECOND)]);
  assert.equal(world.rows.get('a')?.revision, 2);
  assert.deepEqual(new Set([...one.words, ...two.words]), new Set(['a@2 sent']));
});

test('a try that failed, of an answer that is gone or that somebody else has sent meanwhile: the truth is told', async () => {
  for (const [sent, outcome] of [
    [false, 'failed'],
    [true, 'sent'],
  ] as const) {
    const world = new World();
    world.answer = () => 500;
    const one = world.tab();
    await Promise.all([one.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
    one.kill();
    const two = world.tab();
    world.latency = 2 * SECOND;
    await world.pass(30 * MINUTE);
    const old = world.database.get('answer:a') as AnswerRecord;
    assert.equal(old.attempts, 1, 'it is on its way');
    world.local.clear();
    world.database.clear();
    if (sent) world.database.set(old.key, { ...old, kind: 'tombstone', state: 'sent', edit: old.edit + 5, nextAt: 0 });
    await world.pass(5 * SECOND);
    assert.deepEqual(two.words, [`a@1 ${outcome}`]);
    const { kept, reason, status } = two.news[0] ?? assert.fail();
    if (!sent) assert.deepEqual([kept, reason, status], ['refused', 'retry', 500]);
  }
});
