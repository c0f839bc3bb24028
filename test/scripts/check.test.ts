/** What somebody reads who starts the project on the wrong Node, without its packages, or with a wrong setting. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'lojal-check-'));
  mkdirSync(join(folder, 'scripts'));
  for (const file of ['package.json', 'scripts/check.cjs']) cpSync(join(project, file), join(folder, file));
  const fake = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: process.env.FAKE } });`;
  writeFileSync(join(folder, 'fake.cjs'), fake);
});
after(() => rmSync(folder, { recursive: true, force: true }));

function node(args: readonly string[], env: NodeJS.ProcessEnv): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { code: status, said: (stdout + stderr).trim() };
}

const on = (version: string, where: string) =>
  node(['--require', join(folder, 'fake.cjs'), join(where, 'scripts/check.cjs')], { FAKE: version });

for (const version of ['8.17.0', '18.20.4', '20.0.0', '20.18.3', '21.7.3', '22.11.0'])
  test(`Node ${version} is refused in one sentence`, () => {
    const { code, said } = on(version, project);
    assert.equal(code, 1);
    assert.equal(said, `Lojal needs Node 20.19 or a later 20, or 22.12 or a later version; this is Node ${version}.`);
  });

for (const version of ['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0'])
  test(`Node ${version} is taken without a word`, () => assert.deepEqual(on(version, project), { code: 0, said: '' }));

test('without the packages, it says to install them', () =>
  assert.deepEqual(on('22.12.0', folder), { code: 1, said: 'The packages are not installed: run `npm ci` first.' }));

/** What is wrong, and the one line that `npm start` says of it before it builds. */
const WRONG: readonly (readonly [NodeJS.ProcessEnv, RegExp])[] = [
  [{ PORT: 'abc' }, /^PORT=abc is not a port: .*\.$/],
  [{ PORT: '70000' }, /^PORT=70000 is not a port: .*\.$/],
  [{ PORT: '-1' }, /^PORT=-1 is not a port: .*\.$/],
  [{ DATABASE_URL: 'mysql://a/b' }, /^DATABASE_URL is not the address of a PostgreSQL server: .*\.$/],
];

for (const [env, sentence] of WRONG)
  test(`${JSON.stringify(env)} is refused in one sentence`, () => {
    const { code, said } = node([join(project, 'scripts/start.js')], env);
    assert.equal(code, 1);
    assert.match(said, sentence);
  });
