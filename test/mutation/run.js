/**
 * Mutation testing. `npm run mutation -- pure` (or `outbox`, `server`) makes many small changes to the source, one at a
 * time, and counts the changes that a test detects. Prints the score of each file and every undetected change; fails when
 * the score is below the goal. `npm run mutation -- pure src/loyalty/dates.ts` changes only that file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { hasPostgres, startPostgres } from '../helpers/postgres.ts';
import { AREAS } from './areas.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
const [name, ...only] = process.argv.slice(2);
const area = AREAS[name];
if (!area) {
  console.log(`usage: npm run mutation -- ${Object.keys(AREAS).join('|')} [files]`);
  process.exit(2);
}

const tests = area.tests
  .flatMap((one) => (one.endsWith('.ts') ? one : readdirSync(one).map((file) => `${one}/${file}`)))
  .filter(
    (file) =>
      (area.tests.includes(file) || file.endsWith('.test.ts')) && !area.without.some((one) => file.endsWith(one)),
  )
  .sort();
// The tests run on one of two kinds of database. An embedded one takes a second to open, for each mutant and each suite. A
// new database on a running server takes a tenth of a second.
const server = area.database && hasPostgres() ? await startPostgres() : undefined;
if (server) process.env.DATABASE_URL = server.databaseUrl;
const otherDatabase = server ? 'on PGlite' : 'on PostgreSQL';

const mutants = await new Stryker({
  testRunner: 'lojal',
  plugins: [fileURLToPath(new URL('runner.js', import.meta.url))],
  lojal: { tests, slow: area.database ? [...area.slow, otherDatabase] : area.slow },
  mutate: only.length
    ? only
    : area.sources.flatMap((folder) => [
        `src/${folder}/**/*.ts`,
        ...area.excluded.map((file) => `!src/${folder}/**/${file}`),
      ]),
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_PROCESSES ?? 2),
  // A mutant that runs out of time counts as detected, so allow far more time than any terminating one needs.
  timeoutMS: 30_000,
  maxTestRunnerReuse: 400,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `.data/mutation-${name}.json` },
  tempDirName: `.data/mutation-${name}`,
  cleanTempDir: 'always',
  ignorePatterns: ['/dist', '/.data', '/test/pages'],
  disableTypeChecks: false,
  // Stryker reads the configuration with an API that TypeScript 7 no longer has.
  tsconfigFile: 'none.json',
  checkers: [],
  allowConsoleColors: false,
  logLevel: 'warn',
  warnings: { slow: false, unknownOptions: false },
})
  .runMutationTest()
  .finally(() => server?.stop());

// A mutant that does not compile says nothing about the tests.
const counted = mutants.filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status));
const caught = (some) => some.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
const score = (some) => `${((100 * caught(some)) / some.length).toFixed(1)} %`.padStart(8);

const files = [...new Set(counted.map(({ fileName }) => fileName))].sort();
const row = (what, some) => console.log(`${score(some)} ${`${caught(some)} of ${some.length}`.padStart(14)}  ${what}`);
for (const file of files) {
  const own = counted.filter(({ fileName }) => fileName === file);
  const path = relative(root, file);
  row(path, own);
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const { status, location, replacement, mutatorName } of own) {
    if (status === 'Killed' || status === 'Timeout') continue;
    const { start, end } = location;
    const line = lines[start.line - 1];
    const was =
      start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line.slice(start.column - 1)} …`;
    const what = `${was.slice(0, 70)} → ${(replacement ?? mutatorName).replace(/\s+/g, ' ').slice(0, 70)}`;
    console.log(`    ${path}:${start.line}  ${what}${status === 'NoCoverage' ? '  (no test comes here)' : ''}`);
  }
}
row('all', counted);
const late = counted.filter(
  ({ status, statusReason }) => status === 'Timeout' && !statusReason?.startsWith('Hit limit'),
);
if (late.length) console.log(`${late.length} of them were caught by running out of time, not by turning in circles.`);
const others = mutants.length - counted.length;
if (others) console.log(`${others} mutants did not count: they do not run.`);
process.exitCode = counted.length && (100 * caught(counted)) / counted.length >= area.goal ? 0 : 1;
