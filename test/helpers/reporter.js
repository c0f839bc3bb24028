/** The results of this process so far. */
export const counted = { passed: 0, failed: 0 };

export const total = () => `node tests: ${counted.passed} passed, ${counted.failed} failed\n`;

/** Whether a suite failed for another reason than its tests. */
const failedItself = ({ details }) => details.error?.failureType !== 'subtestsFailed';

/**
 * Reporter for Node's test runner: prints failures and a count, which `test/run.js` adds up. A suite counts only if its body
 * or a hook fails: then none of its tests may have run.
 */
export default async function* reporter(events) {
  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    if (data?.details?.type === 'suite' && (type !== 'test:fail' || !failedItself(data))) continue;
    if (type === 'test:pass') {
      if (data.skip !== undefined || data.todo !== undefined) {
        counted.failed++;
        yield `FAILED ${data.file} › ${data.name}: skipped\n`;
      } else counted.passed++;
    }
    if (type === 'test:fail') {
      counted.failed++;
      const cause = data.details?.error?.cause ?? data.details?.error;
      yield `FAILED ${data.file} › ${data.name}\n${cause?.stack ?? cause}\n`;
    }
  }
  yield total();
}
