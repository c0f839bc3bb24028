import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type JWK, SignJWT } from 'jose';
import { createEndpoint, type IdentityOptions } from '../../src/server/index.ts';
import { nps } from './samples.ts';
import { fakeStore, type ProblemBody, post } from './stores.ts';
import { AUDIENCE, claims, SECRET } from './tokens.ts';

const OTHER = 'another shop secret of more than thirty-two bytes';
const bytes = (secret: string) => new TextEncoder().encode(secret);

async function statusOf(identity: IdentityOptions, alg: string, key: KeyObject | Uint8Array, kid?: string) {
  const token = await new SignJWT(claims()).setProtectedHeader({ alg, ...(kid && { kid }) }).sign(key);
  return (await post(createEndpoint({ store: fakeStore(), identity }), nps(), { authorization: `Bearer ${token}` }))
    .status;
}

test('of several keys, the one with the `kid` of the token counts', async () => {
  const both = {
    algorithm: 'HS256',
    audience: AUDIENCE,
    keys: [
      { kid: '2026-10', key: SECRET },
      { kid: '2026-11', key: OTHER },
    ],
  } as const;
  assert.equal(await statusOf(both, 'HS256', bytes(SECRET), '2026-10'), 201);
  assert.equal(await statusOf(both, 'HS256', bytes(OTHER), '2026-11'), 201);
  assert.equal(await statusOf(both, 'HS256', bytes(SECRET), '2026-11'), 401);
  assert.equal(await statusOf(both, 'HS256', bytes(SECRET), '2026-09'), 401);
  assert.equal(await statusOf(both, 'HS256', bytes(SECRET)), 401);
  const after = { ...both, keys: both.keys.slice(1) };
  assert.equal(await statusOf(after, 'HS256', bytes(SECRET), '2026-10'), 401);
});

const pair = (kid: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA' } as JWK };
};

test('a key set, given or fetched: new keys are found, and an unreachable one is no fault of the token', async () => {
  const [first, second] = [pair('a'), pair('b')];
  const given = { algorithm: 'EdDSA', audience: AUDIENCE, jwks: { keys: [first.jwk] } } as const;
  assert.equal(await statusOf(given, 'EdDSA', first.privateKey, 'a'), 201);
  assert.equal(await statusOf(given, 'EdDSA', second.privateKey, 'b'), 401);
  assert.equal(await statusOf(given, 'EdDSA', second.privateKey, 'a'), 401);

  let body = JSON.stringify({ keys: [first.jwk, second.jwk] });
  const shop = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(body);
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const jwks = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/keys.json`;
  const fetched = { algorithm: 'EdDSA', audience: AUDIENCE, jwks } as const;
  try {
    for (const [{ privateKey }, kid] of [
      [first, 'a'],
      [second, 'b'],
    ] as const) {
      assert.equal(await statusOf(fetched, 'EdDSA', privateKey, kid), 201);
    }
    assert.equal(await statusOf(fetched, 'EdDSA', pair('c').privateKey, 'c'), 401);
    body = 'not JSON';
    assert.equal(await statusOf(fetched, 'EdDSA', first.privateKey, 'a'), 503);
  } finally {
    shop.closeAllConnections();
    shop.close();
  }
  const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', kid: 'a' }).sign(first.privateKey);
  const handler = createEndpoint({ store: fakeStore(), identity: fetched });
  const response = await post(handler, nps(), { authorization: `Bearer ${token}` });
  assert.equal(response.status, 503);
  assert.equal(response.headers.get('retry-after'), '30');
  assert.match(((await response.json()) as ProblemBody).detail, /^The key set of the shop is not available\./);
});

const ed = { algorithm: 'EdDSA', audience: AUDIENCE } as const;
const hs = { algorithm: 'HS256', audience: AUDIENCE } as const;
const refused: readonly [IdentityOptions, string][] = [
  [hs, 'identity needs one of key, keys and jwks.'],
  [{ ...hs, key: SECRET, keys: [] }, 'identity needs one of key, keys and jwks.'],
  [{ ...hs, keys: [] }, 'identity.keys is empty.'],
  [{ ...hs, keys: [{ kid: '', key: SECRET }] }, 'identity.keys: each key needs its own kid.'],
  [
    {
      ...hs,
      keys: [
        { kid: 'a', key: SECRET },
        { kid: 'a', key: OTHER },
      ],
    },
    'identity.keys: each key needs its own kid.',
  ],
  [
    { ...hs, keys: [{ kid: 'a', key: 'short' }] },
    'identity.keys: the key "a" for HS256 must be a secret of at least 32 bytes.',
  ],
  [
    { ...hs, jwks: 'https://shop.example/keys' },
    'identity.jwks is for public keys: choose another algorithm than HS….',
  ],
  [{ ...ed, jwks: 'http://shop.example/keys' }, 'identity.jwks must be an https URL.'],
  [{ ...ed, jwks: 'http://127.0.0.1@shop.example/keys' }, 'identity.jwks must be an https URL.'],
  [{ ...ed, jwks: 'keys' }, 'identity.jwks must be an https URL.'],
  [
    { ...ed, jwks: { keys: [{ kty: 'oct', k: 'AAAA', kid: 'x' }] } },
    'identity.jwks: the key "x" is not a public key for EdDSA.',
  ],
];
for (const [identity, message] of refused) {
  test(`identity ${JSON.stringify(identity).slice(0, 80)} is refused at the start`, () => {
    assert.throws(() => createEndpoint({ store: fakeStore(), identity }), { name: 'TypeError', message });
  });
}
