/** Receivers through the routes of the owner: keys, secrets, signatures, the log, and what a receiver answers. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createEndpoint, type DeliveryRecord, type Handler, type Receiver } from '../../../src/server/index.ts';
import { KEY, mint, nps } from '../samples.ts';
import { noErrors, type ProblemBody, post, withStores } from '../stores.ts';
import { type ReceivingServer, startReceiving, verifies } from './receiving-server.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const READER = 'reader-key-of-the-tests-0123456789';
const KEEPER = 'webhook-key-of-the-tests-012345678';
const BASE = 'https://api.example/apps/lojal';
type Added = Receiver & { readonly secret?: string };

withStores('receivers', (bench) => {
  const servers: ReceivingServer[] = [];
  after(() => Promise.all(servers.map((server) => server.close())));
  const start = async (...of: Parameters<typeof startReceiving>) => {
    const server = await startReceiving(...of);
    servers.push(server);
    return server;
  };
  const create = (more: object = {}): Handler =>
    createEndpoint({
      store: bench.store,
      ownerKey: KEY,
      shopKey: SHOP,
      keys: [
        { name: 'reader', key: READER, scopes: ['read'] },
        { name: 'keeper', key: KEEPER, scopes: ['webhooks'] },
      ],
      limits: false,
      log: noErrors,
      program: { name: 'Club' },
      receivers: { allowPrivate: true },
      ...more,
    });
  // One sender alone, so that its metrics count everything.
  let shared: Handler | undefined;
  const endpoint = () => {
    shared ??= create();
    return shared;
  };
  const send = (handler: Handler, method: string, path: string, body?: unknown, key = KEY) =>
    handler(
      new Request(`${BASE}/owner/webhooks${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  const read = async <Body>(answer: Promise<Response>, status = 200): Promise<Body> => {
    const response = await answer;
    assert.equal(response.status, status, await response.clone().text());
    return (await response.json()) as Body;
  };
  const add = (handler: Handler, body: object) => read<Added>(send(handler, 'POST', '', body), 201);
  const list = async (handler: Handler, id: string) =>
    (await read<{ deliveries: DeliveryRecord[] }>(send(handler, 'GET', `/${id}/deliveries`))).deliveries;
  const receiver = async (handler: Handler, id: string) => {
    const { receivers } = await read<{ receivers: Receiver[] }>(send(handler, 'GET', ''));
    return receivers.find((one) => one.id === id);
  };
  /** Waits until the newest delivery is in a state. */
  const settled = async (handler: Handler, id: string, state: DeliveryRecord['state']) => {
    for (let tries = 0; tries < 800; tries++) {
      const [newest] = await list(handler, id);
      // A delivery that is being sent is pending, too.
      const isTried = newest?.status !== undefined || newest?.error !== undefined;
      if (newest?.state === state && isTried) return newest;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    assert.fail(`not ${state}: ${JSON.stringify(await list(handler, id))}`);
  };
  const removeAll = async (handler: Handler) => {
    const { receivers } = await read<{ receivers: Receiver[] }>(send(handler, 'GET', ''));
    for (const { id } of receivers) await read(send(handler, 'DELETE', `/${id}`));
  };

  test('an answer arrives within seconds, signed, once for each receiver, under one id', async () => {
    const handler = endpoint();
    const [first, second] = [await start(), await start()];
    const one = await add(handler, { url: first.url });
    const two = await add(handler, { url: second.url, types: ['lojal.answer.received.v1'] });
    assert.match(one.secret ?? '', /^whsec_[A-Za-z0-9+/]{43}=$/);
    assert.notEqual(one.secret, two.secret);
    const answer = nps();
    const before = Date.now();
    assert.equal((await post(handler, answer)).status, 201);
    assert.equal((await post(handler, answer)).status, 200);
    await Promise.all([first.until(1), second.until(1)]);
    await settled(handler, one.id, 'delivered');
    const [got, other] = [first.received[0], second.received[0]];
    assert.ok(got && other && one.secret && two.secret);
    assert.ok(verifies(one.secret, got) && verifies(two.secret, other));
    assert.ok(!verifies(two.secret, got));
    assert.ok(!verifies(one.secret, { ...got, body: got.body.replace('Fast', 'Slow') }));
    assert.equal(got.headers['content-type'], 'application/cloudevents+json; charset=utf-8');
    const [event] = first.events();
    assert.ok(event);
    assert.equal(event.id, got.headers['webhook-id']);
    assert.equal(got.headers['webhook-id'], other.headers['webhook-id']);
    assert.equal(got.body, other.body);
    assert.equal(event.type, 'lojal.answer.received.v1');
    assert.equal(event.subject, answer.subject);
    assert.deepEqual(event.data, { answer, verified: false });
    assert.ok(Math.abs(Date.parse(event.time) - before) < 30_000);
    await post(handler, { ...answer, data: { ...answer.data, score: 3, revision: 2 } });
    await first.until(2);
    assert.notEqual(first.events()[1]?.id, event.id);
    assert.equal(first.received.length, 2);
    await removeAll(handler);
  });

  test('a rotated secret: both sign for a day, and the new one is told once', async () => {
    const handler = endpoint();
    const server = await start();
    const { id, secret = '' } = await add(handler, { url: server.url });
    const rotated = await read<Added>(send(handler, 'POST', `/${id}/rotate`));
    assert.ok(rotated.secret && rotated.secret !== secret);
    const hours = (Date.parse(rotated.formerUntil ?? '') - Date.now()) / 3_600_000;
    assert.ok(hours > 23.9 && hours < 24.1, rotated.formerUntil);
    await post(handler, nps());
    await server.until(1);
    const [got] = server.received;
    assert.ok(got);
    assert.equal(String(got.headers['webhook-signature']).split(' ').length, 2);
    assert.ok(verifies(rotated.secret, got) && verifies(secret, got));
    await settled(handler, id, 'delivered');
    await bench.query(`update lojal_receivers set former_until = clock_timestamp() - interval '1 second'`);
    await post(handler, nps());
    await server.until(2);
    const last = server.received[1];
    assert.ok(last && verifies(rotated.secret, last) && !verifies(secret, last));
    for (const path of ['', `/${id}/deliveries`]) {
      const text = await (await send(handler, 'GET', path)).text();
      assert.doesNotMatch(text, /whsec_/);
    }
    await removeAll(handler);
  });

  test('a key needs its scope: `read` reads, `webhooks` changes', async () => {
    const handler = endpoint();
    const server = await start();
    const { id } = await add(handler, { url: server.url });
    const changes = [
      ['POST', '', { url: 'https://hooks.example/a' }],
      ['PATCH', `/${id}`, { enabled: false }],
      ['DELETE', `/${id}`],
      ['POST', `/${id}/rotate`],
      ['POST', `/${id}/test`],
      ['POST', `/${id}/deliveries/1/resend`],
    ] as const;
    for (const [method, path, body] of changes) {
      assert.equal((await send(handler, method, path, body, READER)).status, 403, `${method} ${path}`);
      assert.equal((await send(handler, method, path, body, SHOP)).status, 403);
      assert.equal((await send(handler, method, path, body, 'nobody')).status, 401);
    }
    assert.equal((await send(handler, 'GET', '', undefined, READER)).status, 200);
    assert.equal((await send(handler, 'GET', '', undefined, KEEPER)).status, 403);
    assert.equal((await send(handler, 'GET', `/${id}/deliveries`, undefined, KEEPER)).status, 403);
    assert.equal((await send(handler, 'POST', `/${id}/test`, undefined, KEEPER)).status, 202);
    for (const path of [
      '',
      `/${id}`,
      `/${id}/rotate`,
      `/${id}/test`,
      `/${id}/deliveries`,
      `/${id}/deliveries/1/resend`,
    ])
      assert.equal((await send(handler, 'PUT', path, {})).status, 405, path);
    await read(send(handler, 'DELETE', `/${id}`, undefined, KEEPER));
    const response = await handler(new Request(`${BASE}/audit`, { headers: { authorization: `Bearer ${KEY}` } }));
    const lines = (await response.text()).trim().split('\n');
    const mine = lines.map((line) => JSON.parse(line)).filter(({ target }) => target === id);
    assert.deepEqual(
      mine.map(({ actor, action, detail }) => [actor, action, detail.change]),
      [
        ['owner', 'webhooks', 'add'],
        ['keeper', 'webhooks', 'remove'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(mine), /127\.0\.0\.1|whsec_/);
  });

  test('a test event, the log, and sending again under the same id', async () => {
    const handler = endpoint();
    let status = 500;
    const server = await start((response) => response.writeHead(status).end('words of somebody else'));
    const { id } = await add(handler, { url: server.url });
    const { id: delivery } = await read<{ id: string }>(send(handler, 'POST', `/${id}/test`), 202);
    const failed = await settled(handler, id, 'pending');
    assert.equal(failed.id, delivery);
    assert.equal(failed.status, 500);
    assert.equal(failed.type, 'lojal.test.v1');
    const seconds = (Date.parse(failed.next ?? '') - Date.parse(failed.changed)) / 1000;
    assert.ok(seconds >= 4.4 && seconds <= 5.6, `${seconds}`);
    assert.ok((await receiver(handler, id))?.failingSince);
    status = 200;
    await read(send(handler, 'POST', `/${id}/deliveries/${delivery}/resend`), 202);
    assert.equal((await settled(handler, id, 'delivered')).status, 200);
    assert.equal((await receiver(handler, id))?.failingSince, undefined);
    await read(send(handler, 'POST', `/${id}/deliveries/${delivery}/resend`), 202);
    await server.until(3);
    assert.equal(new Set(server.received.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.doesNotMatch(JSON.stringify(await list(handler, id)), /somebody/);
    const other = await add(handler, { url: `${server.url}/other` });
    await read(send(handler, 'POST', `/${other.id}/deliveries/${delivery}/resend`), 404);
    await settled(handler, id, 'delivered');
    await removeAll(handler);
    assert.deepEqual(await bench.query('select id from lojal_receivers'), []);
  });

  test('410 turns the receiver off, and nothing more is written for it until it is on again', async () => {
    const handler = endpoint();
    let status = 410;
    const server = await start((response) => response.writeHead(status).end());
    const { id } = await add(handler, { url: server.url });
    await post(handler, nps());
    await settled(handler, id, 'failed');
    const off = await receiver(handler, id);
    assert.equal(off?.enabled, false);
    assert.equal(off?.disabled?.reason, 'gone');
    await post(handler, nps());
    assert.equal((await list(handler, id)).length, 1);
    await read(send(handler, 'POST', `/${id}/test`), 409);
    status = 204;
    const on = await read<Receiver>(send(handler, 'PATCH', `/${id}`, { enabled: true }));
    assert.equal(on.disabled, undefined);
    await post(handler, nps({}, { id: mint() }));
    await settled(handler, id, 'delivered');
    assert.equal(server.received.length, 2);
    await removeAll(handler);
  });

  test('metrics count attempts, and `POST tick` sends what is due', async () => {
    const handler = endpoint();
    const server = await start();
    const { id } = await add(handler, { url: server.url });
    await post(handler, nps());
    await settled(handler, id, 'delivered');
    const scrape = await handler(new Request(`${BASE}/metrics`, { headers: { authorization: `Bearer ${READER}` } }));
    const text = await scrape.text();
    assert.match(text, /^lojal_deliveries_total\{outcome="delivered"\} [1-9]\d*$/m);
    assert.match(text, /^lojal_deliveries_total\{outcome="retried"\} 1$/m);
    assert.match(text, /^lojal_deliveries_total\{outcome="failed"\} 1$/m);
    assert.match(text, /^lojal_deliveries_overdue_seconds 0$/m);
    // Written by a process that ends before it sends.
    await bench.query(`select lojal_emit('lojal.code.used.v1', null, '{}')`);
    const tick = await handler(
      new Request(`${BASE}/tick`, { method: 'POST', headers: { authorization: `Bearer ${SHOP}` } }),
    );
    const { ran } = (await tick.json()) as { ran: Record<string, number> };
    assert.equal(ran.webhooks, 1);
    assert.equal(server.received.length, 2);
    await removeAll(handler);
  });

  test('what is posted is checked, and each fault has its place', async () => {
    const handler = create({ receivers: undefined });
    const url = 'https://hooks.example/a';
    const bad: readonly [unknown, string][] = [
      [[], ''],
      [{}, 'url'],
      [{ url: 1 }, 'url'],
      [{ url: 'http://hooks.example/a' }, 'url'],
      [{ url: 'ftp://hooks.example/a' }, 'url'],
      [{ url: 'javascript:alert(1)' }, 'url'],
      [{ url: 'https://user:word@hooks.example/a' }, 'url'],
      [{ url: `https://hooks.example/${'a'.repeat(1000)}` }, 'url'],
      [{ url: 'https://127.0.0.1/a' }, 'url'],
      [{ url, kind: 'pager' }, 'kind'],
      [{ url, kind: 'toString' }, 'kind'],
      [{ url, types: [] }, 'types'],
      [{ url, types: 'lojal.answer.received.v1' }, 'types'],
      [{ url, types: ['lojal.nps.answered.v1'] }, 'types'],
      [{ url, types: ['lojal.answer.received.v1', 'lojal.answer.received.v1'] }, 'types'],
      [{ url, secret: 'whsec_mine' }, 'secret'],
      [{ url, enabled: false }, 'enabled'],
      [{ url, kind: 'email' }, 'url'],
    ];
    for (const [body, path] of bad) {
      const { faults } = await read<ProblemBody>(send(handler, 'POST', '', body), 422);
      assert.deepEqual(
        faults?.map((fault) => fault.path),
        [path],
        JSON.stringify(body),
      );
    }
    assert.equal((await send(handler, 'POST', '', '{')).status, 400);
    await read<ProblemBody>(send(handler, 'POST', '', { kind: 'email', url: 'mailto:owner@shop.example' }), 409);
    const { id } = await add(handler, { url, types: ['lojal.points.earned.v1'] });
    await read<ProblemBody>(send(handler, 'POST', '', { url }), 409);
    await read<ProblemBody>(send(handler, 'POST', '', { url: 'https://HOOKS.example:443/\na' }), 409);
    // PostgreSQL stores no NUL; a URL escapes it.
    const nul = await add(handler, { url: 'https://hooks.example/\0b' });
    assert.equal(nul.url, 'https://hooks.example/%00b');
    await read<ProblemBody>(send(handler, 'PATCH', `/${nul.id}`, { url: 'https://Hooks.example/a' }), 409);
    await read(send(handler, 'DELETE', `/${nul.id}`));
    const slack = await add(handler, { url: 'https://hooks.slack.example/services/T0/B0/token', kind: 'slack' });
    assert.equal(slack.url, 'https://hooks.slack.example/…');
    assert.equal(slack.secret, undefined);
    assert.deepEqual(slack.types, ['lojal.answer.received.v1']);
    await read(send(handler, 'POST', `/${slack.id}/rotate`), 409);
    assert.equal((await read<Receiver>(send(handler, 'PATCH', `/${id}`, { url: `${url}?token=1` }))).url, `${url}?…`);
    await read(send(handler, 'PATCH', `/${id}`, { url: 'https://10.0.0.1/' }), 422);
    await read(send(handler, 'PATCH', `/${id}`, { enabled: 'no' }), 422);
    for (const [method, path] of [
      ['PATCH', '/rcv_none'],
      ['DELETE', '/rcv_none'],
      ['POST', '/rcv_none/rotate'],
      ['POST', '/rcv_none/test'],
      ['GET', '/rcv_none/deliveries'],
      ['POST', `/${id}/deliveries/999999/resend`],
      ['POST', `/${id}/deliveries/x/resend`],
    ] as const)
      await read(send(handler, method, path, method === 'PATCH' ? {} : undefined), 404);
    await read(send(handler, 'GET', `/${id}/deliveries?before=x`), 400);
    const adding = Array.from({ length: 25 }, (_, i) => send(handler, 'POST', '', { url: `${url}/${i}` }));
    const statuses = (await Promise.all(adding)).map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 201).length, 18);
    assert.equal(statuses.filter((status) => status === 409).length, 7);
    await removeAll(handler);
  });
});
