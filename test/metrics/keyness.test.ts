/** The words that separate the comments of two groups of customers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Comment, keyWords, likelihoodRatio, wordsOf } from '../../src/metrics/keyness.ts';

const comments = (lang: string, ...texts: string[]): Comment[] => texts.map((text) => ({ text, lang }));
const times = (n: number, text: string): string[] => new Array<string>(n).fill(text);

/** One complaint and one praise in each language, with words that both sides share. */
const LANGUAGES: Readonly<Record<string, readonly [bad: string, word: string, good: string, other: string]>> = {
  en: ['The parcel was late', 'late', 'The parcel was quick', 'quick'],
  sv: ['Paketet kom försent', 'försent', 'Paketet kom snabbt', 'snabbt'],
  nb: ['Pakken kom forsinket', 'forsinket', 'Pakken kom raskt', 'raskt'],
  da: ['Pakken kom forsinket', 'forsinket', 'Pakken kom hurtigt', 'hurtigt'],
  fi: ['Paketti tuli myöhässä', 'myöhässä', 'Paketti tuli nopeasti', 'nopeasti'],
  de: ['Das Paket kam verspätet', 'verspätet', 'Das Paket kam schnell', 'schnell'],
  fr: ['Le colis est arrivé tard', 'tard', 'Le colis est arrivé vite', 'vite'],
  es: ['El paquete llegó tarde', 'tarde', 'El paquete llegó rápido', 'rápido'],
  nl: ['Het pakket kwam laat', 'laat', 'Het pakket kwam snel', 'snel'],
  it: ['Il pacco è arrivato tardi', 'tardi', 'Il pacco è arrivato presto', 'presto'],
  pt: ['A encomenda chegou tarde', 'tarde', 'A encomenda chegou depressa', 'depressa'],
  pl: ['Paczka przyszła późno', 'późno', 'Paczka przyszła szybko', 'szybko'],
  ar: ['وصل الطرد متأخرا', 'متأخرا', 'وصل الطرد سريعا', 'سريعا'],
};

for (const [lang, [bad, word, good, other]] of Object.entries(LANGUAGES))
  test(`the words that differ are found in ${lang}, and none that both sides say`, () => {
    const found = keyWords([comments(lang, ...times(20, bad)), comments(lang, ...times(20, good))]);
    assert.deepEqual(
      found.map(({ word, group, counts }) => [word, group, ...counts]),
      [
        [word, 0, 20, 0],
        [other, 1, 0, 20],
      ],
    );
    assert.deepEqual(found[0]?.examples, [0, 1, 2]);
  });

test('one customer who repeats a word counts once', () => {
  const found = keyWords([
    comments('en', 'broken '.repeat(500), ...times(30, 'nice')),
    comments('en', ...times(30, 'nice')),
  ]);
  assert.deepEqual(found, []);
});

test('the likelihood ratio is the one of the two-by-two table', () => {
  // By hand: 10 of 100 and 30 of 100; expected 20 of each.
  const expected = 2 * (10 * Math.log(0.5) + 30 * Math.log(1.5) + 90 * Math.log(90 / 80) + 70 * Math.log(70 / 80));
  assert.ok(Math.abs(likelihoodRatio([10, 30], [100, 100]) - expected) < 1e-12);
  assert.equal(likelihoodRatio([0, 0], [5, 5]), 0);
  assert.equal(likelihoodRatio([5, 5], [5, 5]), 0);
});

test('of twenty shops whose groups say the same, at most about one is shown a word', () => {
  // Both groups draw from the same 200 words: every word that is named is a false one.
  let shops = 0;
  const runs = 200;
  fc.assert(
    fc.property(fc.infiniteStream(fc.noBias(fc.nat(199))), (words) => {
      const draw = () => ({ text: Array.from({ length: 8 }, () => `w${words.next().value}x`).join(' '), lang: 'en' });
      const group = () => Array.from({ length: 60 }, draw);
      if (keyWords([group(), group()]).length > 0) shops++;
    }),
    { numRuns: runs },
  );
  // 10 of 200 are expected at most; 24 or more would be a chance of one in 10,000.
  assert.ok(shops < 24, `${shops} of ${runs} shops`);
});

test('no group, no word, any text', () => {
  assert.deepEqual(keyWords([[], comments('en', ...times(9, 'good'))]), []);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 12 }), fc.string(), (texts, lang) => {
      const all = texts.map((text) => ({ text, lang }));
      for (const { keyness, counts } of keyWords([all, comments('en', 'x')])) {
        assert.ok(Number.isFinite(keyness));
        assert.ok(counts[0] + counts[1] >= 3);
      }
    }),
  );
  assert.deepEqual([...wordsOf({ text: 'A 12 B2 don’t ÅNGA', lang: 'sv' })], ['b2', 'don’t', 'ånga']);
});
