/**
 * Reporter for Web Test Runner: prints failures, a count for each engine, and the abilities that a driver lacks. `test/run.js` adds
 * the counts up.
 *
 * @param {readonly import('./drive/engine.ts').Engine[]} engines
 * @returns {import('@web/test-runner').Reporter}
 */
export function counts(engines) {
  return {
    reportTestFileResults() {},
    stop({ sessions }) {
      const ran = new Map();
      let passed = 0;
      let failed = 0;
      const walk = (suite, path) => {
        for (const test of suite.tests) {
          if (test.passed) {
            passed++;
            ran.set(path[0], (ran.get(path[0]) ?? 0) + 1);
          } else {
            failed++;
            console.log(
              `FAILED ${[...path, test.name].join(' › ')}\n  ${test.error?.message ?? 'skipped'}\n${test.error?.stack ?? ''}`,
            );
          }
        }
        for (const inner of suite.suites) walk(inner, [...path, inner.name]);
      };
      for (const session of sessions) {
        const { name } = session.browser;
        if (!ran.has(name)) ran.set(name, 0);
        if (session.testResults) walk(session.testResults, [name, session.testFile]);
        for (const error of session.errors ?? []) {
          failed++;
          console.log(`FAILED ${name} › ${session.testFile}\n  ${error.message}\n${error.stack ?? ''}`);
        }
        if (!session.testResults && !session.errors?.length) {
          failed++;
          console.log(`FAILED ${name} › ${session.testFile}: it did not run`);
        }
        for (const logged of session.logs ?? []) console.log(`  ${session.testFile}:`, ...logged);
      }
      console.log('what an engine cannot be told to do here:');
      for (const { name, cannot } of engines)
        for (const [ability, why] of Object.entries(cannot))
          console.log(`  ${name.padEnd(8)}  ${ability.padEnd(8)}  ${why}`);
      console.log(`passed in each engine: ${[...ran].map(([name, count]) => `${name} ${count}`).join(', ')}`);
      console.log(`browser tests: ${passed} passed, ${failed} failed`);
    },
  };
}
