/** How the build divides the script tag's code into files, from `src/registry.ts` and from the imports of the modules. */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';
import * as registry from '../src/registry.ts';

const { CLUB_ELEMENTS, ELEMENT_NAMES, ELEMENTS, LAUNCHERS, QUESTION_ELEMENTS } = registry;

const at = (path: string): string => fileURLToPath(new URL(`../src/${path}.ts`, import.meta.url));

/** The parts that register elements, beside `base`. */
const ELEMENT_PARTS = [...new Set(ELEMENT_NAMES.map((name) => ELEMENTS[name].part))].filter((part) => part !== 'base');

/** The parts that a page needs before its first paint. */
export const FIRST_PARTS: readonly string[] = ['base', 'prompt', 'club', ...ELEMENT_PARTS];

/** The entry points of the parts. */
export const ENTRIES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['base', 'api', 'rules'].map((part) => [part, at(`loader/part-${part}`)])),
  ...Object.fromEntries(ELEMENT_PARTS.map((part) => [part, `lojal:${part}`])),
};

interface Chunk {
  readonly name: string;
  /** Modules from `src/`, without `.ts`. The chunk holds what they import, unless a chunk before it does. */
  readonly roots: readonly string[];
  /** Holds only what at least two of the roots import. */
  readonly shared?: boolean;
}

/**
 * The files with several modules, in order of precedence. A module that is in none of them, and that other modules load by
 * `import()`, becomes a file of its own.
 */
const CHUNKS: readonly Chunk[] = [
  { name: 'base', roots: ['loader/part-base'] },
  // What questions share. A page requests this file together with that of its question.
  { name: 'prompt', roots: QUESTION_ELEMENTS.map((name) => ELEMENTS[name].module), shared: true },
  // What the elements that earn and redeem share.
  { name: 'club', roots: CLUB_ELEMENTS.map((name) => ELEMENTS[name].module), shared: true },
  // A page without an element loads this file alone, so it imports nothing from `base`.
  { name: 'rules', roots: ['loader/part-rules'] },
  {
    name: 'ask',
    roots: ['triggers/start-asking', 'triggers/deep-link', 'triggers/show-question', 'triggers/open-testimonial'],
  },
  // For a configuration with faults or rare keys, and for ledgers.
  {
    name: 'full-reader',
    roots: [
      'config/parse',
      'config/program-reader',
      'config/account-reader',
      'config/ask-faults',
      'loyalty/compute',
      'provider/read-club',
    ],
  },
  { name: 'startup', roots: ['provider/startup', 'provider/seen-levels'] },
  { name: 'card', roots: ['elements/card/card', 'elements/shared/adopt-styles'] },
];

/** Whether a chunk is loaded by `import()`. */
const isLazy = (name: string): boolean => !(name in ENTRIES || name === 'prompt' || name === 'club');

/** The chunk that loads a module together with its other roots, by one `import()`. */
const chunkWithRoot = (id: string): Chunk | undefined =>
  CHUNKS.find(({ name, roots }) => isLazy(name) && roots.some((root) => at(root) === id));

/**
 * Small modules that are copied into the file of the importer, so that it need not load another file for them. `name` is that of
 * a copy that several importers of one file share.
 */
