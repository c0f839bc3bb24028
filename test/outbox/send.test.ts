/** One try: what the request is, when it leaves by keepalive, and what is taken from the response. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPageState } from '../../src/outbox/page-state.ts';
import { type AnswerRecord, serverKey } from '../../src/outbox/record.ts';
import { createRepository } from '../../src/outbox/repository.ts';
import { createSender } from '../../src/outbox/send.ts';
import { outboundAnswer, World } from './world.ts';

const SECOND = 1000;
const KIB = 1024;
/** An answer whose body has this many bytes. */
const sized = (id: string, bytes: number) =>
  outboundAnswer(id, 1, { text: 'x'.repeat(bytes - outboundAnswer(id, 1, { text: '' }).body.length) });

test('every option of the request: no cookie, no cache, no redirect, and of the address only the origin', async () => {
  const world = new World();
  const tab = world.tab({ signedIn: () => true, token: async () => 'secret' });
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c' })), world.pass(SECOND)]);
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
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(9 * SECOND)]);
  const { signal } = world.calls[0]?.init ?? assert.fail();
  assert.equal(signal?.aborted, false);
  await world.pass(2 * SECOND);
  assert.equal(signal?.aborted, true);
  assert.deepEqual(
    tab.news.map((it) => [it.outcome, it.reason, it.status]),
    [['queued', 'retry', undefined]],
  );
});

/** A sender whose requests get this response. */
function senderOf(world: World, response: Partial<Response>) {
  const { env } = world.tab();
  const fetch = async () =>
    ({
      type: 'cors',
      ok: (response.status ?? 0) < 300,
      headers: new Headers(),
      text: async () => '',
      ...response,
    }) as unknown as Response;
  const page = createPageState(env);
  const options = { storage: 'local', news: () => {} } as const;
  const repository = createRepository(env, 'local', page);
  const sender = createSender({
    env: { ...env, fetch },
    options,
    page,
    repository,
    isSignedIn: () => true,
  });
  return { page, sender };
}
/** What one try gives, and how long it took. */
async function tryOnce(response: Partial<Response>, more: { confirms?: boolean; learned?: boolean } = {}) {
  const world = new World();
  const { page, sender } = senderOf(world, response);
  const answer = { ...outboundAnswer('a', 2, more), attempts: 0 } as AnswerRecord;
  if (more.learned)
    page.remember({
      v: 1,
      kind: 'server',
      key: serverKey(answer.endpoint),
      revision: 0,
      edit: 1,
      at: world.now,
      nextAt: 0,
    });
  const sent = sender.send(answer);
  await world.pass(20 * SECOND);
  return sent;
}
const json = (value: unknown) => async () => JSON.stringify(value);
const endless = () => new Promise<string>(() => {});
const cut = () => Promise.reject(new TypeError('network error'));
const html = new Headers({ 'Content-Type': 'text/html; charset=utf-8' });
const PAGE = async () => '\ufeff\r\n <!DOCTYPE html><title>Log in</title>';

