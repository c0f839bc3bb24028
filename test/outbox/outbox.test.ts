import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outboundAnswer, World } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const live = (world: World) => [...world.database.values()].filter((it) => (it as { kind: string }).kind === 'answer');

test('saves before it sends, removes last, then tells', async () => {
  const world = new World();
  const tab = world.tab();
  const kept = tab.outbox.save(outboundAnswer('a'));
  assert.ok(world.local.has('lojal:answer:a'), 'web storage is written before save returns');
  await world.pass(1000);
  assert.equal(await kept, 'durable');
  assert.deepEqual(
    world.log.filter((it) => / (web storage|database (answer|tombstone)|fetch|response)/.test(it)),
    [
      '0 web storage put lojal:answer:a',
      '0 database answer answer:a',
      '0 web storage put lojal:answer:a', // the claim: this try may have left
      '0 database answer answer:a',
      '0 fetch a',
      '0 response',
      '0 web storage put lojal:answer:a', // the tombstone
      '0 database tombstone answer:a',
      '0 web storage remove lojal:answer:a',
    ],
  );
  assert.deepEqual(tab.news, [{ id: 'a', revision: 1, outcome: 'sent', kept: 'durable', reason: 'done', status: 201 }]);
  assert.equal(world.rows.get('a')?.times, 1);
  assert.equal(world.local.size, 0);
  assert.equal((world.database.get('answer:a') as { kind: string }).kind, 'tombstone');
});

test('the request: one frozen body, no cookie, no redirect, keepalive', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { type: 'text/plain' })), world.pass(1000)]);
  const { url, init, body } = world.calls[0] ?? assert.fail();
  assert.equal(url, outboundAnswer('a').endpoint);
  assert.equal(body, outboundAnswer('a').body);
  const { method, credentials, redirect, mode, keepalive, headers } = init;
  assert.deepEqual(
    { method, credentials, redirect, mode, keepalive, headers },
    {
      method: 'POST',
      credentials: 'omit',
      redirect: 'manual',
      mode: 'cors',
      keepalive: true,
      headers: { 'Content-Type': 'text/plain' },
    },
  );
});

for (const [status, tries] of [
  [500, 2],
  [503, 2],
  [408, 2],
  [425, 2],
  [429, 2],
  ['cut-before', 3],
  ['cut-after', 3],
] as const) {
  test(`${status} is retried until it is stored, and the person is told that it is saved`, async () => {
    const world = new World();
    world.answer = () => (world.calls.length < tries ? status : 201);
    const tab = world.tab();
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(200)]);
    assert.deepEqual(tab.words, ['a@1 queued']);
    await world.pass(5 * SECOND);
    assert.deepEqual(tab.words, ['a@1 queued', 'a@1 sent']);
    assert.equal(world.rows.size, 1);
    assert.equal(world.calls.length, tries);
    assert.equal(live(world).length, 0);
  });
}

test('a hang ends after ten seconds, also where fetch knows no signal', async () => {
  const world = new World();
  world.answer = () => (world.calls.length < 2 ? 'hang' : 201);
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(9 * SECOND)]);
  assert.deepEqual(tab.words, []);
  await world.pass(8 * SECOND);
  assert.deepEqual(tab.words, ['a@1 queued', 'a@1 sent']);
});

test('an opaque response proves nothing', async () => {
  const world = new World();
  world.answer = () => ({ status: 200, type: 'opaque' });
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(1000)]);
  assert.deepEqual(tab.words, ['a@1 queued']);
  assert.equal(live(world).length, 1);
});

for (const answer of [404, 405, 410, { status: 0, type: 'opaqueredirect' }] as const) {
  test(`${JSON.stringify(answer)} pauses the endpoint for an hour, with one warning each time, and keeps the answers`, async () => {
    const world = new World();
    world.answer = () => answer;
    const tab = world.tab();
    for (const id of ['a', 'b']) await Promise.all([tab.outbox.save(outboundAnswer(id)), world.pass(1000)]);
    tab.fire('online');
    tab.outbox.retry('a');
    await world.pass(59 * MINUTE);
    assert.equal(world.calls.length, 1);
    assert.deepEqual(tab.words.sort(), ['a@1 queued', 'a@1 queued', 'b@1 queued']);
    await world.pass(5 * HOUR);
    assert.equal(world.calls.length, 6);
    assert.equal(tab.warnings.length, 6, 'one a pause');
    world.answer = () => 201;
    await world.pass(HOUR);
    assert.equal(world.rows.size, 2);
  });
}

test('an answer that is refused for good blocks no other', async () => {
  for (const status of [413, 415, 422]) {
    const world = new World();
    world.answer = ({ id }) => (id === 'a' ? status : 201);
    const tab = world.tab();
    const ids = ['a', ...Array.from({ length: 49 }, (_, i) => `n${i}`)];
    await Promise.all([...ids.map((id) => tab.outbox.save(outboundAnswer(id))), world.pass(10 * SECOND)]);
    assert.equal(world.rows.size, 49);
    assert.deepEqual(
      tab.news.filter((it) => it.outcome === 'failed').map((it) => [it.id, it.status]),
      [['a', status]],
    );
    await world.pass(29 * DAY);
    assert.equal(world.calls.length, 50, 'a parked one is left alone');
    assert.equal(live(world).length, 1);
    await world.pass(2 * DAY);
    world.tab();
    await world.pass(SECOND);
    assert.equal(world.database.size + world.local.size, 0, 'and dropped after 30 days');
  }
});

test('an answer that makes the server fail holds up no other', async () => {
  const world = new World();
  world.answer = ({ id }) => (id === 'a' ? 500 : 201);
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(200)]);
  for (let i = 0; i < 20; i++) await Promise.all([tab.outbox.save(outboundAnswer(`n${i}`)), world.pass(SECOND)]);
  // The last one may have come while `a` was failing once more.
  await world.pass(MINUTE);
  assert.equal(world.rows.size, 20);
});

test('400 is parked after three tries over 24 hours; the person can try it again', async () => {
  const world = new World();
  world.answer = () => 400;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(11 * HOUR)]);
  assert.equal(world.calls.length, 1);
  assert.deepEqual(tab.words, ['a@1 queued']);
  await world.pass(10 * DAY);
  assert.equal(world.calls.length, 3);
  assert.equal(Math.round(((world.calls[2]?.at ?? 0) - (world.calls[0]?.at ?? 0)) / HOUR), 24);
  assert.deepEqual(tab.words, ['a@1 queued', 'a@1 failed']);
  world.answer = () => 201;
  tab.outbox.retry('a');
  await world.pass(SECOND);
  assert.deepEqual(tab.words.at(-1), 'a@1 sent');
});

