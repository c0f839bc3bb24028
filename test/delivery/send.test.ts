/** One try: what the request is, when it leaves by keepalive, and what is taken from the response. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSender } from '../../src/delivery/send.ts';
import type { Answer } from '../../src/delivery/slip.ts';
import { letter, World } from './world.ts';

const SECOND = 1000;
const KIB = 1024;
/** A letter whose body is so many bytes long. */
const sized = (id: string, bytes: number) =>
  letter(id, 1, { text: 'x'.repeat(bytes - letter(id, 1, { text: '' }).body.length) });

test('every option of the request: no cookie, no cache, no redirect, and of the address only the origin', async () => {
  const world = new World();
  const tab = world.tab({ signedIn: () => true, token: async () => 'secret' });
  await Promise.all([tab.outbox.save(letter('a', 1, { customer: 'c' })), world.pass(SECOND)]);
  const { body, signal, ...options } = world.calls[0]?.init ?? assert.fail();
  assert.deepEqual(options, {
    method: 'POST',
    headers: { 'Content-Type': 'application/cloudevents+json', Authorization: 'Bearer secret' },
    mode: 'cors',
    credentials: 'omit',
    redirect: 'manual',
    referrerPolicy: 'strict-origin',
    cache: 'no-store',
    keepalive: true,
  });
  assert.equal(signal?.aborted, false, 'what has been answered is not cut off');
});

test('a try that hangs is cut off after ten seconds, so that the connection is free', async () => {
  const world = new World();
  world.answer = () => 'hang';
  const tab = world.tab();
  await Promise.all([tab.outbox.save(letter('a')), world.pass(9 * SECOND)]);
  const { signal } = world.calls[0]?.init ?? assert.fail();
  assert.equal(signal?.aborted, false);
  await world.pass(2 * SECOND);
  assert.equal(signal?.aborted, true);
  assert.deepEqual(
    tab.news.map((it) => [it.outcome, it.reason, it.status]),
    [['queued', 'retry', undefined]],
  );
});

test('a response counts when its status is there: a body that drips on for ever is not waited for', async () => {
  const world = new World();
  const { env } = world.tab();
  for (const [status, is] of [
    [201, 'done'],
    [500, 'retry'],
    [422, 'never'],
  ] as const) {
    const fetch = async () =>
      ({ status, type: 'cors', headers: new Headers(), text: () => new Promise(() => {}) }) as unknown as Response;
    const sender = createSender({ ...env, fetch }, undefined, () => false);
    const sent = sender.send({ ...letter('a'), attempts: 0 } as Answer);
    await world.pass(20 * SECOND);
    assert.deepEqual(await sent, { verdict: is, status });
  }
});

test('the keepalive budget is given back: ten long answers one after the other all leave by it', async () => {
  for (const fault of [undefined, 'cut-before', 'hang'] as const) {
    const world = new World();
    const tab = world.tab();
    for (let i = 0; i < 10; i++) {
      world.answer = () => fault ?? 201;
      await Promise.all([tab.outbox.save(sized(`a${i}`, 16 * KIB)), world.pass(15 * SECOND)]);
      world.answer = () => 201;
      await world.pass(3600 * SECOND);
    }
    assert.equal(world.rows.size, 10);
    assert.equal(world.calls.filter((it) => it.init.keepalive).length, 10, fault);
  }
});

test('exactly 48 KiB leave with the page', async () => {
  const world = new World();
  const tab = world.tab();
  const ids = ['a', 'b', 'c', 'd'];
  await Promise.all([...ids.map((id) => tab.outbox.save(sized(id, 16 * KIB), { hold: true })), world.pass(SECOND)]);
  tab.fire('pagehide');
  assert.deepEqual(
    world.calls.map((it) => it.id),
    ['a', 'b', 'c'],
  );
});

test('somebody else signed in while the token came: that holds up only answers of the one who is away', async () => {
  const world = new World();
  let who = 'c1';
  const tab = world.tab({
    signedIn: (it) => it === who,
    token: async () => {
      who = 'c2';
      return 'token of c2';
    },
  });
  await Promise.all([tab.outbox.save(letter('a', 1, { customer: 'c1' })), world.pass(SECOND)]);
  assert.deepEqual(
    tab.news.map((it) => [it.outcome, it.reason]),
    [['queued', 'identity']],
  );
  await Promise.all([tab.outbox.save(letter('b')), world.pass(200)]);
  assert.deepEqual([...world.rows.keys()], ['b']);
});
