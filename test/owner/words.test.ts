import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OwnerWords, owner } from '../../src/locales/en.owner.ts';
import { closestOwnerTag, ownerFiles, ownerLanguages } from '../../src/locales/owner-files.ts';
import { Translator } from '../../src/owner/shared/translator.ts';
import { VIEWS } from '../../src/owner/views.ts';

type Entry = string | { readonly one?: string; readonly other: string };
type Flat = ReadonlyMap<string, Entry>;

const flat = (words: OwnerWords): Flat =>
  new Map(
    Object.entries(words).flatMap(([section, entries]) =>
      Object.entries(entries as Readonly<Record<string, Entry>>).map(
        ([key, entry]) => [`${section}.${key}`, entry] as const,
      ),
    ),
  );
const forms = (entry: Entry): string[] => (typeof entry === 'string' ? [entry] : Object.values(entry));
const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
const english = flat(owner);

/** The words of every language that has a file. */
const languages = new Map<string, OwnerWords>([['en', owner]]);
for (const [tag, load] of Object.entries(ownerFiles)) languages.set(tag, (await load()).default);

test('the page has five languages', () => {
  assert.deepEqual([...languages.keys()].sort(), Object.keys(ownerLanguages).sort());
  assert.deepEqual([...languages.keys()].sort(), ['da', 'en', 'fi', 'nb', 'sv']);
});

for (const [tag, words] of languages)
  test(`${tag} has every text, with its numbers and names`, () => {
    const own = flat(words);
    assert.deepEqual([...own.keys()], [...english.keys()]);
    for (const [key, entry] of own) {
      const wanted = [...new Set(forms(english.get(key) ?? '').flatMap(holes))];
      for (const text of forms(entry)) {
        assert.ok(text.trim() === text && text.length > 0, key);
        assert.deepEqual([...new Set(holes(text))], wanted, `${tag} ${key}`);
      }
    }
  });

/** Words that are the same in two languages. A language whose texts were forgotten has far more. */
const MOST_SHARED = 45;

test('a language is not English', () => {
  for (const [tag, words] of languages) {
    if (tag === 'en') continue;
    const same = [...flat(words)].filter(([key, entry]) => JSON.stringify(entry) === JSON.stringify(english.get(key)));
    assert.ok(same.length < MOST_SHARED, `${tag}: ${same.map(([key]) => key).join(', ')}`);
  }
});

test('each view has a title in every language', () => {
  for (const words of languages.values()) for (const { title } of VIEWS) assert.ok(flat(words).has(title), title);
  assert.equal(new Set(VIEWS.map(({ path }) => path)).size, VIEWS.length);
});

test('the closest language of the browser is chosen', () => {
  const closest = (...wanted: string[]) => closestOwnerTag(wanted).tag;
  assert.equal(closest('sv-FI', 'en'), 'sv-FI');
  assert.equal(closest('no'), 'nb');
  assert.equal(closest('nn-NO'), 'nb-NO');
  assert.equal(closest('de-DE', 'da'), 'da');
  assert.equal(closest('zh-Hant-TW'), 'en');
  assert.equal(closest(), 'en');
  assert.equal(closest('constructor'), 'en');
  assert.equal(closest(''), 'en');
});

test('numbers, plurals, money and times follow the language', () => {
  const en = new Translator('en', owner);
  const fi = new Translator('fi', languages.get('fi') ?? owner);
  const sv = new Translator('sv', languages.get('sv') ?? owner);
  assert.equal(en.t('answers.total', { n: 1 }), '1 answer');
  assert.equal(en.t('answers.total', { n: 12_345 }), '12,345 answers');
  assert.equal(fi.t('answers.total', { n: 1 }), '1 vastaus');
  assert.equal(fi.t('answers.total', { n: 0 }), '0 vastausta');
  assert.equal(sv.t('answers.total', { n: 1234 }), '1\u00a0234 svar');
  assert.equal(
    en.t('settings.eraseHint', { customer: '{constructor} {customer}' }).includes('{constructor} {customer}'),
    true,
  );
  assert.equal(en.money(4990, 'EUR'), '€49.90');
  assert.equal(en.money(500_000, 'JPY'), '¥500,000');
  assert.equal(en.money(-123, 'EUR'), '−€1.23');
  assert.equal(en.signed(0.04), '0');
  assert.equal(en.signed(-12.44, 1), '−12.4');
  assert.equal(en.percent(0.082, 1), '8.2%');
  const now = Date.parse('2026-11-27T12:00:00Z');
  assert.equal(en.ago('2026-11-27T11:30:00Z', now), '30 minutes ago');
  assert.equal(en.ago('2026-11-25T12:00:00Z', now), '2 days ago');
  assert.equal(en.ago('2026-09-25T12:00:00Z', now), 'Sep 25, 2026');
  assert.equal(en.ago('not a time', now), 'not a time');
  assert.equal(en.month('2026-12'), 'December 2026');
  assert.equal(en.day('nonsense'), 'nonsense');
  assert.equal(en.has('metrics.nps'), true);
  assert.equal(en.has('metrics.constructor'), false);
  assert.equal(en.has('__proto__.nps'), false);
});