test('409: they have it, or are still at it', async () => {
  for (const [say, calls] of [
    [409, 1],
    [{ status: 409, body: '{"error":"in progress"}' }, 2],
    [{ status: 409, headers: { 'Retry-After': '2' } }, 2],
  ] as const) {
    const world = new World();
    world.answer = () => (world.calls.length < 2 ? say : 409);
    const tab = world.tab();
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(10 * SECOND)]);
    assert.equal(world.calls.length, calls);
    assert.equal(tab.words.at(-1), 'a@1 sent');
  }
});

test('Retry-After is kept by all tabs, whatever happens in them', async () => {
  const world = new World();
  world.answer = () => ({ status: 429, headers: { 'Retry-After': '600' } });
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  await Promise.all([two.outbox.save(outboundAnswer('b')), world.pass(SECOND)]);
  for (let i = 0; i < 100; i++) {
    one.fire('online');
    two.fire('pageshow');
    await world.pass(SECOND);
  }
  one.outbox.retry('a');
  two.outbox.retry();
  await world.pass(400 * SECOND);
  assert.equal(world.calls.length, 1);
  assert.deepEqual(two.words, ['b@1 queued', 'b@1 queued']);
  world.answer = () => 201;
  await world.pass(200 * SECOND);
  assert.equal(world.rows.size, 2);
  assert.deepEqual([one.words.at(-1), two.words.at(-1)], ['a@1 sent', 'b@1 sent']);
});

test('a server that is down for a day sees at most 60 requests from a tab', async () => {
  for (const saves of [1, 8]) {
    const world = new World(saves);
    world.answer = () => 'cut-before';
    const tab = world.tab();
    for (let i = 0; i < saves; i++) await Promise.all([tab.outbox.save(outboundAnswer(`a${i}`)), world.pass(SECOND)]);
    await world.pass(DAY);
    // A network failure of a first try is asked twice: it may have been the keepalive budget.
    assert.ok(world.calls.length <= 60 + saves, String(world.calls.length));
    assert.ok(world.calls.length >= 45, String(world.calls.length));
    world.answer = () => 201;
    await world.pass(31 * MINUTE);
    assert.equal(world.rows.size, saves);
  }
});

test('online ends our own patience, and the person can', async () => {
  for (const go of ['online', 'retry', 'retry a'] as const) {
    const world = new World();
    world.answer = () => 'cut-before';
    const tab = world.tab();
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(2 * HOUR)]);
    world.answer = () => 201;
    tab.fire('pageshow');
    await world.pass(SECOND);
    assert.equal(world.rows.size, 0);
    if (go === 'online') tab.fire('online');
    else tab.outbox.retry(go === 'retry' ? undefined : 'a');
    await world.pass(SECOND);
    assert.equal(world.rows.size, 1);
  }
});

test('a keepalive budget that another script has filled costs one more request, at once', async () => {
  const world = new World();
  world.answer = ({ init }) => (init.keepalive ? 'cut-before' : 201);
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(500)]);
  assert.deepEqual(tab.words, ['a@1 sent']);
  assert.deepEqual(
    world.calls.map((it) => it.init.keepalive),
    [true, false],
  );
});

test('leaving sends drafts and what is untried, at most 48 KiB by keepalive; the rest on the next visit', async () => {
  const world = new World();
  const tab = world.tab();
  const text = 'x'.repeat(15_000);
  await Promise.all(
    [...'abcd']
      .map((id) => tab.outbox.save(outboundAnswer(id, 1, { text }), { hold: true }))
      .concat(world.pass(SECOND) as never),
  );
  assert.equal(world.calls.length, 0);
  tab.fire('pagehide');
  assert.equal(world.calls.length, 3, 'in the very same task');
  assert.ok(world.calls.every((it) => it.init.keepalive));
  await world.pass(2);
  tab.kill();
  await world.pass(SECOND);
  assert.equal(world.rows.size, 3);
  world.tab();
  await world.pass(31 * MINUTE);
  assert.equal(world.rows.size, 4);
});

test('a click and the page is gone: what was written to web storage in the same task is sent with the page', async () => {
  const world = new World();
  const tab = world.tab();
  void tab.outbox.save(outboundAnswer('a'));
  tab.fire('pagehide');
  tab.kill();
  await world.pass(SECOND);
  assert.equal(world.rows.size, 1);
  assert.ok(world.local.has('lojal:answer:a'));
});

test('a draft is held from every tab, and replaced under its revision until it may have left', async () => {
  const world = new World();
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  const write = async (text: string) => {
    const revision = one.outbox.revise('a');
    await Promise.all([
      one.outbox.save(outboundAnswer('a', revision, { text }), { hold: true }),
      world.pass(25 * MINUTE),
    ]);
    two.fire('pageshow');
    await world.pass(SECOND);
    return revision;
  };
  assert.deepEqual([await write('1'), await write('2'), await write('3')], [1, 1, 1]);
  assert.equal(world.calls.length, 0);
  one.hidden = true;
  one.fire('visibilitychange');
  assert.equal(one.outbox.revise('a'), 2, 'at once, not when the answer is in');
  await world.pass(SECOND);
  assert.equal(JSON.parse(world.rows.get('a')?.body ?? '').data.text, '3');
  one.hidden = false;
  one.fire('visibilitychange');
  assert.equal(await write('4'), 2);
  await Promise.all([one.outbox.save(outboundAnswer('a', 2, { text: '5' })), world.pass(SECOND)]);
  assert.equal(world.rows.get('a')?.revision, 2);
  assert.equal(JSON.parse(world.rows.get('a')?.body ?? '').data.text, '5');
  assert.deepEqual(one.words, ['a@1 sent', 'a@2 sent']);
});

