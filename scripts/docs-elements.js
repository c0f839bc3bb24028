/**
 * The reference of each element from the manifest that the build writes: attributes, properties, events, parts, custom
 * properties and the fallback. `npm run generate` writes it into docs/elements/<tag>.md.
 */
import { readFileSync } from 'node:fs';

const MANIFEST = new URL('../dist/custom-elements.json', import.meta.url);

/** Every element takes it; its declaration has no sentence of its own. */
const LANG = 'The language, a BCP 47 tag; default: that of the program, else of the page.';

const code = (text) => `\`${text.replaceAll('|', '\\|')}\``;
const cell = (text) => text.replaceAll('\n', ' ').replaceAll(/(?<!\\)\|/g, '\\|');

/** The types that the source names, in words for a page. */
const TYPES = {
  '(typeof MODES)[number]': 'inline | corner | tab',
  SurveyKind: 'csat | ces | choice | exit',
  Metric: 'spend | points | orders',
  Label: 'string',
  unknown: 'URL',
  'readonly (ChoiceOption | string)[]': 'string',
};

/**
 * A type without what says that an attribute may be missing.
 *
 * @throws {Error} for a type that a reader of the page would not know
 */
function typeText(type) {
  const text = (type?.text ?? 'string').replace(/ \| undefined$/, '').replaceAll("'", '');
  const known = TYPES[text] ?? text;
  if (/[A-Z([]/.test(known.replace(/dataLayer|URL/, ''))) throw new Error(`Say in TYPES what ${text} is.`);
  return known;
}

/**
 * The elements of the manifest, in the order of the tags.
 *
 * @returns {{ tag: string, declaration: { attributes?: object[], events?: object[], cssParts?: object[], cssProperties?: object[] } }[]}
 */
export function manifestElements(manifest = JSON.parse(readFileSync(MANIFEST, 'utf8'))) {
  return manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName)
    .map((declaration) => ({ tag: declaration.tagName, declaration }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

const table = (head, rows) => `| ${head.join(' | ')} |\n|${head.map(() => '---|').join('')}\n${rows.join('\n')}`;

/** @param {readonly string[]} observed the attributes that the class observes: the manifest also names internal state */
function attributes({ attributes = [] }, observed) {
  const rows = attributes
    .filter(({ name }) => observed.includes(name.toLowerCase()))
    .map(({ name, type, description, default: given }) => {
      const text = description ?? (name === 'lang' ? LANG : undefined);
      if (!text) throw new Error(`The attribute ${name} has no description.`);
      const value = given && given !== "''" && given !== 'false' ? code(given.replaceAll("'", '')) : '';
      return `| ${code(name)} | ${code(typeText(type))} | ${value} | ${cell(text)} |`;
    });
  return rows.length ? `### Attributes\n\n${table(['attribute', 'type', 'default', 'meaning'], rows)}` : '';
}

function named(title, list = [], prefix = '') {
  const rows = list
    .filter(({ name, description }) => name?.startsWith(prefix) && description)
    .map(({ name, description }) => `| ${code(name)} | ${cell(description)} |`);
  return rows.length ? `### ${title}\n\n${table(['name', 'meaning'], rows)}` : '';
}

/** The generated part of the page of an element. */
export function elementReference(declaration, observed) {
  return [
    attributes(declaration, observed),
    named('Events', declaration.events, 'lojal-'),
    named('Parts', declaration.cssParts),
    named('Custom properties', declaration.cssProperties),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The attributes that the class of each element observes: `{ 'lojal-points': ['points', …] }`. */
export async function observedAttributes() {
  const [classes, { ELEMENTS }] = await Promise.all([import('../src/index.ts'), import('../src/registry.ts')]);
  return Object.fromEntries(
    Object.entries(ELEMENTS).map(([name, row]) => [`lojal-${name}`, classes[row.class].observedAttributes]),
  );
}

/** The pages of the elements: `{ 'elements/lojal-points': text of its generated part }`. */
export async function elementPages() {
  const observed = await observedAttributes();
  return Object.fromEntries(
    manifestElements().map(({ tag, declaration }) => [`elements/${tag}`, elementReference(declaration, observed[tag])]),
  );
}
