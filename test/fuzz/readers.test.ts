/** Ten thousand made-up programs, accounts and attribute sets: whatever the readers return can be shown. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import { parseText } from '../../src/config/parse.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { quickAccount, quickProgram } from '../../src/config/quick-check.ts';
import { numberAttribute } from '../../src/elements/shared/number-attribute.ts';
import { balance } from '../../src/locales/en.balance.ts';
import { en } from '../../src/locales/en.ts';
import { closestLanguage } from '../../src/locales/languages.ts';
import { Locale } from '../../src/locales/locale.ts';
import { compact, count, money } from '../../src/locales/numbers.ts';
import sv from '../../src/locales/sv.ts';
import { snapshot } from '../../src/loyalty/snapshot.ts';
import type { Account, Program, Text } from '../../src/loyalty/types.ts';
import { faultText } from '../helpers/fault-text.ts';
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

/** Writes every text that an element would show, in every language. */
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
        said.push(compact(locale, n), count(locale, n, program.points.label), count(locale, n, undefined, 'orders'));
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
    // A text that is not a URL is no link.
    if (link === undefined || !URL.canParse(link, 'https://shop.example/page')) continue;
    const { protocol, hostname } = new URL(link, 'https://shop.example/page');
    assert.ok(
      protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)),
      link,
    );
    // A relative URL stays on the shop's site.
    if (!/^https?:/.test(link)) assert.equal(hostname, 'shop.example', link);
  }
}

test('10,000 made-up programs can be shown', () => {
  fc.assert(
    fc.property(programs, (make) => {
      const json = make();
      const { value, faults } = parseProgram(json);
      assert.ok(faults.length <= 21);
      show(value, { points: 1280, spend: 41_250, orders: 9 });
      const plain = quickProgram(json);
      if (plain) show(plain, undefined);
    }),
    RUNS,
  );
  unharmed();
});

test('10,000 made-up accounts can be shown', () => {
  const tiers = { levels: ['a', 'b', 'c'].map((id, i) => ({ id, name: id, from: i * 300 })), period: 'calendar-year' };
  const program = parseProgram({ tiers, rewards: [{ id: 'r', name: 'R', points: 500 }] }).value;
  fc.assert(
    fc.property(accounts, (make) => {
      const json = make();
      const { value, faults } = parseAccount(json, 'EUR');
      assert.ok(faults.length <= 21);
      show(program, value);
      const plain = quickAccount(json, 'EUR');
      if (plain) show(program, plain);
    }),
    RUNS,
  );
  unharmed();
});

test('10,000 made-up attribute sets can be shown', () => {
  const set = fc.tuple(ATTRIBUTES['lojal-program'], ATTRIBUTES['lojal-points'], ATTRIBUTES['lojal-tier']);
  fc.assert(
    fc.property(set, fc.oneof(languages, hostileText), ([own, points, tier], lang) => {
      const numbers = ['points', 'pending', 'spend', 'orders'].map((name) => [
        name,
        numberAttribute.fromAttribute((own[name] as string) ?? null),
      ]);
      const given = Object.fromEntries(numbers.filter(([, value]) => Number.isFinite(value)));
      const program = parseProgram({ currency: own.currency }).value;
      show(program, quickAccount(given, program.currency) ?? parseAccount(given, program.currency).value);
      for (const value of [points.points, points.expiring, tier.value, tier.cart]) {
        const n = numberAttribute.fromAttribute((value as string) ?? null);
        assert.ok(n === undefined || typeof n === 'number');
      }
      // Numbers and dates can be formatted whatever the page gives as its language.
      const tag = closestLanguage([lang, String(own.lang ?? '')]);
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

test('10,000 texts that are almost JSON are read without an exception', () => {
  const json = fc.tuple(programs, fc.nat(400), hostileText, fc.nat(3)).map(([make, at, text, how]) => {
    let whole = text;
    try {
      whole = JSON.stringify(make()) ?? text;
    } catch {
      // Some made-up values cannot be serialised; their text is used instead.
    }
    return how === 0 ? whole : how === 1 ? whole.slice(0, at) : whole.slice(0, at) + text + whole.slice(at + how);
  });
  fc.assert(
    fc.property(json, (text) => {
      const read = parseText(text, 100_000);
      if ('value' in read) show(parseProgram(read.value).value, parseAccount(read.value, 'EUR').value);
      else assert.ok(faultText(read).length > 40 && faultText(read).length < 400);
    }),
    RUNS,
  );
  unharmed();
});