test('a draft of a page that crashed is sent on a later visit', async () => {
  const world = new World();
  const one = world.tab();
  await Promise.all([one.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  one.kill();
  world.tab();
  await world.pass(29 * MINUTE);
  assert.equal(world.rows.size, 0);
  await world.pass(2 * MINUTE);
  assert.equal(world.rows.size, 1);
});

test('an edit while the first revision is on its way: the newer one stands, the older one is no news', async () => {
  const world = new World();
  world.latency = 2 * SECOND;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  assert.equal(tab.outbox.revise('a'), 2);
  await Promise.all([tab.outbox.save(outboundAnswer('a', 2)), world.pass(10 * SECOND)]);
  assert.deepEqual(tab.words, ['a@2 sent']);
  assert.equal(world.rows.get('a')?.revision, 2);
});

test('other bytes under a revision that has left are refused, and revise says the next', async () => {
  const world = new World();
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  await Promise.all([one.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  one.kill();
  await world.pass(HOUR);
  two.fire('pageshow');
  await world.pass(SECOND);
  assert.equal(world.rows.size, 1);
  // As a frozen tab that comes back would: it knows nothing yet.
  const three = world.tab();
  const saved = three.outbox.save(outboundAnswer('a', 1, { text: 'other' }));
  await world.pass(SECOND);
  assert.equal(await saved, 'refused');
  assert.equal(three.outbox.revise('a'), 2);
  assert.equal(world.calls.length, 1);
});

test('a double click is one answer and one request', async () => {
  const world = new World();
  const tab = world.tab();
  const kept = Promise.all([tab.outbox.save(outboundAnswer('a')), tab.outbox.save(outboundAnswer('a'))]);
  await world.pass(SECOND);
  assert.deepEqual(await kept, ['durable', 'durable']);
  assert.deepEqual(tab.words, ['a@1 sent']);
  const late = tab.outbox.save(outboundAnswer('a'));
  await world.pass(SECOND);
  assert.equal(await late, 'refused', 'its bytes are gone, so that nobody can say that these are the same');
  assert.equal(tab.outbox.revise('a'), 2);
  assert.equal(world.calls.length, 1);
});

test('two tabs: each answer goes once, and both are told', async () => {
  const world = new World();
  const tabs = Array.from({ length: 8 }, () => world.tab());
  const saves = tabs.flatMap((tab, t) =>
    Array.from({ length: 20 }, (_, i) => tab.outbox.save(outboundAnswer(`${t}-${i}`))),
  );
  await world.pass(MINUTE);
  assert.ok((await Promise.all(saves)).every((it) => it === 'durable'));
  assert.equal(world.rows.size, 160);
  assert.ok(world.calls.length <= 160 * 1.2, String(world.calls.length));
  tabs.forEach((tab, t) => {
    assert.equal(tab.words.filter((it) => it.startsWith(`${t}-`) && it.endsWith('sent')).length, 20);
  });
});

test('the sender of another tab crashes: the claim ends by itself', async () => {
  const world = new World();
  world.answer = () => 'hang';
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  one.kill();
  world.answer = () => 201;
  two.fire('pageshow');
  await world.pass(13 * SECOND);
  assert.equal(world.rows.size, 0);
  await world.pass(3 * SECOND);
  assert.equal(world.rows.size, 1);
});

test('a web storage copy that comes back does not raise the dead', async () => {
  const world = new World();
  const one = world.tab();
  const saved = one.outbox.save(outboundAnswer('a'));
  const copy = world.local.get('lojal:answer:a') ?? '';
  await Promise.all([saved, world.pass(SECOND)]);
  world.local.set('lojal:answer:a', copy);
  world.tab();
  await world.pass(MINUTE);
  assert.equal(world.calls.length, 1);
  assert.equal(world.local.size, 0);
  await world.pass(23 * HOUR);
  assert.equal(world.database.size, 1);
  await world.pass(2 * HOUR);
  world.tab();
  await world.pass(SECOND);
  assert.equal(world.database.size, 0, 'the tombstone goes after a day');
});

test('a token is asked for, refreshed at most once a minute, never stored', async () => {
  const world = new World();
  const asked: boolean[] = [];
  let good = 'old';
  world.answer = ({ init }) => ((init.headers as Record<string, string>).Authorization === 'Bearer new' ? 201 : 401);
  const tab = world.tab({
    signedIn: (who) => who === 'c1',
    token: async (_, fresh) => {
      asked.push(fresh);
      return fresh ? good : 'old';
    },
  });
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c1' })), world.pass(50 * SECOND)]);
  assert.equal(asked.filter(Boolean).length, 1);
  assert.equal(world.calls.length, 2);
  assert.deepEqual(tab.words, ['a@1 queued']);
  good = 'new';
  await world.pass(15 * SECOND);
  assert.equal(asked.filter(Boolean).length, 2);
  assert.deepEqual(tab.words, ['a@1 queued', 'a@1 sent']);
  assert.ok(![...world.local.values(), JSON.stringify([...world.database.values()])].join().includes('Bearer'));
});

test('an identity that throws or hangs sends nothing', async () => {
  for (const token of [
    () => Promise.reject(new Error('no')),
    () => new Promise<string>(() => {}),
    () => {
      throw new Error('no');
    },
  ]) {
    const world = new World();
    const tab = world.tab({ signedIn: () => true, token });
    await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c1' })), world.pass(20 * SECOND)]);
    assert.equal(world.calls.length, 0);
    assert.deepEqual(tab.words, ['a@1 queued']);
  }
});

test('never under another name: it waits for its own customer; an anonymous one carries no token', async () => {
  const world = new World();
  let who: string | undefined = 'c1';
  world.answer = () => 500;
  const tab = world.tab({ signedIn: (it) => it === who, token: async () => `token of ${who}` });
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c1' })), world.pass(100)]);
  world.answer = () => 201;
  for (who of ['c2', undefined]) {
    tab.fire('online');
    tab.outbox.leave();
    await world.pass(HOUR);
  }
  assert.equal(world.calls.length, 1);
  await Promise.all([tab.outbox.save(outboundAnswer('b')), world.pass(100)]);
  assert.deepEqual(world.calls[1]?.init.headers, { 'Content-Type': 'application/cloudevents+json' });
  await Promise.all([tab.outbox.save(outboundAnswer('d', 1, { customer: 'c1' }), { hold: true }), world.pass(100)]);
  tab.fire('pagehide');
  await world.pass(100);
  assert.equal(world.calls.length, 2);
  who = 'c1';
  tab.fire('pageshow');
  await world.pass(31 * MINUTE);
  assert.deepEqual([...world.rows.keys()].sort(), ['a', 'b', 'd']);
  assert.match(JSON.stringify(world.calls[2]?.init.headers), /Bearer token of c1/);
});

test('somebody else signs in while the token is on its way: nothing leaves under their name', async () => {
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
  assert.equal(world.calls.length, 0);
  assert.deepEqual(tab.words, ['a@1 queued']);
});

test("one customer's bad token holds up nobody else's answers", async () => {
  const world = new World();
  world.answer = ({ init }) => (JSON.stringify(init.headers).includes('Bearer') ? 401 : 201);
  const tab = world.tab({ signedIn: () => true, token: async () => 'bad' });
  for (const id of 'abcdefghijkl')
    await Promise.all([tab.outbox.save(outboundAnswer(id, 1, { customer: 'c1' })), world.pass(HOUR)]);
  await Promise.all([tab.outbox.save(outboundAnswer('x')), world.pass(100)]);
  assert.deepEqual([...world.rows.keys()], ['x']);
  await Promise.all([tab.outbox.save(outboundAnswer('y')), world.pass(100)]);
  assert.equal(world.rows.size, 2);
});

test('an answer goes to its own endpoint, whatever the page has now', async () => {
  const world = new World();
  world.answer = ({ url }) => (url === outboundAnswer('a').endpoint ? 500 : 201);
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  await Promise.all([tab.outbox.save(outboundAnswer('b', 1, { endpoint: 'https://new.example/' })), world.pass(100)]);
  assert.deepEqual([...world.rows.keys()], ['b']);
  world.answer = () => 201;
  await world.pass(MINUTE);
  assert.ok(world.calls.every((it) => (it.id === 'b') === (it.url === 'https://new.example/')));
  assert.equal(world.rows.size, 2);
});

test('limits: 16 KiB in UTF-8 an answer, 200 records, 1 MiB; the next one is refused and nothing is evicted', async () => {
  const world = new World();
  world.answer = () => 'cut-before';
  const tab = world.tab();
  const big = tab.outbox.save(outboundAnswer('big', 1, { text: 'ü'.repeat(8200) }));
  const first = Array.from({ length: 200 }, (_, i) => tab.outbox.save(outboundAnswer(`a${i}`)));
  const next = tab.outbox.save(outboundAnswer('next'));
  await world.pass(MINUTE);
  assert.ok((await Promise.all(first)).every((it) => it === 'durable'));
  assert.deepEqual([await big, await next], ['refused', 'refused']);
  assert.deepEqual(
    tab.news.filter((it) => it.kept === 'refused').map((it) => [it.id, it.outcome]),
    [
      ['big', 'failed'],
      ['next', 'failed'],
    ],
  );
  const edit = tab.outbox.save(outboundAnswer('a0', tab.outbox.revise('a0')));
  await world.pass(SECOND);
  assert.equal(await edit, 'durable', 'an edit takes no new place');
  assert.equal(live(world).length, 200);

  const heavy = new World();
  heavy.answer = () => 'cut-before';
  const large = heavy.tab();
  const text = 'x'.repeat(16_000);
  const kept = Array.from({ length: 70 }, (_, i) => large.outbox.save(outboundAnswer(`a${i}`, 1, { text })));
  await heavy.pass(SECOND);
  assert.equal((await Promise.all(kept)).filter((it) => it === 'durable').length, 65);
});

test('the ladder: web storage alone, database alone, memory, with the truth each time', async () => {
  for (const [localFull, databaseDown, kept, word] of [
    [false, 'throws', 'durable', 'queued'],
    [false, 'hangs', 'durable', 'queued'],
    [true, false, 'durable', 'queued'],
    [true, 'throws', 'memory', 'failed'],
    [true, 'hangs', 'memory', 'failed'],
  ] as const) {
    const world = new World();
    Object.assign(world, { localFull, databaseDown });
    world.answer = () => (world.calls.length < 3 ? 'cut-before' : 201);
    const tab = world.tab();
    const saved = tab.outbox.save(outboundAnswer('a'));
    await world.pass(databaseDown === 'hangs' ? 6 * SECOND : 150);
    assert.equal(await saved, kept);
    assert.deepEqual(tab.news.map((it) => [it.outcome, it.kept])[0], [word, kept]);
    await world.pass(2 * MINUTE);
    assert.deepEqual(tab.words.at(-1), 'a@1 sent', 'it goes on being tried');
    assert.equal(world.rows.size, 1);
    tab.fire('pageshow');
    await world.pass(MINUTE);
    assert.equal(world.calls.length, 3, 'and is not sent again');
  }
});

test('session and none write no localStorage and no database, and do not say "saved"', async () => {
  for (const storage of ['session', 'none'] as const) {
    const world = new World();
    world.answer = () => 503;
    const tab = world.tab({ storage });
    const saved = tab.outbox.save(outboundAnswer('a'));
    await world.pass(SECOND);
    assert.equal(await saved, 'memory');
    assert.equal(tab.words[0], 'a@1 failed');
    assert.equal(world.local.size + world.database.size, 0);
    assert.equal(tab.session.size > 0, storage === 'session');
  }
});

test('creating an outbox writes nothing', async () => {
  const world = new World();
  world.tab();
  await world.pass(HOUR);
  assert.equal(world.local.size + world.database.size, 0);
});

test('forget: everything of ours goes, at once, and nothing comes back', async () => {
  const world = new World();
  world.answer = () => 500;
  world.local.set('theirs', '1');
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  world.local.set('lojal:history', '1');
  const rest = tab.outbox.forget();
  await world.pass(HOUR);
  await rest;
  assert.deepEqual([...world.local.keys()], ['theirs']);
  assert.equal(world.database.size, 0);
  const calls = world.calls.length;
  assert.equal(await tab.outbox.save(outboundAnswer('b')), 'refused');
  tab.fire('online');
  await world.pass(DAY);
  assert.equal(world.calls.length, calls);

  const flying = new World();
  const gone = flying.tab();
  void gone.outbox.save(outboundAnswer('a'));
  await flying.pass(6);
  void gone.outbox.forget();
  await flying.pass(DAY);
  assert.equal(flying.database.size + flying.local.size, 0, 'also not from a write that was under way');
});

test('discard takes a draft back; close stops and keeps', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  await Promise.all([tab.outbox.discard('a'), world.pass(SECOND)]);
  await Promise.all([tab.outbox.save(outboundAnswer('b'), { hold: true }), world.pass(SECOND)]);
  tab.outbox.close();
  tab.fire('pagehide');
  await world.pass(DAY);
  assert.equal(world.calls.length, 0);
  assert.equal(live(world).length, 1);
  world.tab();
  await world.pass(SECOND);
  assert.deepEqual([...world.rows.keys()], ['b']);
});

test('a clock that jumps a day either way costs no answer and no storm', async () => {
  for (const jump of [-DAY, DAY]) {
    const world = new World();
    world.answer = () => 'cut-before';
    const tab = world.tab();
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(HOUR)]);
    const before = world.calls.length;
    const { now } = tab.env;
    Object.assign(tab.env, { now: () => now() + jump });
    await world.pass(HOUR);
    assert.ok(world.calls.length - before <= 12, String(world.calls.length - before));
    world.answer = () => 201;
    await world.pass(HOUR);
    assert.equal(world.rows.size, 1);
  }
});

test('a listener that throws harms nobody', async () => {
  const world = new World();
  const tab = world.tab({
    news: () => {
      throw new Error('shop');
    },
  });
  await Promise.all([tab.outbox.save(outboundAnswer('a')), tab.outbox.save(outboundAnswer('b')), world.pass(SECOND)]);
  assert.equal(world.rows.size, 2);
});

test('one failure in a run keeps the others of that endpoint back, so that an outage of a second costs one request', async () => {
  const world = new World();
  world.answer = () => 500;
  const tab = world.tab();
  Object.assign(tab.env, { random: () => 0.999 });
  await Promise.all([
    ...Array.from({ length: 20 }, (_, i) => tab.outbox.save(outboundAnswer(`a${i}`))),
    world.pass(900),
  ]);
  assert.equal(world.calls.length, 1);
  assert.equal(tab.news.filter((it) => it.outcome === 'queued').length, 20, 'and all are told');
});

test('after an outage the least tried goes first: one that the server cannot take is no dam', async () => {
  const world = new World();
  world.answer = () => 500;
  const tab = world.tab();
  for (const id of ['a', 'b']) await Promise.all([tab.outbox.save(outboundAnswer(id)), world.pass(MINUTE)]);
  assert.ok(world.calls.some((it) => it.id === 'b'));
  world.answer = ({ id }) => (id === 'a' ? 500 : 201);
  await world.pass(31 * MINUTE);
  assert.ok(world.rows.has('b'));
});

test('an outage that is over is forgotten', async () => {
  const world = new World();
  world.answer = () => (world.calls.length < 4 ? 500 : 201);
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(MINUTE)]);
  assert.deepEqual([...world.database.keys()], ['answer:a']);
  assert.equal(world.local.size, 0);
});

