/**
 * The tags of a release in each engine: every file that they load is checked, and a page with a changed file keeps its fallback.
 * The files are those of the zip, made from dist/.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { unzipSync } from 'fflate';
import { makeBrowserZip } from '../../scripts/release-browser.js';
import { findEngines, type Tab } from '../helpers/drive/index.ts';
import { hasTurn } from '../helpers/rotation.ts';

const all = await findEngines();
const engines = all.filter(({ name }, at) => (process.env.ENGINE ? name === process.env.ENGINE : hasTurn(at)));

let folder: string;
let server: Server;
/** The tags are on one host, the files on another, as on a CDN. */
let page: string;
let files: Record<string, Uint8Array>;
let tags: string;
/** The page that is served next. */
let html = '';
/** The file of which the next requests get other bytes than the release has. */
let changed: string | undefined;
let requested: string[] = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lojal-release-'));
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    const file = files[path.slice(1)];
    response.setHeader('access-control-allow-origin', '*').setHeader('cache-control', 'no-store');
    if (!file) {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(path === '/favicon.ico' ? '' : html);
      return;
    }
    const name = path.replace(/.*\//, '');
    requested.push(name);
    response.setHeader('content-type', 'text/javascript; charset=utf-8');
    response.end(name === changed ? Buffer.concat([file, Buffer.from('\n;')]) : file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  page = `http://127.0.0.1:${port}/`;
  files = unzipSync(
    readFileSync(await makeBrowserZip(folder, { base: `http://localhost:${port}`, languages: ['sv'] })),
  );
  tags = new TextDecoder().decode(files['lojal-0.1.0/tags.html']);
});
after(() => {
  server?.close();
  server?.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** What a page says: its uncaught errors, and the warnings of Lojal. */
interface Said {
  readonly shown: boolean;
  readonly fallback: boolean;
  readonly english: boolean;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

const EARS = `<script>
  var errors = [], warnings = [];
  addEventListener('error', (event) => event.message && errors.push(event.message));
  addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
  console.warn = (...words) => warnings.push(words.join(' '));
</script>`;

/** The tags of the release that `one` matches, without their program, and a page in Swedish. */
async function visit(tab: Tab, one: RegExp, change: string | undefined, ready: string): Promise<Said> {
  const tag = [...tags.matchAll(/<script[^>]*>[^<]*<\/script>/g)]
    .map(([text]) => text)
    .filter((text) => one.test(text));
  assert.ok(tag.length > 0, 'the release has these tags');
  changed = change;
  requested = [];
  html = `<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Shop</title>${EARS}
    ${tag.join('').replaceAll(/data-program="[^"]*"/g, 'data-customer="c_1" data-points="120"')}</head>
    <body><lojal-points><p id="fallback">Members collect points.</p></lojal-points></body></html>`;
  await tab.goto(page);
  return tab.run<Said>(`
    const points = document.querySelector('lojal-points');
    const seen = () => ({ shown: !!points.shadowRoot?.querySelector('[part~=balance]'), fallback: !!document.getElementById('fallback').offsetHeight, english: /Your balance|points/.test(points.shadowRoot?.textContent), errors, warnings });
    const until = () => ${ready};
    for (let i = 0; i < 150 && !until(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
    // What comes late would be seen, too.
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { ...seen(), errors, warnings };`);
}

/** The import map and the tag of lojal.js. */
const PARTS = /importmap|lojal\.js"/;
const WHOLE = /lojal\.sv\.all\.js"/;

describe('integrity', { concurrency: 1 }, () => {
  // The server and the page are shared, so the engines take turns. A run takes one; ROTATION=all takes all.
  for (const engine of engines)
    test(`${engine.name} refuses a changed file, and runs unchanged ones`, { timeout: 180_000 }, async () => {
      const driven = await engine.open();
      try {
        const tab = await driven.newTab();
        const good = await visit(tab, PARTS, undefined, 'seen().shown && /poäng/.test(points.shadowRoot.textContent)');
        assert.deepEqual(good, { shown: true, fallback: false, english: false, errors: [], warnings: [] });
        assert.ok(requested.includes('lojal.sv.js') && requested.includes('lojal.base.js'), `${requested}`);

        for (const part of ['lojal.base.js', 'lojal.balance.js']) {
          const { warnings, ...said } = await visit(tab, PARTS, part, 'warnings.length > 0');
          assert.deepEqual(said, { shown: false, fallback: true, english: false, errors: [] }, part);
          assert.ok(requested.includes(part), `${part} was requested`);
          assert.equal(warnings.length, 1, `${part}: ${warnings}`);
          assert.match(warnings[0] ?? '', /lojal\/part-not-loaded/);
        }

        // The changed bytes are harmless: without the map the page runs them.
        const unchecked = await visit(tab, /lojal\.js"/, 'lojal.base.js', 'seen().shown');
        assert.deepEqual([unchecked.shown, unchecked.warnings], [true, []]);

        // A file that `lojal.js` does not name: the elements import it.
        const language = await visit(
          tab,
          PARTS,
          'lojal.sv.js',
          'seen().shown && /points/.test(points.shadowRoot.textContent)',
        );
        assert.ok(requested.includes('lojal.sv.js'));
        assert.deepEqual([language.shown, language.english, language.errors], [true, true, []], 'English instead');

        const loader = await visit(tab, PARTS, 'lojal.js', 'false || errors.length > 0 || performance.now() > 1500');
        assert.deepEqual(loader, { shown: false, fallback: true, english: false, errors: [], warnings: [] });

        const whole = await visit(tab, WHOLE, undefined, 'seen().shown && /poäng/.test(points.shadowRoot.textContent)');
        assert.deepEqual(whole, { shown: true, fallback: false, english: false, errors: [], warnings: [] });
        assert.deepEqual(requested, ['lojal.sv.all.js'], 'the one file loads no other');
        const broken = await visit(tab, WHOLE, 'lojal.sv.all.js', 'performance.now() > 1500');
        assert.deepEqual(broken, { shown: false, fallback: true, english: false, errors: [], warnings: [] });
      } finally {
        await driven.close();
        await engine.close();
      }
    });
});

test('the tags name every file of the zip with the integrity that the file has', async () => {
  const { version, files: named } = JSON.parse(new TextDecoder().decode(files['lojal-0.1.0/integrity.json']));
  assert.equal(version, '0.1.0');
  const scripts = Object.keys(files)
    .filter((name) => name.endsWith('.js'))
    .map((name) => name.replace(/.*\//, ''));
  assert.deepEqual(Object.keys(named).sort(), scripts.sort());
  const { createHash } = await import('node:crypto');
  for (const name of scripts) {
    const hash = `sha384-${createHash('sha384')
      .update(files[`lojal-0.1.0/${name}`] ?? '')
      .digest('base64')}`;
    assert.equal(named[name], hash, name);
    if (name !== 'lojal.all.js') assert.ok(tags.includes(hash), `${name} is in the tags`);
  }
  // What a part imports is in the map, whatever it is.
  const map = JSON.parse(/<script type="importmap">([^<]*)/.exec(tags)?.[1] ?? '{}').integrity as Record<
    string,
    string
  >;
  const covered = Object.keys(map).map((address) => address.replace(/.*\//, ''));
  for (const name of covered) {
    const code = new TextDecoder().decode(files[`lojal-0.1.0/${name}`]);
    for (const [, imported = ''] of code.matchAll(/["'`]\.\/(lojal[\w.-]+\.js)/g))
      assert.ok(covered.includes(imported), `${name} imports ${imported}`);
  }
});
