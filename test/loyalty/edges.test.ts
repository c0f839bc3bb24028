/** Boundaries: the last value that is accepted and the first that is not. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseAccount } from '../../src/config/account-reader.ts';
import { parseText } from '../../src/config/parse.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { quickAccount, quickProgram } from '../../src/config/quick-check.ts';
import { nearest } from '../../src/config/suggestion.ts';
import { addDays, addMonths, isDate, oldestCounting } from '../../src/loyalty/dates.ts';
import { readDuration } from '../../src/loyalty/duration.ts';
import { digits } from '../../src/loyalty/money.ts';
import { faultText } from '../helpers/fault-text.ts';

const faults = (json: unknown): string[] => parseProgram(json).faults.map(faultText);
const said = (json: unknown): string[] => parseAccount(json, 'EUR').faults.map(faultText);
const reward = (more: object) => ({ rewards: [{ id: 'a', name: 'A', points: 5, ...more }] });

test('dates and durations: the whole text must match, and 9999-12-31 is the last day', () => {
  for (const text of ['2026-01-01x', 'x2026-01-01', '2026-01-011', '2026-1-01'])
    assert.equal(isDate(text), false, text);
  for (const text of ['xP12M', 'P12Mx', 'P1000M', 'P1000Y', 'P1000W', 'P10000D', 'P', 'P0Y0M', 'P0D'])
    assert.equal(readDuration(text), undefined, text);
  assert.deepEqual(readDuration('P12Y'), { months: 144, days: 0 });
  assert.deepEqual(readDuration('P100Y999M'), { months: 2199, days: 0 });
  assert.deepEqual(readDuration('P999W9999D'), { months: 0, days: 16_992 });
  assert.equal(addDays('9999-12-30', 2), '9999-12-31');
  assert.equal(addDays('0000-01-01', -1), '');
  assert.equal(addDays('0000-01-02', -1), '0000-01-01');
  assert.equal(oldestCounting('', 0), '');
  assert.equal(addMonths('0001-01-31', 1), '0001-02-28');
  assert.equal(addMonths('9999-10-05', 2), '9999-12-05');
  assert.equal(addMonths('9999-10-05', 3), '9999-12-31');
  assert.equal(oldestCounting('0000-05-10', 5), '');
  assert.equal(oldestCounting('0000-05-10', 4), '0000-01-11');
});

test('a suggestion is the closest key within two letters', () => {
  const known = (key: string, ...names: string[]) => nearest(key, names);
  assert.equal(known('nmae', 'name'), 'name');
  assert.equal(known('abcd', 'abxx', 'abcx'), 'abcx');
  assert.equal(known('abcd', 'abcx', 'abxx'), 'abcx');
  assert.equal(known('point', 'points'), 'points');
  assert.equal(known('ppoints', 'points'), 'points');
  assert.equal(known('xxpoints', 'points'), 'points');
  assert.equal(known('xxxpoints', 'points'), undefined);
  assert.equal(known('pointsxxx', 'points'), undefined);
  assert.equal(known('ab', 'cd'), undefined);
  assert.equal(known('', 'cd'), undefined);
  assert.equal(known('abc', 'cde'), undefined);
  assert.equal(known('cd', 'cde'), 'cde');
  assert.equal(known('a'.repeat(39), 'a'.repeat(38)), 'a'.repeat(38));
  assert.equal(known('a'.repeat(40), 'a'.repeat(39)), undefined);
  assert.equal(known('zzz', 'name', 'points'), undefined);
  assert.deepEqual(
    faults({ zzz: 1 })[0]?.replace(/: .*?\./, ': ….'),
    'zzz is not a known key. Accepted: …. It was ignored. [lojal/unknown-key]',
  );
});

test('ids, languages and keys: every character must match', () => {
  assert.deepEqual(faults(reward({ id: 'x'.repeat(200) })), []);
  assert.equal(faults(reward({ id: 'x'.repeat(201) })).length, 1);
  assert.equal(faults(reward({ id: `${'x'.repeat(200)}\n` })).length, 1);
  for (const tag of ['-en', 'en-', 'en-a!', 'en_GB', '1en', 'e', 'en-abcdefghi'])
    assert.equal(faults({ name: { en: 'A', [tag]: 'B' } }).length, 1, tag);
  assert.deepEqual(faults({ name: { 'zh-Hans-CN-x-12': 'A' } }), []);
  for (const key of ['1send', 'se nd', 'send!', '-send', 'x'.repeat(61)])
    assert.equal(faults({ strings: { en: { send: 'Go', [key]: 'B' } } }).length, 1, key);
  assert.deepEqual(faults({ strings: { en: { 'a.b-c_9': 'Go' } } }), []);
  assert.deepEqual(faults({ strings: { en: { left: { one: 'One left', other: '{n} left' } } } }), []);
  assert.deepEqual(faults({ strings: { en: { left: { one: 'One left' } } } }).slice(0, 1), [
    'strings.en.left.other is missing. Accepted: a text. It was ignored. [lojal/invalid-value]',
  ]);
});

test('a label has plural forms when one of its keys is a plural category', () => {
  for (const key of ['oneness', 'bone', 'another'])
    assert.deepEqual(faults({ points: { label: { [key]: 'x' } } }), [], key);
  assert.deepEqual(faults({ points: { label: { one: 'x', other: 'y', sv: 'z' } } }), [
    'points.label.sv is not a known key. Accepted: zero, one, two, few, many, other. It was ignored. [lojal/unknown-key]',
  ]);
  assert.deepEqual(faults({ points: { label: 5 } }), [
    'points.label is 5. Accepted: a text, plural forms, or one of them for each language. It was ignored. [lojal/invalid-value]',
  ]);
});

test('texts have at most 500 characters and maps at most 500 keys', () => {
  const name = (text: string) => parseProgram({ name: text });
  assert.deepEqual(name('x'.repeat(500)), { ...name('x'), value: { ...name('x').value, name: 'x'.repeat(500) } });
  assert.equal(name('x'.repeat(501)).value.name, 'x'.repeat(500));
  assert.equal(name('😀'.repeat(500)).value.name, '😀'.repeat(500));
  assert.equal(name('😀'.repeat(501)).value.name, '😀'.repeat(500));
  const keys = (n: number) => ({
    strings: { en: Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'x'])) },
  });
  assert.deepEqual(faults(keys(500)), []);
  assert.deepEqual(faults(keys(501)), [
    'strings.en has 501 keys. Accepted: at most 500. The rest was ignored. [lojal/too-many]',
  ]);
  assert.equal(Object.keys(parseProgram(keys(501)).value.strings?.en ?? {}).length, 500);
  assert.deepEqual(faults({ strings: 5 }), [
    'strings is 5. Accepted: a map of texts for each language. It was ignored. [lojal/invalid-value]',
  ]);
  assert.deepEqual(faults({ strings: { en: 5 } }).slice(0, 1), [
    'strings.en is 5. Accepted: a map of texts. It was ignored. [lojal/invalid-value]',
  ]);
});

test('a message shows at most forty characters of a value', () => {
  const found = (currency: unknown) => parseProgram({ currency }).faults[0]?.found;
  assert.equal(found('x'.repeat(40)), `"${'x'.repeat(40)}"`);
  assert.equal(found('x'.repeat(41)), `"${'x'.repeat(40)}…"`);
  assert.equal(found(10n ** 60n), `1${'0'.repeat(39)}`);
  assert.equal(parseProgram({ ['k'.repeat(50)]: 1 }).faults[0]?.path, 'k'.repeat(40));
  const json = Object.defineProperty({}, 'name', {
    enumerable: true,
    get() {
      throw new Error('no');
    },
  });
  assert.deepEqual(faults(json), [
    'reading name throws an error. Accepted: plain data. It was ignored. [lojal/unreadable-value]',
  ]);
});

test('an entry without a required key has one fault, and its ledger is not used', () => {
  const whole = {
    order: { id: 'a', kind: 'order', at: '2026-01-01', spend: 5 },
    refund: { id: 'b', kind: 'refund', at: '2026-01-01', spend: 5, of: 'a' },
    redeem: { id: 'c', kind: 'redeem', at: '2026-01-01', points: 5 },
    bonus: { id: 'd', kind: 'bonus', at: '2026-01-01', points: 5 },
  };
  const ledger = Object.values(whole);
  assert.deepEqual(said({ ledger }), []);
  for (const [kind, entry] of Object.entries(whole))
    for (const field of Object.keys(entry)) {
      const { [field as 'id']: _, ...rest } = entry;
      // A refund needs its order in the ledger.
      const others = kind === 'order' ? [] : [whole.order];
      const { value, faults } = parseAccount(
        {
          ledger: [
            ...others,
            { ...rest, points: 'x', ...(field !== 'points' && 'points' in rest && { points: rest.points }) },
          ],
        },
        'EUR',
      );
      assert.equal(value.ledger, undefined, `${kind} without ${field}`);
      assert.equal(faults[0]?.path.replace(/ \(.*\)/, ''), `ledger[${others.length}].${field}`);
      assert.equal(faults[0]?.code, 'lojal/invalid-value');
      assert.notEqual(faults[0]?.accepted, '');
      assert.equal(faults[0]?.outcome, 'Nothing is computed from this ledger');
    }
  assert.deepEqual(said({ ledger: 5 }), ['ledger is 5. Accepted: a list. It was ignored. [lojal/invalid-value]']);
  assert.deepEqual(said({ ledger: [null, 7] }), [
    'ledger[0] is null. Accepted: an object. Nothing is computed from this ledger. [lojal/invalid-value]',
    'ledger[1] is 7. Accepted: an object. Nothing is computed from this ledger. [lojal/invalid-value]',
  ]);
  assert.deepEqual(said({ ledger: [{ ...whole.order, pending: 'yes' }] }), [
    'ledger[0] (a).pending is "yes". Accepted: true or false. Nothing is computed from this ledger. [lojal/invalid-value]',
  ]);
  const long = { ...whole.order, id: 'i'.repeat(60), pending: 1 };
  assert.equal(parseAccount({ ledger: [long] }, 'EUR').faults[0]?.path, `ledger[0] (${'i'.repeat(40)}).pending`);
  const { faults: named } = parseAccount({ spend: 'x', ledger: [{ ...whole.order, id: 5 }] }, 'EUR');
  assert.deepEqual(
    named.map(({ path }) => path),
    ['spend', 'ledger[0].id'],
  );
});

test('the faults of an account, in words', () => {
  assert.deepEqual(said('x'), ['the account is "x". Accepted: an object. It was ignored. [lojal/invalid-value]']);
  assert.deepEqual(said({ id: 'a@b' }), [
    'id is "a@b". Accepted: an opaque id of 1 to 128 characters, never an e-mail address. It was ignored. [lojal/invalid-value]',
  ]);
  assert.deepEqual(said({ expires: '2026-01-01' }), [
    'expires is given without expiring. Accepted: both or neither. It was ignored. [lojal/incomplete-pair]',
  ]);
  assert.deepEqual(said({ expiring: 5 }), [
    'expiring is given without expires. Accepted: both or neither. It was ignored. [lojal/incomplete-pair]',
  ]);
});

test('the quick check: every character must match', () => {
  const program = (json: object) => quickProgram(json) !== undefined;
  const tiers = (more: object, n = 1) =>
    program({ tiers: { levels: Array.from({ length: n }, (_, i) => ({ id: `l${i}`, name: 'L', from: i })), ...more } });
  for (const currency of ['EURO', 'xEUR', 'EUR\n', 'EU']) assert.ok(!program({ currency }), currency);
  for (const after of ['xP1M', 'P1Mx', 'P1000M', 'P0M']) assert.ok(!program({ points: { expire: { after } } }), after);
  for (const after of ['P1M', 'P999M', 'P1Y6M', 'P90D']) assert.ok(program({ points: { expire: { after } } }), after);
  for (const metric of ['xspend', 'spendx', 'ordersspend']) assert.ok(!tiers({ metric }), metric);
  for (const period of ['xlifetime', 'lifetimex']) assert.ok(!tiers({ period }), period);
  assert.ok(tiers({}, 7) && !tiers({}, 8));
  assert.ok(program(reward({ id: 'x'.repeat(200) })) && !program(reward({ id: 'x'.repeat(201) })));
  assert.ok(program(reward({ url: `/${'x'.repeat(2000)}` })) && !program(reward({ url: `/${'x'.repeat(2001)}` })));
  assert.ok(!program(reward({ url: '/x y' })) && !program({ rewards: [{ id: 'a', points: 5 }] }));
  assert.ok(program({ name: { en: 'A', 'en-GB': 'B' } }));
  for (const tag of ['en-G', 'en-gb', 'xen', 'en-GBx']) assert.ok(!program({ name: { [tag]: 'A' } }), tag);
  for (const name of [{}, null, 5, [], { en: 5 }]) assert.ok(!program({ name }), JSON.stringify(name));
  assert.ok(!program({ points: 'x' }) && !program({ ask: 'x' }) && !program({ ask: { a: null } }));
  assert.ok(quickAccount({ spend: 1e11 }, 'EUR') && !quickAccount({ spend: 1e11 + 1 }, 'EUR'));
});

test('currency codes match as a whole, and a JSON text of exactly the limit is read', () => {
  for (const code of ['JPYX', 'XJPY', 'KWDX', 'XKWD']) assert.equal(digits(code), 2, code);
  assert.ok('value' in parseText('"12345678"', 10));
  for (const text of ['"123456789"', `"${'ä'.repeat(5)}"`]) assert.ok(!('value' in parseText(text, 10)), text);
});

test('numbers: the largest and smallest that are accepted', () => {
  for (const [key, most] of Object.entries({ points: 1e11, pending: 1e11, spend: 1e11, orders: 1e11 })) {
    assert.deepEqual(said({ [key]: most }), [], key);
    assert.equal(said({ [key]: most + 1 }).length, 1, key);
  }
  assert.deepEqual(said({ points: -1e11 }), []);
  assert.equal(said({ points: -1e11 - 1 }).length, 1);
  for (const whole of ['points', 'pending', 'orders', 'expiring'])
    assert.match(
      String(said({ [whole]: 1.5, ...(whole === 'expiring' && { expires: '2026-01-01' }) })[0]),
      /a whole number/,
    );
  assert.ok(Object.is(parseAccount({ points: -0 }, 'EUR').value.points, 0));
});

test('a missing required key of a program is one fault', () => {
  const item = { id: 'a', name: 'A', points: 5 };
  for (const key of ['id', 'name', 'points'] as const) {
    const { [key]: _, ...rest } = item;
    assert.equal(faults({ rewards: [rest] }).length, 1, key);
    assert.match(
      String(faults({ rewards: [{ ...rest, url: 5 }] })[0]),
      new RegExp(`^rewards\\[0\\]\\.${key} is missing\\. `),
    );
  }
  assert.deepEqual(faults({ rewards: [item, { ...item, name: 'B' }] }), [
    'rewards[1].id is the same as in another reward. Accepted: a different id for each reward. The reward was ignored. [lojal/duplicate]',
  ]);
  assert.deepEqual(faults({ rewards: 5 }), ['rewards is 5. Accepted: a list. It was ignored. [lojal/invalid-value]']);
  assert.equal(parseProgram({ consent: { text: 'Yes' } }).value.consent, undefined);
  assert.equal(parseProgram({ consent: { version: '1' } }).value.consent, undefined);
  assert.equal(parseProgram({ points: { expire: {} } }).value.points.expireAfter, undefined);
  assert.match(String(faults({ points: { expire: {} } })[0]), /^points\.expire\.after is missing\. /);
  const ask = (n: number) => ({ ask: { list: Array.from({ length: n }, () => 0) } });
  // The object and the list are two more values.
  assert.deepEqual(faults(ask(998)), []);
  assert.equal(faults(ask(999)).length, 1);
});