test('the page whose answer another tab has taken over is told soon', async () => {
  const world = new World();
  world.latency = 3 * SECOND;
  const [one] = [world.tab(), world.tab()];
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(5 * SECOND)]);
  assert.deepEqual(
    world.calls.map((it) => it.tab),
    [1],
    'the second tab, that was just looking, took it',
  );
  assert.deepEqual(one.words, ['a@1 sent']);
});

test('two answers within a minute of a 401 ask for one fresh token', async () => {
  const world = new World();
  let fresh = 0;
  world.answer = () => 401;
  const tab = world.tab({ signedIn: () => true, token: async (_, again) => String(again && ++fresh) });
  for (const id of ['a', 'b'])
    await Promise.all([tab.outbox.save(outboundAnswer(id, 1, { customer: 'c' })), world.pass(5 * SECOND)]);
  assert.ok(world.calls.some((it) => it.id === 'b'));
  assert.equal(fresh, 1);
});

test('a newer revision that only memory could take wins over the older one in the database', async () => {
  const world = new World();
  world.localFull = true;
  world.answer = () => 500;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(MINUTE)]);
  world.databaseDown = 'throws';
  await Promise.all([tab.outbox.save(outboundAnswer('a', 2)), world.pass(SECOND)]);
  assert.equal(tab.news.at(-1)?.kept, 'memory');
  world.databaseDown = false;
  world.answer = () => 201;
  await world.pass(HOUR);
  assert.deepEqual([world.rows.get('a')?.revision, world.rows.get('a')?.times], [2, 1]);
});

