/** Before a draft leaves that the customer has not sent, the page is asked, whichever way the draft leaves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutboundAnswer } from '../../src/outbox/outbound-answer.ts';
import { outboundAnswer, World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const held = (id: string, text?: string): OutboundAnswer => outboundAnswer(id, 1, text ? { text } : {});

/** A tab whose page lets drafts leave or not, and which drafts it was asked about. */
function tabThat(world: World, lets: boolean | (() => boolean)) {
  const asked: string[] = [];
  const release = ({ id }: OutboundAnswer): boolean => {
    asked.push(id);
    return typeof lets === 'function' ? lets() : lets;
  };
  return { tab: world.tab({ release }), asked };
}
const posts = (world: World): string[] => world.calls.map(({ id }) => id);

for (const lets of [true, false])
  test(`a draft ${lets ? 'leaves' : 'stays'} with a page that ${lets ? 'lets it' : 'does not let it'}`, async () => {
    const world = new World();
    const { tab, asked } = tabThat(world, lets);
    await Promise.all([tab.outbox.save(held('a'), { hold: true }), world.pass(SECOND)]);
    tab.fire('pagehide');
    tab.kill();
    assert.deepEqual(posts(world), lets ? ['a'] : [], 'in the task of pagehide');
    await world.pass(SECOND);
    assert.deepEqual(asked, ['a']);
    const next = world.tab();
    await world.pass(40 * MINUTE);
    // The first page did not live to hear that the answer arrived.
    assert.deepEqual([...new Set(posts(world))], lets ? ['a'] : []);
    next.kill();
  });

for (const lets of [true, false])
  test(`a draft that is saved in a hidden tab ${lets ? 'leaves at once' : 'is asked about'}: the tab may never be shown again`, async () => {
    const world = new World();
    const { tab, asked } = tabThat(world, lets);
    tab.hidden = true;
    await Promise.all([tab.outbox.save(held('a'), { hold: true }), world.pass(SECOND)]);
    assert.deepEqual([asked, posts(world)], [['a'], lets ? ['a'] : []]);
    await world.pass(40 * MINUTE);
    assert.deepEqual(posts(world), lets ? ['a'] : []);
  });

test('a draft of an earlier page is asked about by the page that would send it, once', async () => {
  const world = new World();
  const first = world.tab();
  await Promise.all([first.outbox.save(held('a'), { hold: true }), world.pass(SECOND)]);
  // The browser is killed.
  first.kill();
  const { asked } = tabThat(world, false);
  await world.pass(20 * MINUTE);
  assert.deepEqual(asked, [], 'not before it is due');
  await world.pass(40 * MINUTE);
  assert.deepEqual([asked, posts(world)], [['a'], []]);
});

test('what the customer has sent is not asked about, and an error of the page lets a draft leave', async () => {
  const world = new World();
  const { tab, asked } = tabThat(world, () => {
    throw new Error('patched');
  });
  await Promise.all([tab.outbox.save(held('a')), world.pass(SECOND)]);
  assert.deepEqual([asked, posts(world)], [[], ['a']]);
  await Promise.all([tab.outbox.save(held('b'), { hold: true }), world.pass(SECOND)]);
  tab.fire('pagehide');
  await world.pass(SECOND);
  assert.deepEqual([asked, posts(world)], [['b'], ['a', 'b']]);
});

test('a draft that the page took back can be changed and sent', async () => {
  const world = new World();
  let lets = false;
  const { tab } = tabThat(world, () => lets);
  await Promise.all([tab.outbox.save(held('a', 'first'), { hold: true }), world.pass(SECOND)]);
  tab.fire('pagehide');
  await world.pass(SECOND);
  lets = true;
  const revision = tab.outbox.revise('a');
  assert.equal(revision, 2);
  await Promise.all([tab.outbox.save(outboundAnswer('a', revision, { text: 'second' })), world.pass(SECOND)]);
  assert.deepEqual(
    world.calls.map(({ body }) => JSON.parse(body).data.text),
    ['second'],
  );
});
