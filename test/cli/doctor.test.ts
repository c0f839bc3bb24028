/** `lojal doctor` on pages with one fault each: the fault is named with the line that mends it, and the mended page has none. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { toLine } from '../../src/cli/doctor/doctor-finding.ts';
import { examine } from '../../src/cli/doctor/examine.ts';
import { fetchVisit } from '../../src/cli/doctor/http-visit.ts';
import { runChecks } from '../../src/cli/doctor/run-checks.ts';
import { findChromium, hasTls } from '../helpers/chromium.js';
import { launch } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { DoctorShop, lookAt } from './doctor-shop.ts';

const { browser, shop } = await startAll({ browser: launch(), shop: new DoctorShop().start() });

const TAG = '<script src="/lojal.js" async data-points="5"></script>';
/** Keeps the height of the balance, so that nothing moves. */
const RESERVE = '<style>lojal-points { display: block; min-height: 10em }</style>';
const POINTS = '<lojal-points></lojal-points>';
const META = '<meta charset="utf-8">';

const html = (head: string, body: string, meta = META): string =>
  `<!doctype html><html lang="en"><head>${meta}<meta name="viewport" content="width=device-width"><title>A shop</title>${head}</head><body><h1>A shop</h1>${body}</body></html>`;

interface Page {
  readonly head?: string;
  readonly body?: string;
  readonly meta?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly width?: number;
  readonly origin?: string;
}

const look = ({ head = TAG + RESERVE, body = POINTS, meta, headers = {}, width, origin = shop.url }: Page) =>
  lookAt(browser, { url: origin + shop.put({ body: html(head, body, meta), headers }), insecure: true }, width);

const policy = (text: string) => ({ 'content-security-policy': text });
/** The line after the dash. */
const fixOf = (line: string | undefined): string => / — (.*?)( \[[\w/-]+\])?$/.exec(line ?? '')?.[1] ?? '';

const opensHttps = await hasTls();
if (!opensHttps) {
  const missing =
    'libsqlite3 is not installed, so no browser opened a page with https. apt-get install libsqlite3-0 adds it.';
  if (process.env.CI) test('pages with https', () => assert.fail(missing));
  else console.log(`doctor: ${missing}`);
}
const MIXED = 'a script on http, on a page with https';

/** Pages with one fault, what is said of it, and the same page after the line was written into it. */
const FAULTS: Readonly<
  Record<string, () => { readonly page: Page; readonly says: RegExp; readonly mend?: (fix: string) => Page }>