test('what a newer Lojal keeps under our keys stays as it is', async () => {
  const world = new World();
  const theirs = [`pause:${outboundAnswer('a').endpoint}`, 'answer:a'];
  for (const key of theirs) {
    world.database.set(key, { v: 2, key });
    world.local.set(`lojal:${key}`, `{"v":2,"key":"${key}"}`);
  }
  world.answer = () => (world.calls.length < 4 ? 500 : 201);
  const tab = world.tab();
  const saved = tab.outbox.save(outboundAnswer('a'));
  await world.pass(HOUR);
  assert.equal(await saved, 'memory');
  for (const key of theirs) {
    assert.deepEqual(world.database.get(key), { v: 2, key });
    assert.equal(world.local.get(`lojal:${key}`), `{"v":2,"key":"${key}"}`);
  }
  assert.equal(world.rows.size, 1);
  assert.ok(world.calls.length < 10);
});

test('a shop whose functions throw gets no error from us, and its answers later', async () => {
  const world = new World();
  let broken = true;
  const tab = world.tab({
    signedIn: () => {
      if (broken) throw new Error('shop');
      return true;
    },
  });
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { customer: 'c' })), world.pass(SECOND)]);
  tab.fire('pagehide');
  assert.equal(world.calls.length, 0);
  broken = false;
  tab.fire('pageshow');
  await world.pass(SECOND);
  assert.equal(world.rows.size, 1);
});

test('a pause that another tab set after an older one of ours counts, and its success frees us', async () => {
  const world = new World();
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  world.answer = () => 500;
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(5 * MINUTE)]);
  world.answer = () => 201;
  two.fire('online');
  await world.pass(SECOND);
  assert.equal(world.rows.size, 1);
  world.answer = () => ({ status: 503, headers: { 'Retry-After': '3600' } });
  await Promise.all([two.outbox.save(outboundAnswer('b')), world.pass(SECOND)]);
  const calls = world.calls.length;
  await Promise.all([one.outbox.save(outboundAnswer('c')), world.pass(50 * MINUTE)]);
  assert.equal(world.calls.length, calls);
});

// What the simulator found.

test('an answer that waits half a day after a 400 is not looked at each second', async () => {
  const world = new World();
  world.answer = () => 400;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  tab.outbox.retry();
  await world.pass(SECOND);
  const before = world.log.length;
  await world.pass(HOUR);
  assert.ok(world.log.length - before < 10, String(world.log.length - before));
});

test('what was taken back and written anew is not told to be sent', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  await Promise.all([tab.outbox.discard('a'), world.pass(SECOND)]);
  assert.equal(tab.outbox.revise('a'), 2);
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  tab.outbox.retry('a');
  await world.pass(SECOND);
  assert.deepEqual([tab.words, world.rows.size], [['a@1 failed'], 0]);
});

test('of an answer that was taken back while it was on its way nothing more is said, unless it has arrived', async () => {
  for (const [status, words] of [
    [500, []],
    [201, ['a@1 sent']],
  ] as const) {
    const world = new World();
    world.latency = 2 * SECOND;
    world.answer = () => status;
    const tab = world.tab();
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
    await Promise.all([tab.outbox.discard('a'), world.pass(5 * SECOND)]);
    assert.deepEqual(tab.words, words);
  }
});

