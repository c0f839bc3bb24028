import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { createEndpoint, type EndpointOptions, type IdentityOptions } from '../../src/server/index.ts';
import { KEY, nps } from './samples.ts';
import { ADDRESS, fakeStore, type ProblemBody, post, withStores } from './stores.ts';
import { AUDIENCE, claims, identity, now, SECRET, sign } from './tokens.ts';

const ACCOUNT = 'https://api.example/apps/lojal/account';
const SHOP = 'https://shop.example';
const b64 = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const hmac = (head: object, body: object, key: string, hash = 'sha256') => {
  const signed = `${b64(head)}.${b64(body)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
};
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Valid except for the change of the test, so that it fails for the tested reason. */
const claim = (more: Record<string, unknown> = {}) => claims({ iss: SHOP, ...more });
const issue = (more: Record<string, unknown> = {}, ...by: [(Uint8Array | KeyObject)?, string?]) =>
  sign({ iss: SHOP, ...more }, ...by);

const bad: readonly [string, () => string | Promise<string>][] = [
  ['an expired one', () => issue({ iat: now() - 400, exp: now() - 90 })],
  ['one for another audience', () => issue({ aud: 'https://api.example' })],
  ['one for no audience', () => issue({ aud: undefined })],
  ['one that never expires', () => issue({ exp: undefined })],
  ['one without its time', () => issue({ iat: undefined })],
  ['one from the future', () => issue({ iat: now() + 120, exp: now() + 300 })],
  ['one that lives too long', () => issue({ exp: now() + 15 * 60 + 1 })],
  ['one that is not valid yet', () => issue({ nbf: now() + 120 })],
  ['one of another issuer', () => issue({ iss: 'https://evil.example' })],
  ['one for nobody', () => issue({ sub: undefined })],
  ['one for an empty name', () => issue({ sub: '' })],
  ['one for an e-mail address', () => issue({ sub: 'ana@shop.example' })],
  ['one for a number', () => hmac({ alg: 'HS256' }, claim({ sub: 1042 }), SECRET)],
  ['one for a name too long', () => issue({ sub: 'c'.repeat(129) })],
  ['one signed with another key', () => issue({}, new TextEncoder().encode(`${SECRET}!`))],
  ['one signed by another algorithm', () => hmac({ alg: 'HS512' }, claim(), SECRET, 'sha512')],
  ['one signed with a private key', () => issue({}, rsa.privateKey, 'RS256')],
  ['alg: none', () => `${b64({ alg: 'none' })}.${b64(claim())}.`],
  [
    'alg: none with a signature',
    async () => `${b64({ alg: 'none' })}.${(await issue()).split('.').slice(1).join('.')}`,
  ],
  ['alg: None', () => `${b64({ alg: 'None' })}.${b64(claim())}.`],
  ['an unknown critical header', () => hmac({ alg: 'HS256', crit: ['x'], x: 1 }, claim(), SECRET)],
  ['a changed body', async () => (await issue()).replace(/\.[^.]+\./, `.${b64(claim({ sub: 'c_1' }))}.`)],
  ['no signature', async () => (await issue()).replace(/[^.]+$/, '')],
  ['claims that are no object', () => hmac({ alg: 'HS256' }, [], SECRET)],
  ['a number as audience', () => hmac({ alg: 'HS256' }, { ...claim(), aud: 1 }, SECRET)],
  ['times that are words', () => hmac({ alg: 'HS256' }, { ...claim(), exp: '9999999999' }, SECRET)],
  ['junk', () => 'junk'],
  ['dots', () => '..'],
  ['8 KiB of junk', () => 'x'.repeat(8 * 1024)],
];

const endpoint = (more: Partial<EndpointOptions> = {}) => {
  const store = fakeStore();
  const all = { issuer: SHOP, ...identity };
  return {
    store,
    handler: createEndpoint({ store, origins: [SHOP], identity: all, account: (id) => ({ id }), ...more }),
  };
};
const ask = (token?: string, more: RequestInit = {}) =>
  new Request(ACCOUNT, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` }, ...more });

test('every invalid token gets the same response', async () => {
  const { store, handler } = endpoint();
  const said = new Set<string>();
  const tokens = await Promise.all(bad.map(async ([what, token]) => [what, await token()] as const));
  for (const [what, token] of [...tokens, ['none', undefined] as const]) {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    for (const response of [await handler(ask(token)), await post(handler, nps(), headers)]) {
      assert.equal(response.status, 401, what);
      response.headers.delete('x-request-id');
      said.add(JSON.stringify([...response.headers]) + (await response.text()));
    }
    // An event without a subject needs no token, but an invalid token is still rejected.
    const anonymous = await post(handler, nps({}, { subject: undefined }), headers);
    assert.equal(anonymous.status, token === undefined ? 201 : 401, what);
  }
  assert.equal(said.size, 1, [...said].join('\n'));
  assert.equal(store.events.length, 1);
});

