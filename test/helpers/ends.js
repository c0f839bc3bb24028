/**
 * Loaded before a test file. Ends the process if something is still open a while after the last test. A server or a child process
 * that no `after` closes counts as a failure. A timer alone does not: the time limit that a library sets for a request ends by itself.
 */
import { after } from 'node:test';
import { isMainThread } from 'node:worker_threads';
import { counted, total } from './reporter.js';

/** How long after the last test, in ms: servers and browsers may still be closing. */
const GRACE = Number(process.env.LOJAL_TEST_GRACE ?? 20_000);

/** `PipeWrap`: the process's own output. A child process with a pipe is a `ProcessWrap`, too. */
const HARMLESS = ['Timeout', 'PipeWrap'];

/** Ends the process if something stays open. */
function watch() {
  const late = () => {
    const open = process.getActiveResourcesInfo();
    if (open.some((resource) => !HARMLESS.includes(resource))) {
      counted.failed++;
      console.log(`FAILED ${process.argv[1]} › still open ${GRACE / 1000} s after the last test: ${open.join(', ')}`);
    }
    process.stdout.write(total());
    process.exit(counted.failed ? 1 : 0);
  };
  setTimeout(late, GRACE).unref();
}

if (isMainThread) after(watch);
