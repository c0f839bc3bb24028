/** Every snippet of the documentation works as printed: JSON, CSS and shell commands here, scripts and pages beside it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parseAccount } from '../../src/config/account-reader.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { METRIC_KEYS } from '../../src/metrics/metric-keys.ts';
import { type ShopOrder, shopOrderSchema } from '../../src/schema/shop-order.ts';
import { normalOrder } from '../../src/server/ledger/normal-order.ts';
import { eventBody } from '../../src/server/receivers/event-body.ts';
import { RECEIVER_EVENTS, RECEIVER_KINDS } from '../../src/server/receivers/receiver.ts';
import { urlFault } from '../../src/server/receivers/receiver-url.ts';
import { createValidator } from '../../src/server/validate.ts';
import { ofLanguage, PAGES, readPage, snippets } from './pages.ts';

const ROOT = new URL('../../', import.meta.url);
const readJson = (path: string) => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));
const manifest = readJson('package.json');

/**
 * Languages that are tested: json and sh here; html, js and css in `pages.test.ts`; js, ts and tsx in `scripts.test.ts`; tsx, vue
 * and svelte in `start-npm.test.ts`; sql in `remove.test.ts`.
 */
const RUN = ['html', 'js', 'ts', 'tsx', 'vue', 'svelte', 'css', 'json', 'sh', 'sql'];

/** Snippets that cannot run, each with the reason. */
const PRINTED: readonly { readonly page: RegExp; readonly language: string; readonly why: string }[] = [
  { page: /^CONTRIBUTING\.md$/, language: '', why: 'a tree of folders' },
  { page: /^demo\/README\.md$/, language: '', why: 'the output of npm start' },
  { page: /^docs\/container\.md$/, language: 'yaml', why: 'test/release/container.test.ts compares its variables' },
  { page: /^docs\/container\.md$/, language: 'text', why: 'the file of the keys, whose names are in the table' },
  { page: /^docs\/owner\.md$/, language: 'text', why: 'a header; test/owner/serving.test.ts compares it' },
  { page: /^docs\/start\/npm\.md$/, language: 'astro', why: 'Astro is not installed; the page says so' },
  {
    page: /^docs\/platforms\/vendure\.md$/,
    language: 'typescript',
    why: 'parts of files; test/platforms/guides.test.ts compares them, and the example runs them',
  },
  { page: /^docs\/platforms\/vendure\.md$/, language: 'javascript', why: 'as its typescript' },
  { page: /^docs\/start\/npm\.md$/, language: 'mjs', why: 'test/docs/start.test.ts runs it' },
  { page: /^docs\/program\.md$/, language: '', why: 'a message of the console' },
  { page: /^docs\/runtimes\.md$/, language: 'mjs', why: 'for other runtimes; test/runtimes compares and runs them' },
  { page: /^docs\/server\.md$/, language: 'text', why: 'a part of a response' },
  {
    page: /^docs\/troubleshooting\.md$/,
    language: 'text',
    why: 'messages; test/troubleshooting.test.ts compares them',
  },
];

test('every snippet has a language that is tested, or a reason why it cannot run', () => {
  assert.ok(snippets.length > 25, `${snippets.length} snippets were found`);
  const unknown = snippets.filter(
    ({ page, language }) =>
      !RUN.includes(language) && !PRINTED.some((one) => one.page.test(page) && one.language === language),
  );
  assert.deepEqual(
    unknown.map(({ name, language }) => `${name} ${language}`),
    [],
  );
});

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
const isProgram = ajv.compile(readJson('dist/schema/program.json'));
const isAccount = ajv.compile(readJson('dist/schema/account.json'));
const isOrder = ajv.compile(shopOrderSchema);
const validateEvent = createValidator();

/** A snippet may be a part of an object: `"ask": { … }`. */
function readSnippet(code: string): Record<string, unknown> {
  const text = code.trim().replace(/,$/, '');
  return JSON.parse(text.startsWith('{') ? text : `{ ${text} }`);
}