test('a valid token posts for its own customer only', async () => {
  const { store, handler } = endpoint();
  const authorization = `Bearer ${await issue()}`;
  assert.equal((await post(handler, nps(), { authorization })).status, 201);
  assert.equal((await post(handler, nps(), { authorization: `bearer  ${await issue()}` })).status, 201);
  assert.equal((await post(handler, nps({}, { subject: undefined }), { authorization })).status, 201);
  const other = await post(handler, nps({}, { subject: 'c_1043' }), { authorization });
  assert.equal(other.status, 403);
  assert.match(await other.text(), /"detail":"The token belongs to another customer\."/);
  assert.equal(store.events.length, 3);
});

test('clocks may differ by a minute, and a token may be valid for 15 minutes', async () => {
  const { handler } = endpoint();
  const edges = [{ iat: now() + 50 }, { iat: now() - 200, exp: now() - 50 }, { exp: now() + 900 }, { nbf: now() + 50 }];
  for (const edge of edges) assert.equal((await handler(ask(await issue(edge)))).status, 200, JSON.stringify(edge));
  assert.equal((await handler(ask(await issue({ aud: ['x', AUDIENCE] })))).status, 200);
});

test('other Authorization schemes are ignored, and so are tokens without the option `identity`', async () => {
  const { handler } = endpoint();
  assert.equal((await post(handler, nps({}, { subject: undefined }), { authorization: 'Basic YTpi' })).status, 201);
  for (const authorization of ['Basic YTpi', `xBearer ${await issue()}`, `Bearer${await issue()}`]) {
    const response = await post(handler, nps(), { authorization });
    assert.equal(response.status, 401, authorization);
    assert.equal(response.headers.get('www-authenticate'), 'Bearer realm="lojal"');
    const { detail } = (await response.json()) as ProblemBody;
    assert.equal(detail, 'A valid token of the customer is required, as Authorization: Bearer.');
  }
  const open = endpoint({ identity: undefined });
  assert.equal((await post(open.handler, nps(), { authorization: 'Bearer junk' })).status, 201);
  assert.equal((await open.handler(ask(await issue()))).status, 401);
});

const pair = (algorithm: string): { publicKey: KeyObject; privateKey: KeyObject } => {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  if (algorithm.startsWith('ES')) return generateKeyPairSync('ec', { namedCurve: `P-${algorithm.slice(2)}` });
  return rsa;
};

for (const algorithm of ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'] as const) {
  test(`${algorithm}: the public key in any form, never as a secret`, async () => {
    const { publicKey, privateKey } = pair(algorithm);
    const text = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const signed = await sign({}, privateKey, algorithm);
    for (const key of [publicKey, privateKey, text, Buffer.from(text), publicKey.export({ format: 'jwk' })]) {
      const { handler } = endpoint({ identity: { algorithm, key, audience: AUDIENCE } });
      assert.equal((await handler(ask(signed))).status, 200);
      assert.equal(
        (
          await handler(
            ask(
              await sign(
                {},
                pair(algorithm === 'RS256' ? 'ES256' : 'RS256').privateKey,
                algorithm === 'RS256' ? 'ES256' : 'RS256',
              ),
            ),
          )
        ).status,
        401,
      );
      // A known attack: an HMAC with the public key as the secret.
      assert.equal((await handler(ask(hmac({ alg: 'HS256' }, claims(), text)))).status, 401);
    }
  });
}

for (const [algorithm, bytes] of [
  ['HS256', 32],
  ['HS384', 48],
  ['HS512', 64],
] as const) {
  test(`${algorithm}: a secret of ${bytes} bytes, as bytes or as a string`, async () => {
    const key = `å${'0123456789'.repeat(7)}`.slice(0, bytes - 1);
    const bytesOf = new TextEncoder().encode(key);
    assert.equal(bytesOf.length, bytes);
    for (const given of [key, bytesOf]) {
      const { handler } = endpoint({ identity: { algorithm, key: given, audience: AUDIENCE } });
      assert.equal((await handler(ask(await sign({}, bytesOf, algorithm)))).status, 200);
      assert.equal((await handler(ask(await sign({}, bytesOf.with(0, 0), algorithm)))).status, 401);
    }
  });
}

