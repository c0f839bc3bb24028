/** Each platform has a guide with the same parts, whose links and pictures lead somewhere, and whose code is that of its files. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const GUIDES = new URL('../../docs/platforms/', import.meta.url);
const PLATFORMS = new URL('../../platforms/', import.meta.url);
const EXAMPLES = new URL('../../examples/', import.meta.url);
/** The folder of each platform. That of Vendure is a whole shop. */
const FOLDERS = new Map(
  [PLATFORMS, EXAMPLES].flatMap((parent) => readdirSync(parent).map((name) => [name, new URL(`${name}/`, parent)])),
);

test('each platform has a guide, and each guide a folder', () => {
  const guides = readdirSync(GUIDES).filter((name) => name.endsWith('.md'));
  assert.deepEqual(
    guides.map((name) => name.replace('.md', '')),
    [...FOLDERS.keys()].sort(),
  );
});

for (const [name, folder] of FOLDERS)
  test(`docs/platforms/${name}.md`, () => {
    const page = new URL(`${name}.md`, GUIDES);
    const text = readFileSync(page, 'utf8');
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    for (const part of ['Steps', 'See that it works', 'What is not possible', 'Theme variables', 'Remove'])
      assert.ok(headings.includes(part), part);
    assert.match(text, new RegExp(`\\]\\(../../(platforms|examples)/${name}`));
    const steps = [...(/## Steps\n([\s\S]*?)\n## /.exec(text)?.[1] ?? '').matchAll(/^(\d+)\. /gm)].map(([, step]) =>
      Number(step),
    );
    assert.deepEqual(
      steps,
      [...steps.keys()].map((index) => index + 1),
    );
    assert.ok(steps.length >= 4);
    for (const [, target = ''] of text.matchAll(/\]\(([^)#]+)[^)]*\)/g))
      if (!/^https:/.test(target)) assert.ok(existsSync(new URL(target, page)), target);
    // Files that a step names exist.
    for (const [, file = ''] of text.matchAll(/`((?:src|public|extensions|theme)\/[\w./-]+)`/g))
      assert.ok(existsSync(new URL(file, folder)), file);
  });

test('the code of docs/platforms/vendure.md is in the files of the example', () => {
  const folder = FOLDERS.get('vendure');
  assert.ok(folder);
  const flat = (code: string): string => code.replace(/\s+/g, ' ').trim();
  const files = ['src/', 'storefront/']
    .map((part) => new URL(part, folder))
    .flatMap((part) => readdirSync(part, { recursive: true }).map((file) => new URL(String(file), part)))
    .filter(({ pathname }) => /\.(ts|js|html|css)$/.test(pathname))
    .map((file) => flat(readFileSync(file, 'utf8')));
  const text = readFileSync(new URL('vendure.md', GUIDES), 'utf8');
  const code = [...text.matchAll(/^ *```(?!sh)\w+\n([\s\S]*?)^ *```$/gm)].map(([, one = '']) => flat(one));
  assert.ok(code.length > 8, `${code.length} snippets`);
  assert.deepEqual(
    code.filter((one) => !files.some((file) => file.includes(one))),
    [],
  );
});
