import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEndpoint, type EndpointOptions, type Scope, type Store } from '../../src/server/index.ts';
import { KEY, mint, nps } from './samples.ts';
import { ADDRESS, fakeStore, type ProblemBody, post } from './stores.ts';
import { identity } from './tokens.ts';

const random = (n: number) => `${n}-0123456789abcdef0123456789abcdef`;
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** One request for each scope that guards a route. */
const requests: readonly (readonly [Scope, () => Request])[] = [
  ['read', () => new Request(ADDRESS)],
  ['erase', () => new Request(`${ADDRESS}?subject=c_1`, { method: 'DELETE' })],
  [
    'moderate',
    () =>
      new Request(`${ADDRESS}/${mint()}`, {
        method: 'PATCH',
        body: '{"state":"approved"}',
        headers: { 'content-type': 'application/json', 'if-match': '"1"' },
      }),
  ],
];

const ask = async (handler: ReturnType<typeof createEndpoint>, make: () => Request, key: string) => {
  const request = make();
  request.headers.set('authorization', `Bearer ${key}`);
  return handler(request);
};

test('a key opens the routes of its scopes only; others get 403', async () => {
  const scopes: readonly Scope[] = ['read', 'moderate', 'erase', 'program', 'webhooks', 'ingest', 'shop'];
  const keys = scopes.map((scope, i) => ({ name: scope, key: random(i), scopes: [scope] }));
  const store: Store = { ...fakeStore(), moderate: async () => 'decided' };
  const handler = createEndpoint({ store, ownerKey: KEY, keys });
  for (const [needed, make] of requests) {
    for (const { key, name } of keys) {
      const response = await ask(handler, make, key);
      assert.equal(response.status, name === needed ? 200 : 403, `${name} for ${needed}`);
      if (name !== needed) {
        const { detail } = (await response.json()) as ProblemBody;
        assert.equal(detail, `This key does not have the scope "${needed}".`);
      }
    }
    assert.equal((await ask(handler, make, KEY)).status, 200);
    assert.equal((await ask(handler, make, `${KEY}x`)).status, 401);
  }
});

test('two keys of the owner are valid while one replaces the other', async () => {
  const [old, next] = [random(1), random(2)];
  const both = createEndpoint({ store: fakeStore(), ownerKey: [old, next] });
  const after = createEndpoint({ store: fakeStore(), ownerKey: [next] });
  const read = (handler: typeof both, key: string) => ask(handler, () => new Request(ADDRESS), key);
  for (const key of [old, next]) assert.equal((await read(both, key)).status, 200);
  assert.equal((await read(after, old)).status, 401);
  assert.equal((await read(after, next)).status, 200);
});

const weak = (name: string) =>
  `${name} is too weak: use at least 32 random characters, for example from "openssl rand -hex 32".`;
const one = (key: string, scopes: readonly string[] = ['read'], name = 'desk') =>
  ({ keys: [{ name, key, scopes }] }) as Partial<EndpointOptions>;
const refused: readonly [Partial<EndpointOptions>, string][] = [
  [{ ownerKey: 'secret' }, weak('ownerKey')],
  [{ ownerKey: 'abcdefghijklmnopqrstuvwxyz01234' }, weak('ownerKey')],
  [{ ownerKey: 'x'.repeat(64) }, weak('ownerKey')],
  [{ ownerKey: '1234'.repeat(16) }, weak('ownerKey')],
  [{ ownerKey: [random(1), 'changeme'] }, weak('ownerKey')],
  [one('hunter2'), weak('keys: the key "desk"')],
  [
    one(random(1), []),
    'keys: the scopes of "desk" must be some of read, moderate, erase, program, webhooks, ingest, shop.',
  ],
  [
    one(random(1), ['write']),
    'keys: the scopes of "desk" must be some of read, moderate, erase, program, webhooks, ingest, shop.',
  ],
  [one(random(1), ['read'], ''), 'keys: each key needs a name of letters, digits, ".", "-", "_".'],
  [{ ...one(random(1)), ownerKey: random(1) }, 'keys: the same key is given twice.'],
  [{ identity: { ...identity, key: 'k'.repeat(32) } }, weak('identity.key')],
  [{ anonymous: false }, 'anonymous: false needs the option identity: without it no customer can prove who they are.'],
];
for (const [options, message] of refused) {
  test(`${JSON.stringify(options).slice(0, 60)} is refused at the start`, () => {
    assert.throws(() => createEndpoint({ store: fakeStore(), ...options }), { name: 'TypeError', message });
  });
}

test('with anonymous: false, only answers of proven customers are stored', async () => {
  const { sign } = await import('./tokens.ts');
  const keys = [{ name: 'import', key: random(1), scopes: ['ingest'] as const }];
  const verified: (boolean | undefined)[] = [];
  const store: Store = {
    ...fakeStore(),
    insert: async (_event, _digest, isVerified) => {
      verified.push(isVerified);
      return 'stored';
    },
  };
  const handler = createEndpoint({ store, identity, anonymous: false, keys });
  const nobody = nps({}, { subject: undefined });
  for (const [event, headers, status] of [
    [nobody, {}, 401],
    [nps(), {}, 401],
    // The token proves a customer, but the answer does not name one.
    [nobody, bearer(await sign()), 401],
    [nps(), bearer(await sign()), 201],
    [nps({}, { subject: 'c_2' }), bearer(await sign()), 403],
    // The shop's own server speaks for its customers.
    [nps({}, { subject: 'c_2' }), bearer(random(1)), 201],
    [nobody, bearer(random(1)), 201],
  ] as const) {
    assert.equal((await post(handler, event, headers)).status, status);
  }
  assert.deepEqual(verified, [true, true, false]);
});
