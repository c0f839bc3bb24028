/**
 * The steps of the real Dockerfile, run without an engine in a file system that has nothing but a shell and Node. The build's own
 * `npm ci` and `npm run build` are those that this run has done; `ROTATION=all` does them again from the build context.
 */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { starterProgram } from '../../src/cli/starter-program.ts';
import { isWhole } from '../helpers/rotation.ts';
import { type BareRoot, createBareRoot, runInside } from './bare-root.ts';
import { createContextFilter, readStages, type Stage, valueIn, variablesOf } from './dockerfile.ts';
import { ROOT } from './unpack.ts';

const [build, final] = readStages() as [Stage, Stage];
const KEYS = {
  LOJAL_OWNER_KEY: 'owner-5f1c0a7e93b24d68a1c2e4f60718293a',
  LOJAL_SHOP_KEY: 'shop-8b7d6c5e4f3a29180716f5e4d3c2b1a0',
  LOJAL_IDENTITY_KEY: 'identity-0f1e2d3c4b5a69788796a5b4c3d2e1f0',
};

/** How long the server may take to start, in ms. */
const PATIENCE = 120_000;

let folder: string;
let root: BareRoot;
let env: Record<string, string>;
let port: number;
const running = new Set<ChildProcess>();

/** The folder of the `build` stage after its steps. */
function runBuild(): string {
  const source = join(folder, 'src');
  const app = join(folder, 'app');
  const isContext = createContextFilter();
  mkdirSync(source, { recursive: true });
  for (const { what, text } of build.steps) {
    if (what === 'COPY') {
      const paths =
        text === '. .'
          ? readdirSync(ROOT).filter((name) => !/^(node_modules|dist|test)$/.test(name))
          : text.split(' ').slice(0, -1);
      for (const path of paths)
        cpSync(join(ROOT, path), join(source, path), {
          recursive: true,
          filter: (from) => {
            const inner = relative(ROOT, from).split('\\').join('/');
            return isContext(inner) || (statSync(from).isDirectory() && inner === 'demo');
          },
        });
    } else if (what === 'RUN') {
      const isDone = /^npm (ci|run build)\b/.exec(text)?.[1];
      if (!isWhole && isDone === 'ci') symlinkSync(join(ROOT, 'node_modules'), join(source, 'node_modules'));
      else if (!isWhole && isDone) cpSync(join(ROOT, 'dist'), join(source, 'dist'), { recursive: true });
      else
        execFileSync('sh', ['-c', text.replaceAll('/app', app)], {
          cwd: source,
          stdio: ['ignore', 'ignore', 'inherit'],
        });
    }
  }
  return app;
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lojal-container-'));
  const app = runBuild();
  mkdirSync(join(folder, 'root'));
  root = createBareRoot(join(folder, 'root'));
  port = await freePort();
  env = { ...variablesOf(final), ...KEYS, LOJAL_PORT: String(port) };
  const workdir = valueIn(final, 'WORKDIR');
  mkdirSync(root.at(workdir), { recursive: true });
  for (const { what, flags, text } of final.steps) {
    if (what === 'COPY') {
      assert.deepEqual([flags, text], [['--from=build'], '/app ./']);
      for (const name of readdirSync(app)) renameSync(join(app, name), join(root.at(workdir), name));
    } else if (what === 'RUN') {
      const { code, output } = await runInside(root, ['sh', '-c', text], { user: '0:0', folder: workdir, env: {} });
      assert.equal(code, 0, output);
    }
  }
});
after(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const options = () => ({
  user: valueIn(final, 'USER'),
  folder: valueIn(final, 'WORKDIR'),
  env,
  volume: valueIn(final, 'VOLUME'),
});

function start(extra: Record<string, string> = {}): {
  child: ChildProcess;
  ended: Promise<number | null>;
  output: () => string;
} {
  const args = [...JSON.parse(valueIn(final, 'ENTRYPOINT')), ...JSON.parse(valueIn(final, 'CMD'))];
  const child = root.start(args, { ...options(), env: { ...env, ...extra } });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).finally(() =>
    running.delete(child),
  );
  return { child, ended, output: () => output };
}

/** The health check of the container: its exit code. */
async function checkHealth(): Promise<number | null> {
  const command = JSON.parse(valueIn(final, 'HEALTHCHECK').replace(/^.*?CMD /, '')) as string[];
  return (await runInside(root, command, options())).code;
}

/** Waits for the server without a process for each look: the machine may be busy. */
async function untilHealthy(server: ReturnType<typeof start>): Promise<void> {
  const end = Date.now() + PATIENCE;
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
  while (!(await isUp())) {
    assert.ok(Date.now() < end && running.has(server.child), `The server does not start: ${server.output()}`);
    await pause(200);
  }
  assert.equal(await checkHealth(), 0, server.output());
}

test('the base images are pinned, and the container runs as a user by number', () => {
  assert.match(build.image, /^node:\d+\.\d+\.\d+-bookworm-slim$/);
  assert.equal(final.image, build.image);
  assert.match(valueIn(final, 'USER'), /^[1-9]\d*:[1-9]\d*$/);
  const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  assert.doesNotMatch(
    text,
    /curl|wget|apt-get|amd64|x86_64|arm64|aarch64/,
    'no step depends on a processor or on more software',
  );
  assert.ok(
    final.steps.every(({ what, text }) => what !== 'COPY' || text === '/app ./'),
    'only the build is copied',
  );
});

