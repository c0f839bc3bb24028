/**
 * `node --import tsx scripts/docs-pictures.js` makes the pictures of docs/start/: it follows the steps in a new folder, with the
 * built files, and takes pictures of the browser and of what the commands print. Build first (`npm run build`). One of the words
 * `static`, `server` and `npm` makes the pictures of that page alone.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/helpers/chromium.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(root, 'docs/images/start');
const COMMAND = join(root, 'dist/cli/command.js');
const WIDTH = 760;

/** The fenced blocks of a page, by language. */
const blocks = (page, language) =>
  [...readFileSync(join(root, `docs/start/${page}.md`), 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, one]) => one === language)
    .map(([, , code]) => code);

const escaped = (text) => text.replace(/[&<>]/g, (letter) => `&#${letter.codePointAt(0)};`);

/** A page of the shop, with a snippet of the documentation in it. */
const shopPage = (
  snippet,
) => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nord Records</title><link rel="icon" href="data:,">
<style>body{margin:0 auto;max-width:44rem;padding:1rem 1.5rem 1.5rem;background:#f6f3ec;color:#1a2428;font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.3rem;border-bottom:1px solid #d8d2c4;padding-bottom:.6rem}button{background:#1f5f4a;color:#fff}</style>
<h1>Nord Records</h1>${snippet}`;

const windowOf = (title, text, dark) => `<!doctype html><meta charset="utf-8"><style>
body{margin:0;font:12.5px/1.6 'DejaVu Sans Mono',monospace;background:${dark ? '#16211d' : '#fff'};color:${dark ? '#e4efe9' : '#1a2428'}}
p{margin:0;padding:7px 14px;background:${dark ? '#22312b' : '#ece9e2'};font:600 12.5px system-ui,sans-serif}
pre{margin:0;padding:12px 14px;white-space:pre-wrap;overflow-wrap:anywhere}</style><p>${escaped(title)}</p><pre>${escaped(text)}</pre>`;

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json' };

/** Serves a folder. */
async function serveFolder(folder, port = 0) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    try {
      const file = join(folder, path === '/' ? 'index.html' : path);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  ends.push(() => server.close());
  return { url: `http://localhost:${server.address().port}` };
}

const { path, args, env } = await findChromium();
const browser = await chromium.launch({ executablePath: path, args, env });
/** What to end, also after a fault. */
const ends = [() => browser.close()];
const folder = mkdtempSync(join(tmpdir(), 'lojal-start-'));
mkdirSync(OUT, { recursive: true });

/** Takes a picture of what a page shows, as WebP. `height`: of the window; without it, of the whole page. */
async function picture(name, page, height) {
  const size = height ?? (await page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().bottom + scrollY)));
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width: WIDTH, height: size, scale: 1 };
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 82,
    clip,
    captureBeyondViewport: true,
  });
  writeFileSync(join(OUT, `${name}.webp`), Buffer.from(data, 'base64'));
}

const open = async (height = 900) =>
  (await browser.newContext({ viewport: { width: WIDTH, height }, deviceScaleFactor: 1.5 })).newPage();

async function textPicture(name, title, text, dark = true) {
  const page = await open(200);
  await page.setContent(windowOf(title, text, dark));
  await picture(name, page);
  await page.context().close();
}

const terminal = (name, command, output) => textPicture(name, 'Terminal', `$ ${command}\n${output.trimEnd()}`);
const lojal = (...words) => execFileSync(execPath, [COMMAND, ...words], { cwd: folder, encoding: 'utf8' });

async function staticPictures() {
  const site = join(folder, 'site');
  mkdirSync(join(site, 'lojal'), { recursive: true });
  for (const file of readdirSync(join(root, 'dist')).filter((one) => /^lojal[\w.-]*\.js$/.test(one)))
    cpSync(join(root, 'dist', file), join(site, 'lojal', file));
  const [program] = blocks('static', 'json');
  const [guest, customer] = blocks('static', 'html');
  writeFileSync(join(site, 'lojal.json'), program);
  writeFileSync(join(site, 'index.html'), shopPage(guest));
  const first = readdirSync(join(site, 'lojal')).slice(0, 8);
  const listing = `index.html   lojal.json   lojal/\n\n$ ls lojal | head -8\n${first.join('\n')}`;
  await terminal('static-1', 'ls', listing);
  await textPicture('static-2', 'lojal.json', program.trimEnd(), false);
  const host = await serveFolder(site);
  const pages = {
    'static-3': guest,
    'static-4': customer,
    'static-5': `${customer.replace('<script ', '<script data-test ')}<lojal-nps></lojal-nps>`,
  };
  for (const [name, snippet] of Object.entries(pages)) {
    writeFileSync(join(site, 'index.html'), shopPage(snippet));
    const page = await open();
    await page.goto(host.url);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(700);
    await picture(name, page);
    await page.context().close();
  }
}

