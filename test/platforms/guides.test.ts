/** Each platform has a guide with the same parts, whose links and pictures lead somewhere, and which says what runs in a test. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const GUIDES = new URL('../../docs/platforms/', import.meta.url);
const PLATFORMS = new URL('../../platforms/', import.meta.url);
const names = readdirSync(PLATFORMS);

test('each folder of platforms/ has a guide, and each guide a folder', () => {
  const guides = readdirSync(GUIDES).filter((name) => name.endsWith('.md'));
  assert.deepEqual(
    guides.map((name) => name.replace('.md', '')),
    names,
  );
});

for (const name of names)
  test(`docs/platforms/${name}.md`, () => {
    const page = new URL(`${name}.md`, GUIDES);
    const text = readFileSync(page, 'utf8');
    const headings = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    for (const part of ['Steps', 'See that it works', 'What is not possible', 'Theme variables', 'Remove'])
      assert.ok(headings.includes(part), part);
    assert.match(text, new RegExp(`\\]\\(../../platforms/${name}`));
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
      assert.ok(existsSync(new URL(`${name}/${file}`, PLATFORMS)), file);
  });
