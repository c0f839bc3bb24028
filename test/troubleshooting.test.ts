import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Catalogue, type Code, codes, type Finding, sentence } from '../src/diagnostics/catalogue.ts';
import { QUESTION_KINDS } from '../src/registry.ts';

const src = new URL('../src/', import.meta.url);
const doc = readFileSync(new URL('../docs/troubleshooting.md', import.meta.url), 'utf8');

/** An example of the facts of each message. A code without an example does not compile. */
const EXAMPLES: { readonly [C in Code]: readonly [who: string, ...facts: Parameters<Catalogue[C]>] } = {
  'lojal/element-unknown': ['lojal', 'lojal-point'],
  'lojal/element-unclosed': ['lojal', 'lojal-tier'],
  'lojal/attribute-unknown': ['lojal', 'lojal-review', 'productname', 'product-name'],
  'lojal/attribute-number': ['lojal-tier', 'cart', 'abc', 'number'],
  'lojal/attribute-value': ['lojal-points', 'variant', 'banner', ['card', 'inline']],
  'lojal/attribute-url': ['lojal-program', 'data-endpoint', 'http://shop.example/answers'],
  'lojal/attribute-date': ['lojal-points', 'expires', '31/12/2026'],
  'lojal/attribute-currency': ['lojal-program', 'data-currency', 'euro'],
  'lojal/attribute-customer': ['lojal-program', 'data-customer', 'ann@shop.example'],
  'lojal/account-customer': ['lojal-program', 'anna', 'bert'],
  'lojal/attribute-too-long': ['lojal-review', 'product-name', 324, 300],
  'lojal/question-setting': ['lojal-nps', 'ask.nps.next', '/rewards', '{ text, url }'],
  'lojal/options-missing': ['lojal-survey', 'a list of 1 to 20 different texts or { id, text }'],
  'lojal/options-separator': ['lojal-program', 'Price, Quality, Service'],
  'lojal/stamps-too-many': ['lojal-tier', 500, 30],
  'lojal/surface-scheme': ['lojal', '#111111', 'dark'],
  'lojal/contrast-accent': ['lojal', '#ffcc00', '1.51', '#ffffff', '#936500', 'darker'],
  'lojal/contrast-on-accent': ['lojal', '2.1', '#00aa55'],
  'lojal/contrast-text': ['lojal', 'text', '2.84', '#ffffff', 'darker'],
  'lojal/script-attribute-unknown': ['lojal', 'data-endpiont', 'data-endpoint'],
  'lojal/script-twice': ['lojal'],
  'lojal/script-json-type': ['lojal', 'programme'],
  'lojal/configure-invalid': ['lojal.configure', 'c_1042'],
  'lojal/configure-unknown': ['lojal.configure', 'endPoint', ['endpoint']],
  'lojal/show-unknown': ['lojal.show', 'quiz', QUESTION_KINDS],
  'lojal/identity-failed': ['lojal-program', 'Error: signed out'],
  'lojal/data-failed': ['lojal-program', 'TypeError: Failed to fetch dynamically imported module'],
  'lojal/time-zone-unknown': ['lojal-program', 'Europe/Stokholm'],
  'lojal/levels-unlikely': ['lojal-program', 'silver', 600],
  'lojal/total-missing': ['lojal-program', 'orders'],
  'lojal/card-not-loaded': ['lojal-nps', 'TypeError: Failed to fetch dynamically imported module'],
  'lojal/outbox-not-loaded': ['lojal-program', 'TypeError: Failed to fetch dynamically imported module'],
  'lojal/config-insecure': ['lojal-program', 'program', 'http://shop.example/lojal.json'],
  'lojal/config-html': ['lojal-program', 'program', 'https://shop.example/login'],
  'lojal/config-status': ['lojal-program', 'program', 'https://shop.example/lojal.json', '404'],
  'lojal/config-unauthorized': ['lojal-program', 'https://shop.example/account.json'],
  'lojal/config-network': ['lojal-program', 'program', 'https://shop.example/lojal.json', 'Failed to fetch'],
  'lojal/blocked-by-csp': ['lojal', 'endpoint', 'https://api.example/answers', 'https://api.example'],
  'lojal/blocked-by-cors': [
    'lojal',
    'endpoint',
    'https://api.example/answers',
    'https://shop.example',
    'content-type, authorization',
  ],
  'lojal/endpoint-missing': ['lojal-nps'],
  'lojal/endpoint-unauthorized': ['lojal', 'https://shop.example/answers'],
  'lojal/endpoint-gone': ['lojal', 'https://shop.example/answers', 404],
  'lojal/invalid-json': ['lojal-program', 'program', 'the JSON', 'Unexpected token', '', 'It was ignored'],
  'lojal/json-too-long': ['lojal-program', 'program', 'the JSON', '', 'at most 32 KiB', 'It was ignored'],
  'lojal/invalid-value': [
    'lojal-program',
    'program',
    'points.perUnit',
    '"2"',
    'a number from 0 to 1000000',
    '1 is used',
  ],
  'lojal/unreadable-value': ['lojal-program', 'program', 'name', '', 'plain data', 'It was ignored'],
  'lojal/unknown-key': ['lojal-program', 'program', 'nmae', 'name', '', 'It was ignored'],
  'lojal/invalid-key': ['lojal-program', 'program', 'name.e n', '', 'a language code', 'It was ignored'],
  'lojal/too-many': ['lojal-program', 'program', 'rewards', '201 items', '200', 'The rest was ignored'],
  'lojal/text-too-long': ['lojal-program', 'program', 'name', '501', '500', 'The rest was cut off'],
  'lojal/too-precise': [
    'lojal-program',
    'program',
    'points.perUnit',
    '0.3333333333333333',
    'at most 6 decimals',
    '0.333333 is used',
  ],
  'lojal/duplicate': ['lojal-program', 'program', 'tiers.levels[1].from', 'level', '', 'The level was ignored'],
  'lojal/too-few': ['lojal-program', 'program', 'tiers.levels', '', 'at least one level', 'It was ignored'],
  'lojal/hard-to-follow': ['lojal-program', 'program', 'tiers.levels', '8 levels', '7', 'All are used'],
  'lojal/levels-unsorted': ['lojal-program', 'program', 'tiers.levels', 'bronze, gold', '', 'The levels were sorted'],
  'lojal/incomplete-pair': ['lojal-program', 'account', 'expires', 'expiring', '', 'It was ignored'],
  'lojal/unknown-entry': [
    'lojal-program',
    'account',
    'ledger[1] (x1)',
    'refund of "o9"',
    'order',
    'Nothing is computed from this ledger',
  ],
  'lojal/currency-differs': ['lojal-program', 'account', 'currency', '"SEK"', 'EUR', 'No money is shown'],
  'lojal/rule-without-kind': [
    'lojal-program',
    'program',
    'ask.why',
    '',
    'nps, review, csat, ces, choice, exit',
    'The question is not asked',
  ],
  'lojal/rule-without-event': ['lojal-program', 'program', 'ask.nps', '', '', 'The question is not asked'],
  'lojal/more-faults': ['lojal-program', 'program', 'the rest', '13', '', ''],
};