test('an answer that the browser has deleted meanwhile is not told to be saved', async () => {
  const world = new World();
  world.latency = 2 * SECOND;
  world.answer = () => 500;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  world.database.clear();
  world.local.clear();
  await world.pass(5 * SECOND);
  assert.deepEqual(
    tab.news.map((it) => [it.outcome, it.kept]),
    [['failed', 'refused']],
  );
});

for (const status of [201, 500]) {
  test(`a Retry-After outlives a ${status} that another tab gets a moment later`, async () => {
    const world = new World();
    const tabs = [world.tab(), world.tab()];
    for (const tab of tabs) Object.assign(tab.env, { random: () => 0.999 });
    await world.pass(10);
    // Both tabs know of a pause that is only our own patience.
    world.answer = () => 500;
    await Promise.all([tabs[0]?.outbox.save(outboundAnswer('first')), world.pass(100)]);
    const before = world.calls.length;
    world.latency = 200;
    for (const [t, tab] of tabs.entries()) void tab.outbox.save(outboundAnswer(`a${t}`));
    await world.pass(50);
    const [one] = world.calls.slice(before);
    assert.equal(world.calls.length, before + 2, 'both are on their way');
    world.answer = (call) => (call === one ? { status: 503, headers: { 'Retry-After': '600' } } : status);
    await world.pass(595 * SECOND);
    assert.equal(world.calls.length, before + 2);
    world.answer = () => 201;
    await world.pass(MINUTE);
    assert.equal(world.rows.size, 3);
  });
}

test('a page that leaves heeds the Retry-After of another tab', async () => {
  const world = new World();
  world.answer = () => ({ status: 429, headers: { 'Retry-After': '600' } });
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  const calls = world.calls.length;
  void two.outbox.save(outboundAnswer('b'));
  two.fire('pagehide');
  await world.pass(SECOND);
  assert.equal(world.calls.length, calls);
});

test('two edits in quick succession after a revision was sent: the last one stays', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  void tab.outbox.save(outboundAnswer('a', 2, { text: 'one' }), { hold: true });
  // The first one is decided in the database, and its page has not heard of it yet.
  await world.pass(1);
  void tab.outbox.save(outboundAnswer('a', 2, { text: 'two' }), { hold: true });
  for (let i = 0; i < 10; i++) {
    assert.match(world.local.get('lojal:answer:a') ?? '', /two/);
    await world.pass(1);
  }
});

test('a pause that says it never ends is over after a day', async () => {
  const world = new World();
  const key = `pause:${outboundAnswer('a').endpoint}`;
  const at = world.now - 1000;
  world.database.set(key, {
    v: 1,
    kind: 'pause',
    key,
    revision: 0,
    edit: 9,
    at,
    nextAt: 8e15,
    tries: 3,
    byServer: true,
  });
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(25 * HOUR)]);
  assert.equal(world.rows.size, 1);
});

test('"try again" takes no draft out of the hands, and no answer from the tab that is sending it', async () => {
  const world = new World();
  const [one, two] = [world.tab(), world.tab()];
  await Promise.all([one.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  one.outbox.retry('a');
  await world.pass(SECOND);
  assert.equal(world.calls.length, 0);
  world.latency = 4 * SECOND;
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  assert.equal(world.calls.length, 1);
  for (const tab of [one, two]) tab.outbox.retry('a');
  await world.pass(SECOND);
  assert.equal(world.calls.length, 1);
});

test('a draft that is there no more has perhaps left: what comes later is another revision', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  world.database.clear();
  world.local.clear();
  const late = tab.outbox.save(outboundAnswer('a', 1, { text: 'two' }));
  await world.pass(SECOND);
  assert.equal(await late, 'refused');
  assert.equal(tab.outbox.revise('a'), 2);
});

test('what this page has counted in its memory alone does not outlive the tombstone', async () => {
  const world = new World();
  world.answer = () => 500;
  const [one, two] = [world.tab(), world.tab()];
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  one.kill();
  world.localFull = true;
  world.databaseDown = 'throws';
  for (let i = 0; i < 5; i++) {
    two.fire('online');
    await world.pass(20 * SECOND);
  }
  world.localFull = world.databaseDown = false;
  world.answer = () => 201;
  const calls = world.calls.length;
  const three = world.tab();
  await world.pass(SECOND);
  two.fire('online');
  three.fire('online');
  await world.pass(HOUR);
  assert.equal(world.rows.get('a')?.times, 1, String(world.calls.length - calls));
});

test('a server that is down for a day and says "in a second" each time sees no more than one that says nothing', async () => {
  const world = new World();
  world.answer = () => ({ status: 503, headers: { 'Retry-After': '1' } });
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(DAY)]);
  assert.ok(world.calls.length > 40 && world.calls.length <= 60, String(world.calls.length));
  world.answer = () => 201;
  await world.pass(HOUR);
  assert.equal(world.rows.size, 1);
});

test('a pause outlives a database that does not answer for a while', async () => {
  const world = new World();
  world.localFull = true;
  world.answer = () => ({ status: 429, headers: { 'Retry-After': '600' } });
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  world.databaseDown = 'throws';
  for (const type of ['online', 'pageshow', 'online']) {
    tab.fire(type);
    await Promise.all([tab.outbox.save(outboundAnswer(`b${type}`)), world.pass(30 * SECOND)]);
  }
  assert.equal(world.calls.length, 1);
  world.databaseDown = false;
  world.answer = () => 201;
  await world.pass(HOUR);
  assert.ok(world.rows.has('a'));
});

test('what is written under the id of an answer that is being taken back is not taken back with it', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a', 1, { text: '1' }), { hold: true }), world.pass(300)]);
  const gone = tab.outbox.discard('a');
  const kept = tab.outbox.save(outboundAnswer('a', tab.outbox.revise('a'), { text: '2' }));
  await Promise.all([gone, world.pass(2)]);
  // The database has no copy of the first any more, whatever becomes of the web storage.
  assert.ok(!JSON.stringify([...world.database.values()]).includes('\\"text\\":\\"1\\"'));
  await Promise.all([kept, world.pass(HOUR)]);
  assert.equal(JSON.parse(world.rows.get('a')?.body ?? '{}').data.text, '2');
});

