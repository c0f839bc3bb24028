/**
 * A reporter for Web Test Runner that names what failed and counts; `test/run.js` adds the counts up.
 *
 * @returns {import('@web/test-runner').Reporter}
 */
export function counts() {
  return {
    reportTestFileResults() {},
    stop({ sessions }) {
      let passed = 0;
      let failed = 0;
      const walk = (suite, path) => {
        for (const test of suite.tests) {
          if (test.passed) passed++;
          else {
            failed++;
            console.log(
              `FAILED ${[...path, test.name].join(' › ')}\n  ${test.error?.message ?? 'skipped'}\n${test.error?.stack ?? ''}`,
            );
          }
        }
        for (const inner of suite.suites) walk(inner, [...path, inner.name]);
      };
      for (const session of sessions) {
        if (session.testResults) walk(session.testResults, [session.browser.name, session.testFile]);
        for (const error of session.errors ?? []) {
          failed++;
          console.log(`FAILED ${session.testFile}\n  ${error.message}\n${error.stack ?? ''}`);
        }
        if (!session.testResults && !session.errors?.length) {
          failed++;
          console.log(`FAILED ${session.testFile}: it did not run`);
        }
        for (const logged of session.logs ?? []) console.log(`  ${session.testFile}:`, ...logged);
      }
      console.log(`browser tests: ${passed} passed, ${failed} failed`);
    },
  };
}
