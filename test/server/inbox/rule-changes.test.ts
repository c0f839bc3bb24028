/** When the asking rules of a question changed, and the marks that a score gets by it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { owner } from '../../../src/locales/en.owner.ts';
import { changesOf } from '../../../src/owner/scores/score-changes.ts';
import { Translator } from '../../../src/owner/shared/translator.ts';
import { openStore } from '../../../src/server/db/open-store.ts';
import type { ProgramVersion } from '../../../src/server/db/program-store.ts';
import { ruleChanges } from '../../../src/server/inbox/rule-changes.ts';
import { createEndpoint } from '../../../src/server/index.ts';
import { KEY } from '../samples.ts';
import { noErrors } from '../stores.ts';

/** A version that was saved on its first day, unless another day is given. */
const version = (n: number, from: string, ask: object, saved = from): ProgramVersion => ({
  version: n,
  from,
  saved: `${saved}T00:00:00Z`,
  currency: 'EUR',
  timeZone: null,
  text: JSON.stringify({ ask }),
});
const changes = (versions: readonly ProgramVersion[], kind = 'nps', from = '2026-01-01', until = '2027-01-01') =>
  ruleChanges(versions, kind, from, until).map((one) => [one.version, one.from, one.changed.join()]);

test('a change of the rules is named, one of the words, of a default or of another question is none', () => {
  const versions = [
    version(1, '2026-01-01', { nps: { sample: 0.5 } }),
    version(2, '2026-02-01', { nps: { sample: 0.5, question: { en: 'How likely?' }, version: '2' } }),
    // Defaults that are written out.
    version(3, '2026-03-01', { cooldown: 7, nps: { sample: 0.5, mode: 'corner', again: { shown: 7 } } }),
    version(4, '2026-04-01', { cooldown: 7, nps: { sample: 0.2, again: { shown: 8 } }, csat: { delay: 1 } }),
    version(5, '2026-05-01', { cooldown: 7, nps: { sample: 0.2, again: { shown: 8 } }, csat: { delay: 9 } }),
    version(6, '2026-06-01', { cooldown: 9, nps: { sample: 0.2, again: { shown: 8 } } }),
    version(7, '2026-07-01', { cooldown: 9, second: { kind: 'nps' }, nps: { sample: 0.2, again: { shown: 8 } } }),
    version(8, '2026-08-01', {}),
  ];
  assert.deepEqual(changes(versions), [
    [4, '2026-04-01', 'sample,again'],
    [6, '2026-06-01', 'cooldown'],
    [7, '2026-07-01', 'ask'],
    [8, '2026-08-01', 'ask'],
  ]);
  assert.deepEqual(changes(versions, 'csat'), [
    [4, '2026-04-01', 'ask'],
    [5, '2026-05-01', 'delay'],
    [6, '2026-06-01', 'ask'],
  ]);
  assert.deepEqual(changes(versions, 'nps', '2026-04-02', '2026-07-01'), [[6, '2026-06-01', 'cooldown']]);
  assert.deepEqual(changes([]), []);
});

test('a version that never held changes nothing, and versions hold by their day', () => {
  const one = { nps: { sample: 0.1 } };
  const two = { nps: { sample: 0.9 } };
  assert.deepEqual(
    changes([
      version(1, '2026-01-01', one),
      version(2, '2026-03-01', two, '2026-01-02'),
      version(3, '2026-03-01', one, '2026-01-03'),
    ]),
    [],
  );
  assert.deepEqual(changes([version(1, '2026-01-01', one), version(2, '2026-02-01', null as never)]), [
    [2, '2026-02-01', 'ask'],
  ]);
});

test('the wordings of the server have the changes of the rules', async () => {
  const store = await openStore({ folder: 'memory://' });
  const handler = createEndpoint({ store, ownerKey: KEY, limits: false, log: noErrors });
  const send = (method: string, path: string, headers: object, body?: unknown) =>
    handler(
      new Request(`https://api.example/apps/lojal/${path}`, {
        method,
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  for (const [sample, headers] of [
    [1, { 'if-none-match': '*' }],
    [0.5, { 'if-match': '"1"' }],
  ] as const) {
    const response = await send('PUT', 'owner/program', headers, { program: { ask: { nps: { sample } } } });
    assert.equal(response.status, 200, await response.text());
  }
  const { rules } = (await (await send('GET', 'owner/wordings?of=nps', {})).json()) as { rules: object[] };
  assert.equal(rules.length, 1);
  assert.deepEqual({ ...rules[0], from: '' }, { version: 2, from: '', changed: ['sample'] });
  const { rules: none } = (await (await send('GET', 'owner/wordings?of=csat', {})).json()) as { rules: object[] };
  assert.deepEqual(none, []);
  await store.close();
});

test('a step is marked by what changed in it', () => {
  const words = new Translator('en', owner);
  const step = { from: '2026-04-01', until: '2026-05-01' };
  const wording = (first: string) => ({ version: first, text: '', first });
  const rule = (from: string, ...changed: string[]) => ({ version: 1, from, changed });
  const marks = (wordings: string[], rules: ReturnType<typeof rule>[]) => {
    const { mark, notes } = changesOf(words, step, wordings.map(wording), rules);
    return [mark, ...notes];
  };
  assert.deepEqual(marks(['2026-04-02'], []), [undefined]);
  assert.deepEqual(marks(['2026-01-01', '2026-04-30'], [rule('2026-05-01', 'sample')]), ['New wording']);
  assert.deepEqual(marks([], [rule('2026-04-01', 'sample', 'toString')]), [
    'New rules',
    `Asked by other rules from Apr 1, 2026: ${words.t('programFields.sample')}, toString`,
  ]);
  assert.equal(marks(['2026-01-01', '2026-04-30'], [rule('2026-04-09', 'delay')])[0], 'New wording and rules');
});
