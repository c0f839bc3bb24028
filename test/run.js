/**
 * Runs the tests. Without a name: build, size budgets, format and lint, types, tests in Node, tests in browsers.
 *
 *   node test/run.js [--unit | --e2e | --browser] [NAME …]
 *
 * A NAME is a test file or a part of its path: only these files run, after a build if they need one. `--unit` selects the tests
 * that run in Node alone, `--e2e` those that drive a built page in a browser, `--browser` the component tests. The last line is
 * `N passed, N failed`. A file that does not end counts as failed.
 */
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from '../scripts/build.js';
import { report } from '../scripts/size.js';
import { checkChromium } from './helpers/chromium.js';
import { testFiles } from './helpers/files.js';
import { run } from './helpers/run-file.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** An absolute URL, because a test may start a child process with the same options in another folder. */
const ENDS = new URL('./helpers/ends.js', import.meta.url).href;
/** The time limit of a test file, in ms; `TEST_MINUTES` sets another. With `ROTATION=all`, the host pages take 25 minutes on a busy machine. */
const LIMIT = Number(process.env.TEST_MINUTES ?? 45) * 60_000;
/** The time limit of the component tests, in ms: one process runs all of their files. */
const BROWSER_LIMIT = LIMIT;
/** How many test files run at a time, on two cores: most files that drive a browser wait more than they compute. */
const AT_ONCE = 3;
/** Files that measure time: nothing else runs beside them. */
const ALONE = ['test/pages/cost.test.ts', 'test/server/connect.test.ts'];
/** The longest files start first, so that none of them runs alone at the end. */
const LONGEST = [
  'test/hosts/matrix.test.ts',
  'test/outbox/simulator.test.ts',
  'test/faults/matrix.test.ts',
  'test/pages/heap.test.ts',
  'test/server/fuzz.test.ts',
];

let passed = 0;
let failed = 0;
/** The first line of each failure, printed once more at the end, where a long log still shows the line. */
const failures = [];
const started = Date.now();

function step(name, ok) {
  if (ok) passed++;
  else failed++;
  const line = `${ok ? 'ok    ' : 'FAILED'} ${name}`;
  if (!ok) failures.push(line);
  console.log(line);
}

const show = (chunk) => process.stdout.write(chunk);
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const tool = (...args) => run(args, { cwd: root, limit: LIMIT, heard: show });

/** Adds the counts of a runner. A runner without a count, or with an exit code that contradicts the count, has failed. */
function count(name, { code, output, late }) {
  const found = [...output.matchAll(/tests: (\d+) passed, (\d+) failed/g)].at(-1);
  const [ok, bad] = found ? [Number(found[1]), Number(found[2])] : [0, 0];
  failures.push(...(output.match(/^FAILED .*/gm) ?? []));
  passed += ok;
  failed += bad;
  if (late) step(`${name} did not end within its time limit`, false);
  // On a machine without PostgreSQL, some files have no test.
  else if (code === 0 && !(ok + bad) && /^PostgreSQL is not installed/m.test(output)) return 'no test';
  else if (!(ok + bad) || (code !== 0 && !bad)) step(`${name} (exit code ${code})`, false);
  return `${ok} passed, ${bad} failed`;
}

async function nodeTests(files) {
  for (const file of files.filter(({ path }) => ALONE.includes(path))) await inTurn([file], 1);
  const first = LONGEST.flatMap((path) => files.filter((file) => file.path === path));
  const others = files.filter(({ path }) => ![...ALONE, ...LONGEST].includes(path));
  await inTurn([...first, ...others], AT_ONCE);
}

/** Runs test files, `atOnce` at a time, each in a process of its own. */
async function inTurn(files, atOnce) {
  const left = [...files];
  const take = async () => {
    for (let file = left.shift(); file; file = left.shift()) {
      const begun = Date.now();
      const args = ['--import', 'tsx', '--import', ENDS];
      const result = await run([...args, '--test-reporter=./test/helpers/reporter.js', file.path], {
        cwd: root,
        limit: LIMIT,
      });
      // The count of the file is printed below, in one line with its time.
      show(result.output.replace(/^node tests: .*\n/gm, ''));
      const counted = count(file.path, result);
      console.log(`${file.path}: ${counted}, ${seconds(begun)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
}

async function browserTests(files) {
  const args = ['node_modules/@web/test-runner/dist/bin.js', '--config', 'test/web-test-runner.config.js'];
  const chosen = files ? ['--files', ...files.map(({ path }) => path)] : [];
  count('browser tests', await run([...args, ...chosen], { cwd: root, limit: BROWSER_LIMIT, heard: show }));
}

async function buildOnce() {
  try {
    await build();
    step('build', true);
    return true;
  } catch (error) {
    console.log(error.message);
    step('build', false);
    return false;
  }
}

async function everything(files) {
  if (await buildOnce()) step('size budgets', report().over.length === 0);
  const lint = await tool('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings');
  step('format and lint', lint.code === 0);
  step('types', (await tool('node_modules/typescript/bin/tsc', '--project', 'test')).code === 0);
  await nodeTests(files.filter(({ kind }) => kind !== 'browser'));
  await browserTests();
}

const kinds = ['unit', 'e2e', 'browser'];
const flags = process.argv.slice(2).filter((arg) => arg.startsWith('--'));
const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const kind = kinds.find((one) => flags.includes(`--${one}`));
const named = ({ path }) =>
  !names.length ||
  names.some((name) => path === name.replace(/^\.\//, '') || (!name.includes('.test.ts') && path.includes(name)));
const files = testFiles().filter((file) => (!kind || file.kind === kind) && named(file));

const unknown = flags.find((flag) => !kinds.includes(flag.slice(2)));
if (unknown) stop(`${unknown} is not an option: --unit, --e2e and --browser are.`);
if (!files.length) stop(`No ${kind ?? 'test'} file has ${names.map((name) => `"${name}"`).join(' or ')} in its path.`);
if (files.some(({ kind }) => kind !== 'unit')) {
  const fault = await checkChromium();
  if (fault) stop(fault);
}

if (!kind && !names.length) await everything(files);
else if (!files.some(({ built }) => built) || isBuilt() || (await buildOnce())) {
  const inNode = files.filter(({ kind }) => kind !== 'browser');
  const inBrowser = files.filter(({ kind }) => kind === 'browser');
  await nodeTests(inNode);
  if (inBrowser.length) await browserTests(names.length ? inBrowser : undefined);
}
end();

/** Prints why no test can run, and ends. */
function stop(sentence) {
  console.log(sentence);
  failed++;
  end();
}

function end() {
  for (const line of failures) console.log(line);
  console.log(seconds(started));
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
