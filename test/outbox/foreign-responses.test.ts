/** What the outbox believes across visits: only the endpoint's own word, once the endpoint has shown how it speaks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outboundAnswer, type Say, World } from './world.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const confirmation: Say = { status: 201, body: '' };
/** The endpoint's own confirmation of the answer that is posted. */
const confirm = (world: World) => {
  world.answer = ({ id, body }) => {
    const { data } = JSON.parse(body) as { data: { revision: number } };
    return { ...confirmation, body: JSON.stringify({ id, revision: data.revision, stored: true }) };
  };
};
/** Somebody else answers in the endpoint's place. */
const elsewhere = (world: World, say: Partial<Exclude<Say, string | number>>) => {
  world.answer = () => ({ status: 200, type: 'basic', ...say });
};
async function visit(world: World, id: string, more = {}) {
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer(id, 1, more)), world.pass(SECOND)]);
  tab.kill();
  return tab.words;
}

test('a page in place of the endpoint: the answer is kept, and arrives when the endpoint is back', async () => {
  const world = new World();
  elsewhere(world, { headers: { 'Content-Type': 'text/html' }, body: '<!doctype html>' });
  assert.deepEqual(await visit(world, 'a'), ['a@1 queued']);
  assert.equal(world.rows.size, 0);
  world.answer = () => 201;
  world.tab();
  await world.pass(HOUR);
  assert.deepEqual([...world.rows.keys()], ['a']);
});

test('an endpoint that has confirmed an answer must confirm each: on later visits, for 30 days', async () => {
  const world = new World();
  confirm(world);
  assert.deepEqual(await visit(world, 'first'), ['first@1 sent']);
  elsewhere(world, { body: '{"ok":true}' });
  await world.pass(29 * DAY);
  assert.deepEqual(await visit(world, 'a'), ['a@1 queued'], 'JSON of another endpoint');
  assert.equal(world.rows.has('a'), false);
  confirm(world);
  world.tab();
  await world.pass(HOUR);
  assert.equal(world.rows.has('a'), true);
});

test('it is remembered where web storage is full, and where there is no database', async () => {
  for (const broken of ['localFull', 'databaseDown'] as const) {
    const world = new World();
    if (broken === 'localFull') world.localFull = true;
    else world.databaseDown = 'throws';
    confirm(world);
    await visit(world, 'first');
    elsewhere(world, { body: '' });
    const tab = world.tab();
    await world.pass(SECOND);
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
    assert.ok(!tab.words.includes('a@1 sent'), broken);
  }
});

test('a server that no longer confirms is believed again after 31 days without a confirmation', async () => {
  const world = new World();
  confirm(world);
  await visit(world, 'first');
  await world.pass(32 * DAY);
  world.answer = () => 204;
  world.tab();
  await world.pass(SECOND);
  assert.deepEqual(await visit(world, 'a'), ['a@1 sent']);
  assert.equal(world.local.size, 0);
});

test('each confirmation counts anew, and is written at most once a day', async () => {
  const world = new World();
  confirm(world);
  await visit(world, 'a');
  const writes = () => world.log.filter((it) => it.includes('put lojal:server:')).length;
  const once = writes();
  for (const id of ['b', 'c', 'd']) await visit(world, id);
  assert.equal(writes(), once);
  await world.pass(20 * DAY);
  await visit(world, 'e');
  await world.pass(20 * DAY);
  elsewhere(world, { body: '' });
  assert.deepEqual(await visit(world, 'f'), ['f@1 queued'], '20 days after the last one');
});

test('another endpoint has confirmed nothing', async () => {
  const world = new World();
  confirm(world);
  await visit(world, 'first');
  world.answer = () => 204;
  assert.deepEqual(await visit(world, 'a', { endpoint: 'https://other.example/answers' }), ['a@1 sent']);
});

test('problem details of a 409 make no Lojal server', async () => {
  const world = new World();
  world.answer = () => ({ status: 409, body: '{"status":409,"title":"Conflict"}' });
  await visit(world, 'first');
  world.answer = () => 204;
  assert.deepEqual(await visit(world, 'a'), ['a@1 sent']);
});

test('an answer to a server that is known to confirm is kept until it is confirmed, whatever a later page knows', async () => {
  const world = new World();
  elsewhere(world, { body: '{}' });
  assert.deepEqual(await visit(world, 'a', { confirms: true }), ['a@1 queued']);
  const later = world.tab();
  await world.pass(HOUR);
  assert.equal(world.rows.size, 0);
  confirm(world);
  await world.pass(HOUR);
  assert.equal(world.rows.size, 1);
  later.kill();
});

test('forget: also who confirms is forgotten', async () => {
  const world = new World();
  confirm(world);
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  assert.ok(world.local.has(`lojal:server:${outboundAnswer('a').endpoint}`));
  await Promise.all([tab.outbox.forget(), world.pass(SECOND)]);
  assert.deepEqual([world.local.size, world.database.size], [0, 0]);
});
