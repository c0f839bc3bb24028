/**
 * Replaces `node:test` in mutation tests. Registers the tests in this process, so that each can run many times. Implements
 * the part of `node:test` that the tests of this project use.
 */

import { mock } from 'node:test';

export { mock };

/**
 * @typedef {{ name: string, above?: Suite, hooks: Record<'before' | 'after' | 'beforeEach' | 'afterEach', (() => unknown)[]> }} Suite
 * @typedef {{ id: string, name: string, suite: Suite, run: (context: object) => unknown }} Test
 */

/** @returns {Suite} */
const suiteOf = (name, above) => ({ name, above, hooks: { before: [], after: [], beforeEach: [], afterEach: [] } });

/** @type {Suite} */
let suite = suiteOf('');
/** @type {Test[]} */
let tests = [];

/**
 * Loads a test file and returns the tests that it registers.
 * @param {string} name of the file
 * @param {() => Promise<unknown>} load imports the file
 */
export async function testsOf(name, load) {
  suite = suiteOf(name);
  tests = [];
  await load();
  return tests;
}

const nameOf = (inner) => (inner.above ? `${nameOf(inner.above)} › ${inner.name}` : inner.name);

export function test(name, ...rest) {
  const full = `${nameOf(suite)} › ${name}`;
  const same = tests.filter((one) => one.name === full).length;
  tests.push({ id: same ? `${full} (${same})` : full, name: full, suite, run: rest.at(-1) });
}

export function describe(name, ...rest) {
  const outer = suite;
  suite = suiteOf(name, outer);
  rest.at(-1)();
  suite = outer;
}

export const it = test;
export const before = (run) => void suite.hooks.before.push(run);
export const after = (run) => void suite.hooks.after.push(run);
export const beforeEach = (run) => void suite.hooks.beforeEach.push(run);
export const afterEach = (run) => void suite.hooks.afterEach.push(run);
export default test;

/** A suite with the suites around it, the outermost first. */
const path = (inner) => (inner ? [...path(inner.above), inner] : []);

/**
 * Runs the chosen tests.
 * @param {readonly Test[]} chosen
 * @param {(what: Test | Suite) => void} enter called before each test, and before the `before` hooks of each suite
 * @param {(test: Test, error: unknown, ms: number) => boolean} leave called with each result; `false` ends the run
 */
export async function run(chosen, enter, leave) {
  const ready = new Map();
  const lost = [];
  const note = (error) => lost.push(error ?? new Error('rejected with nothing'));
  process.on('unhandledRejection', note).on('uncaughtException', note);
  try {
    for (const one of chosen) {
      const started = performance.now();
      const suites = path(one.suite);
      const cleanup = [];
      let error;
      lost.length = 0;
      try {
        for (const around of suites) {
          if (!ready.has(around)) {
            enter(around);
            ready.set(around, undefined);
            try {
              for (const hook of around.hooks.before) await hook();
            } catch (thrown) {
              ready.set(around, thrown ?? new Error('a hook failed'));
            }
          }
          if (ready.get(around)) throw ready.get(around);
        }
        enter(one);
        for (const around of suites) for (const hook of around.hooks.beforeEach) await hook();
        await one.run({ after: (hook) => void cleanup.push(hook), name: one.name });
      } catch (thrown) {
        error = thrown ?? new Error('failed with nothing');
      }
      for (const hook of [...cleanup, ...suites.toReversed().flatMap((around) => around.hooks.afterEach)]) {
        try {
          await hook();
        } catch (thrown) {
          error ??= thrown;
        }
      }
      // A failed test may not have restored its mocks.
      if (error) mock.reset();
      // Node reports an unhandled rejection after the microtasks.
      await new Promise((resolve) => setImmediate(resolve));
      error ??= lost[0];
      if (!leave(one, error, performance.now() - started)) break;
    }
  } finally {
    for (const around of [...ready.keys()].reverse())
      for (const hook of around.hooks.after) {
        try {
          await hook();
        } catch {
          // The hook may close something that no test has opened.
        }
      }
    process.off('unhandledRejection', note).off('uncaughtException', note);
  }
}
