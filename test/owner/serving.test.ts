/** How the files of the owner's page are served, and how large they are. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { CONFIGURATOR_POLICY, OWNER_PAGE_POLICY, withOwnerPage } from '../../src/cli/owner-page-files.ts';

const FOLDER = fileURLToPath(new URL('../../dist/owner', import.meta.url));
const PATH = '/apps/lojal';
/** The most that a browser loads before Today shows its numbers, compressed, in bytes. */
const FIRST_SIGHT = 120_000;

const handler = withOwnerPage(async ({ url }) => new Response(`route ${new URL(url).pathname}`), FOLDER, PATH);
const get = (path: string, init: RequestInit = {}) => handler(new Request(`https://shop.example${path}`, init));
const index = readFileSync(`${FOLDER}/index.html`, 'utf8');
const assets = readdirSync(`${FOLDER}/assets`);

test('the page has its policy and is asked for each time; its files stay for ever', async () => {
  const page = await get(`${PATH}/owner/?utm=1`);
  assert.equal(page.headers.get('content-security-policy'), OWNER_PAGE_POLICY);
  assert.equal(page.headers.get('cache-control'), 'no-cache');
  assert.equal(await page.text(), index);
  assert.ok(assets.length > 5);
  for (const name of assets) {
    const file = await get(`${PATH}/owner/assets/${name}`, { headers: { 'accept-encoding': 'br' } });
    assert.match(file.headers.get('cache-control') ?? '', /immutable/, name);
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(file.headers.get('content-encoding'), 'br');
    assert.match(name, /-[\w-]{8}\.(js|css|svg)$/);
  }
  const head = await get(`${PATH}/owner/`, { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(await head.text(), '');
});

test('the address without a slash leads to the page, and everything else to the routes', async () => {
  const moved = await get(`${PATH}/owner`);
  assert.deepEqual([moved.status, moved.headers.get('location')], [308, `${PATH}/owner/`]);
  for (const path of [
    `${PATH}/owner/answers`,
    `${PATH}/owner/assets/`,
    `${PATH}/owner/assets/..%2Findex.html`,
    '/owner/',
  ])
    assert.match(await (await get(path)).text(), /^route /, path);
  assert.match(await (await get(`${PATH}/owner/`, { method: 'POST' })).text(), /^route /);
});

test('the documentation has the policy', () => {
  const docs = readFileSync(new URL('../../docs/owner.md', import.meta.url), 'utf8');
  assert.ok(docs.includes(`\nContent-Security-Policy: ${OWNER_PAGE_POLICY}\n`));
});

test('a package without the page serves the routes', async () => {
  const bare = withOwnerPage(async () => new Response('route'), `${FOLDER}/missing`, PATH);
  assert.equal(await (await bare(new Request(`https://shop.example${PATH}/owner/`))).text(), 'route');
});

test('the page has no inline script or style, and no address of another host', () => {
  assert.doesNotMatch(index, /<style|style=|<script(?![^>]*src=)|\son\w+=/);
  assert.doesNotMatch(index, /(src|href)="(https?:)?\/\//);
  for (const name of assets.filter((one) => one.endsWith('.js')))
    assert.doesNotMatch(
      readFileSync(`${FOLDER}/assets/${name}`, 'utf8'),
      /\beval\(|new Function\(|innerHTML\s*=\s*[^=.]*\+/,
    );
});

test('Today needs less than 120 kB', () => {
  const needed = new Set<string>();
  const add = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"|assets\/([\w.-]+\.(?:js|css))/g)) {
      const file = name || '';
      if (!file || needed.has(file)) continue;
      needed.add(file);
      add(readFileSync(`${FOLDER}/assets/${file}`, 'utf8'));
    }
  };
  for (const [, name = ''] of index.matchAll(/assets\/([\w.-]+\.(?:js|css))/g)) needed.add(name);
  for (const name of [...needed].filter((one) => one.endsWith('.js')))
    add(readFileSync(`${FOLDER}/assets/${name}`, 'utf8'));
  const today = assets.find((name) => name.startsWith('today-view-')) ?? '';
  needed.add(today);
  add(readFileSync(`${FOLDER}/assets/${today}`, 'utf8'));
  const bytes = [...needed].reduce(
    (sum, name) => sum + brotliCompressSync(readFileSync(`${FOLDER}/assets/${name}`)).length,
    0,
  );
  assert.ok(needed.size >= 3);
  assert.ok(bytes < FIRST_SIGHT, `${bytes} bytes: ${[...needed].join(', ')}`);
  console.log(`Today: ${(bytes / 1000).toFixed(1)} kB in ${needed.size} files`);
});

test('the configurator is served beside the page, with the policy that it has in itself', async () => {
  const page = await get(`${PATH}/configurator/`);
  const html = await page.text();
  assert.equal(page.headers.get('content-security-policy'), CONFIGURATOR_POLICY);
  const [, own] = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html) ?? [];
  assert.equal(`${own}; frame-ancestors 'self'`, CONFIGURATOR_POLICY);
  for (const [name, type] of [
    ['sizes.json', 'application/json'],
    ['programs/points.json', 'application/json'],
    ['sample.html', 'text/html; charset=utf-8'],
  ] as const) {
    const file = await get(`${PATH}/configurator/${name}`);
    assert.equal(file.headers.get('content-type'), type);
    assert.equal(file.headers.get('cache-control'), 'no-cache');
  }
  const moved = await get(`${PATH}/configurator`);
  assert.deepEqual([moved.status, moved.headers.get('location')], [308, `${PATH}/configurator/`]);
  assert.equal(await (await get(`${PATH}/configurator/nothing`)).text(), `route ${PATH}/configurator/nothing`);
});
