/** The scripts of the documentation run in Node as printed, and have correct types against the published declarations. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ofLanguage } from './pages.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
mkdirSync(join(ROOT, '.data'), { recursive: true });
// Inside the project, where `lojal/server` is the package itself.
const folder = mkdtempSync(join(ROOT, '.data/docs-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const isModule = (code: string): boolean => /^(import|export) /m.test(code);
const modules = ofLanguage('js').filter(({ code }) => isModule(code));
const fileName = (name: string): string => name.replace(/\W+/g, '-');

/** Added after a snippet: says where its server is, or answers one request with its handler. */
const REPORT = `
const { port, url } = typeof server === 'object' ? server : {};
if (url) process.send({ url });
else if (typeof fetch === 'function' && typeof store === 'object') {
  const { status } = await fetch(new Request('http://127.0.0.1/apps/lojal/health'));
  process.send({ status });
  await store.close();
}
`;

async function message(child: ChildProcess): Promise<{ url?: string; status?: number }> {
  const ended = once(child, 'exit').then(([code]) => assert.fail(`it ended with exit code ${code}`));
  const [said] = await Promise.race([once(child, 'message'), ended]);
  return said as { url?: string; status?: number };
}

for (const { name, page, code } of modules)
  test(`${name}: the module runs`, { timeout: 180_000 }, async () => {
    const file = join(folder, `${fileName(name)}.mjs`);
    const local = code.replaceAll(/from '\.\//g, `from '${join(ROOT, page, '..')}/`);
    writeFileSync(file, local + (/lojal\/server/.test(code) ? REPORT : ''));
    const child = fork(file, {
      cwd: folder,
      // Plain Node, as a reader starts the snippet.
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        DATABASE_URL: '',
        OWNER_KEY: '0123456789abcdef'.repeat(4),
        WAREHOUSE_KEY: 'warehouse-0123456789-0123456789-01',
        HELPDESK_KEY: 'helpdesk-0123456789-0123456789-012',

        IDENTITY_KEY: 'fedcba9876543210'.repeat(4),
      },
    });
    try {
      const exit = once(child, 'exit');
      if (/lojal\/server/.test(code)) {
        const { url, status } = await message(child);
        assert.ok(url || status === 200, `the handler answered ${status}`);
        if (url) {
          assert.equal((await fetch(`${url}/apps/lojal/health`)).status, 200);
          assert.equal((await fetch(`${url}/apps/lojal/answers`)).status, 401);
          const authorization = `Bearer ${'0123456789abcdef'.repeat(4)}`;
          assert.equal((await fetch(`${url}/apps/lojal/answers`, { headers: { authorization } })).status, 200);
          child.kill('SIGTERM');
        }
      }
      const [exitCode] = await exit;
      assert.equal(exitCode, 0);
    } finally {
      child.kill('SIGKILL');
    }
  });

test('the modules and the TypeScript of the documentation have correct types', { timeout: 120_000 }, async () => {
  const checked = [...modules.filter(({ page }) => page.startsWith('docs/')), ...ofLanguage('ts')];
  assert.ok(checked.length > 4, `${checked.length} were found`);
  for (const { name, code } of checked) writeFileSync(join(folder, `${fileName(name)}.mts`), code);
  for (const { name, code } of ofLanguage('tsx')) writeFileSync(join(folder, `${fileName(name)}.tsx`), code);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'ES2022',
        module: 'NodeNext',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        types: ['node'],
        jsx: 'react-jsx',
        strict: true,
        skipLibCheck: false,
        noEmit: true,
      },
      include: ['*.mts', '*.tsx'],
    }),
  );
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', folder, '--pretty', 'false'],
    { maxBuffer: 2 ** 26 },
  ).catch((error: { stdout: string }) => error);
  const errors = stdout.split('\n').filter((line) => /error TS/.test(line));
  // A shop cannot mend the declarations of packages that ours refer to. React, Vue and Svelte are the shop's own choice.
  const ours = errors.filter((line) => !/^\S*node_modules\/(?!drizzle-orm|ajv|jose|hono|pg|@electric-sql)/.test(line));
  assert.deepEqual(ours, []);
});
