/** `npm run dev` runs the demo shop. After a change in src/ or demo/ it rebuilds, restarts the shop and reloads the open pages. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readSettings } from '../demo/server/settings.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** How long to wait for further changes, in ms: an editor saves several files at once. */
const PAUSE = 100;

let server;
let pending = new Set();
let timer;
let last = Promise.resolve();

const node = (...args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
const ended = (child) => new Promise((resolve) => child.once('exit', resolve));

async function restart() {
  if (server && server.exitCode === null) {
    const gone = ended(server);
    server.kill();
    await gone;
  }
  server = node('demo/serve.js', '--reload');
}

/** Resolves to whether the build succeeded. After a failure the shop keeps running on the last build. */
const build = async (...args) => (await ended(node('scripts/build.js', ...args))) === 0;

async function update(folders) {
  // A quick build does not include the framework examples.
  if (folders.has('frameworks') && !(await build('--quiet'))) return;
  if (folders.has('src') && !folders.has('frameworks') && !(await build('--quick', '--quiet'))) return;
  await restart();
}

function changed(folder) {
  pending.add(folder);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const folders = pending;
    pending = new Set();
    // One build at a time, because all builds write into one folder.
    last = last.then(() => update(folders)).catch((error) => console.error(error.message));
  }, PAUSE);
}

try {
  readSettings(process.env);
  const { isBuilt } = await import('./build.js');
  if (isBuilt() || (await build('--quiet'))) {
    await restart();
    watch(`${root}src`, { recursive: true }, () => changed('src'));
    watch(`${root}demo`, { recursive: true }, (_, file) => {
      // Ignore the files that the build writes.
      if (!file?.startsWith('frameworks/')) changed('demo');
      else if (!file.startsWith('frameworks/dist')) changed('frameworks');
    });
    console.log('Watching src/ and demo/. Ctrl-C ends it.');
  } else process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    server?.kill();
    // Let the shop close its database.
    if (server && server.exitCode === null) server.once('exit', () => process.exit(0));
    else process.exit(0);
  });
