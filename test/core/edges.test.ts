/** The last that is accepted and the first that is not, where a slip of one would go unseen. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { addMonths, isDate, isoMonths, oldest } from '../../src/core/dates.ts';
import { hint } from '../../src/core/hint.ts';
import { digits } from '../../src/core/money.ts';
import { parseAccount, parseProgram, parseText } from '../../src/core/parse.ts';
import { plainAccount, plainProgram } from '../../src/core/plain.ts';

const faults = (json: unknown): string[] =>
  parseProgram(json).faults.map(({ path, found, wanted }) => `${path} is ${found}; ${wanted}`);
const said = (json: unknown): string[] =>
  parseAccount(json, 'EUR').faults.map(({ path, found, wanted }) => `${path} is ${found}; ${wanted}`);
const reward = (more: object) => ({ rewards: [{ id: 'a', name: 'A', points: 5, ...more }] });

test('dates: nothing before or after, years of four digits, the last day there is', () => {
  for (const text of ['2026-01-01x', 'x2026-01-01', '2026-01-011', '2026-1-01'])
    assert.equal(isDate(text), false, text);
  for (const text of ['xP12M', 'P12Mx', 'P1000M', 'P1000Y', 'P', 'P0Y0M'])
    assert.equal(isoMonths(text), undefined, text);
  assert.equal(isoMonths('P12Y'), 144);
  assert.equal(isoMonths('P100Y999M'), 2199);
  assert.equal(addMonths('0001-01-31', 1), '0001-02-28');
  assert.equal(addMonths('9999-10-05', 2), '9999-12-05');
  assert.equal(addMonths('9999-10-05', 3), '9999-12-31');
  assert.equal(oldest('0000-05-10', 5), '');
  assert.equal(oldest('0000-05-10', 4), '0000-01-11');
});

test('did you mean: the nearest, within two letters and within reason', () => {
  const known = (key: string, ...names: string[]) => /^did you mean (\w+)\?/.exec(hint(key, names))?.[1];
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
  assert.equal(hint('zzz', ['name', 'points']), 'known are name, points, it was left out');
});

test('ids, languages and keys: from the first character to the last', () => {
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
    'strings.en.left.other is missing; a text is accepted, it was left out',
  ]);
});

test('a label is by plural forms when one of its keys is one, whole', () => {
  for (const key of ['oneness', 'bone', 'another'])
    assert.deepEqual(faults({ points: { label: { [key]: 'x' } } }), [], key);
  assert.deepEqual(faults({ points: { label: { one: 'x', other: 'y', sv: 'z' } } }), [
    'points.label.sv is not known here; known are zero, one, two, few, many, other, it was left out',
  ]);
  assert.deepEqual(faults({ points: { label: 5 } }), [
    'points.label is 5; a text, plural forms, or one of them by language, is accepted, it was left out',
  ]);
});

test('texts and maps: five hundred, counted in characters', () => {
  const name = (text: string) => parseProgram({ name: text });
  assert.deepEqual(name('x'.repeat(500)), { ...name('x'), value: { ...name('x').value, name: 'x'.repeat(500) } });
  assert.equal(name('x'.repeat(501)).value.name, 'x'.repeat(500));
  assert.equal(name('😀'.repeat(500)).value.name, '😀'.repeat(500));
  assert.equal(name('😀'.repeat(501)).value.name, '😀'.repeat(500));
  const keys = (n: number) => ({
    strings: { en: Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, 'x'])) },
  });
  assert.deepEqual(faults(keys(500)), []);
  assert.deepEqual(faults(keys(501)), ['strings.en is 501 long; 500 are accepted, the rest was left out']);
  assert.equal(Object.keys(parseProgram(keys(501)).value.strings?.en ?? {}).length, 500);
  assert.deepEqual(faults({ strings: 5 }), ['strings is 5; a map by language is accepted, it was left out']);
  assert.deepEqual(faults({ strings: { en: 5 } }).slice(0, 1), [
    'strings.en is 5; a map of texts is accepted, it was left out',
  ]);
});

test('what was found is shown in forty characters', () => {
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
  assert.deepEqual(faults(json), ['name is unreadable; plain data is accepted, it was left out']);
});

test('an entry without what its kind needs is left out, for that one fault', () => {
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
      // The order is there for the refund's sake, unless it is the order itself.
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
      assert.equal(value.ledger?.length, others.length, `${kind} without ${field}`);
      assert.equal(faults[0]?.path.replace(/ \(.*\)/, ''), `ledger[${others.length}].${field}`);
      assert.match(String(faults[0]?.wanted), / is accepted, the entry was left out$/);
    }
  assert.deepEqual(said({ ledger: 5 }), ['ledger is 5; a list is accepted, it was left out']);
  assert.deepEqual(said({ ledger: [null, 7] }), [
    'ledger[0] is null; an object is accepted, the entry was left out',
    'ledger[1] is 7; an object is accepted, the entry was left out',
  ]);
  assert.deepEqual(said({ ledger: [{ ...whole.order, pending: 'yes' }] }), [
    'ledger[0] (a).pending is "yes"; true or false is accepted, it was left out',
  ]);
  const long = { ...whole.order, id: 'i'.repeat(60), pending: 1 };
  assert.equal(parseAccount({ ledger: [long] }, 'EUR').faults[0]?.path, `ledger[0] (${'i'.repeat(40)}).pending`);
  const { faults: named } = parseAccount({ spend: 'x', ledger: [{ ...whole.order, id: 5 }] }, 'EUR');
  assert.deepEqual(
    named.map(({ path }) => path),
    ['spend', 'ledger[0].id'],
  );
});

test('of an account, each fault in words', () => {
  assert.deepEqual(said('x'), ['the account is "x"; an object is accepted, it was left out']);
  assert.deepEqual(said({ id: 'a@b' }), [
    'id is "a@b"; an opaque id of 1 to 200 characters, never an e-mail address, is accepted, it was left out',
  ]);
  assert.deepEqual(said({ expires: '2026-01-01' }), [
    'expires is one of two; expiring and expires are accepted together, it was left out',
  ]);
  assert.deepEqual(said({ expiring: 5 }), [
    'expiring is one of two; expiring and expires are accepted together, it was left out',
  ]);
});

test('the quick way in leaves to the full reader what has anything before or after', () => {
  const program = (json: object) => plainProgram(json) !== undefined;
  const tiers = (more: object, n = 1) =>
    program({ tiers: { levels: Array.from({ length: n }, (_, i) => ({ id: `l${i}`, name: 'L', from: i })), ...more } });
  for (const currency of ['EURO', 'xEUR', 'EUR\n', 'EU']) assert.ok(!program({ currency }), currency);
  for (const after of ['xP1M', 'P1Mx', 'P100M', 'P0M']) assert.ok(!program({ points: { expire: { after } } }), after);
  for (const after of ['P1M', 'P99M']) assert.ok(program({ points: { expire: { after } } }), after);
  for (const metric of ['xspend', 'spendx', 'ordersspend']) assert.ok(!tiers({ metric }), metric);
  for (const period of ['xlifetime', 'lifetimex']) assert.ok(!tiers({ period }), period);
  assert.ok(tiers({}, 7) && !tiers({}, 8));
  assert.ok(program(reward({ id: 'x'.repeat(200) })) && !program(reward({ id: 'x'.repeat(201) })));
  assert.ok(program(reward({ url: `/${'x'.repeat(501)}` })) && !program(reward({ url: `/${'x'.repeat(502)}` })));
  assert.ok(!program(reward({ url: '/x y' })) && !program({ rewards: [{ id: 'a', points: 5 }] }));
  assert.ok(program({ name: { en: 'A', 'en-GB': 'B' } }));
  for (const tag of ['en-G', 'en-gb', 'xen', 'en-GBx']) assert.ok(!program({ name: { [tag]: 'A' } }), tag);
  for (const name of [{}, null, 5, [], { en: 5 }]) assert.ok(!program({ name }), JSON.stringify(name));
  assert.ok(!program({ points: 'x' }) && !program({ ask: 'x' }) && !program({ ask: { a: null } }));
  assert.ok(plainAccount({ spend: 1e11 }, 'EUR') && !plainAccount({ spend: 1e11 + 1 }, 'EUR'));
});

test('a currency is its whole code, and a text as long as the limit is read', () => {
  for (const code of ['JPYX', 'XJPY', 'KWDX', 'XKWD']) assert.equal(digits(code), 2, code);
  assert.ok('value' in parseText('"12345678"', 10));
  for (const text of ['"123456789"', `"${'ä'.repeat(5)}"`]) assert.ok(!('value' in parseText(text, 10)), text);
});

test('numbers: the last that is accepted, and the first that is not', () => {
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

test('of a program, what is needed is said of each that lacks it, once', () => {
  const item = { id: 'a', name: 'A', points: 5 };
  for (const key of ['id', 'name', 'points'] as const) {
    const { [key]: _, ...rest } = item;
    assert.equal(faults({ rewards: [rest] }).length, 1, key);
    assert.match(
      String(faults({ rewards: [{ ...rest, url: 5 }] })[0]),
      new RegExp(`^rewards\\[0\\]\\.${key} is missing; `),
    );
  }
  assert.deepEqual(faults({ rewards: [item, { ...item, name: 'B' }] }), [
    'rewards[1].id is that of another reward; each has its own, the reward was left out',
  ]);
  assert.deepEqual(faults({ rewards: 5 }), ['rewards is 5; a list is accepted, it was left out']);
  assert.equal(parseProgram({ consent: { text: 'Yes' } }).value.consent, undefined);
  assert.equal(parseProgram({ consent: { version: '1' } }).value.consent, undefined);
  assert.equal(parseProgram({ points: { expire: {} } }).value.points.expireAfter, undefined);
  assert.match(String(faults({ points: { expire: {} } })[0]), /^points\.expire\.after is missing; /);
  const ask = (n: number) => ({ ask: { list: Array.from({ length: n }, () => 0) } });
  // The object and the list count too.
  assert.deepEqual(faults(ask(998)), []);
  assert.equal(faults(ask(999)).length, 1);
});
