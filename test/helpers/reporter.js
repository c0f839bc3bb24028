/** A reporter for Node's test runner that shows what failed and counts; `test/run.js` adds the counts up. */
export default async function* reporter(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
    if (data?.details?.type === 'suite') continue;
    if (type === 'test:pass') {
      if (data.skip !== undefined || data.todo !== undefined) {
        failed++;
        yield `FAILED ${data.file} › ${data.name}: skipped\n`;
      } else passed++;
    }
    if (type === 'test:fail') {
      failed++;
      const cause = data.details?.error?.cause ?? data.details?.error;
      yield `FAILED ${data.file} › ${data.name}\n${cause?.stack ?? cause}\n`;
    }
  }
  yield `node tests: ${passed} passed, ${failed} failed\n`;
}