> = {
  'no script tag': () => ({
    page: { head: '' },
    says: /no script tag of Lojal — <script src="\/lojal\.js" async><\/script>$/,
    mend: (fix) => ({ head: fix + RESERVE, body: '<lojal-points points="5"></lojal-points>' }),
  }),
  'a script that is not there': () => ({
    page: { head: '<script src="/empty/lojal.js" async></script>' },
    says: /\/empty\/lojal\.js answered 404 — copy dist\/lojal\*\.js to http.*\/empty\/, or write the address/,
  }),
  'the script without its parts': () => {
    const body = readFileSync(new URL('../../dist/lojal.js', import.meta.url));
    shop.pages.set('/alone/lojal.js', { body, headers: { 'content-type': 'text/javascript' } });
    for (const part of ['base', 'balance']) shop.pages.set(`/alone/lojal.${part}.js`, { body: '', status: 404 });
    return {
      page: { head: '<script src="/alone/lojal.js" async></script>' },
      says: /\/alone\/lojal\.b\w+\.js answered 404, and it is the same with 1 other file — copy all files dist\/lojal\*\.js to http.*\/alone\/$/,
    };
  },
  'a page of HTML in place of the script': () => {
    shop.pages.set('/spa/lojal.js', { body: html('', '') });
    return {
      page: { head: '<script src="/spa/lojal.js" async></script>' },
      says: /\/spa\/lojal\.js is a page of HTML, not a script — copy dist/,
    };
  },
  'parts with a type that no module has': () => {
    const part = (name: string) => readFileSync(new URL(`../../dist/${name}`, import.meta.url));
    shop.pages.set('/typed/lojal.js', { body: part('lojal.js'), headers: { 'content-type': 'text/javascript' } });
    for (const name of ['lojal.base.js', 'lojal.balance.js'])
      shop.pages.set(`/typed/${name}`, { body: part(name), headers: { 'content-type': 'text/plain' } });
    return {
      page: { head: '<script src="/typed/lojal.js" async></script>' },
      says: /\/typed\/lojal\.b\w+\.js has the type text\/plain.* with 1 other file — Content-Type: text\/javascript; charset=utf-8$/,
    };
  },
  'a digest of other bytes': () => ({
    page: { head: `<script src="/lojal.js" async integrity="sha256-${'A'.repeat(43)}="></script>` },
    says: /is not the digest of \/lojal\.js/,
    mend: (fix) => ({ head: fix.replace('async', 'async data-points="5"') + RESERVE }),
  }),
  'a policy that blocks everything': () => ({
    page: { headers: policy("default-src 'none'; style-src 'unsafe-inline'") },
    says: /blocks http.*\/lojal\.js — Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; script-src 'self'$/,
    mend: (fix) => ({ headers: policy(fix.replace('Content-Security-Policy: ', '')) }),
  }),
  'a policy that blocks the parts': () => ({
    page: { headers: policy(`script-src ${shop.url}/lojal.js 'unsafe-inline'`) },
    says: /blocks http.*lojal\.\w+\.js.* — Content-Security-Policy: script-src http\S+ 'unsafe-inline' 'self'$/,
    mend: (fix) => ({ headers: policy(fix.replace('Content-Security-Policy: ', '')) }),
  }),
  'a policy in a meta element': () => ({
    page: { meta: `${META}<meta http-equiv="Content-Security-Policy" content="script-src 'none'">` },
    says: /blocks http.*\/lojal\.js — <meta http-equiv="Content-Security-Policy" content="script-src 'self'">$/,
    mend: (fix) => ({ meta: META + fix }),
  }),
  'a policy that wants a nonce': () => ({
    page: { headers: policy("script-src 'nonce-n1' 'strict-dynamic'") },
    says: /only scripts with a nonce, and blocks http.*\/lojal\.js — <script src="\/lojal\.js" async data-points="5" nonce="[A-Z ]+"><\/script>$/,
    mend: (fix) => ({
      head: fix.replace(/nonce="[^"]*"/, 'nonce="n1"') + RESERVE,
      headers: policy("script-src 'nonce-n1' 'strict-dynamic'"),
    }),
  }),
  'a policy that blocks the call of the page': () => ({
    page: {
      headers: policy("script-src 'self'"),
      body: `${POINTS}<script>(window.lojal ||= []).push((lojal) => lojal.configure({ points: 7 }))</script>`,
    },
    says: /blocks inline scripts, and one of them calls lojal — move it into a file/,
  }),
  'Trusted Types without the policy of Lit': () => ({
    page: { headers: policy("require-trusted-types-for 'script'; trusted-types shop") },
    says: /Trusted Types policy "lit-html" of Lit — Content-Security-Policy: require-trusted-types-for 'script'; trusted-types shop lit-html$/,
    mend: (fix) => ({ headers: policy(fix.replace('Content-Security-Policy: ', '')) }),
  }),
  'a policy that blocks the program and the endpoint': () => ({
    page: {
      head: `<script src="/lojal.js" async data-points="5" data-program="${shop.there}/lojal.json" data-endpoint="${shop.there}/answers"></script>`,
      headers: policy("connect-src 'self'"),
    },
    says: new RegExp(`blocks ${'http://127'}.* — Content-Security-Policy: connect-src 'self' http://127.0.0.1:\\d+$`),
  }),
  'an endpoint of the program element that does not answer a preflight': () => ({
    page: { body: `${POINTS}<lojal-program endpoint="${shop.there}/answers"></lojal-program>` },
    says: /\/answers does not let this page read its response — /,
  }),
  'files of a host that does not offer them': () => ({
    page: { head: `<script src="${shop.there}/lojal.js" async></script>` },
    says: /does not let other hosts load its files as modules — 127\.0\.0\.1:\d+ has to send Access-Control-Allow-Origin: \*$/,
  }),
  'an endpoint of a host that does not answer a preflight': () => ({
    page: { head: `<script src="/lojal.js" async data-points="5" data-endpoint="${shop.there}/answers"></script>` },
    says: /\/answers does not let this page read its response — 127\.0\.0\.1:\d+ has to send Access-Control-Allow-Origin: http:\/\/127\.0\.0\.1:\d+, and to OPTIONS Access-Control-Allow-Headers: content-type, authorization$/,
  }),
  [MIXED]: () => ({
    page: { origin: shop.secure, head: '<script src="http://shop.example/lojal.js" async></script>' },
    says: /src="http:\/\/shop\.example\/lojal\.js" is not, so the browser does not request it — src="https:\/\/shop\.example\/lojal\.js"$/,
  }),
  'the text of a page in another character set': () => ({
    page: {
      headers: { 'content-type': 'text/html' },
      meta: '',
      body: '<lojal-points label="Prämienpunkte"></lojal-points>',
    },
    says: /does not name its character set, and browsers read it as windows-\d+: a text reads ".*mienpunkte" — <meta charset="utf-8">/,
    mend: () => ({
      headers: { 'content-type': 'text/html' },
      body: '<lojal-points label="Prämienpunkte"></lojal-points>',
    }),
  }),
  'a call before the script has loaded': () => ({
    page: { body: `${POINTS}<script>lojal.configure({ customer: 'c_1' })</script>` },
    says: /calls lojal before the script tag has loaded — \(window\.lojal \|\|= \[\]\)\.push\(/,
  }),
  'a text that is too pale': () => ({
    page: { head: `${TAG + RESERVE}<style>lojal-points::part(heading) { color: #bbb }</style>` },
    says: /in <lojal-points> has a contrast of 1\.\d+:1 \(#bbbbbb on #ffffff\), and needs 4\.5:1 — lojal-points::part\(heading\) \{ color: #1a1a1a \}$/,
    mend: (fix) => ({
      head: `${TAG + RESERVE}<style>lojal-points::part(heading) { color: #bbb } ${fix}</style>`,
    }),
  }),
  'a chat window over the button of the panel': () => ({
    page: {
      width: 360,
      head: '<script src="/lojal.js" async data-panel="end"></script>',
      body: '<div id="chat" style="position:fixed;right:0;bottom:0;width:170px;height:90vh;z-index:2147483647;background:#222">Chat</div>',
    },
    says: /div#chat covers the button of the panel — data-panel="start"$/,
    mend: (fix) => ({
      width: 360,
      head: `<script src="/lojal.js" async ${fix}></script>`,
      body: '<div id="chat" style="position:fixed;right:0;bottom:0;width:170px;height:90vh;z-index:2147483647;background:#222">Chat</div>',
    }),
  }),
};

/** Most of a visit is waiting. */
const AT_ONCE = { concurrency: 6 };

describe('one fault', AT_ONCE, () => {
  for (const [name, make] of Object.entries(FAULTS).filter(([name]) => opensHttps || name !== MIXED))
    test(`${name}: named with the line that mends it`, async () => {
      const { page, says, mend } = make();
      const { faults, lines } = await look(page);
      assert.equal(faults.filter((line) => says.test(line)).length, 1, lines.join('\n'));
      assert.equal(faults.length, 1, faults.join('\n'));
      if (!mend) return;
      const mended = await look(mend(fixOf(faults[0])));
      assert.deepEqual(mended.faults, []);
    });
});

/** What a consent tool makes of the tag. */
const HELD: Readonly<Record<string, string>> = {
  Cookiebot: 'type="text/plain" data-cookieconsent="marketing" src="/lojal.js"',
  OneTrust: 'type="text/plain" class="optanon-category-C0002" src="/lojal.js"',
  Usercentrics: 'type="text/plain" data-usercentrics="Lojal" src="/lojal.js"',
  CookieYes: 'type="javascript/blocked" data-cookieyes="cookieyes-functional" src="/lojal.js"',
  Complianz: 'type="text/plain" data-service="general" data-category="marketing" data-cmplz-src="/lojal.js"',
  iubenda: 'type="text/plain" class="_iub_cs_activate" data-suppressedsrc="/lojal.js"',
  Klaro: 'type="text/plain" data-type="application/javascript" data-name="lojal" data-src="/lojal.js"',
  'A consent tool': 'type="text/plain" data-category="functional" src="/lojal.js"',
  'a tool of the shop': 'type="delayed/script" src="/lojal.js"',
};

/** The lines of a page that is read without a browser. */
async function withoutBrowser(body: string) {
  const lines = runChecks([await fetchVisit({ url: shop.url + shop.put({ body }) })]).map(toLine);
  return { lines, faults: lines.filter((line) => line.startsWith('fault')) };
}

describe('pages', AT_ONCE, () => {
  test('a consent tool that holds the script tag back is named, and the tag without its marks runs', async () => {
    for (const [tool, marks] of Object.entries(HELD)) {
      const page = html(`<script ${marks} async data-points="5"></script>${RESERVE}`, POINTS);
      const { faults } = await withoutBrowser(page);
      assert.equal(faults.length, 1, faults.join('\n'));
      assert.ok(faults[0]?.includes(`${tool} holds`), faults[0]);
      assert.match(
        fixOf(faults[0]),
        /^<script src="\/lojal\.js"( data-(cookieconsent="ignore"|ot-ignore))? async data-points="5"( data-ot-ignore)?><\/script>$/,
      );
    }
    const { faults } = await look({ head: `<script ${HELD.Cookiebot} async data-points="5"></script>${RESERVE}` });
    assert.match(faults.join('\n'), /^fault {4}Cookiebot holds the script tag back until the visitor agrees — /);
    assert.deepEqual(
      (await look({ head: fixOf(faults[0]) + RESERVE })).lines.filter((line) => !line.startsWith('ok')),
      [],
    );
  });

  test('a page without a fault: the command says what was checked, at both widths, and ends well', async () => {
    const { path, args, env } = await findChromium();
    const head = `<script src="/lojal.js" async data-points="5" data-endpoint="/answers" data-panel="end"></script>${RESERVE}`;
    const url = shop.url + shop.put({ body: html(head, POINTS) });
    const found = await examine({
      url,
      browser: { path, args, env: env as Record<string, string> },
      ownScript: 'other',
      patience: 6,
    });
    assert.deepEqual(
      found.map(({ level, check }) => `${level} ${check}`),
      [
        'warning files',
        ...['tag', 'consent', 'policy', 'charset', 'endpoint', 'console', 'contrast', 'reserve', 'corner'].map(
          (one) => `ok ${one}`,
        ),
      ],
    );
    assert.match(found[0]?.wrong ?? '', /another version than this command/);
  });

  test('a browser that ends in the middle: what was read without it, and no word of it against the page', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lojal-browser-'));
    const { path, args, env } = await findChromium();
    const own = join(folder, 'chromium');
    await writeFile(own, `#!/bin/sh\necho $$ > '${folder}/pid'\nexec '${path}' "$@"\n`, { mode: 0o755 });
    const page = shop.put({ body: html(TAG + RESERVE, POINTS) });
    const found = examine({
      url: shop.url + page,
      browser: { path: own, args, env: env as Record<string, string> },
      patience: 6,
    });
    while (!shop.requests.includes(`GET ${page}`)) await pause(10);
    process.kill(Number(await readFile(join(folder, 'pid'), 'utf8')), 'SIGKILL');
    const lines = (await found).map(toLine);
    assert.deepEqual(
      lines.filter((line) => !line.startsWith('ok')).map((line) => line.replace(/: .* — /, ' — ')),
      [
        'warning  Not checked, because the browser ended while it read the page — run the command again, or name another browser with --browser',
      ],
    );
    await rm(folder, { recursive: true });
  });

  test('a page that moves: the height to reserve at each width, after which nothing moves', async () => {
    const body = `${POINTS}<p>${'More about the shop. '.repeat(200)}</p>`;
    for (const width of [360, 1280]) {
      const { warnings, faults } = await look({ head: TAG, body, width });
      assert.deepEqual(faults, []);
      assert.equal(warnings.length, 1, warnings.join('\n'));
      assert.match(warnings[0] ?? '', /moves when <lojal-points> shows: .* — /);
      const mended = await look({ head: `${TAG}<style>${fixOf(warnings[0])}</style>`, body, width });
      assert.deepEqual([...mended.faults, ...mended.warnings], []);
    }
  });

  test('the snippet of a shop that has no tag yet is judged as if it stood in the page', async () => {
    const bare = shop.put({ body: html('', '') });
    const snippet = `${RESERVE}${TAG}<lojal-points label="Prämien"></lojal-points>`;
    const tried = await lookAt(browser, { url: shop.url + bare, snippet });
    assert.deepEqual([...tried.faults, ...tried.warnings], []);
    assert.ok(tried.lines.some((line) => line.includes('has the script tag once')));
    const strict = shop.put({ body: html('', ''), headers: policy("script-src 'none'") });
    const blocked = await lookAt(browser, { url: shop.url + strict, snippet });
    assert.match(blocked.faults.join('\n'), /Content-Security-Policy: script-src 'self'$/);
    const moved = shop.put({ body: '', status: 302, headers: { location: bare } });
    assert.deepEqual((await lookAt(browser, { url: shop.url + moved, snippet })).faults, []);
    const image = shop.put({ body: 'x', headers: { 'content-type': 'text/plain' } });
    assert.match(
      (await lookAt(browser, { url: shop.url + image, snippet })).faults.join('\n'),
      /snippet could not be put/,
    );
  });

  test('the theme of the shop: the line that takes its font, corners and color', async () => {
    const dawn = ':root { --font-body-family: Georgia, serif; --buttons-radius: 4px; --color-button: 18, 60, 50 }';
    const { lines } = await look({ head: `${TAG}${RESERVE}<style>${dawn}</style>` });
    const [line] = lines.filter((one) => one.includes('Dawn'));
    assert.equal(
      fixOf(line),
      ':root { --lojal-font: var(--font-body-family); --lojal-radius: var(--buttons-radius); --lojal-accent: rgb(var(--color-button)) }',
    );
    const set = await look({ head: `${TAG}${RESERVE}<style>${dawn} ${fixOf(line)}</style>` });
    assert.deepEqual(
      set.lines.filter((one) => one.includes('Dawn') || !one.startsWith('ok')),
      [],
    );
  });

  test('two tags, and a page with the tag alone', async () => {
    const twice = await look({ head: `${TAG}<script src="/assets/lojal.js" async></script>${RESERVE}` });
    assert.match(
      twice.warnings.join('\n'),
      /from two addresses, .* — remove <script src="\/assets\/lojal\.js" async><\/script>$/,
    );
    assert.deepEqual(twice.faults, []);
    const both = await look({ head: `${TAG}<script src="/lojal.all.js" async></script>${RESERVE}` });
    assert.match(
      both.faults.join('\n'),
      /^fault {4}lojal\.js and lojal\.all\.js are both .* — Keep one: .* \[lojal\/script-twice\]$/,
    );
    const alone = await look({ body: '' });
    assert.match(alone.warnings.join('\n'), /no element of Lojal: nothing shows — <lojal-points>/);
  });

  test('data of another host that this page may not read', async () => {
    shop.pages.set('/there.json', { body: '{}', headers: { 'content-type': 'application/json' } });
    const head = `<script src="/lojal.js" async data-points="5" data-program="${shop.there}/there.json"></script>${RESERVE}`;
    const { faults } = await look({ head });
    assert.equal(faults.length, 1, faults.join('\n'));
    assert.match(
      faults[0] ?? '',
      /there\.json does not let this page read .* Access-Control-Allow-Origin: http:\/\/127\.0\.0\.1:\d+$/,
    );
  });
});

/** What people get wrong on a page (test/pages/mistakes.test.ts), as many on one page as fit, and the codes that are found. */
const MISTAKES: Readonly<Record<string, readonly [page: Page, codes: readonly string[]]>> = {
  'elements and attributes': [
    {
      head: '<script src="/lojal.js" async data-endpiont="/answers" endpoint="/answers" data-points="1,280" data-customer="ann@shop.example" data-program="/nowhere.json"></script>',
      body: `<lojal-point>Join us</lojal-point><lojal-coupon></lojal-coupon><lojal-points data-points="7">Join us</lojal-points><lojal-review productname="Fjord"></lojal-review>
        <script data-lojal="program"></script><script type="application/json" data-lojal="programme">{}</script>
        <script>(window.lojal ||= []).push((lojal) => lojal.configure({ endPoint: '/answers' }), () => { throw new Error('mine') })</script>`,
    },
    [
      ...['attribute-customer', 'attribute-number', 'attribute-unknown', 'callback-failed'],
      ...['config-status', 'configure-unknown'],
      ...['element-unknown', 'script-attribute-unknown', 'script-json-type'],
    ],
  ],
  'markup and JSON': [
    {
      body: `<lojal-points points="5" /><lojal-tier /><script type="application/json" data-lojal="program">{ "name": "Kiosk", }</script>`,
    },
    ['element-unclosed', 'invalid-json'],
  ],
  'a program with faults, and an account without a token': [
    {
      head: '<script src="/lojal.js" async data-account="/members" data-customer="c_1"></script>',
      body: `<lojal-points>Join us</lojal-points><lojal-stars></lojal-stars><script type="application/json" data-lojal="program">{ "nmae": "Kiosk", "tiers": { "levels": [ { "id": "gold", "name": "Gold", "from": 600 }, { "id": "bronze", "name": "Bronze", "from": 0 } ] } }</script>`,
    },
    ['config-unauthorized', 'element-unknown', 'levels-unsorted', 'unknown-key'],
  ],
  'a page of HTML as the program, on a page without an element': [
    { head: '<script src="/lojal.js" async data-program="/login"></script>', body: '' },
    ['config-html'],
  ],
  'a question without an endpoint': [{ body: '<lojal-nps></lojal-nps>' }, ['endpoint-missing']],
  'an endpoint that is not there': [
    { head: '<script src="/lojal.js" async data-endpoint="/nowhere"></script>', body: '<lojal-nps></lojal-nps>' },
    ['endpoint-gone'],
  ],
  'weak colors': [
    {
      head: `${TAG}${RESERVE}<style>:root { --lojal-accent: #fc0; --lojal-surface: #fff; --lojal-text: #bbb }</style>`,
    },
    ['contrast-accent', 'contrast-text'],
  ],
};

describe('mistakes', AT_ONCE, () => {
  for (const [name, [page, codes]] of Object.entries(MISTAKES))
    test(`${name}: each is found`, async () => {
      shop.pages.set('/members', { body: '{}', status: 401 });
      shop.pages.set('/login', { body: html('', '') });
      const { lines } = await look(page);
      const found = new Set(
        lines.flatMap((line) => (line.startsWith('ok') ? [] : (/\[lojal\/([\w-]+)\]$/.exec(line)?.[1] ?? []))),
      );
      assert.deepEqual([...found].sort(), codes, lines.join('\n'));
      for (const line of lines.filter((one) => one.includes('[lojal/')))
        assert.match(line, /^(fault {4}|warning {2})\S.*( — \S.*)? \[lojal\/[\w-]+\]$/);
    });
});

/** Pages that do harm, by accident or not, and what is said of them. */
const HOSTILE: Readonly<Record<string, readonly [page: () => string, says: RegExp]>> = {
  'redirects without an end': [
    () => {
      shop.pages.set('/round', { body: '', status: 302, headers: { location: '/round' } });
      return '/round';
    },
    /^fault {4}http\S+\/round redirects without an end — /,
  ],
  'a script that never ends': [
    () => shop.put({ body: html('', '<script>for (;;);</script>') }),
    /^fault {4}A script of http\S+ never ends/,
  ],
  'a page that loads itself again': [
    () => shop.put({ body: html('', '<script>location.reload()</script>') }),
    /^fault {4}http\S+ loads itself again and again — /,
  ],
  'a download': [
    () => shop.put({ body: 'PK', headers: { 'content-type': 'application/zip', 'content-disposition': 'attachment' } }),
    /^fault {4}http\S+ is a download, not a page — /,
  ],
  'a user and a password': [
    () => shop.put({ body: '', status: 401, headers: { 'www-authenticate': 'Basic realm="shop"' } }),
    /^fault {4}http\S+ (answered 401|wants a user and a password) — write https:\/\/USER:PASSWORD@/,
  ],
  'a firewall': [() => shop.put({ body: '', status: 403 }), /answered 403 — let the firewall of the shop pass/],
  'a page that is not there': [() => '/no-page', /answered 404 — correct the address$/],
};

describe('hostile pages', AT_ONCE, () => {
  for (const [name, [put, says]] of Object.entries(HOSTILE))
    test(`${name}: said in one line`, async () => {
      const { lines } = await lookAt(browser, { url: shop.url + put(), patience: /never|again/.test(name) ? 0.5 : 6 });
      assert.match(lines.join('\n'), says);
    });

  test('a password: given to the shop alone, also where a snippet is tried', async () => {
    const tag = `<script src="/members/lojal.js" async data-points="5"></script>${RESERVE}`;
    shop.pages.set('/members/page', { body: html(tag, POINTS) });
    shop.pages.set('/members/bare', { body: html('', '') });
    const user = { username: 'ann', password: 'secret' };
    const url = `${shop.url}/members/page`;
    assert.match((await lookAt(browser, { url })).faults.join('\n'), /answered 401 — write https:\/\/USER:PASSWORD@/);
    assert.deepEqual((await lookAt(browser, { url, user })).faults, []);
    const tried = await lookAt(browser, { url: `${shop.url}/members/bare`, user, snippet: tag + POINTS });
    assert.deepEqual([...tried.faults, ...tried.warnings], []);
    assert.deepEqual(
      runChecks([await fetchVisit({ url, user })]).filter(({ level }) => level === 'fault'),
      [],
    );
    const wrong = { username: 'ann', password: 'no' };
    assert.match(
      (await lookAt(browser, { url, user: wrong, snippet: tag })).faults.join('\n'),
      /answered 401|user and a password/,
    );
    const there = shop.put({ body: html(`<script src="${shop.there}/members/lojal.js" async></script>`, POINTS) });
    assert.match(
      (await lookAt(browser, { url: shop.url + there, user })).faults.join('\n'),
      /\/members\/lojal\.js answered 401/,
    );
  });

  test('a certificate that nobody has signed: said, with and without a browser, and accepted when asked to', async () => {
    const url = shop.secure + shop.put({ body: html(TAG + RESERVE, POINTS) });
    const says = /^fault {4}https\S+ has a certificate that no browser trusts — add --insecure/;
    assert.match(
      runChecks([await fetchVisit({ url })])
        .map(toLine)
        .join('\n'),
      says,
    );
    if (opensHttps) {
      assert.match((await lookAt(browser, { url })).lines.join('\n'), says);
      assert.deepEqual((await lookAt(browser, { url, insecure: true })).faults, []);
    }
    assert.equal((await fetchVisit({ url, insecure: true })).status, 200);
    assert.equal(process.env.NODE_TLS_REJECT_UNAUTHORIZED, undefined);
  });

  test('dialogs, windows, workers, noise and 30 MB keep nothing from being checked', async () => {
    const noise = `<script>
      close(); alert('1'); confirm('2'); prompt('3'); addEventListener('beforeunload', (event) => event.preventDefault());
      for (let n = 0; n < 5; n++) open('/popup-' + n);
      navigator.serviceWorker?.register('/worker.js').catch(() => {});
      for (let n = 0; n < 10000; n++) console.warn('noise '.repeat(20));
      console.warn('lojal: \\u001b[2J\\u001b]0;title\\u0007spoof\\u202e [lojal/invalid-json]');
      Array.prototype.map = Element.prototype.matches = Document.prototype.querySelectorAll = () => { throw new Error('mine') };
    </script>`;
    const body = html(
      '<script src="/lojal.js" async data-points="\u001b[31m7"></script>',
      `${POINTS}${noise}<!--${'x'.repeat(30_000_000)}-->`,
    );
    const { lines, faults } = await lookAt(browser, { url: shop.url + shop.put({ body }) });
    assert.match(faults.join('\n'), /\[2J\]0;titlespoof \[lojal\/invalid-json\]/);
    assert.doesNotMatch(lines.join(''), /\p{Cc}|\p{Cf}/u);
    assert.ok(
      lines.some((line) => line === 'ok       The page has the script tag once'),
      lines.join('\n'),
    );
    assert.ok(!shop.requests.some((one) => one.includes('worker.js')));
  });
});

test('the visit posts nothing', () => {
  assert.deepEqual(
    shop.requests.filter((one) => !/^(GET|HEAD|OPTIONS) /.test(one)),
    [],
  );
});