const COPIES: readonly (readonly [importer: RegExp, imported: string, name?: string])[] = [
  [/./, at('registry')],
  [/./, at('json')],
  [/./, at('outbox/hold')],
  [/./, at('config/config-limits')],
  [/./, at('config/answer-limits')],
  [/\/part-rules\.ts$/, at('provider/customer-id')],
  // A page with a question alone needs none of these.
  [/\/elements\/tier\/|\/loyalty\/summary\.ts$/, at('loyalty/tiers'), 'balance'],
  [/\/(rule-context|progress)\.ts$/, at('loyalty/tiers')],
  [/\/(milestones|mismatches)\.ts$/, at('loyalty/tiers'), 'startup'],
  // What points and tiers share with the elements that earn and redeem. A page of one kind does not load the file of the other.
  ...['locales/numbers', 'locales/en.balance', 'elements/shared/deferred-date', 'elements/shared/snapshot-of'].map(
    (path): [RegExp, string, string] => [/\/elements\/(?!points|tier|shared)/, at(path), 'club'],
  ),
  [/\/elements\/(?!points|tier|shared)|\?for=club$/, at('loyalty/summary'), 'club'],
  ...['locales/numbers', 'loyalty/points', 'loyalty/tiers'].map((path): [RegExp, string, string] => [
    /\?for=club$/,
    at(path),
    'club',
  ]),
  [/\/elements\/(earn|referral)\//, at('loyalty/dates')],
  [/\/elements\/earn\//, at('elements/question/fields-events')],
  [/\/club-access\.ts$/, at('rules/sampling')],
  [/\/elements\/club\//, at('elements/question/create-id')],
  [/\/elements\/message\//, at('elements/question/presentation')],
  [/\/elements\/message\//, at('elements/question/seen-controller')],
  [/\/elements\/message\//, at('elements/shared/public-url')],
  ...['loyalty/dates', 'loyalty/points', 'loyalty/tiers', 'rules/duration-text'].map((path): [RegExp, string] => [
    /\/message-fact\.ts$/,
    at(path),
  ]),
  [/./, at('triggers/has-messages')],
  [/./, at('provider/is-measured')],
  [/./, at('config/message-rules')],
  [/\/elements\/referral\//, at('elements/shared/public-url')],
  [/\/forget\.ts$/, at('provider/kept-claim')],
  [/\/call-server\.ts$/, at('outbox/with-timeout')],
  [/./, at('loader/test-mode')],
  [/./, at('elements/question/choice.styles')],
  [/\/config\/ask-reader\.ts$/, at('config/fits-scalar')],
  [/\/config\/ask-faults\.ts$/, at('config/wording-declaration')],
  [/\/config\/wording\.ts$/, at('config/version-declaration')],
  [/\/config\/ask-faults\.ts$/, at('config/ask-declaration')],
  [/\/config\/ask-declaration\.ts/, at('config/common-declarations')],
  [/\/config\/object-reader\.ts$/, at('config/suggestion')],
];

/**
 * `document` without the page's names. `<img name="createElement">` replaces `document.createElement`, so the properties are
 * read from the prototype, where no element can replace them. A value of the right type that a script has set on the document,
 * such as a test for `visibilityState`, is used: an element is an object.
 */
const SAFE_DOCUMENT = `export const safeDocument = new Proxy({}, {
  get(_, name) {
    const own = Reflect.get(Object.getPrototypeOf(document), name, document);
    const value = typeof own !== 'object' && typeof document[name] === typeof own ? document[name] : own;
    return typeof value === 'function' ? value.bind(document) : value;
  },
});`;

/** `document` before the name of a property, and in `const { body } = document`. */
const DOCUMENT = /(?<![\w$'"#]|(?<!\.\.)\.)document(?=\.\w)|(?<=\}\s*=\s*)document\b(?!\.)/g;

/** The code of Lit that reads `trustedTypes`, which an element of the page may be where the browser has none. */
const LIT_GLOBALS: readonly (readonly [RegExp, string])[] = [
  [/(\w+)\?(\1\.createPolicy)(\([^()]*\)):void 0/, 'typeof $1?.createPolicy=="function"?$2$3:void 0'],
  [/(\w+)\?\1\.emptyScript:""/, '$1?.emptyScript??""'],
];

/** Gives the calls of Lit the safe document, and its tree walker the document itself. */
function litDocument(code: string): string {
  const [found, name] = /(\w+)=document,(?=\w+=\(\)=>\1\.createComment\()/.exec(code) ?? [];
  if (!found && !/\bdocument\b/.test(code)) return code;
  if (!found) throw new Error('Lit uses document in an unknown form: update litDocument in scripts/script-parts.ts');
  return code
    .replace(found, `${name}=safeDocument,`)
    .replace(new RegExp(`(?<=\\.createTreeWalker\\(|\\.currentNode=)${name}\\b`, 'g'), 'document');
}

/** How the one file loads the files that it does not contain. In a classic script, a relative address has no certain base. */
const FOLDER = `let folder, lost;
export const useFolder = (...given) => { [folder, lost] = given; };
export const loadFile = async (name) => {
  try {
    return await import(/* @vite-ignore */ new URL(name, folder).href);
  } catch (error) {
    // Without the sentences, a message consists of its facts.
    if (!folder || name !== 'lojal.catalogue.js') lost(error);
    throw error;
  }
};`;

/** In the one file for one language, which makes no further request: every byte is covered by the `integrity` of its tag. */
const NO_FOLDER = `export const useFolder = () => {};
export const loadFile = async (name) => { throw new Error(name + ' is not in this file'); };`;

/**
 * The imports of files that the one file does not contain: the languages beside English, and the sentences of messages.
 *
 * @param language a language that the file contains, beside English
 */
const otherFiles = (language: string): RegExp =>
  new RegExp(
    `(?<!typeof )import\\('\\./((?!(?:en|${language})\\b)[a-z]{2}(?:-\\w+)*(?:\\.\\w+)?|catalogue)\\.ts'\\)`,
    'g',
  );

/** Makes a module independent of the names of the page's elements; in the one file, of the address of the script. */
function independent(code: string, id: string, split: boolean, language: string): string | undefined {
  const lit = /\/(reactive-element|lit-html)\.js$/.test(id);
  if (!lit && !/\/src\/[\w/.-]+\.ts(\?|$)/.test(id)) return undefined;
  let text = lit
    ? LIT_GLOBALS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), litDocument(code))
    : code.replace(DOCUMENT, 'safeDocument');
  if (lit && /\w\?\w+\.(createPolicy|emptyScript)/.test(text))
    throw new Error(`${id} reads globals in an unknown form: update LIT_GLOBALS in scripts/script-parts.ts`);
  if (text.includes('safeDocument')) {
    // Files that a page loads alone have a copy of their own.
    const [, alone] = /\/(part-rules|panel)\.ts$/.exec(id) ?? [];
    const part = alone ? `document-${alone}` : 'document';
    text = `import { safeDocument } from 'lojal:${part}';${text}`;
  }
  const whole = split ? text : text.replace(otherFiles(language), "loadFile('lojal.$1.js')");
  return whole === text ? text : `import { loadFile } from 'lojal:folder';${whole}`;
}

/** The code of a module that exists only in the build. */
function generated(name: string, language: string | undefined): string {
  if (name.startsWith('document')) return SAFE_DOCUMENT;
  if (name === 'folder') return language ? NO_FOLDER : FOLDER;
  const chunk = CHUNKS.find((one) => one.name === name);
  if (name === 'no-quick-check')
    return 'export const quickProgram = () => {}; export const quickAccount = quickProgram;';
  if (chunk) return chunk.roots.map((root) => `export * from '${at(root)}';`).join('\n');
  if (name === 'parts')
    return [
      ...ELEMENT_PARTS.map((part) => `import 'lojal:${part}';`),
      ...['base', 'api', 'rules'].map((part) => `export * from '${at(`loader/part-${part}`)}';`),
    ].join('\n');
  const elements = ELEMENT_NAMES.filter((element) => ELEMENTS[element].part === name);
  const [launcher] = LAUNCHERS.filter((element) => ELEMENTS[element].part === name);
  if (launcher)
    return [
      `import { ${ELEMENTS[launcher].class} } from '${at(ELEMENTS[launcher].module)}';`,
      `customElements.get('lojal-${launcher}') ?? customElements.define('lojal-${launcher}', ${ELEMENTS[launcher].class});`,
    ].join('\n');
  return [
    `import { later } from '${at('loader/part-base')}';`,
    ...elements.map((element) => `import { ${ELEMENTS[element].class} } from '${at(ELEMENTS[element].module)}';`),
    ...elements.map((element) => `later('${element}', ${ELEMENTS[element].class});`),
  ].join('\n');
}

/**
 * Generates `lojal:<part>`, which registers the elements of a part, `lojal:parts`, which has all parts, and the entry points
 * of chunks with several roots. Writes the registry as literals: its rows, and the code that derives lists from them, are not
 * shipped. The one file has no quick check, because the full reader is in the same file.
 *
 * @param split whether the build makes several files
 * @param language makes the one file for this language, which loads no other file
 */
export const scriptParts = (split: boolean, language?: string): Plugin => ({
  name: 'script-parts',
  enforce: 'pre',
  async resolveId(source, importer = '', options) {
    const [, name] = /\blojal:([\w-]+)$/.exec(source) ?? [];
    if (name) return `\0lojal:${name}`;
    const { kind } = options as { readonly kind?: string };
    const dynamic = kind === 'dynamic-import';
    if (!split && source.endsWith('/quick-check.ts')) return '\0lojal:no-quick-check';
    if (!split || (!dynamic && !COPIES.some(([, path]) => source.endsWith(basename(path))))) return null;
    const id = (await this.resolve(source, importer, { skipSelf: true }))?.id ?? '';
    const chunk = dynamic ? chunkWithRoot(id) : undefined;
    if (chunk) return `\0lojal:${chunk.name}`;
    const copy = COPIES.find(([from, path]) => path === id && from.test(importer));
    return copy ? `${id}?for=${copy[2] ?? basename(importer)}` : null;
  },
  transform(code, id) {
    const text = independent(code, id, split, language ?? 'en');
    return text === undefined ? undefined : { code: text, map: null };
  },
  load(id) {
    const [, name] = /^\0lojal:([\w-]+)$/.exec(id) ?? [];
    if (name) return generated(name, language);
    if (!id.startsWith(at('registry'))) return undefined;
    return Object.entries(registry)
      .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
      .join('\n');
  },
});

/** The chunk that a module belongs to; nothing for a module that the bundler places. */
export function chunkOf(id: string, graph: Rolldown.ChunkingContext): string | undefined {
  const imports = (root: string, seen = new Set<string>()): Set<string> => {
    if (!seen.has(root)) {
      seen.add(root);
      for (const next of [...(graph.getModuleInfo(root)?.importedIds ?? [])]) imports(next, seen);
    }
    return seen;
  };
  return CHUNKS.find(
    ({ name, roots, shared }) =>
      !isLazy(name) && roots.filter((root) => imports(at(root)).has(id)).length > (shared ? 1 : 0),
  )?.name;
}