/** The messages of the loader, which cannot load the catalogue: a blocked part and a blocked catalogue have one cause. */
const OF_THE_LOADER = ['lojal/part-not-loaded', 'lojal/callback-failed'];

const files = readdirSync(src, { recursive: true })
  .map((file) => String(file).split('\\').join('/'))
  .filter((file) => file.endsWith('.ts') && !/^(server|schema)\//.test(file))
  .map((file) => [file, readFileSync(new URL(file, src), 'utf8')] as const);

/** The sections of the page by code. */
const sections = new Map(
  doc
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split(/^#{1,2} /m)[0]?.split('\n') ?? [];
      return [heading.trim(), lines.join('\n')];
    }),
);

test('docs/troubleshooting.md has one heading for each code, and no other', () => {
  assert.deepEqual([...sections.keys()].sort(), [...codes, ...OF_THE_LOADER].sort());
});

for (const code of codes)
  test(`${code}: docs/troubleshooting.md shows the message, the reason and the fix`, () => {
    const section = sections.get(code) ?? '';
    const [who, ...facts] = EXAMPLES[code];
    const line = `${who}: ${sentence(...([code, ...facts] as Finding))}`;
    assert.equal(/```text\n(.*)\n```/.exec(section)?.[1], line);
    assert.match(section, /^Why: \S.{10,}/m);
    assert.match(section, /^Fix: \S.{10,}/m);
  });

for (const code of OF_THE_LOADER)
  test(`${code}: docs/troubleshooting.md shows the message of the loader, the reason and the fix`, () => {
    const section = sections.get(code) ?? '';
    const [, loader = ''] = files.find(([file]) => file === 'loader/tag.ts') ?? [];
    const text = new RegExp(`console\\.warn\\(\\s*[\`'](.*\\[${code}\\])[\`']`).exec(loader)?.[1] ?? assert.fail();
    assert.equal(/```text\n(.*)\n```/.exec(section)?.[1], text.replace(/\$\{\w+\}/g, '…'));
    assert.match(section, /^Why: \S.{10,}/m);
    assert.match(section, /^Fix: \S.{10,}/m);
  });

test('each entry of the catalogue is used', () => {
  const used = files
    .filter(([file]) => !/^diagnostics\/\w+-messages\.ts$|^loyalty\/types\.ts$/.test(file))
    .map(([, code]) => code)
    .join('\n');
  assert.deepEqual(
    codes.filter((code) => !used.includes(`'${code}'`)),
    [],
  );
});

test('only report(), the loader and the command line write to the console', () => {
  assert.deepEqual(
    files
      .filter(([file]) => !file.startsWith('cli/'))
      .filter(([, code]) => /\bconsole\b(?!\.warn\(line\)).*\w/.test(code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
      .map(([file]) => file)
      .sort(),
    ['loader/tag.ts'],
  );
  const [, report = ''] = files.find(([file]) => file === 'diagnostics/report.ts') ?? [];
  assert.equal(report.match(/console\.warn\(line\)/g)?.length, 1);
});

test('a message names what is wrong, ends with its code, and has no placeholder left', () => {
  for (const code of codes) {
    const [, ...facts] = EXAMPLES[code];
    const line = sentence(...([code, ...facts] as Finding));
    assert.ok(line.endsWith(` [${code}]`), line);
    assert.doesNotMatch(line, /undefined is|null|NaN|\[object|\.\.|\?\.|: \./, line);
  }
});
