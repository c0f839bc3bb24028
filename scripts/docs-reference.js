/**
 * `npm run generate` writes the tables of docs/program.md and docs/asking.md from the declarations in src/config, those of
 * docs/server.md from the routes, and those of docs/elements/ from the manifest of the build. Tests check that the pages are up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { accountDocs } from '../src/config/account-docs.ts';
import { askDeclaration } from '../src/config/ask-declaration.ts';
import { cooldownDoc, ruleDocs, wordingDocs } from '../src/config/ask-docs.ts';
import { FORMATS } from '../src/config/formats.ts';
import { accountDeclaration } from '../src/config/ledger-declaration.ts';
import { programDeclaration } from '../src/config/program-declaration.ts';
import { programDocs } from '../src/config/program-docs.ts';
import { wordingDeclaration } from '../src/config/wording-declaration.ts';
import { elementPages } from './docs-elements.js';
import { routesReference } from './docs-routes.js';

const docs = new URL('../docs/', import.meta.url);
export const PAGES = { program: new URL('program.md', docs), asking: new URL('asking.md', docs) };

const number = (value) => value.toLocaleString('en');
const code = (text) => `\`${text}\``;

/** The type of a value, in words. */
function typeOf(type) {
  switch (type.type) {
    case 'number':
      return `${type.integer ? 'whole number' : 'number'}, ${number(type.minimum)} to ${number(type.maximum)}${type.decimals ? `, at most ${type.decimals} decimals` : ''}`;
    case 'boolean':
      return '`true` or `false`';
    case 'enum':
      return type.values.map(code).join(', ');
    case 'string':
      return FORMATS[type.format].replace(/,$/, '').replace(/^an? /, '');
    case 'date':
      return 'date `YYYY-MM-DD`';
    case 'duration':
      return 'duration';
    case 'label':
      return 'text, plural forms, or either by language';
    case 'line':
      return 'text';
    case 'text':
      return 'text, or one by language';
    case 'strings':
      return 'texts by language and key';
    case 'list':
      return `list of at most ${number(type.advised ?? type.maximum)}`;
    default:
      return 'object';
  }
}

/** Rows of the keys of an object and of the objects inside. */
function* rows(type, documented, prefix = '') {
  for (const [key, field] of Object.entries(type.fields)) {
    const doc = documented.fields[key];
    const { description, example } = typeof doc === 'string' ? { description: doc } : doc;
    const path = prefix + key;
    const byKind = Object.entries(field.defaultByKind ?? {}).map(([kind, value]) => `, ${kind}: ${code(value)}`);
    const given =
      field.default === undefined || field.type === 'object'
        ? ''
        : code(JSON.stringify(field.default).replace(/^"(.*)"$/, '$1')) + byKind.join('');
    const needed = type.required?.includes(key) ? 'required' : given;
    yield `| ${code(path)} | ${typeOf(field)} | ${needed} | ${description} | ${example ? code(example) : ''} |`.replace(
      /\|(?! )(?<! \|)/g,
      '\\|',
    );
    if (field.type === 'object') yield* rows(field, doc, `${path}.`);
    if (field.type === 'list' && field.items.type === 'object') yield* rows(field.items, doc.items, `${path}[].`);
  }
}

const table = (type, documented) =>
  ['| key | type | default | meaning | example |', '|---|---|---|---|---|', ...rows(type, documented)].join('\n');

/**
 * The generated parts of the pages.
 *
 * @param {{ program?: object, account?: object, ask?: object }} [declarations] in place of the real ones, for tests
 * @returns {{ program: string, account: string, entries: string, asking: string, wording: string }}
 */
export function reference(declarations = {}) {
  const { program, account, ask } = {
    program: programDeclaration,
    account: accountDeclaration,
    ask: askDeclaration,
    ...declarations,
  };
  const { ledger, ...totals } = account.fields;
  const entries = Object.entries(ledger.items.kinds).map(
    ([kind, type]) =>
      `### ${code(kind)}\n\n${accountDocs.fields.ledger.items.kinds[kind].description}\n\n${table(type, accountDocs.fields.ledger.items.kinds[kind])}`,
  );
  return {
    program: table(program, programDocs),
    account: table({ ...account, fields: { ...totals, ledger } }, accountDocs),
    entries: entries.join('\n\n'),
    asking: table({ fields: { cooldown: ask.cooldown } }, { fields: { cooldown: cooldownDoc } }).concat(
      '\n',
      [...rows(ask.rule, ruleDocs)].join('\n'),
    ),
    wording: table(wordingDeclaration, wordingDocs),
  };
}

/**
 * The text of a page with its tables brought up to date.
 *
 * @param {Readonly<Record<string, string>>} [parts] the tables by name; by default those of `reference()`
 */
export function updated(text, parts = reference()) {
  return text.replace(
    /(<!-- reference: (\w+) -->)\n[\s\S]*?(<!-- until here -->)/g,
    (_, start, name, end) => `${start}\n\n${parts[name]}\n\n${end}`,
  );
}

/** The pages whose tables come from the server and from the build: `[{ page, parts }]`. */
export async function builtPages() {
  const elements = Object.entries(await elementPages()).map(([page, element]) => ({ page, parts: { element } }));
  return [{ page: 'server', parts: { routes: await routesReference() } }, ...elements];
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  for (const page of Object.values(PAGES)) writeFileSync(page, updated(readFileSync(page, 'utf8')));
  for (const { page, parts } of await builtPages()) {
    const url = new URL(`${page}.md`, docs);
    writeFileSync(url, updated(readFileSync(url, 'utf8'), parts));
  }
}