for (const [whose, killed] of [
  ['its own answer', false],
  ["another page's answer", true],
] as const)
  test(`a page does not send ${whose} again that it has heard to be stored, though the record was gone and comes back`, async () => {
    const world = new World();
    const [one, two] = [world.tab(), world.tab()];
    world.answer = () => 500;
    await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
    (killed ? one : two).kill();
    world.answer = () => 201;
    const calls = world.calls.length;
    const copies = [new Map(world.local), new Map(world.database)] as const;
    (killed ? two : one).fire('online');
    // On its way now; what would be buried is nowhere.
    await world.pass(world.latency - 5);
    world.local.clear();
    world.database.clear();
    await world.pass(MINUTE);
    assert.equal(world.calls.length, calls + 1);
    for (const [key, value] of copies[0]) world.local.set(key, value);
    for (const [key, value] of copies[1]) world.database.set(key, value);
    (killed ? two : one).fire('online');
    await world.pass(HOUR);
    assert.equal(world.calls.length, calls + 1);
    assert.equal(live(world).length, 0);
    assert.equal([...world.local.keys()].filter((key) => key.startsWith('lojal:answer:')).length, 0);
  });

test('a page that leaves twice sends once what storage does not know', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  world.local.clear();
  world.database.clear();
  for (let i = 0; i < 2; i++) {
    tab.fire('pagehide');
    await world.pass(SECOND);
  }
  assert.equal(world.calls.length, 1);
  assert.deepEqual(tab.words, ['a@1 sent']);
});

test('what the endpoint has asked of a page holds there, whatever another one has met since', async () => {
  const world = new World();
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  world.localFull = true;
  world.databaseDown = 'throws';
  world.answer = () => ({ status: 429, headers: { 'Retry-After': '600' } });
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  world.localFull = world.databaseDown = false;
  world.answer = () => 500;
  await Promise.all([two.outbox.save(outboundAnswer('b')), world.pass(SECOND)]);
  one.fire('online');
  await Promise.all([one.outbox.save(outboundAnswer('c')), world.pass(9 * MINUTE)]);
  assert.equal(world.calls.filter((it) => it.tab === 0).length, 1);
});

test('an older pause, in keys that cannot be written any more, hides none that this page was asked for', async () => {
  const world = new World();
  const tab = world.tab();
  world.answer = () => ({ status: 429, headers: { 'Retry-After': '60' } });
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  world.localFull = true;
  world.answer = () => ({ status: 429, headers: { 'Retry-After': '600' } });
  await world.pass(65 * SECOND);
  assert.equal(world.calls.length, 2);
  world.databaseDown = 'throws';
  tab.fire('online');
  await Promise.all([tab.outbox.save(outboundAnswer('b')), world.pass(5 * MINUTE)]);
  assert.equal(world.calls.length, 2);
});

test('a pause from a clock that was ahead, in keys that cannot be written any more, brings no storm', async () => {
  const world = new World();
  world.answer = () => 'cut-before';
  const tab = world.tab();
  const { now } = tab.env;
  Object.assign(tab.env, { now: () => now() + 12 * HOUR });
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  Object.assign(tab.env, { now });
  world.localFull = true;
  await world.pass(HOUR);
  const before = world.calls.length;
  await world.pass(HOUR);
  assert.ok(before < 30 && world.calls.length - before <= 12, `${before}, then ${world.calls.length - before}`);
});

/** From now on the transactions of this tab begin so many ms late; with `fails` they do not commit. */
async function slow(world: World, tab: ReturnType<World['tab']>, fails = false, late = 2 * SECOND) {
  const { openDatabase } = tab.env;
  Object.assign(tab.env, {
    async openDatabase() {
      const database = await openDatabase();
      const change: typeof database.change = async (key, edit) => {
        await new Promise<void>((resolve) => world.after(late, resolve));
        if (!fails) return database.change(key, edit);
        edit(world.database.get(key));
        throw new Error('AbortError');
      };
      return { ...database, change };
    },
  });
  world.databaseDown = false;
}

for (const fails of [false, true])
  test(`a slow database ${fails ? 'that fails ' : ''}does not shorten another tab's Retry-After`, async () => {
    const world = new World();
    world.databaseDown = 'throws';
    const [one, two] = [world.tab(), world.tab()];
    await world.pass(10);
    Object.assign(two.env, { openDatabase: () => Promise.reject(new Error('SecurityError')) });
    await slow(world, one, fails);
    world.answer = ({ tab }) => ({ status: 429, headers: { 'Retry-After': tab ? '600' : '60' } });
    world.latency = 2 * SECOND;
    void two.outbox.save(outboundAnswer('b'));
    await world.pass(100);
    world.latency = 20;
    void one.outbox.save(outboundAnswer('a'));
    await world.pass(30 * SECOND);
    assert.equal(world.calls.length, 2);
    world.tab();
    await world.pass(5 * MINUTE);
    assert.equal(world.calls.length, 2);
  });

test('what has left is not sent with the page once more, when a slow database hears of it only then', async () => {
  const world = new World();
  world.databaseDown = 'throws';
  const tab = world.tab();
  await world.pass(10);
  await slow(world, tab);
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(2 * SECOND + 50)]);
  assert.deepEqual(tab.words, ['a@1 sent']);
  tab.fire('pagehide');
  assert.equal(tab.outbox.revise('a'), 2);
  await world.pass(MINUTE);
  assert.equal(world.calls.length, 1);
});

test('two edits at once of what another tab has begun to send: what comes later is another revision', async () => {
  const world = new World();
  world.localFull = true;
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  const record = world.database.get('answer:a') as { edit: number };
  world.database.set('answer:a', { ...record, edit: record.edit + 1, attempts: 1, nextAt: world.now + 15 * SECOND });
  void tab.outbox.save(outboundAnswer('a', 1, { text: 'two' }), { hold: true });
  const late = tab.outbox.save(outboundAnswer('a', 1, { text: 'three' }), { hold: true });
  await world.pass(SECOND);
  assert.equal(await late, 'refused');
  assert.equal(tab.outbox.revise('a'), 2);
});

test('a refusal that the database hears of after the next one is counted once', async () => {
  const world = new World();
  world.databaseDown = 'throws';
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  await slow(world, one, false, 13 * HOUR);
  world.answer = () => 400;
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(11 * HOUR)]);
  two.fire('pageshow');
  await world.pass(1.5 * HOUR);
  assert.deepEqual(
    world.calls.map((it) => it.tab),
    [0, 1],
  );
  await world.pass(2 * HOUR);
  world.answer = () => 201;
  await world.pass(9 * HOUR);
  assert.equal(world.rows.size, 0, 'half a day after the second');
  await world.pass(3 * HOUR);
  assert.equal(world.rows.size, 1);
  assert.ok(!JSON.stringify([one.news, two.news]).includes('parked'));
});

test('a refusal that was heard while the clock was a month ahead does not hide the next ones', async () => {
  const world = new World();
  world.answer = () => 400;
  const tab = world.tab();
  const { now } = tab.env;
  Object.assign(tab.env, { now: () => now() + 30 * DAY });
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  Object.assign(tab.env, { now });
  await world.pass(2 * DAY);
  assert.deepEqual([world.calls.length, tab.news.at(-1)?.reason], [3, 'parked']);
});

