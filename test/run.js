/**
 * Runs the tests. Without a name: build, size budgets, format and lint, types, tests in Node, tests in browsers.
 *
 *   node test/run.js [--unit | --e2e | --browser] [NAME …]
 *
 * A NAME is a test file or a part of its path: only these files run, after a build if they need one. `--unit` selects the tests
 * that run in Node alone, `--e2e` those that drive a built page in a browser, `--browser` the component tests. The last line is
 * `N passed, N failed`. A file that does not end counts as failed.
 *
 * A file that drives a browser and fails beside other files runs once more, alone and with the same random choices. If it passes
 * then, the run names the tests that failed before (`UNSTABLE`) and does not count them as failures. Node tests get no second try.
 */
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from '../scripts/build.js';
import { report } from '../scripts/size.js';
import { checkChromium } from './helpers/chromium.js';
import { testFiles } from './helpers/files.js';
import { run } from './helpers/run-file.js';
import { Tally } from './helpers/tally.js';
import { withoutTurn } from './helpers/turns.js';

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

// What a file draws at random has to be the same in its second try.
process.env.ROTATION ??= String(randomInt(3));
process.env.SEED ??= String(randomInt(1_000_000));

const tally = new Tally();
const started = Date.now();

function step(name, ok) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
  tally.add({ ok: ok ? 1 : 0, bad: ok ? 0 : 1, lines: ok ? [] : [`FAILED ${name}`] });
}

const show = (chunk) => process.stdout.write(chunk);
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const tool = (...args) => run(args, { cwd: root, limit: LIMIT, heard: show });

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
      const counted = tally.count(
        file.path,
        await runNode(file.path),
        file.kind === 'e2e' && (() => runNode(file.path)),
      );
      console.log(`${file.path}: ${counted}, ${seconds(begun)}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, take));
}

async function runNode(path) {
  const args = ['--import', 'tsx', '--import', ENDS, '--test-reporter=./test/helpers/reporter.js', path];
  const result = await run(args, { cwd: root, limit: LIMIT });
  // The count of the file is printed in one line with its time.
  show(result.output.replace(/^node tests: .*\n/gm, ''));
  return result;
}

async function browserTests(paths) {
  const result = await runBrowser(paths);
  // A line is `FAILED engine › file › test`.
  const inFiles = [...result.output.matchAll(/^FAILED \S+ › (\S+\.browser\.ts)/gm)].map(([, path]) => path);
  const broken = [...new Set(inFiles)].map((path) => path.slice(path.indexOf('test/')));
  tally.count('browser tests', result, broken.length > 0 && (() => runBrowser(broken)));
}

function runBrowser(paths) {
  const args = ['node_modules/@web/test-runner/dist/bin.js', '--config', 'test/web-test-runner.config.js'];
  const chosen = paths ? ['--files', ...paths] : [];
  return run([...args, ...chosen], { cwd: root, limit: BROWSER_LIMIT, heard: show });
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
  const others = withoutTurn();
  if (others.length) console.log(`in another run (ROTATION=all takes all): ${others.join(', ')}`);
  await nodeTests(files.filter(({ kind, path }) => kind !== 'browser' && !others.includes(path)));
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
  if (inBrowser.length) await browserTests(names.length ? inBrowser.map(({ path }) => path) : undefined);
}
await tally.trySecondTime(console.log);
end();

/** Prints why no test can run, and ends. */
function stop(sentence) {
  console.log(sentence);
  tally.add({ ok: 0, bad: 1, lines: [] });
  end();
}

function end() {
  for (const line of tally.lines) console.log(line);
  console.log(seconds(started));
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exit(tally.failed ? 1 : 0);
}