for (const { name, code } of ofLanguage('json'))
  test(`${name}: the JSON is accepted by the schema and the reader`, () => {
    const value = readSnippet(code);
    if (RECEIVER_EVENTS.some((type) => type === value.type)) {
      const { id, type, subject, data, time } = value as unknown as Record<
        'id' | 'type' | 'subject' | 'time',
        string
      > & { data: object };
      const stored = { id, type, customer: subject, data: { ...data }, at: time };
      assert.deepEqual(Object.keys(value), Object.keys(JSON.parse(eventBody(stored, 'EUR'))));
    } else if ('url' in value) {
      assert.equal(urlFault('standard', value.url, false), undefined);
    } else if ('kind' in value && 'types' in value) {
      for (const type of value.types as string[]) assert.ok(RECEIVER_EVENTS.includes(type), type);
      assert.ok(
        RECEIVER_KINDS.some((kind) => kind === value.kind),
        String(value.kind),
      );
    } else if ('specversion' in value) {
      validateEvent(value);
    } else if ('customer' in value) {
      assert.ok(isOrder(value), JSON.stringify(isOrder.errors));
      assert.ok('status' in normalOrder(value as unknown as ShopOrder, { currency: 'EUR' }));
    } else if ('ledger' in value || 'replies' in value || typeof value.points === 'number' || 'orders' in value) {
      assert.ok(isAccount(value), JSON.stringify(isAccount.errors));
      assert.deepEqual(parseAccount(value, 'EUR').faults, []);
    } else if ('metrics' in value) {
      const keys: readonly string[] = METRIC_KEYS;
      for (const key of Object.keys(value.metrics as object)) assert.ok(keys.includes(key), key);
    } else {
      // The body of `PUT owner/program` holds the program.
      const program = value.program ?? value;
      assert.ok(isProgram(program), JSON.stringify(isProgram.errors));
      assert.deepEqual(parseProgram(program).faults, []);
    }
  });

const HELP = execFileSync(process.execPath, [fileURLToPath(new URL('dist/cli/command.js', ROOT)), '--help']).toString();

/** The command or the option of `lojal` that its own help does not name. */
function missingOption([command = '', ...words]: readonly string[]): string | undefined {
  const named = (word: string) => new RegExp(`^  ${word}( |$)`, 'm').test(HELP);
  if (command !== '--help' && !named(command)) return command;
  return words.find((word) => word.startsWith('--') && !named(word));
}

/** Why a command of the documentation does not exist; nothing if it does. */
function missing(command: string): string | undefined {
  const [program = '', ...args] = command
    .replace(/\s+#.*$/, '')
    .trim()
    .split(/\s+/)
    .filter((word, i, all) => !(/^\w+=/.test(word) && all.slice(0, i).every((before) => /^\w+=/.test(before))));
  const [verb = '', ...rest] = args;
  if (program === 'npm') {
    if (['ci', 'cit', 'pack'].includes(verb)) return;
    if (verb === 'install') {
      const file = `./${manifest.name}-${manifest.version}.tgz`;
      const known = [manifest.name, file, ...Object.keys(manifest.peerDependencies)];
      return rest.find((one) => !known.includes(one));
    }
    const script = verb === 'run' ? rest[0] : verb;
    return script && manifest.scripts[script] ? undefined : command;
  }
  if (program === 'curl') {
    const route = /http:\/\/localhost:4174\/apps\/lojal\/(\S+)/.exec(command)?.[1]?.replace('/CODE/', '/<code>/');
    return route && readPage('docs/server.md').includes(`${route}\``) ? undefined : command;
  }
  if (program === 'npx' && verb === 'lojal') return missingOption(rest) ?? undefined;
  if (program === 'npx')
    return verb === 'serve' || manifest.bin?.[verb] || existsSync(new URL(`node_modules/.bin/${verb}`, ROOT))
      ? undefined
      : command;
  if (program === 'cd') return existsSync(new URL(verb, ROOT)) ? undefined : command;
  // No engine for containers runs here. test/release/container.test.ts runs the steps of the Dockerfile.
  if (program === 'docker') return /^(build|buildx|run|exec)$/.test(verb) ? undefined : command;
  if (program === 'node') {
    const file = args.find((arg) => /\.[jt]s$/.test(arg));
    return file && existsSync(new URL(file, ROOT)) ? undefined : command;
  }
  return command;
}

test('every command of the documentation exists', () => {
  const blocks = ofLanguage('sh').flatMap(({ name, code }) =>
    code
      // A backslash continues the line.
      .replaceAll(/\\\n\s*/g, '')
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter((line) => line && !line.startsWith('#'))
      .flatMap((line) => line.split('&&'))
      .map((command) => [name, command.trim()] as const),
  );
  const inline = PAGES.flatMap((page) =>
    [...readPage(page).matchAll(/`((?:[A-Z_]+=\S+ )?(?:npm (?:run|start|test|ci|cit)|node --import tsx)[^`]*)`/g)]
      .flatMap(([, commands = '']) => commands.split('&&'))
      .map((command) => [page, command.trim()] as const),
  );
  assert.ok(blocks.length > 4 && inline.length > 15, `${blocks.length} and ${inline.length} commands were found`);
  const gone = [...blocks, ...inline].filter(([, command]) => missing(command));
  assert.deepEqual(
    gone.map(([where, command]) => `${where}: ${command}`),
    [],
  );
});
