/**
 * A test runner for Stryker that runs the tests in its own process. Bundles each test file once with its imports. A mutant
 * is a switch in the bundle, so it costs only the tests that reach the changed code, those most likely to fail first. A
 * process per file and mutant would cost a second each.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { run, testsOf } from './harness.js';

const STAND_INS = {
  'node:test': new URL('harness.js', import.meta.url).href,
  'fast-check': new URL('fast-check.js', import.meta.url).href,
  'ajv/dist/2020.js': new URL('ajv.js', import.meta.url).href,
};

globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};

/** A file in the sandbox with the duration of each test, for processes that have not run the tests yet. */
const TIMES = 'mutation-times.json';

/** Bundles a test file into one beside it, so that relative paths still work. Packages are not bundled. */
async function bundle(file) {
  const made = `${file}.mjs`;
  if (existsSync(made)) return made;
  // Another process may bundle the same file.
  const own = `${made}.${process.pid}.mjs`;
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      {
        name: 'stand-ins',
        enforce: 'pre',
        resolveId: (id) => (Object.hasOwn(STAND_INS, id) ? { id: STAND_INS[id], external: true } : undefined),
      },
    ],
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      outDir: dirname(file),
      emptyOutDir: false,
      rolldownOptions: { input: file, output: { entryFileNames: basename(own), codeSplitting: false } },
    },
  });
  renameSync(own, made);
  return made;
}

/** The outermost suite around a test that has a `before` hook, or the test itself. */
function sharedBy(test) {
  let shared = test;
  for (let suite = test.suite; suite; suite = suite.above) if (suite.hooks.before.length) shared = suite;
  return shared;
}

class Runner {
  static inject = tokens(commonTokens.options);
  /** The object that Stryker's instrumented code reads and writes. */
  #switch = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE];
  #files;
  #slow;
  /** @type {import('./harness.js').Test[]} */
  #tests = [];
  /** The last duration of each test, in ms. */
  #took = new Map();
  /** The number of mutants that each test has detected, by source file. */
  #kills = new Map();
  #loads = 0;

  constructor(options) {
    this.#files = options.lojal.tests;
    this.#slow = options.lojal.slow;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** Evaluates all bundles again, including module constants. */
  async #load() {
    if (!this.#took.size && existsSync(TIMES)) this.#took = new Map(JSON.parse(readFileSync(TIMES, 'utf8')));
    this.#loads++;
    this.#tests = [];
    for (const file of this.#files) {
      const url = `${pathToFileURL(await bundle(resolve(file)))}?${this.#loads}`;
      const tests = await testsOf(file, () => import(url));
      this.#tests.push(...tests.filter(({ name }) => !this.#slow.some((part) => name.includes(part))));
    }
  }

  /** Runs tests and returns their results. */
  async #run(tests, bail, enter = () => {}) {
    const results = [];
    await run(tests, enter, (test, error, ms) => {
      // A failed test ended early, so its duration does not count.
      if (!error) this.#took.set(test.id, ms);
      const about = { id: test.id, name: test.name, timeSpentMs: ms };
      results.push(
        error
          ? { ...about, status: TestStatus.Failed, failureMessage: String(error?.stack ?? error).slice(0, 2000) }
          : { ...about, status: TestStatus.Success },
      );
      return !(error && bail);
    });
    return results;
  }

  /**
   * Sorts tests so that a mutant is detected soon: fast tests first, and tests that have detected other mutants of the
   * same file. Tests that share a `before` hook stay together in their order, because one may depend on another.
   */
  #inOrder(chosen, kills) {
    const groups = new Map();
    for (const one of chosen) {
      const shared = sharedBy(one);
      groups.set(shared, [...(groups.get(shared) ?? []), one]);
    }
    const cost = (tests) =>
      tests.reduce((sum, { id }) => sum + (this.#took.get(id) ?? 0), 0) /
      (1 + tests.reduce((sum, { id }) => sum + (kills.get(id) ?? 0), 0));
    return [...groups.values()].sort((a, b) => cost(a) - cost(b)).flat();
  }

  async dryRun() {
    const counted = this.#switch;
    counted.activeMutant = counted.hitLimit = counted.hitCount = undefined;
    counted.mutantCoverage = { static: {}, perTest: {} };
    await this.#load();
    // Code that a `before` hook reaches counts as reached by each test of the suite.
    const prepared = new Map();
    const results = await this.#run(this.#tests, false, (what) => {
      counted.currentTestId = what.id ?? `before ${what.name}`;
      if (!what.id) prepared.set(what, counted.currentTestId);
    });
    counted.currentTestId = undefined;
    writeFileSync(TIMES, JSON.stringify([...this.#took]));
    const { perTest } = counted.mutantCoverage;
    for (const test of this.#tests)
      for (let suite = test.suite; suite; suite = suite.above)
        for (const [mutant, hits] of Object.entries(perTest[prepared.get(suite)] ?? {})) {
          perTest[test.id] ??= {};
          perTest[test.id][mutant] = (perTest[test.id][mutant] ?? 0) + hits;
        }
    for (const id of prepared.values()) delete perTest[id];
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: counted.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, reloadEnvironment, disableBail }) {
    const counted = this.#switch;
    counted.mutantCoverage = { static: {}, perTest: {} };
    counted.hitLimit = hitLimit;
    counted.hitCount = hitLimit === undefined ? undefined : 0;
    counted.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    if (reloadEnvironment || !this.#tests.length) {
      try {
        await this.#load();
      } catch (error) {
        return toMutantRunResult({
          status: DryRunStatus.Complete,
          tests: [
            {
              id: '',
              name: 'the files load',
              timeSpentMs: 0,
              status: TestStatus.Failed,
              failureMessage: String(error),
            },
          ],
        });
      }
    }
    counted.activeMutant = activeMutant.id;
    const chosen = this.#tests.filter(({ id }) => !testFilter || testFilter.includes(id));
    const kills = this.#kills.get(activeMutant.fileName) ?? new Map();
    const tests = await this.#run(this.#inOrder(chosen, kills), !disableBail);
    counted.activeMutant = undefined;
    for (const { id, status } of tests) if (status === TestStatus.Failed) kills.set(id, (kills.get(id) ?? 0) + 1);
    this.#kills.set(activeMutant.fileName, kills);
    return toMutantRunResult(
      determineHitLimitReached(counted.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests },
    );
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'lojal', Runner)];