test('the build context has what the build reads, and no data, keys or history', () => {
  const isContext = createContextFilter();
  for (const path of [
    'src/index.ts',
    'scripts/build.js',
    'demo/frameworks/shop.ts',
    'package-lock.json',
    'vite.config.ts',
  ])
    assert.ok(isContext(path), path);
  const sources =
    /const SOURCES = \[([\s\S]*?)\]/.exec(readFileSync(join(ROOT, 'scripts/build.js'), 'utf8'))?.[1] ?? '';
  const named = [...sources.matchAll(/'([^']+)'/g)].map(([, path = '']) => path);
  assert.ok(named.length > 5);
  for (const path of named) assert.ok(isContext(path), `${path}: the build reads it`);
  for (const path of [
    '.git/config',
    'node_modules/lit',
    'dist/index.js',
    '.data/answers',
    'lojal.keys.json',
    '.env',
    'test/run.js',
    'demo/frameworks/dist/x',
  ])
    assert.ok(!isContext(path), path);
});

test('the container holds the server and its packages alone, none of them for one processor', () => {
  const app = root.at('/app');
  assert.deepEqual(readdirSync(app).sort(), ['LICENSE', 'dist', 'node_modules', 'package.json']);
  for (const name of ['typescript', 'vite', 'playwright-core'])
    assert.ok(!existsSync(join(app, 'node_modules', name)), name);
  const native = readdirSync(app, { recursive: true }).filter((path) => /\.(node|so|dylib|dll)$/.test(String(path)));
  assert.deepEqual(native, []);
});

test('keys are required, and all of them', async () => {
  const missing = start({ LOJAL_OWNER_KEY: '', LOJAL_SHOP_KEY: '', LOJAL_IDENTITY_KEY: '' });
  assert.equal(await missing.ended, 1);
  assert.match(missing.output(), /There is no file lojal\.keys\.json/);
  const partly = start({ LOJAL_SHOP_KEY: '' });
  assert.equal(await partly.ended, 1);
  assert.match(partly.output(), /no LOJAL_SHOP_KEY/);
});

test('it runs as its user on a read-only file system, is healthy, keeps its data in the volume, and ends at SIGTERM', async () => {
  assert.equal(await checkHealth(), 1, 'a server that does not run is not healthy');
  writeFileSync(join(root.at('/app'), 'lojal.json'), JSON.stringify(starterProgram));
  const url = `http://127.0.0.1:${port}/apps/lojal`;
  const shop = { authorization: `Bearer ${KEYS.LOJAL_SHOP_KEY}`, 'content-type': 'application/json' };
  const order = { id: '1', customer: 'c_1', at: '2026-02-03', currency: 'EUR', total: 129, status: 'paid' };

  const first = start({ LOJAL_ORIGINS: 'https://shop.example  https://www.shop.example' });
  await untilHealthy(first);
  const status = readFileSync(`/proc/${first.child.pid}/status`, 'utf8');
  if (root.isRoot) {
    assert.match(status, /^Uid:\s+1000\s+1000/m);
    assert.match(status, /^CapEff:\s+0+$/m, 'no capability');
  }
  assert.equal((await fetch(`${url}/lojal.js`)).status, 200);
  const booked = await fetch(`${url}/orders`, { method: 'POST', headers: shop, body: JSON.stringify(order) });
  assert.equal(booked.status, 200, await booked.text());
  const page = await fetch(`${url}/program`, { headers: { origin: 'https://www.shop.example' } });
  assert.equal(page.headers.get('access-control-allow-origin'), 'https://www.shop.example');
  assert.equal(statSync(root.at('/data/lojal')).mode & 0o777, 0o700);
  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0, first.output());

  const second = start();
  await untilHealthy(second);
  const customer = await fetch(`${url}/owner/customers/c_1`, {
    headers: { authorization: `Bearer ${KEYS.LOJAL_OWNER_KEY}` },
  });
  assert.match(await customer.text(), /"1"|129|12900/, 'the order is still there');
  second.child.kill('SIGTERM');
  assert.equal(await second.ended, 0, second.output());
  assert.deepEqual(readdirSync(root.at('/data')), ['lojal']);
});

test('docs/container.md names the variables that the server reads, and its example sets no other', () => {
  const page = readFileSync(join(ROOT, 'docs/container.md'), 'utf8');
  const sources = ['command.ts', 'keys-file.ts', 'mail-settings.ts', 'platform-settings.ts'].map((name) =>
    readFileSync(join(ROOT, 'src/cli', name), 'utf8'),
  );
  const code = sources.join('\n').replace(/variable\('(\w+)'/g, "'LOJAL_$1'");
  const read = new Set(code.match(/\b(LOJAL_[A-Z_]*[A-Z]|[A-Z]+_WEBHOOK_SECRET|SHOPIFY_[A-Z_]*[A-Z]|DATABASE_URL)\b/g));
  const table = new Set(
    page
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => line.split('|')[1]?.match(/[A-Z_]{4,}/g) ?? []),
  );
  read.delete('LOJAL_KEYS');
  assert.deepEqual([...table].sort(), [...read].sort());
  const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const set = [...yaml.matchAll(/^ +([A-Z_]+):/gm)]
    .map(([, name = '']) => name)
    .filter((name) => !name.startsWith('POSTGRES_'));
  assert.ok(set.length > 5);
  for (const name of set) assert.ok(table.has(name), name);
  for (const [, name = ''] of page.matchAll(/--env (\w+)/g)) assert.ok(table.has(name), name);
  const packages = readdirSync(join(root.at('/app'), 'node_modules')).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(root.at('/app'), 'node_modules', name)) : [name],
  );
  assert.match(page, new RegExp(`and ${packages.length} packages`));
});