test('keys that cannot be read any more do not mean that an answer was taken', async () => {
  const world = new World();
  world.answer = () => 'hang';
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  Object.assign(tab.env, {
    storage() {
      throw new Error('SecurityError');
    },
  });
  world.databaseDown = 'hangs';
  const kept = tab.outbox.save(outboundAnswer('a', 1, { text: 'two' }), { hold: true });
  await world.pass(SECOND);
  assert.equal(await kept, 'memory');
});

test('a pause that another tab hears of while a slow response is on its way holds for what comes after it', async () => {
  const world = new World();
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  world.latency = 8 * SECOND;
  void one.outbox.save(outboundAnswer('a'));
  void one.outbox.save(outboundAnswer('b'));
  await world.pass(SECOND);
  world.latency = 20;
  world.answer = ({ tab }) => (tab ? { status: 429, headers: { 'Retry-After': '600' } } : 201);
  void two.outbox.save(outboundAnswer('c'));
  await world.pass(5 * MINUTE);
  assert.deepEqual(
    world.calls.map((it) => it.tab),
    [0, 1],
  );
});

test('an edit that moves an answer to an endpoint that asked for a pause waits with it', async () => {
  const world = new World();
  world.answer = ({ id }) => (id === 'z' ? { status: 429, headers: { 'Retry-After': '600' } } : 201);
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('z')), world.pass(SECOND)]);
  const endpoint = 'https://other.example/answers';
  world.latency = 4 * SECOND;
  void tab.outbox.save(outboundAnswer('y', 1, { endpoint }));
  void tab.outbox.save(outboundAnswer('a', 1, { endpoint }));
  await world.pass(SECOND);
  void tab.outbox.save(outboundAnswer('a', 1, { text: 'two' }));
  await world.pass(MINUTE);
  assert.deepEqual(
    world.calls.map((it) => it.id),
    ['z', 'y'],
  );
});

test('a draft whose key is gone, but not its record, is edited under its revision', async () => {
  const world = new World();
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a'), { hold: true }), world.pass(SECOND)]);
  world.local.clear();
  const two = outboundAnswer('a', 1, { text: 'two' });
  await Promise.all([tab.outbox.save(two, { hold: true }), world.pass(SECOND)]);
  const again = tab.outbox.save(two, { hold: true });
  await world.pass(SECOND);
  assert.equal(await again, 'durable');
  assert.equal(tab.outbox.revise('a'), 1);
  await world.pass(HOUR);
  assert.equal(world.rows.get('a')?.body, two.body);
});

const PAUSE = `pause:${outboundAnswer('a').endpoint}`;
const pause = (world: World, nextAt: number, tries: number, byServer: boolean) =>
  world.database.set(PAUSE, {
    v: 1,
    kind: 'pause',
    key: PAUSE,
    revision: 0,
    edit: 9,
    at: world.now,
    nextAt: world.now + nextAt,
    failures: tries,
    byServer,
  });

test("another tab's success ends our patience at once", async () => {
  const world = new World();
  const [one, two] = [world.tab(), world.tab()];
  await world.pass(10);
  world.answer = ({ tab }) => (tab ? 201 : 500);
  await Promise.all([one.outbox.save(outboundAnswer('a')), world.pass(3 * HOUR)]);
  two.fire('online');
  await world.pass(SECOND);
  world.answer = () => 201;
  await Promise.all([one.outbox.save(outboundAnswer('b')), world.pass(SECOND)]);
  assert.deepEqual([...world.rows.keys()], ['a', 'b']);
});

test('"online" cuts no Retry-After short, be our own patience longer, or another tab the one that was asked', async () => {
  for (const ours of [true, false]) {
    const world = new World();
    const tab = world.tab();
    await world.pass(10);
    world.localFull = true;
    if (ours) world.databaseDown = 'throws';
    world.answer = () => (ours ? { status: 429, headers: { 'Retry-After': '60' } } : 500);
    await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(ours ? SECOND : 3 * HOUR)]);
    world.localFull = world.databaseDown = false;
    const calls = world.calls.length;
    if (ours) pause(world, 20 * MINUTE, 5, false);
    else pause(world, 2 * HOUR, 1, true);
    tab.fire('online');
    await world.pass(30 * SECOND);
    assert.equal(world.calls.length, calls);
  }
});

test('a success removes also the pause of an earlier visit that is over', async () => {
  const world = new World();
  pause(world, 0, 9, false);
  await world.pass(SECOND);
  const tab = world.tab();
  await Promise.all([tab.outbox.save(outboundAnswer('a')), world.pass(SECOND)]);
  assert.ok(world.rows.has('a') && !world.database.has(PAUSE));
});

for (const status of [201, 500])
  test(`a ${status} a moment later does not end a Retry-After that storage has lost`, async () => {
    const world = new World();
    const tab = world.tab();
    world.answer = ({ id }) => (id === 'a' ? { status: 429, headers: { 'Retry-After': '600' } } : status);
    void tab.outbox.save(outboundAnswer('a'), { hold: true });
    await world.pass(SECOND);
    tab.fire('pagehide');
    world.latency = 400;
    void tab.outbox.save(outboundAnswer('b'), { hold: true });
    await world.pass(5);
    tab.fire('pagehide');
    await world.pass(300);
    world.local.clear();
    world.database.clear();
    await world.pass(SECOND);
    assert.equal(world.calls.length, 2);
    await Promise.all([tab.outbox.save(outboundAnswer('c')), world.pass(9 * MINUTE)]);
    assert.equal(world.calls.length, 2);
  });

test('a token that was asked for while somebody else was signed in leaves under no other name', async () => {
  const world = new World();
  let who = 'c1';
  const tab = world.tab({
    signedIn: (it) => it === who,
    token: async () => {
      const token = `token-of-${who}`;
      await new Promise<void>((resolve) => world.after(50, resolve));
      return token;
    },
  });
  // Another one signs in while the try is being counted, and is gone before the token is there.
  const saved = tab.outbox.save(outboundAnswer('a', 1, { customer: 'c1' }));
  while (world.log.filter((it) => it === '0 database answer answer:a').length < 2) await world.pass(1);
  who = 'c2';
  await world.pass(20);
  who = 'c1';
  await Promise.all([saved, world.pass(HOUR)]);
  const tokens = world.calls.map((it) => new Headers(it.init.headers).get('Authorization'));
  assert.deepEqual(tokens, ['Bearer token-of-c1']);
});
