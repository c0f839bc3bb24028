/** What a user of the npm package can import: each entry has its file and its types, and the types need no other package. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const ROOT = new URL('../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'));
const read = (path: string | URL): string => readFileSync(new URL(path, ROOT), 'utf8');

/** The files of an entry; those of a pattern such as `./elements/*` are the ones of every name that exists. */
function filesOf(target: string): string[] {
  const [before = '', after] = target.split('*');
  if (after === undefined) return [target];
  const names = readdirSync(new URL(before, ROOT), { withFileTypes: true }).map(({ name }) => name);
  return names
    .map((name) => target.replaceAll('*', target.split('*').length > 2 ? name : name.slice(0, name.indexOf('.'))))
    .filter((path) => existsSync(new URL(path, ROOT)));
}

test('every entry of the package has its files, and JavaScript has types before it', () => {
  for (const [entry, target] of Object.entries<string | Record<string, string>>(manifest.exports)) {
    const conditions = typeof target === 'string' ? { default: target } : target;
    for (const path of Object.values(conditions)) {
      const files = filesOf(path);
      assert.ok(files.length > 0, `${entry}: ${path}`);
      for (const file of files) assert.ok(existsSync(new URL(file, ROOT)), file);
    }
    if (Object.values(conditions).some((path) => path.endsWith('.js')))
      assert.equal(Object.keys(conditions)[0], 'types', `${entry} has no types, or not as its first condition`);
  }
});

/** The other packages that the declarations reached from a file import. */
function packagesOf(start: string): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const follow = (file: URL): void => {
    if (seen.has(file.href)) return;
    seen.add(file.href);
    for (const [, path = ''] of read(file).matchAll(/(?:from |import\()['"]([^'"]+)['"]/g))
      if (path.startsWith('.')) follow(new URL(path.replace(/\.ts$/, '.d.ts'), file));
      else found.set(path, file.pathname.slice(ROOT.pathname.length));
  };
  follow(new URL(start, ROOT));
  return found;
}

test('the types of the server do not need those of the database library, which have errors of their own', () => {
  const packages = packagesOf(manifest.exports['./server'].types);
  assert.deepEqual(
    [...packages].filter(([name]) => /drizzle|pglite|^pg$/.test(name)),
    [],
  );
});

test('the types of the widget need Lit alone', () => {
  for (const entry of ['.', './define'])
    for (const [name, file] of packagesOf(manifest.exports[entry].types))
      assert.match(name, /^lit$/, `${file}: ${name}`);
});
