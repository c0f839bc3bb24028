/** Every place that lists elements or kinds of question has each row of `src/registry.ts`. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import * as lojal from '../src/index.ts';
import { questionFiles } from '../src/locales/question-files.ts';
import * as registry from '../src/registry.ts';
import { events } from '../src/schema/events.ts';
import { csvHead, toCsv } from '../src/server/routes/csv.ts';
import * as samples from './server/samples.ts';

const { ELEMENT_NAMES, ELEMENTS, LAUNCHERS, PARTS, QUESTION_ELEMENTS, QUESTION_KINDS, QUESTIONS } = registry;
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const budgets: readonly { readonly files: readonly string[] }[] = JSON.parse(read('scripts/budgets.json'));

for (const name of ELEMENT_NAMES)
  describe(`lojal-${name}`, () => {
    const row = ELEMENTS[name];

    test('its module exports the class, and so does src/index.ts', async () => {
      const module = await import(`../src/${row.module}.ts`);
      assert.equal(typeof module[row.class], 'function', `src/${row.module}.ts`);
      assert.equal((lojal as Readonly<Record<string, unknown>>)[row.class], module[row.class], 'src/index.ts');
    });

    test('its file of English texts exports them under the name of the file', async () => {
      if (!('words' in row)) return;
      const file = await import(`../src/locales/en.${row.words}.ts`);
      assert.ok(Object.keys(file[row.words]).length > 0, `src/locales/en.${row.words}.ts`);
    });

    test('a budget covers the files of a page with this element', () => {
      const base = LAUNCHERS.includes(name) ? [] : ['lojal.base.js'];
      const files = ['lojal.js', ...base, ...PARTS[name].map((part) => `lojal.${part}.js`)];
      const covers = budgets.some((budget) => files.every((file) => budget.files.includes(file)));
      assert.ok(covers, `scripts/budgets.json has no page with ${files.join(' + ')}`);
    });

    test('the documentation has a section about it', () => {
      assert.match(read('docs/elements.md'), new RegExp(`^## lojal-${name}$`, 'm'), 'docs/elements.md');
      assert.match(read('README.md'), new RegExp(`<lojal-${name}>`), 'README.md');
    });

    test('the gallery shows it', () => {
      // The program shows nothing, and a launcher is fixed in a corner of the page.
      if (name === 'program' || LAUNCHERS.includes(name)) return;
      assert.match(
        read('demo/public/gallery.js'),
        new RegExp(`id: '${name}',|tags: \\['lojal-${name}\\b`),
        'demo/public/gallery.js',
      );
    });
  });

/** The fields of an event that no column of one kind shows: signs of a program, and what every answer has. */
const NO_COLUMN = /^(lang|revision|asked|website|seconds)$/;

/** The published schema of a kind. */
const schemaOf = (kind: registry.QuestionKind) => {
  assert.ok(`${kind}-answered` in events, `src/schema/events.ts has no ${kind}-answered`);
  return events[`${kind}-answered`];
};

for (const kind of QUESTION_KINDS)
  describe(`the kind ${kind}`, () => {
    test('its schema has its event type', () => {
      const { properties } = schemaOf(kind);
      assert.equal(properties.type.const, `lojal.${kind}.answered.v1`);
      assert.ok(existsSync(new URL(`../src/schema/${kind}-answered.ts`, import.meta.url)));
    });

    test('an event with every field fills the columns of its row, and no other', () => {
      const { properties } = schemaOf(kind);
      const sample = (samples as unknown as Record<string, (data?: object) => { data: Record<string, unknown> }>)[kind];
      assert.ok(sample, `test/server/samples.ts has no ${kind}`);
      const optional = {
        ...(kind === 'nps' && { contact: true }),
        ...('comment' in Object(properties.data.properties) && { comment: 'Why' }),
        ...('other' in Object(properties.data.properties) && { other: 'Else' }),
        product: { id: 'lp-7', name: 'Blue Lines' },
      };
      const event = sample(optional);
      const missing = Object.keys(Object(properties.data.properties)).filter(
        (field) => event.data[field] === undefined && !NO_COLUMN.test(field),
      );
      assert.deepEqual(missing, [], 'test/server/samples.ts');
      const names = csvHead.replace('\uFEFF', '').trim().split(',');
      // Numbers and words without commas, so that a row splits at its commas.
      const plain = JSON.parse(JSON.stringify(event).replaceAll(', ', ' ').replaceAll('\\n', ' '));
      if (plain.data.consent) plain.data.consent.scopes = ['site'];
      const row = toCsv([{ received: 'r', cursor: '1', event: plain, state: undefined, verified: false } as never]);
      const cells = row.trim().split(',');
      assert.equal(cells.length, names.length);
      const own = new Set<string>(QUESTION_KINDS.flatMap((one) => QUESTIONS[one].columns));
      const filled = names.filter((name, i) => own.has(name) && cells[i] !== '');
      assert.deepEqual(filled.sort(), [...QUESTIONS[kind].columns].sort(), 'src/server/routes/csv.ts');
    });

    test('its question has words in English and in every other language', async () => {
      const { element, words } = QUESTIONS[kind];
      const file = (ELEMENTS[element] as { words: string }).words;
      const english = (await import(`../src/locales/en.${file}.ts`))[file];
      assert.equal(typeof english[words], 'string', `src/locales/en.${file}.ts`);
      for (const [language, load] of Object.entries(questionFiles))
        assert.ok(words in (await load()).default, `src/locales/${language}.ask.ts`);
    });

    test('the documentation, the gallery and the owner’s page have it', () => {
      const word = new RegExp(`\\b${kind}\\b`);
      for (const path of ['docs/asking.md', 'docs/elements.md', 'docs/server.md']) assert.match(read(path), word, path);
      for (const path of ['demo/public/gallery.js', 'src/locales/en.owner.ts']) assert.match(read(path), word, path);
    });
  });

test('every element that asks has a kind, and only those', () => {
  const asking = new Set(QUESTION_KINDS.map((kind) => QUESTIONS[kind].element));
  assert.deepEqual([...asking].sort(), [...QUESTION_ELEMENTS].sort());
});

test('no alias is the name of an element, or of two', () => {
  const all = [...ELEMENT_NAMES.flatMap((name) => [name, ...ELEMENTS[name].aliases]), ...QUESTION_KINDS];
  const twice = all.filter((one, i) => all.indexOf(one) !== i && !(one in ELEMENTS));
  assert.deepEqual(twice, []);
  for (const name of ELEMENT_NAMES) for (const alias of ELEMENTS[name].aliases) assert.ok(!(alias in ELEMENTS), alias);
});

test('the parts of each element are those that pages have loaded so far', () => {
  assert.deepEqual(PARTS, {
    program: [],
    points: ['balance'],
    tier: ['balance'],
    nps: ['prompt', 'nps'],
    review: ['prompt', 'review'],
    survey: ['prompt', 'survey'],
    earn: ['club', 'earn'],
    rewards: ['club', 'rewards'],
    referral: ['club', 'referral'],
    activity: ['club', 'activity'],
    'product-points': ['club', 'product'],
    message: ['club', 'message'],
    panel: ['panel'],
  });
});

test('the build can write every export of the registry as a literal', () => {
  for (const [name, value] of Object.entries(registry))
    assert.deepEqual(JSON.parse(JSON.stringify(value)), value, name);
});