/** What arrives, and what the try comes to: of a server that need not confirm, and of one that does. */
const RESPONSES: readonly [string, Partial<Response>, 'done' | 'retry', 'done' | 'retry'][] = [
  ['the confirmation', { status: 201, text: json({ id: 'a', revision: 2, stored: true }) }, 'done', 'done'],
  ['with more in it', { status: 202, text: json({ id: 'a', revision: 2, stored: true, held: 1 }) }, 'done', 'done'],
  ['a page of a captive portal', { status: 200, headers: html, text: PAGE }, 'retry', 'retry'],
  ['a page without a type', { status: 200, text: PAGE }, 'retry', 'retry'],
  ['the type of a page, and no body', { status: 200, headers: html }, 'retry', 'retry'],
  ['a page that never ends', { status: 200, headers: html, text: endless }, 'retry', 'retry'],
  ['a cached page of a service worker', { status: 200, type: 'basic', headers: html, text: PAGE }, 'retry', 'retry'],
  ['a redirected response', { status: 200, redirected: true, text: json({}) }, 'retry', 'retry'],
  [
    'a redirected confirmation',
    { status: 200, redirected: true, text: json({ id: 'a', revision: 2, stored: true }) },
    'retry',
    'retry',
  ],
  ['an opaque response', { status: 0, type: 'opaque' }, 'retry', 'retry'],
  ['a network error as a response', { status: 0, type: 'error' }, 'retry', 'retry'],
  [
    'the confirmation of another answer',
    { status: 200, text: json({ id: 'b', revision: 2, stored: true }) },
    'retry',
    'retry',
  ],
  ['of an earlier revision', { status: 200, text: json({ id: 'a', revision: 1, stored: true }) }, 'retry', 'retry'],
  ['that it is not stored', { status: 200, text: json({ id: 'a', revision: 2, stored: false }) }, 'retry', 'retry'],
  ['stored, of nothing', { status: 200, text: json({ stored: true }) }, 'retry', 'retry'],
  ['an empty 200 of a proxy', { status: 200 }, 'done', 'retry'],
  ['a 204', { status: 204 }, 'done', 'retry'],
  ['a 205', { status: 205 }, 'done', 'retry'],
  ['JSON of another endpoint', { status: 200, text: json({ id: 'a', items: [] }) }, 'done', 'retry'],
  ['null', { status: 200, text: json(null) }, 'done', 'retry'],
  ['a list', { status: 200, text: json([{ id: 'a', revision: 2, stored: true }]) }, 'done', 'retry'],
  ['text', { status: 200, text: async () => 'OK' }, 'done', 'retry'],
  ['half of the confirmation', { status: 201, text: async () => '{"id":"a","revision":2,"sto' }, 'done', 'retry'],
  ['a body that is cut off', { status: 201, text: cut }, 'done', 'retry'],
  ['a body that never ends', { status: 201, text: endless }, 'done', 'retry'],
  ['a 304 of a cache', { status: 304 }, 'retry', 'retry'],
  ['409: there is a newer revision', { status: 409, text: json({ title: 'Conflict', status: 409 }) }, 'done', 'done'],
  ['409 with no body', { status: 409 }, 'done', 'retry'],
  ['409 of a proxy', { status: 409, headers: html, text: PAGE }, 'retry', 'retry'],
  ['409 that never ends', { status: 409, text: endless }, 'retry', 'retry'],
  ['409 that is cut off', { status: 409, text: cut }, 'retry', 'retry'],
  ['409 in progress', { status: 409, text: async () => 'Still processing' }, 'retry', 'retry'],
  [
    '409 in progress, as problem details',
    { status: 409, text: json({ status: 409, detail: 'pending' }) },
    'retry',
    'retry',
  ],
  ['409 with Retry-After', { status: 409, headers: new Headers({ 'Retry-After': '1' }) }, 'retry', 'retry'],
];

for (const [what, response, plain, confirming] of RESPONSES)
  test(`a response is the endpoint's own, or is not believed: ${what}`, async () => {
    assert.equal((await tryOnce(response))?.reason, plain, 'a server that need not confirm');
    assert.equal((await tryOnce(response, { confirms: true }))?.reason, confirming, 'a Lojal server');
    assert.equal(
      (await tryOnce(response, { learned: true }))?.reason,
      confirming,
      'a server that has confirmed before',
    );
  });

test('the status of a failure counts at once: its body is not waited for', async () => {
  for (const [status, is] of [
    [500, 'retry'],
    [422, 'never'],
    [401, 'identity'],
  ] as const) {
    const world = new World();
    const { sender } = senderOf(world, { status, text: endless });
    const sent = sender.send({ ...outboundAnswer('a'), attempts: 0 } as AnswerRecord);
    await world.pass(100);
    assert.equal((await sent).reason, is);
  }
});

test('a body is waited for no longer than three seconds', async () => {
  const world = new World();
  const { sender } = senderOf(world, { status: 201, text: endless });
  let sent: unknown;
  void sender.send({ ...outboundAnswer('a'), attempts: 0 } as AnswerRecord).then((it) => {
    sent = it;
  });
  await world.pass(2900);
  assert.equal(sent, undefined);
  await world.pass(200);
  assert.deepEqual(sent, { reason: 'done', status: 201 });
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
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c1' })), world.pass(SECOND)]);
  assert.deepEqual(
    tab.news.map((it) => [it.outcome, it.reason]),
    [['queued', 'identity']],
  );
  await Promise.all([tab.outbox.save(outboundAnswer('b')), world.pass(200)]);
  assert.deepEqual([...world.rows.keys()], ['b']);
});
