/** The changelog, the changesets and RELEASING.md fit together. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from './unpack.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json'));

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'lojal-changes-'));
  for (const path of ['package.json', 'CHANGELOG.md', '.changeset'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const newest = (text: string) => /^## (\d+\.\d+\.\d+)(?: – (unreleased|\d{4}-\d\d-\d\d))?$/m.exec(text)?.[1];

test('the newest version of the changelog is that of package.json and of the lock file', () => {
  assert.equal(newest(read('CHANGELOG.md')), manifest.version);
  assert.equal(JSON.parse(read('package-lock.json')).packages[''].version, manifest.version);
});

test('each changeset names the package and says something', () => {
  for (const name of readdirSync(join(ROOT, '.changeset')).filter((one) => one.endsWith('.md') && one !== 'README.md'))
    assert.match(read(`.changeset/${name}`), /^---\n['"]?lojal['"]?: (patch|minor|major)\n---\n+\S/, name);
});

test('a changeset becomes the first section of the changelog, and nothing else changes', () => {
  if (spawnSync('git', ['--version']).status !== 0) {
    assert.ok(!process.env.CI, 'git is not installed');
    return console.log('git is not installed, so no changelog was made.');
  }
  // The changesets of the project are released by the project, not by this test.
  for (const name of readdirSync(join(folder, '.changeset')))
    if (name.endsWith('.md')) rmSync(join(folder, '.changeset', name));
  writeFileSync(join(folder, '.changeset/bright-cards.md'), '---\nlojal: minor\n---\n\nCards are bright.\n');
  execFileSync(process.execPath, ['node_modules/@changesets/cli/bin.js', 'version'], { cwd: folder, stdio: 'ignore' });
  const [major, minor] = manifest.version.split('.');
  const next = `${major}.${Number(minor) + 1}.0`;
  const { version, ...others } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  assert.equal(version, next);
  assert.deepEqual({ ...others, version: manifest.version }, manifest);
  const before = read('CHANGELOG.md');
  const changed = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
  assert.match(
    changed,
    new RegExp(`^# Changelog\\n+## ${next.replaceAll('.', '\\.')}\\n+### Minor Changes\\n+- Cards are bright\\.\\n`),
  );
  assert.ok(changed.endsWith(before.replace('# Changelog\n', '')), 'the older sections are as they were');
  assert.ok(!existsSync(join(folder, '.changeset/bright-cards.md')));
});

test('the scripts, files and pages that RELEASING.md names exist', () => {
  const text = read('RELEASING.md');
  for (const [, script = ''] of text.matchAll(/npm run (\w+)/g)) assert.ok(manifest.scripts[script], script);
  for (const [, path = ''] of text.matchAll(/\]\((?!https:)([^)#]+)/g)) assert.ok(existsSync(join(ROOT, path)), path);
  assert.deepEqual([...text.matchAll(/`(lojal-1\.2\.3[\w.-]*)`/g)].map(([, name]) => name).sort(), [
    'lojal-1.2.3-browser.zip',
    'lojal-1.2.3.tgz',
  ]);
});
