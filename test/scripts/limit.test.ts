/** No test file can hang: one that does not end is ended, with all that it has started, and counted as failed. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from '../helpers/run-file.js';

const project = fileURLToPath(new URL('../../', import.meta.url));
const ENDS = pathToFileURL(join(project, 'test/helpers/ends.js')).href;
const REPORTER = pathToFileURL(join(project, 'test/helpers/reporter.js')).href;
let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'lojal-limit-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A process that has ended and is not yet waited for is still there, as a zombie.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

function runFile(text: string, limit: number, env: NodeJS.ProcessEnv = {}) {
  const file = join(folder, 'one.test.mjs');
  writeFileSync(file, text);
  Object.assign(process.env, env);
  return run(['--import', ENDS, `--test-reporter=${REPORTER}`, file], { cwd: folder, limit });
}

test('a test that never ends, and ignores SIGTERM, is ended with its children', async () => {
  const { late, output } = await runFile(
    `import { spawn } from 'node:child_process';
    import { test } from 'node:test';
    process.on('SIGTERM', () => {});
    const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6)'], { detached: true });
    console.log('pids ' + process.pid + ' ' + child.pid);
    test('never', () => new Promise(() => setInterval(() => {}, 1e6)));`,
    3000,
  );
  assert.equal(late, true);
  const pids = /pids (\d+) (\d+)/.exec(output)?.slice(1).map(Number) ?? [];
  assert.equal(pids.length, 2, output);
  // The system takes a moment to end a killed process.
  for (const end = Date.now() + 10_000; pids.some(alive) && Date.now() < end; )
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(pids.filter(alive), []);
});

test('a server that stays open after a failed before() ends the file, and the tests count as failed', async () => {
  const begun = Date.now();
  const { late, code, output } = await runFile(
    `import { createServer } from 'node:http';
    import { after, before, test } from 'node:test';
    let browser;
    before(() => { createServer().listen(0); throw new Error('no browser'); });
    after(() => browser?.close());
    test('one', () => {});`,
    60_000,
    { LOJAL_TEST_GRACE: '500' },
  );
  assert.equal(late, false);
  assert.equal(code, 1);
  assert.ok(Date.now() - begun < 20_000);
  assert.match(output, /FAILED .* › one\nError: no browser/);
  assert.match(output, /FAILED .* › still open 0\.5 s after the last test: .*TCPServerWrap/);
  assert.match(output, /^node tests: 0 passed, 2 failed$/m);
});

test('a timer that is still running ends with the file, and no test counts as failed', async () => {
  const begun = Date.now();
  const { late, code, output } = await runFile(
    `import { test } from 'node:test'; test('one', () => { setTimeout(() => {}, 60_000); });`,
    60_000,
    { LOJAL_TEST_GRACE: '500' },
  );
  assert.ok(Date.now() - begun < 20_000);
  assert.deepEqual([late, code, output], [false, 0, 'node tests: 1 passed, 0 failed\n']);
});

test('what passes is counted, and nothing is said of it', async () => {
  const { late, code, output } = await runFile(`import { test } from 'node:test'; test('one', () => {});`, 60_000);
  assert.deepEqual([late, code, output], [false, 0, 'node tests: 1 passed, 0 failed\n']);
});
