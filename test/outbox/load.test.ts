/** What the outbox costs a server, in virtual time: many tabs and answers, and a day without a server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outboundAnswer, World } from './world.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

test('8 tabs, 250 answers each: 2,000 rows, at most 1.2 requests an answer', async () => {
  const world = new World();
  const tabs = Array.from({ length: 8 }, () => world.tab());
  await world.pass(SECOND);
  const kept: string[] = [];
  for (let i = 0; i < 250; i++) {
    // All eight in the same tick. The pace leaves room under the 200 records that a browser keeps.
    tabs.forEach((tab, t) => void tab.outbox.save(outboundAnswer(`${t}-${i}`)).then((it) => kept.push(it)));
    await world.pass(400);
  }
  await world.pass(60 * SECOND);
  const ratio = world.calls.length / 2000;
  console.log(`8 tabs × 250 answers: ${world.rows.size} rows, ${ratio.toFixed(3)} requests an answer`);
  assert.equal(world.rows.size, 2000);
  assert.ok([...world.rows.values()].every((it) => it.times === 1 || it.times === 2));
  assert.ok(kept.length === 2000 && kept.every((it) => it === 'durable'));
  assert.ok(ratio <= 1.2, String(ratio));
});

test('8 tabs that fill the 200 records at once: what is refused is said, what is taken arrives', async () => {
  const world = new World();
  const tabs = Array.from({ length: 8 }, () => world.tab());
  await world.pass(SECOND);
  const kept = new Map<string, string>();
  tabs.forEach((tab, t) => {
    for (let i = 0; i < 40; i++)
      void tab.outbox.save(outboundAnswer(`${t}-${i}`)).then((it) => kept.set(`${t}-${i}`, it));
  });
  await world.pass(300 * SECOND);
  const taken = [...kept].filter(([, it]) => it === 'durable').map(([id]) => id);
  const refused = [...kept].filter(([, it]) => it === 'refused').map(([id]) => id);
  console.log(`320 answers at once: ${taken.length} taken, ${refused.length} refused, ${world.calls.length} requests`);
  assert.deepEqual([taken.length, refused.length], [200, 120]);
  assert.deepEqual([...world.rows.keys()].sort(), taken.sort());
  const told = tabs.flatMap((tab) => tab.words).filter((it) => it.endsWith('failed'));
  assert.deepEqual(told.sort(), refused.map((id) => `${id}@1 failed`).sort());
});

test('a server that is down for 24 hours: at most 60 requests a tab, all delivered after', async () => {
  const world = new World(7);
  world.answer = () => 'cut-before';
  const tabs = Array.from({ length: 4 }, () => world.tab());
  await world.pass(SECOND);
  let answers = 0;
  for (let hour = 0; hour < 24; hour++) {
    // The shop's day: two answers an hour, each in another tab.
    for (let i = 0; i < 2; i++) {
      const tab = tabs[answers % tabs.length];
      void tab?.outbox.save(outboundAnswer(`a${answers++}`));
      await world.pass(HOUR / 2);
    }
  }
  const counts = tabs.map((_, t) => world.calls.filter((it) => it.tab === t).length);
  console.log(`24 hours without a server, 4 tabs, ${answers} answers: ${counts.join(', ')} requests`);
  assert.equal(world.rows.size, 0);
  assert.ok(
    counts.every((it) => it <= 60),
    counts.join(),
  );
  world.answer = () => 201;
  await world.pass(HOUR);
  assert.equal(world.rows.size, answers);
});
