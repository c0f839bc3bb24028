/** The built server (dist/) in Node, Deno, Bun and workerd: every runtime gives the same responses, except for what docs/runtimes.md names. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { canTestPostgres, startPostgres } from '../helpers/postgres.ts';
import { hasTurn, isWhole } from '../helpers/rotation.ts';
import { KEY } from '../server/samples.ts';
import { CHECKS, SETTINGS, type Send } from './conformance.ts';
import { findRuntime, RUNTIMES, type Runtime, startRuntime } from './runtimes.ts';

/** What a runtime cannot do, each a row of docs/runtimes.md. A check that passes there after all fails here. */
const CANNOT: Readonly<Partial<Record<Runtime, readonly string[]>>> = { workerd: ['forecast'] };

const folder = mkdtempSync(join(tmpdir(), 'lojal-runtimes-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const installed = RUNTIMES.filter((runtime) => {
  if (findRuntime(runtime)) return true;
  const missing = `${runtime} is not installed: npm ci --ignore-scripts --prefix test/runtimes installs it.`;
  if (process.env.CI) test(runtime, () => assert.fail(missing));
  else console.log(missing);
  return false;
});

/** A run takes one of the runtimes beside Node, which all other tests of the server use. */
const chosen = installed.filter((runtime) => hasTurn(RUNTIMES.indexOf(runtime)) && (runtime !== 'node' || isWhole));

const sendTo =
  (url: string): Send =>
  // On their platforms, workers get the address of the visitor in this header.
  (path, init = {}) =>
    fetch(url + path, { ...init, headers: { 'cf-connecting-ip': '198.51.100.7', ...init.headers } });

describe('runtimes', { concurrency: 1 }, () => {
  if (canTestPostgres())
    for (const runtime of chosen)
      test(`${runtime}, with PostgreSQL`, { timeout: 240_000 }, async (t) => {
        const postgres = await startPostgres();
        const own = mkdtempSync(join(folder, `${runtime}-`));
        const server = await startRuntime(runtime, {
          folder: own,
          settings: SETTINGS,
          databaseUrl: postgres.databaseUrl,
        });
        try {
          for (const [name, check] of Object.entries(CHECKS)) {
            const cannot = CANNOT[runtime]?.includes(name);
            await t.test(`${runtime}: ${name}${cannot ? ' is not possible' : ''}`, async () => {
              const outcome = check(sendTo(server.url));
              if (cannot) await assert.rejects(outcome, 'docs/runtimes.md says that this is not possible');
              else await outcome.catch((error) => assert.fail(`${error.message}\n${server.output().slice(-2000)}`));
            });
          }
        } finally {
          await server.stop();
          await postgres.stop();
        }
      });

  for (const runtime of ['deno', 'bun'] as const)
    if (chosen.includes(runtime))
      test(`${runtime}, with the embedded database`, { timeout: 240_000 }, async () => {
        const own = mkdtempSync(join(folder, `${runtime}-`));
        const settings = { folder: own, settings: SETTINGS, dataFolder: join(own, 'data') };
        const first = await startRuntime(runtime, settings);
        try {
          await CHECKS.answers?.(sendTo(first.url));
          await assert.rejects(startRuntime(runtime, settings), /Another process has the folder/);
        } finally {
          await first.stop();
        }
        const second = await startRuntime(runtime, settings);
        const exported = await sendTo(second.url)('answers', { headers: { authorization: `Bearer ${KEY}` } });
        assert.match(await exported.text(), /速い/, 'the answer is still there');
        await second.stop();
      });
});

test('docs/runtimes.md names each thing that a runtime cannot do', () => {
  const page = readFileSync(new URL('../../docs/runtimes.md', import.meta.url), 'utf8');
  for (const [runtime, names = []] of Object.entries(CANNOT))
    for (const name of names) assert.match(page, new RegExp(`\\| ${name} \\|.*no`, 'i'), `${runtime}: ${name}`);
});

test('the snippets of docs/runtimes.md are what was tested', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const lines = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length > 12);
  const tested = new Set(lines(read('worker.mjs') + read('serve.mjs')));
  const printed = [...read('../../docs/runtimes.md').matchAll(/```mjs\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  assert.equal(printed.length, 3);
  // The worker is the same but for its options.
  const own = lines(printed[2] ?? '').filter((line) => !tested.has(line));
  assert.deepEqual(
    own.filter((line) => !/^(import|async fetch|origins|ownerKey)/.test(line)),
    [],
  );
});

test('every schema of the server is compiled by compileLater, so that compileSchemas() finds it', () => {
  const src = new URL('../../src/server/', import.meta.url);
  const sources = readdirSync(src, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => [path, readFileSync(new URL(path, src), 'utf8')] as const)
    .filter(([, code]) => /new Ajv2020\(/.test(code));
  assert.ok(sources.length >= 8);
  for (const [path, code] of sources) assert.match(code, /compileLater\(/, path);
});
