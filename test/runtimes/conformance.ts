/** What a Lojal server does, seen from outside: the same requests against every runtime. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { Webhook } from 'standardwebhooks';
import { starterProgram } from '../../src/cli/starter-program.ts';
import { consent, KEY, mint, nps, review } from '../server/samples.ts';

const SHOP_KEY = 'shop-key-of-the-tests-01234567890';
const IDENTITY = { algorithm: 'HS256', key: 'a shop secret of thirty-two bytes, or more', audience: 'lojal' } as const;
const ORIGIN = 'https://shop.example';

/** The options of `createEndpoint` in every runtime, without the store. */
export const SETTINGS = {
  program: { ...starterProgram, measure: true },
  origins: [ORIGIN],
  ownerKey: KEY,
  shopKey: SHOP_KEY,
  identity: IDENTITY,
  receivers: { allowPrivate: true },
  limits: { address: { burst: 90, perMinute: 20 }, subject: { burst: 500, perMinute: 500 } },
};

/** Sends a request to a path below `/apps/lojal`. */
export type Send = (path: string, init?: RequestInit) => Promise<Response>;

const owner = { authorization: `Bearer ${KEY}` };
const shop = { authorization: `Bearer ${SHOP_KEY}` };
const JSON_TYPE = { 'content-type': 'application/json' };

const json = (method: string, body: unknown, headers: Record<string, string>): RequestInit => ({
  method,
  headers: { ...JSON_TYPE, ...headers },
  body: JSON.stringify(body),
});

async function asCustomer(customer: string, seconds = 300): Promise<Record<string, string>> {
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT({ sub: customer, aud: IDENTITY.audience, iat: now, exp: now + seconds });
  const key = new TextEncoder().encode(IDENTITY.key);
  return { authorization: `Bearer ${await token.setProtectedHeader({ alg: 'HS256' }).sign(key)}` };
}

/** Posts an answer, with the token of its customer. */
const answer = async (send: Send, event: object & { subject?: string }, headers: Record<string, string> = {}) =>
  send('answers', {
    method: 'POST',
    headers: {
      'content-type': 'application/cloudevents+json',
      ...(event.subject ? await asCustomer(event.subject) : {}),
      ...headers,
    },
    body: JSON.stringify(event),
  });

const status = async (response: Promise<Response>, wanted: number): Promise<Response> => {
  const got = await response;
  assert.equal(got.status, wanted, await got.clone().text());
  return got;
};

