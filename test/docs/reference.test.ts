/** The references that are generated from the routes of the server and the manifest of the elements are up to date and complete. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { elementReference, manifestElements } from '../../scripts/docs-elements.js';
import { builtPages, updated } from '../../scripts/docs-reference.js';
import { ROUTE_DOCS, routesReference, serverRoutes } from '../../scripts/docs-routes.js';
import { ELEMENTS } from '../../src/registry.ts';
import { readPage } from './pages.ts';

// The manifest of the elements is a part of the build: dist/custom-elements.json.
for (const { page, parts } of await builtPages())
  test(`docs/${page}.md: the tables are up to date (npm run generate writes them)`, () => {
    const text = readPage(`docs/${page}.md`);
    for (const name of Object.keys(parts)) assert.ok(text.includes(`<!-- reference: ${name} -->`), name);
    assert.equal(updated(text, parts), text);
  });

test('every element has a page with a live example, and no page is about something else', () => {
  const tags = Object.keys(ELEMENTS).map((name) => `lojal-${name}`);
  assert.deepEqual(
    manifestElements()
      .map(({ tag }) => tag)
      .sort(),
    tags.sort(),
  );
  for (const tag of tags) {
    assert.ok(existsSync(new URL(`../../docs/elements/${tag}.md`, import.meta.url)), tag);
    const text = readPage(`docs/elements/${tag}.md`);
    assert.match(text, new RegExp(`^# ${tag}$`, 'm'));
    // A message has no tag that a shop writes.
    assert.match(
      text,
      tag === 'lojal-message' ? /<LiveExample message \/>/ : new RegExp(`^\`\`\`html\\n[^\`]*<${tag}`, 'm'),
    );
  }
});

test('the reference names what a shop can set, and nothing internal', () => {
  const [nps] = manifestElements().filter(({ tag }) => tag === 'lojal-nps');
  assert.ok(nps);
  const text = elementReference(nps.declaration, ['product-name', 'mode', 'lang']);
  assert.match(text, /^\| `mode` \| `inline \\\| corner \\\| tab` \| `inline` \|/m);
  assert.doesNotMatch(text, /showErrors|`score`|testimonial/);
  const broken = { attributes: [{ name: 'size', type: { text: 'Size' }, description: 'A size.' }] };
  assert.throws(() => elementReference(broken, ['size']), /Say in TYPES what Size is/);
  assert.throws(() => elementReference({ attributes: [{ name: 'size' }] }, ['size']), /size has no description/);
});

test('a route without a sentence is an error, and so is a sentence without a route', async () => {
  const { 'POST tick': _, ...incomplete } = ROUTE_DOCS;
  await assert.rejects(routesReference(incomplete as typeof ROUTE_DOCS), /POST tick has no sentence/);
  const wrong = { ...ROUTE_DOCS, 'GET nowhere': 'nothing' };
  await assert.rejects(routesReference(wrong), /GET nowhere in scripts\/docs-routes\.js is not a route/);
});

test('who may call a route is what the route asks, not what a page says', async () => {
  const who = Object.fromEntries((await serverRoutes()).map(({ key, who }) => [key, who]));
  assert.equal(who['GET answers'], 'read');
  assert.equal(who['DELETE answers'], 'erase');
  assert.equal(who['POST orders'], 'shop');
  assert.equal(who['GET account'], 'customer');
  assert.equal(who['GET program'], '');
  // A route of the owner that asks for no key would stand in the table as open to everybody.
  const open = Object.entries(who).filter(([key, asked]) => /owner\/(?!session)|quarantine|audit/.test(key) && !asked);
  assert.deepEqual(open, []);
});

test('the tarball that the pages name is the one that npm pack makes', () => {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const page of ['get', 'npm']) {
    const named = [...readPage(`docs/start/${page}.md`).matchAll(/lojal-\d[\w.-]*?\.tgz/g)].map(([file]) => file);
    assert.ok(named.length > 0, page);
    assert.deepEqual([...new Set(named)], [`${name}-${version}.tgz`]);
  }
});
