/** docs/start/: the three ways are followed as printed, and end with a page that shows points, without a line in the console. */
import assert from 'node:assert/strict';
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import vue from '@vitejs/plugin-vue';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { launch, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { ofLanguage, readPage } from './pages.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
mkdirSync(join(ROOT, '.data'), { recursive: true });
const folder = mkdtempSync(join(ROOT, '.data/start-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const snippets = (page: string, language: string): readonly string[] =>
  ofLanguage(language)
    .filter((one) => one.page === `docs/start/${page}.md`)
    .map(({ code }) => code);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
};

/** A host of files, as a bucket is one. */
async function serveFiles(root: string) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const file = join(root, path.endsWith('/') ? `${path}index.html` : path);
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
}

const { browser, host } = await startAll({ browser: launch(), host: serveFiles(folder) });

/** A page of a shop with a snippet in it, as a reader would write it. */
const shopPage = (snippet: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,"></head><body>${snippet}</body></html>`;

/** The balance that a page shows. */
const balance = (page: Page) => page.locator('lojal-points').getByText('1,280').waitFor();

test('static.md: the files and the tags show a guest the club, and a customer the points', async () => {
  const [program = ''] = snippets('static', 'json');
  const [guest = '', customer = ''] = snippets('static', 'html');
  mkdirSync(join(folder, 'lojal'));
  for (const file of readdirSync(join(ROOT, 'dist')).filter((name) => /^lojal[\w.-]*\.js$/.test(name)))
    cpSync(join(ROOT, 'dist', file), join(folder, 'lojal', file));
  writeFileSync(join(folder, 'lojal.json'), program);
  writeFileSync(join(folder, 'guest.html'), shopPage(guest));
  writeFileSync(join(folder, 'customer.html'), shopPage(customer));
  const first = await visit(browser, `${host.url}/guest.html`);
  await first.page.locator('lojal-product-points').getByText('Members earn 49 points').waitFor();
  await first.page.getByText('Members rise to Silver and Gold.').waitFor();
  await first.page.locator('lojal-nps').getByRole('radio', { name: '10' }).waitFor();
  const second = await visit(browser, `${host.url}/customer.html`);
  await balance(second.page);
  await second.page.locator('lojal-tier').getByText('€187.50').waitFor();
  for (const { warnings, errors, context } of [first, second]) {
    assert.deepEqual([...warnings, ...errors], []);
    await context.close();
  }
});

test('server.md: the commands start a server, and the page shows the points of the order', {
  timeout: 120_000,
}, async () => {
  const shop = mkdtempSync(join(ROOT, '.data/shop-'));
  symlinkSync(join(ROOT, 'node_modules'), join(shop, 'node_modules'));
  const command = join(ROOT, 'dist/cli/command.js');
  const printed = snippets('server', 'sh').flatMap((code) =>
    code
      .replaceAll(/\\\n\s*/g, '')
      .trim()
      .split('\n'),
  );
  const words = (start: string) => {
    const line = printed.find((one) => one.startsWith(`npx lojal ${start}`));
    assert.ok(line, start);
    return line.split(/\s+/).slice(2);
  };
  execFileSync(process.execPath, [command, ...words('init')], { cwd: shop });
  const [option = '', origin = ''] = words('serve').slice(1);
  assert.deepEqual([option, origin], ['--origin', 'http://localhost:3000']);
  const [, pages = ''] = /^npx serve -l 3000 (\w+)$/m.exec(printed.join('\n')) ?? [];
  assert.ok(pages, 'the page has a folder of its own');
  mkdirSync(join(shop, pages));
  // The page is served from a free port here, and so is the server.
  const page = await serveFiles(join(shop, pages));
  const flags = [...words('serve').map((word) => (word === origin ? page.url : word)), '--port', '0'];
  const server = spawn(process.execPath, [command, ...flags], { cwd: shop, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let said = '';
    for await (const text of server.stdout.setEncoding('utf8')) {
      said += text;
      if (/http:\S+apps\/lojal\s/.test(said)) break;
    }
    const address = /http:\/\/localhost:\d+/.exec(said)?.[0] ?? '';
    const token = execFileSync(process.execPath, [command, ...words('token')], { cwd: shop })
      .toString()
      .trim();
    const [snippet = ''] = snippets('server', 'html');
    const html = snippet.replaceAll('http://localhost:4174', address).replace('TOKEN', token);
    writeFileSync(join(shop, pages, 'index.html'), html);
    assert.equal((await fetch(`${page.url}/lojal.keys.json`)).status, 404);
    const { shopKey } = JSON.parse(readFileSync(join(shop, 'lojal.keys.json'), 'utf8'));
    const line = printed.find((one) => one.startsWith('curl'));
    const body = JSON.parse(/-d '(.*)'/.exec(line ?? '')?.[1] ?? '');
    const booked = await fetch(`${address}/apps/lojal/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, at: new Date().toISOString().slice(0, 10) }),
    });
    assert.equal(booked.status, 200);
    const seen = await visit(browser, page.url);
    await seen.page.locator('lojal-panel').getByRole('button', { name: 'Rewards' }).click();
    await seen.page.getByText('129').first().waitFor();
    assert.deepEqual([...seen.warnings, ...seen.errors], []);
    await seen.context.close();
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
    await page.close();
    rmSync(shop, { recursive: true, force: true });
  }
});

/** Starts each component as its framework does. */
const ENTRIES = {
  react: {
    file: 'Club.tsx',
    language: 'tsx',
    main: "import { createRoot } from 'react-dom/client';\nimport Club from './Club.tsx';\nimport { createElement } from 'react';\ncreateRoot(document.querySelector('main')).render(createElement(Club));",
  },
  vue: {
    file: 'Club.vue',
    language: 'vue',
    main: "import { createApp } from 'vue';\nimport Club from './Club.vue';\ncreateApp(Club).mount('main');",
  },
  svelte: {
    file: 'Club.svelte',
    language: 'svelte',
    main: "import { mount } from 'svelte';\nimport Club from './Club.svelte';\nmount(Club, { target: document.querySelector('main') });",
  },
} as const;

const MARKUP = /<lojal-program[\s\S]*<\/lojal-program>/;

/** Markup without its indentation. */
const lines = (text = ''): readonly string[] => text.trim().split(/\n\s*/);

/** Starts the receiver of npm.md at a free port. */
async function startReceiver() {
  const file = join(folder, 'answers.mjs');
  const [code = ''] = snippets('npm', 'mjs');
  const listen = ".listen(4300, 'localhost')";
  assert.ok(code.includes(listen));
  const port = `.listen(0, 'localhost', function () { process.send(this.address().port); })`;
  writeFileSync(file, code.replace(listen, port));
  const child = fork(file, { execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const printed: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  const [free] = await once(child, 'message');
  return { url: `http://localhost:${free}/`, printed, stop: () => child.kill() };
}

test('npm.md: the components of React, Vue and Svelte are built, show the points, and send an answer', {
  timeout: 120_000,
}, async (run) => {
  const shop = join(folder, 'shop');
  const receiver = await startReceiver();
  run.after(receiver.stop);
  const [asking = ''] = snippets('npm', 'html');
  for (const [name, { file, language, main }] of Object.entries(ENTRIES)) {
    const [code = ''] = snippets('npm', language);
    // The markup of the question is that of each component, with what the page says to add.
    const added = asking.replace(' endpoint="http://localhost:4300/"', '').replace('  <lojal-nps></lojal-nps>\n', '');
    assert.deepEqual(lines(added), lines(MARKUP.exec(code)?.[0]), language);
    mkdirSync(join(shop, name), { recursive: true });
    writeFileSync(
      join(shop, name, file),
      code.replace(MARKUP, () => asking.replace('http://localhost:4300/', receiver.url)),
    );
    writeFileSync(join(shop, name, 'main.js'), main);
    const html = shopPage('<main></main><script type="module" src="./main.js"></script>');
    writeFileSync(join(shop, name, 'index.html'), html);
  }
  await build({
    root: shop,
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('lojal-') } } }), svelte()],
    // The package itself: inside its own folder its name leads to the sources of the exports.
    resolve: { alias: [{ find: /^lojal\/define$/, replacement: join(ROOT, 'dist/define.js') }] },
    oxc: { jsx: { runtime: 'automatic' } },
    build: {
      outDir: join(folder, 'built'),
      emptyOutDir: true,
      rolldownOptions: { input: Object.keys(ENTRIES).map((name) => join(shop, name, 'index.html')) },
    },
  });
  const [program = ''] = snippets('npm', 'json');
  writeFileSync(join(folder, 'lojal.json'), program);
  for (const name of Object.keys(ENTRIES)) {
    const { page, context, warnings, errors } = await visit(browser, `${host.url}/built/${name}/`);
    await balance(page);
    await page.locator('lojal-tier').getByText('€87.50').waitFor();
    await page.locator('lojal-nps').getByRole('radio', { name: '9' }).click({ force: true });
    await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
    await page.locator('lojal-nps').getByText('has been sent').waitFor();
    const { type, subject, data } = JSON.parse(receiver.printed.pop() ?? '');
    assert.deepEqual([type, subject, data.score], ['lojal.nps.answered.v1', 'c_1042', 9]);
    // React in development mode would hint at its tools; the build is for production.
    assert.deepEqual([...warnings, ...errors], [], name);
    await context.close();
  }
});

test('the picture of the commands shows those of today', () => {
  const help = execFileSync(process.execPath, [join(ROOT, 'dist/cli/command.js'), '--help'], { encoding: 'utf8' });
  const shown = readFileSync(join(ROOT, 'docs/images/start/server-1.txt'), 'utf8');
  assert.equal(shown, help, 'run: node --import tsx scripts/docs-pictures.js server');
});

test('every step of a way to start has a picture, and the pictures are small', () => {
  const pictures = readdirSync(join(ROOT, 'docs/images/start'));
  const sum = pictures.reduce((all, name) => all + statSync(join(ROOT, 'docs/images/start', name)).size, 0);
  assert.ok(sum < 1_500_000, `${sum} bytes`);
  for (const page of ['static', 'server', 'npm']) {
    const steps = readPage(`docs/start/${page}.md`)
      .split(/^## \d\. /m)
      .slice(1);
    assert.ok(steps.length > 3);
    for (const step of steps) {
      const [, name] = /!\[[^\]]{20,}\]\(\.\.\/images\/start\/([\w-]+\.webp)\)/.exec(step) ?? [];
      assert.ok(name && pictures.includes(name), step.split('\n')[0]);
    }
  }
});
