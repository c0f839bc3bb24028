/** Configurations that a shop could choose, with texts that try to break out of where they are written. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { ELEMENT_NAMES } from '../../src/registry.ts';
import { checkedConfiguration } from '../../src/snippet/checked-configuration.ts';
import { KNOWN_ATTRIBUTES } from '../../src/snippet/known-attributes.ts';
import { COLOUR_NAMES } from '../../src/snippet/look-names.ts';
import { onPlatform, withInlineProgram } from '../../src/snippet/platform-values.ts';
import { EMPTY_CONFIGURATION, type Platform, type ShopConfiguration } from '../../src/snippet/shop-configuration.ts';

const FOLDER = new URL('../../demo/programs/', import.meta.url);
const PROGRAMS: readonly Readonly<Record<string, unknown>>[] = readdirSync(FOLDER).map((file) =>
  JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')),
);

const HOSTILE = [
  '</script><script>throw 1</script>',
  '"><img src=x onerror=alert(1)>',
  "' onload='alert(1)",
  '<!-- {{ x }} {% raw %} <?php echo 1 ?> ?>',
  '&lt;b&gt; &amp;amp; &#123;',
  '{{{{ "x" }} }} {%',
  '10 € «rabatt» – “köp” 😀 العربية',
  'a\nb\tc',
  '\u00a0 x \u2028 y',
];

/** Text with a letter in it: a name that is blank is a mistake in a program. */
const text = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'ab<>&"\'{}%?/=;-! \n'), minLength: 1, maxLength: 30 }),
);
const name = text.map((one) => `N${one}`.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim());

const program = fc
  .tuple(
    fc.constantFrom(...PROGRAMS),
    name,
    name,
    fc.constantFrom('en', 'sv', 'ar'),
    fc.constantFrom(0.5, 1, 2, 10),
    fc.boolean(),
  )
  .map(([base, club, other, language, perUnit, isAsking]) => ({
    ...base,
    name: { en: club, [language]: other },
    points: { ...(base.points as object), perUnit },
    ...(isAsking && { ask: { nps: { after: { event: 'purchase', days: 7 }, sample: 0.5 } } }),
  }));

const values: Readonly<Record<string, fc.Arbitrary<string>>> = {
  mode: fc.constantFrom('inline', 'corner', 'tab'),
  kind: fc.constantFrom('csat', 'ces', 'exit'),
  metric: fc.constantFrom('spend', 'points', 'orders'),
  variant: fc.constantFrom('card', 'bar', 'steps'),
  position: fc.constantFrom('start', 'end'),
};

/** `id` would be the same for two elements, and the others change what is shown. */
const attributesOf = (known: readonly string[]) =>
  fc.uniqueArray(
    fc
      .constantFrom(...known, 'lang', 'title', 'data-theirs', 'unknown-thing')
      .chain((key) =>
        fc.tuple(
          fc.constant(key),
          fc.oneof({ arbitrary: values[key] ?? text, weight: 3 }, { arbitrary: text, weight: 1 }),
        ),
      ),
    { selector: ([key]) => key, maxLength: 4 },
  );

const element = fc.constantFrom(...ELEMENT_NAMES.filter((one) => one !== 'program')).chain((tag) =>
  fc.record({
    name: fc.constant(tag),
    attributes: attributesOf(KNOWN_ATTRIBUTES[tag]),
    text: fc.oneof(fc.constant(''), text),
  }),
);

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
const looks = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...COLOUR_NAMES), colour, { maxKeys: 4 }),
    fc.option(fc.constantFrom('0', '6px', '1em'), { nil: undefined }),
    fc.option(fc.constantFrom('"Inter", sans-serif', 'Georgia, serif'), { nil: undefined }),
  )
  .map(([colours, radius, font]) => ({ ...colours, ...(radius && { radius }), ...(font && { font }) }));

const changes = fc.record({
  elements: fc.array(element, { maxLength: 6 }),
  looks,
  program,
  isInline: fc.boolean(),
  customer: fc.oneof(fc.constant('c_1042'), text),
  extra: fc.subarray<readonly [string, string]>([
    ['data-lang', 'sv'],
    ['data-endpoint', '/answers'],
    ['data-panel', 'end'],
    ['data-storage', 'none'],
    ['data-test', ''],
    ['data-color-scheme', 'dark'],
    ['nonce', 'r4nd0m'],
    ['data-theirs', '<&>"'],
  ]),
});

/** @param platforms those that are drawn */
export const configurations = (...platforms: readonly Platform[]): fc.Arbitrary<ShopConfiguration> =>
  fc.tuple(fc.constantFrom(...platforms), changes).map(([platform, { customer, extra, ...rest }]) => {
    const { script } = EMPTY_CONFIGURATION;
    const own = script.map(([key, value]): [string, string] => [key, key === 'data-customer' ? customer : value]);
    const raw = onPlatform({ ...EMPTY_CONFIGURATION, ...rest, script: [...own, ...extra] }, platform);
    return checkedConfiguration(withInlineProgram(raw, raw.isInline)).value;
  });