test('a key that does not fit the algorithm is rejected at the start', () => {
  const secret = (algorithm: string, bytes: number) =>
    `identity.key for ${algorithm} must be a secret of at least ${bytes} bytes.`;
  const none = (algorithm: string) => `identity.key is not a public key for ${algorithm}.`;
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const wrong: readonly (Partial<IdentityOptions> & { says: string })[] = [
    { key: 'x'.repeat(31), says: secret('HS256', 32) },
    { algorithm: 'HS384', key: 'x'.repeat(47), says: secret('HS384', 48) },
    { algorithm: 'HS512', key: new Uint8Array(63), says: secret('HS512', 64) },
    { key: pem, says: secret('HS256', 32) },
    { key: Buffer.from(pem), says: secret('HS256', 32) },
    { key: rsa.publicKey, says: secret('HS256', 32) },
    {
      audience: '',
      says: 'identity.audience is missing: choose a name for this server and use it as `aud` of your tokens.',
    },
    { algorithm: 'RS256', says: none('RS256') },
    { algorithm: 'ES256', key: pem, says: none('ES256') },
    { algorithm: 'RS256', key: p256.publicKey, says: none('RS256') },
    { algorithm: 'EdDSA', key: p256.publicKey, says: none('EdDSA') },
    { algorithm: 'ES384', key: p256.publicKey, says: none('ES384') },
    { algorithm: 'EdDSA', key: generateKeyPairSync('ed448').publicKey, says: none('EdDSA') },
    { algorithm: 'ES256', key: generateKeyPairSync('ed25519').publicKey, says: none('ES256') },
    { algorithm: 'RS256', key: generateKeyPairSync('rsa', { modulusLength: 2040 }).publicKey, says: none('RS256') },
    { algorithm: 'RS256', key: generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey, says: none('RS256') },
    { algorithm: 'RS256', key: { kty: 'oct', k: 'AAAA' }, says: none('RS256') },
  ];
  for (const { says: message, ...part } of wrong) {
    assert.throws(() => endpoint({ identity: { ...identity, ...part } }), { name: 'TypeError', message });
  }
});

test('the account is returned to its customer only, and never cached', async () => {
  const asked: unknown[] = [];
  const known = new Map([['c_1042', { id: 'c_1042', points: 1280 }]]);
  const { handler } = endpoint({
    account: async (subject, request) => {
      asked.push([subject, request.url]);
      return known.get(subject) ?? null;
    },
  });
  const response = await handler(ask(await issue(), {}));
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), 'no-store, private');
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  assert.deepEqual(await response.json(), known.get('c_1042'));
  const unknown = await handler(ask(await issue({ sub: 'c_7' })));
  assert.equal(unknown.status, 404);
  assert.match(await unknown.text(), /"This customer has no account\."/);
  assert.deepEqual(asked, [
    ['c_1042', ACCOUNT],
    ['c_7', ACCOUNT],
  ]);
  assert.equal((await endpoint({ account: undefined }).handler(ask(await issue()))).status, 404);
});

test('pages of listed origins may request the account, others may not', async () => {
  const { handler } = endpoint();
  const preflight = (origin: string) =>
    handler(
      ask(undefined, { method: 'OPTIONS', headers: { origin, 'access-control-request-headers': 'authorization' } }),
    );
  const allowed = await preflight(SHOP);
  assert.equal(allowed.status, 204);
  assert.equal(allowed.headers.get('access-control-allow-methods'), 'GET');
  assert.match(allowed.headers.get('access-control-allow-headers') ?? '', /authorization/);
  assert.equal((await preflight('https://evil.example')).status, 403);
  const read = ask(undefined, { headers: { origin: SHOP, authorization: `Bearer ${await issue()}` } });
  assert.equal((await handler(read)).headers.get('access-control-allow-origin'), SHOP);
});

for (const thrown of [new RangeError('c_1042 is not paid up'), 'c_1042']) {
  test(`if account() throws a value of type ${typeof thrown}, the response does not contain it`, async () => {
    const lines: string[] = [];
    const account = () => {
      throw thrown;
    };
    const { handler } = endpoint({ account, log: (entry) => lines.push(JSON.stringify(entry)) });
    const response = await handler(ask(await issue()));
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /1042|paid/);
    assert.equal(lines.length, 1);
    assert.match(lines.join(), thrown instanceof Error ? /"error":"RangeError at / : /"error":"Error at /);
    assert.doesNotMatch(lines.join(), /1042|paid/);
  });
}

withStores('Identity', (bench) => {
  test('the export contains which subjects were verified', async () => {
    const proved = createEndpoint({ store: bench.store, identity, ownerKey: KEY });
    const open = createEndpoint({ store: bench.store });
    const authorization = `Bearer ${await sign()}`;
    const events = [nps(), nps({}, { subject: undefined }), nps()];
    assert.equal((await post(proved, events[0], { authorization })).status, 201);
    assert.equal((await post(proved, events[1], { authorization })).status, 201);
    assert.equal((await post(open, events[2])).status, 201);
    assert.equal(await bench.store.insert(nps() as never, 'digest'), 'stored');
    const response = await proved(new Request(ADDRESS, { headers: { authorization: `Bearer ${KEY}` } }));
    const lines = (await response.text()).trim().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).lojalverified),
      [true, false, false, false],
    );
  });
});
