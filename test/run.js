/**
 * All tests, in one command: build, format and lint, types, sizes, Node's tests, the browser's. Prints as its last line
 * `N passed, N failed`; a step that does not come to its end counts as failed.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';
import { report } from './size.js';

const root = fileURLToPath(new URL('..', import.meta.url));
let passed = 0;
let failed = 0;

function step(name, ok) {
  if (ok) passed++;
  else failed++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
}

/** Runs Node on a script, shows what it prints, resolves to its exit code and output. */
function node(...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Adds up what a runner counted; without a count, or with an exit code that does not fit it, the runner failed. */
function count(name, { code, output }) {
  const found = [...output.matchAll(/tests: (\d+) passed, (\d+) failed/g)].at(-1);
  const counted = found ? Number(found[1]) + Number(found[2]) : 0;
  if (found) {
    passed += Number(found[1]);
    failed += Number(found[2]);
  }
  if (!counted || (code !== 0 && found?.[2] === '0')) step(`${name} (exit code ${code})`, false);
}

/** Files under test/ that end like `end`. */
const files = (end) =>
  readdirSync(fileURLToPath(new URL('.', import.meta.url)), { recursive: true })
    .filter((file) => file.endsWith(end) && !file.includes('node_modules'))
    .sort()
    .map((file) => `test/${file}`);

const started = Date.now();
try {
  build();
  step('build', true);
  step('size budgets', report().over.length === 0);
} catch (error) {
  console.log(error.message);
  step('build', false);
}
step('format and lint', (await node('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings')).code === 0);
step('types', (await node('node_modules/typescript/bin/tsc', '--project', 'test')).code === 0);
count(
  'Node tests',
  await node(
    '--import',
    'tsx',
    '--test',
    '--test-concurrency=2',
    '--test-reporter=./test/helpers/reporter.js',
    ...files('.test.ts'),
  ),
);
count(
  'browser tests',
  await node('node_modules/@web/test-runner/dist/bin.js', '--config', 'test/web-test-runner.config.js'),
);

console.log(`${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