/** The checks by name, in their order: later ones use what earlier ones stored. */
export const CHECKS: Readonly<Record<string, (send: Send) => Promise<void>>> = {
  async health(send) {
    assert.deepEqual(await (await status(send('health'), 200)).json(), { status: 'ok' });
    await status(send('nothing'), 404);
  },

  async origins(send) {
    const preflight = await send('answers', {
      method: 'OPTIONS',
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    assert.equal(preflight.headers.get('access-control-allow-origin'), ORIGIN);
    await status(answer(send, nps(), { origin: 'https://evil.example' }), 403);
  },

  async answers(send) {
    const comment = 'Snabbt – 速い 🚚 \u2028 "';
    const event = nps({ comment });
    await status(answer(send, event), 201);
    await status(answer(send, event), 200);
    await status(answer(send, nps({ comment, revision: 2 }, { id: event.id })), 200);
    await status(answer(send, event), 409);
    await status(answer(send, nps({ score: 11 })), 202);
    await status(answer(send, nps({}, { id: 'short' })), 422);
    await status(answer(send, nps(), { 'content-type': 'text/html' }), 415);
    await status(answer(send, nps({ comment: 'x'.repeat(20_000) })), 413);
    await status(send('answers', { method: 'POST', headers: JSON_TYPE, body: new Uint8Array([0xff, 0xfe]) }), 415);
    const type = { 'content-type': 'application/cloudevents+json' };
    await status(send('answers', { method: 'POST', headers: type, body: new Uint8Array([0xff, 0xfe]) }), 400);
    const lines = (await (await status(send('answers', { headers: owner }), 200)).text()).trim().split('\n');
    const stored = lines.map((line) => JSON.parse(line)).find(({ id }) => id === event.id);
    assert.equal(stored.data.comment, comment);
    await status(send('answers'), 401);
  },

  async races(send) {
    const event = nps();
    const all = await Promise.all(Array.from({ length: 12 }, () => answer(send, event)));
    const codes = all.map((one) => one.status).sort();
    assert.deepEqual(codes, [...Array(11).fill(200), 201]);
  },

  async orders(send) {
    const order = { id: '10042', customer: 'c_1042', at: '2026-02-03', currency: 'EUR', total: 329, status: 'paid' };
    await status(send('orders', json('POST', [order], shop)), 200);
    await status(send('orders', json('POST', order, shop)), 200);
    await status(send('orders', json('POST', { ...order, total: 'much' }, shop)), 422);
    await status(send('orders', json('POST', order, owner)), 403);
    const account = await (await status(send('account', { headers: await asCustomer('c_1042') }), 200)).json();
    assert.equal(account.ledger.length, 1);
    assert.equal(account.ledger[0].points, 329);
    await status(send('account', { headers: await asCustomer('c_1042', -60) }), 401);
  },

  async redemptions(send) {
    const customer = await asCustomer('c_1042');
    const body = { id: mint(), reward: 'off5' };
    const first = await (await status(send('redemptions', json('POST', body, customer)), 201)).json();
    const again = await (await status(send('redemptions', json('POST', body, customer)), 200)).json();
    assert.equal(first.code, again.code);
    await status(send(`codes/${first.code}`, { headers: shop }), 200);
    await status(send(`codes/${first.code}/use`, json('POST', { order: '10043' }, shop)), 200);
    await status(send(`codes/${first.code}/use`, json('POST', { order: '10044' }, shop)), 409);
  },

  async customers(send) {
    const customer = await asCustomer('c_1042');
    await status(send('actions', json('POST', { id: mint(), rule: 'welcome' }, customer)), 201);
    const { code } = await (await status(send('referral', { headers: customer }), 200)).json();
    await status(send('claims', json('POST', { id: mint(), code }, { origin: ORIGIN })), 201);
    await status(send('members/c_1042', json('PUT', { membership: { until: '2099-01-01' } }, shop)), 200);
    const points = { id: mint(), points: 25, why: 'a gift' };
    await status(send('owner/customers/c_1042/adjust', json('POST', points, owner)), 201);
    await status(send('owner/customers/c_1042/adjust', json('POST', points, owner)), 200);
    assert.equal(
      (await send('seen', json('POST', { name: 'nps', version: '1', what: 'shown' }, { origin: ORIGIN }))).ok,
      true,
    );
  },

  async program(send) {
    const response = await status(send('program'), 200);
    const etag = response.headers.get('etag') ?? '';
    assert.equal((await response.json()).name, starterProgram.name);
    await status(send('program', { headers: { 'if-none-match': etag } }), 304);
  },

  async inbox(send) {
    const event = review({ consent });
    await status(answer(send, event), 201);
    const change = { ...owner, 'if-match': '1' };
    await status(send(`owner/answers/${event.id}`, json('PATCH', { note: 'called', handled: true }, change)), 200);
    await status(
      send(`owner/answers/${event.id}`, json('PATCH', { note: 'late' }, { ...owner, 'if-match': '7' })),
      412,
    );
    const search = async (q: string) => (await status(send(`owner/answers?q=${q}`, { headers: owner }), 200)).text();
    assert.match(await search('called'), new RegExp(event.id));
    // A search without a result ends, too.
    assert.equal(await search('nothing-like-this'), '');
  },

  async session(send) {
    const site = { 'sec-fetch-site': 'same-origin' };
    const signed = await send('owner/session', json('POST', { key: KEY }, site));
    assert.ok(signed.ok, await signed.clone().text());
    const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await status(send('owner/today', { headers: { ...site, cookie } }), 200);
    await status(send('owner/today', { headers: { ...site, cookie: `${cookie}x` } }), 401);
  },

  async metrics(send) {
    const path = 'owner/metrics?from=2026-01-01&until=2026-03-01';
    const { metrics } = await (await status(send(path, { headers: owner }), 200)).json();
    assert.equal(metrics.orders.value, 1);
    await status(send('metrics', { headers: owner }), 200);
  },

  async forecast(send) {
    await status(send('owner/prediction', { headers: owner }), 200);
  },

  async webhooks(send) {
    const bodies: { headers: Record<string, string>; text: string }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      bodies.push({ headers: request.headers as Record<string, string>, text: Buffer.concat(chunks).toString() });
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
      const types = ['lojal.answer.received.v1'];
      const { id, secret } = await (
        await status(send('owner/webhooks', json('POST', { url, types }, owner)), 201)
      ).json();
      const event = nps();
      await status(answer(send, event), 201);
      await status(send('tick', { method: 'POST', headers: shop }), 200);
      for (let i = 0; i < 100 && bodies.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 50));
      const [body] = bodies;
      assert.ok(body, 'the webhook has arrived');
      new Webhook(secret).verify(body.text, body.headers);
      assert.match(body.text, new RegExp(event.id));
      assert.equal((await send(`owner/webhooks/${id}`, { method: 'DELETE', headers: owner })).ok, true);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  },

  async erasure(send) {
    await status(send('owner/customers/c_1042/export', { headers: owner }), 200);
    assert.equal((await send('owner/customers/c_1042', { method: 'DELETE', headers: owner })).ok, true);
    const account = await (await status(send('account', { headers: await asCustomer('c_1042') }), 200)).json();
    assert.deepEqual(account.ledger, []);
  },

  async limits(send) {
    const codes = new Set<number>();
    for (let i = 0; i < 12 && !codes.has(429); i++) {
      const some = await Promise.all(Array.from({ length: 20 }, () => send('program')));
      for (const one of some) codes.add(one.status);
    }
    assert.ok(codes.has(429), 'the address is limited');
  },
};
