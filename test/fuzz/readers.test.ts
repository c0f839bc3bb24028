/** Ten thousand programs, accounts and attribute sets each through the readers: what comes out can always be shown. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAccount, parseProgram, parseText } from '../../src/core/parse.ts';
import { plainAccount, plainProgram } from '../../src/core/plain.ts';
import { snapshot } from '../../src/core/snapshot.ts';
import type { Account, Program, Text } from '../../src/core/types.ts';
import { numeric } from '../../src/elements/numeric.ts';
import { balance } from '../../src/i18n/en.balance.ts';
import { en } from '../../src/i18n/en.ts';
import { closest } from '../../src/i18n/languages.ts';
import { Locale } from '../../src/i18n/locale.ts';
import { compact, count, money, noun } from '../../src/i18n/numbers.ts';
import sv from '../../src/i18n/sv.ts';
import { ATTRIBUTES, accounts, hostileText, languages, programs, SEED } from './values.ts';

const RUNS = { numRuns: 10_000, seed: SEED, includeErrorInReport: true };
const LANGUAGES = ['en', 'en-GB', 'sv', 'sv-SE'].map(
  (tag) => [tag, tag.startsWith('sv') ? sv : { ...en, ...balance }] as const,
);
const BROKEN = /NaN|undefined|\[object|Infinity/;

const descriptors = (): unknown[] =>
  [Object, Array, String, Function, Number, Promise].flatMap(({ prototype }) =>
    Reflect.ownKeys(prototype).flatMap((key) => [
      key,
      ...Object.values(Object.getOwnPropertyDescriptor(prototype, key) ?? {}),
    ]),
  );
const before = descriptors();
const unharmed = (): void => {
  const now = descriptors();
  assert.equal(now.length, before.length);
  assert.ok(
    now.every((one, i) => Object.is(one, before[i])),
    'a prototype has changed',
  );
};

/** Says everything that an element would say, in every language. */
function show(program: Program, account: Account | undefined): void {
  const { points, standing, rewards } = snapshot(program, account, '2026-11-21');
  const said: string[] = [];
  for (const [tag, words] of LANGUAGES) {
    const locale = new Locale(tag, words, program.strings);
    const texts: (Text | undefined)[] = [program.name, program.incentive, program.consent?.text, standing?.level.name];
    for (const level of program.tiers?.levels ?? []) texts.push(level.name, ...level.perks);
    for (const { name } of program.rewards) texts.push(name);
    for (const text of texts) said.push(locale.text(text));
    for (const n of [points?.spendable, points?.pending, points?.lifetime, points?.expiring?.points])
      if (n !== undefined)
        said.push(compact(locale, n), count(locale, n, program.points.label), noun(locale, n, undefined, 'orders'));
    for (const n of [points?.worth, standing?.value, standing?.remaining])
      if (n !== undefined) said.push(money(locale, n, program.currency));
    for (const key of ['toLevel', 'balance', 'expiring'] as const)
      said.push(locale.t(key, { amount: 'x', level: 'y', n: 1 }));
  }
  for (const text of said) {
    assert.equal(typeof text, 'string');
    assert.doesNotMatch(text, BROKEN);
  }
  for (const n of [points?.spendable, points?.worth, standing?.value, standing?.remaining, standing?.ratio])
    assert.ok(n === undefined || Number.isFinite(n));
  const { levels = [] } = standing ?? {};
  for (let i = 1; i < levels.length; i++) assert.ok((levels[i - 1]?.from ?? 0) < (levels[i]?.from ?? 0));
  assert.equal(new Set(levels.map((level) => level.id)).size, levels.length);
  for (const { reward, missing } of rewards) assert.ok(reward.points > 0 && missing >= 0);
  for (const link of [program.privacyUrl, ...program.rewards.map((reward) => reward.url)]) {
    // What is no address at all leads nowhere.
    if (link === undefined || !URL.canParse(link, 'https://shop.example/page')) continue;
    const { protocol, hostname } = new URL(link, 'https://shop.example/page');
    assert.ok(
      protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)),
      link,
    );
    // On its own site it stays there: only what names another says so.
    if (!/^https?:/.test(link)) assert.equal(hostname, 'shop.example', link);
  }
}

test('10,000 programs', () => {
  fc.assert(
    fc.property(programs, (make) => {
      const json = make();
      const { value, faults } = parseProgram(json);
      assert.ok(faults.length <= 21);
      show(value, { points: 1280, spend: 41_250, orders: 9 });
      const plain = plainProgram(json);
      if (plain) show(plain, undefined);
    }),
    RUNS,
  );
  unharmed();
});

test('10,000 accounts', () => {
  const tiers = { levels: ['a', 'b', 'c'].map((id, i) => ({ id, name: id, from: i * 300 })), period: 'calendar-year' };
  const program = parseProgram({ tiers, rewards: [{ id: 'r', name: 'R', points: 500 }] }).value;
  fc.assert(
    fc.property(accounts, (make) => {
      const json = make();
      const { value, faults } = parseAccount(json, 'EUR');
      assert.ok(faults.length <= 21);
      show(program, value);
      const plain = plainAccount(json, 'EUR');
      if (plain) show(program, plain);
    }),
    RUNS,
  );
  unharmed();
});

test('10,000 attribute sets', () => {
  const set = fc.tuple(ATTRIBUTES['lojal-program'], ATTRIBUTES['lojal-points'], ATTRIBUTES['lojal-tier']);
  fc.assert(
    fc.property(set, fc.oneof(languages, hostileText), ([own, points, tier], lang) => {
      const numbers = ['points', 'pending', 'spend', 'orders'].map((name) => [
        name,
        numeric.fromAttribute((own[name] as string) ?? null),
      ]);
      const given = Object.fromEntries(numbers.filter(([, value]) => Number.isFinite(value)));
      const program = parseProgram({ currency: own.currency }).value;
      show(program, plainAccount(given, program.currency) ?? parseAccount(given, program.currency).value);
      for (const value of [points.points, points.expiring, tier.value, tier.cart]) {
        const n = numeric.fromAttribute((value as string) ?? null);
        assert.ok(n === undefined || typeof n === 'number');
      }
      // Whatever a page calls its language, numbers and dates can be written in it.
      const tag = closest([lang, String(own.lang ?? '')]);
      const locale = new Locale(tag, tag.startsWith('sv') ? sv : { ...en, ...balance });
      assert.doesNotMatch(
        money(locale, 123_456_789, 'XXX') + compact(locale, 12_345_678) + locale.number(-0.5),
        BROKEN,
      );
    }),
    RUNS,
  );
  unharmed();
});

test('10,000 texts that are almost JSON', () => {
  const json = fc.tuple(programs, fc.nat(400), hostileText, fc.nat(3)).map(([make, at, text, how]) => {
    let whole = text;
    try {
      whole = JSON.stringify(make()) ?? text;
    } catch {
      // Not everything can be written as JSON; the text can.
    }
    return how === 0 ? whole : how === 1 ? whole.slice(0, at) : whole.slice(0, at) + text + whole.slice(at + how);
  });
  fc.assert(
    fc.property(json, (text) => {
      const read = parseText(text, 100_000);
      if ('value' in read) show(parseProgram(read.value).value, parseAccount(read.value, 'EUR').value);
      else assert.ok(read.wanted.length > 0 && read.wanted.length < 400);
    }),
    RUNS,
  );
  unharmed();
});