async function serverPictures() {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  // A test compares the text with what the command prints now.
  const help = lojal('--help');
  writeFileSync(join(OUT, 'server-1.txt'), help);
  await terminal('server-1', 'npx lojal --help', help);
  const said = lojal('init');
  await terminal(
    'server-2',
    'npx lojal init',
    said
      .replace(/[0-9a-f]{40,}/, '…')
      .split('\n')
      .slice(0, 14)
      .join('\n'),
  );
  const serving = spawn(execPath, [COMMAND, 'serve', '--origin', 'http://localhost:3000'], { cwd: folder });
  ends.push(() => serving.kill('SIGTERM'));
  let output = '';
  for (const stream of [serving.stdout, serving.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  while (!output.includes('http://')) await new Promise((resolve) => setTimeout(resolve, 200));
  await terminal('server-3', 'npx lojal serve --origin http://localhost:3000', output.replaceAll(folder, '/shop'));
  const token = lojal('token', 'c_1042').trim();
  const [snippet] = blocks('server', 'html');
  const pages = join(folder, 'page');
  mkdirSync(pages);
  const tags = snippet.replace(/^[\s\S]*<\/title>/, '').replace('TOKEN', token);
  writeFileSync(join(pages, 'index.html'), shopPage(`<p>A page of your shop.</p>${tags}`));
  const host = await serveFolder(pages, 3000);
  const page = await open(420);
  await page.goto(host.url);
  await page.waitForSelector('lojal-panel');
  await picture('server-4', page, 420);
  const { shopKey, ownerKey } = JSON.parse(readFileSync(join(folder, 'lojal.keys.json'), 'utf8'));
  const order = { id: '10042', customer: 'c_1042', at: new Date().toISOString().slice(0, 10), currency: 'EUR' };
  const booked = await fetch('http://localhost:4174/apps/lojal/orders', {
    method: 'POST',
    headers: { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...order, total: 129, status: 'paid' }),
  });
  await terminal('server-5', 'curl http://localhost:4174/apps/lojal/orders …', await booked.text());
  await page.setViewportSize({ width: WIDTH, height: 760 });
  await page.reload();
  await page.locator('lojal-panel').getByRole('button').first().click();
  await page.waitForTimeout(2500);
  await picture('server-6', page, 760);
  const owner = await open(620);
  await owner.goto('http://localhost:4174/apps/lojal/owner/');
  await owner.locator('input[type=password]').first().fill(ownerKey);
  await owner.keyboard.press('Enter');
  await owner.waitForTimeout(2500);
  await picture('server-7', owner, 620);
}

async function npmPictures() {
  const shop = join(folder, 'my-shop');
  mkdirSync(shop);
  writeFileSync(join(shop, 'package.json'), '{ "name": "my-shop", "version": "1.0.0", "type": "module" }');
  const npm = (...words) =>
    execFileSync('npm', words, { cwd: shop, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const file = npm('pack', root, '--silent').trim();
  const installed = npm('install', `./${file}`, '--no-audit', '--no-fund').trim();
  const listed = npm('ls')
    .replace(/^(\S+) .*/, '$1')
    .trim();
  await terminal('npm-1', `npm install ./${file}`, `${installed}\n\n$ npm ls\n${listed}`);
  const [program] = blocks('npm', 'json');
  await textPicture('npm-2', 'public/lojal.json', program.trimEnd(), false);
  mkdirSync(join(root, '.data'), { recursive: true });
  const site = mkdtempSync(join(root, '.data/start-'));
  writeFileSync(join(site, 'lojal.json'), program);
  const [react] = blocks('npm', 'tsx');
  const { build } = await import('vite');
  writeFileSync(join(site, 'Club.tsx'), react);
  writeFileSync(
    join(site, 'main.tsx'),
    "import { createRoot } from 'react-dom/client';\nimport Club from './Club.tsx';\ncreateRoot(document.querySelector('main')!).render(<Club />);\n",
  );
  writeFileSync(join(site, 'index.html'), shopPage('<main></main><script type="module" src="./main.tsx"></script>'));
  await build({
    root: site,
    logLevel: 'error',
    resolve: { alias: [{ find: /^lojal\/define$/, replacement: join(root, 'dist/define.js') }] },
    oxc: { jsx: { runtime: 'automatic' } },
  });
  cpSync(join(site, 'lojal.json'), join(site, 'dist/lojal.json'));
  const host = await serveFolder(join(site, 'dist'));
  const page = await open();
  await page.goto(host.url);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(700);
  await picture('npm-3', page);
  writeFileSync(join(site, 'Club.tsx'), react.replace('<lojal-tier>', '<lojal-tier variant="circle">'));
  const flags = [
    '--noEmit',
    '--jsx',
    'react-jsx',
    '--strict',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--ignoreConfig',
    '--pretty',
    'false',
  ];
  let refused = '';
  try {
    execFileSync(execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...flags, 'Club.tsx'], { cwd: site });
  } catch (error) {
    refused = String(error.stdout);
  }
  await terminal('npm-4', 'npx tsc --noEmit', refused);
  rmSync(site, { recursive: true });
}

try {
  const makers = { static: staticPictures, server: serverPictures, npm: npmPictures };
  for (const [name, make] of Object.entries(makers)) if ((argv[2] ?? name) === name) await make();
} finally {
  for (const end of ends) await end();
  rmSync(folder, { recursive: true, force: true });
}
console.log(readdirSync(OUT).join(' '));
