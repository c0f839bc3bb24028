/** How a shop's page and its tools embed the script: shadow roots, inlined and bundled code, foreign attributes, clobbered names. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { loyalty } from '../fixtures/program.ts';
import { evaluate } from '../helpers/evaluate.ts';
import { createPause } from '../helpers/pause.ts';
import { openSite, type Visit, visit } from '../helpers/site.ts';

const { browser, site } = await openSite();

// Each open page costs time.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

const DATA = 'data-endpoint="/answers" data-customer="c_1042" data-points="1280" data-spend="412.50"';
const PROGRAM = `<script type="application/json" data-lojal="program">${JSON.stringify(loyalty)}</script>`;
const SCRIPT = `<script src="/lojal.js" ${DATA}></script>`;
/** The code of a built file, safe inside of a script element. */
const code = (file: string): string =>
  readFileSync(new URL(`../../dist/${file}`, import.meta.url), 'utf8').replaceAll('</script', '<\\/script');

let number = 0;
function put(head: string, body: string, html = 'lang="en"'): string {
  const path = `/embedded-${++number}`;
  site.pages.set(path, {
    html: `<!doctype html><html ${html}><head><meta charset="utf-8"><title>A shop</title>${head}</head><body>${body}</body></html>`,
  });
  return site.url + path;
}

/** Whether an element of a tag shows content, in any open shadow root. Uses no property that the page can clobber. */
const shows = (page: Page, tag: string): Promise<unknown> =>
  page.waitForFunction(`(() => {
    const all = (root, elements) => [...elements].flatMap((one) =>
      [one, ...(one.shadowRoot instanceof ShadowRoot ? all(one.shadowRoot, one.shadowRoot.querySelectorAll('*')) : [])]);
    return all(document, Document.prototype.querySelectorAll.call(document, '*'))
      .some((one) => one.localName === '${tag}' && one.shadowRoot?.querySelector('[part]'));
  })()`);

const quiet = ({ errors, warnings }: Visit): void =>
  assert.deepEqual({ errors, warnings }, { errors: [], warnings: [] });

const define = (run: string): string =>
  `<script>customElements.define('theme-card', class extends HTMLElement { connectedCallback() { ${run} } });</script>`;

const ROOTS: Readonly<Record<string, readonly [body: string, ...tags: string[]]>> = {
  'a shadow root from connectedCallback': [
    `<theme-card></theme-card>${define("this.attachShadow({ mode: 'open' }).innerHTML = '<lojal-points>FB</lojal-points>'")}`,
    'lojal-points',
  ],
  'a declarative shadow root': [
    '<section><template shadowrootmode="open"><lojal-tier></lojal-tier></template></section>',
    'lojal-tier',
  ],
  'a shadow root in a shadow root': [
    '<section><template shadowrootmode="open"><div><template shadowrootmode="open"><lojal-points></lojal-points></template></div></template></section>',
    'lojal-points',
  ],
  'a question in a shadow root beside points in the page': [
    '<lojal-points></lojal-points><section><template shadowrootmode="open"><lojal-nps></lojal-nps></template></section>',
    'lojal-points',
    'lojal-nps',
  ],
  'an element that is defined after the page has loaded': [
    `<theme-card></theme-card><script>addEventListener('load', () => setTimeout(() => customElements.define('theme-card', class extends HTMLElement {
      connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<lojal-points></lojal-points>' } }), 700))</script>`,
    'lojal-points',
  ],
  'a shadow root that an old element gets without any other change': [
    `<div id="late"></div><script>addEventListener('load', () => setTimeout(() => {
      late.attachShadow({ mode: 'open' }).innerHTML = '<lojal-review></lojal-review>' }, 1200))</script>`,
    'lojal-review',
  ],
  'a tag that is added to a known shadow root later': [
    `<section id="own"><template shadowrootmode="open"><p>A theme</p></template></section><script>addEventListener('load', () => setTimeout(() => {
      own.shadowRoot.append(document.createElement('lojal-points')) }, 600))</script>`,
    'lojal-points',
  ],
};

for (const [name, [body, ...tags]] of Object.entries(ROOTS))
  test(`tags are found in ${name}`, async () => {
    const visited = await visit(browser, put(PROGRAM + SCRIPT, body));
    for (const tag of tags) await shows(visited.page, tag);
    quiet(visited);
  });

test('a form with a field named shadowRoot stops nothing', async () => {
  const fields = '<form><input name="shadowRoot"><input name="shadowRoot"><input name="localName"></form>';
  const visited = await visit(browser, put(PROGRAM + SCRIPT, `${fields}<lojal-points></lojal-points>`));
  await shows(visited.page, 'lojal-points');
  quiet(visited);
});

const EMBEDDED: Readonly<Record<string, string>> = {
  'inlined with the folder': `<script data-base="/assets/v1/" ${DATA}>${code('lojal.js')}</script>`,
  'inlined with the folder without a slash at the end': `<script data-base="/assets/v1" ${DATA}>${code('lojal.js')}</script>`,
  'inlined as a module with the folder': `<script type="module" data-base="/assets/v1/" ${DATA}>${code('lojal.js')}</script>`,
  'inlined with an address as the folder': `<script data-base="${site.url}/assets/v1/" ${DATA}>${code('lojal.js')}</script>`,
  'renamed in the same folder': `<script src="/club.js" ${DATA}></script>`,
  'in a bundle of another folder': `<script src="/js/bundle.js" data-base="/assets/v1/" ${DATA}></script>`,
  'in a bundle that is a module': `<script type="module" src="/js/bundle.js" data-base="/assets/v1/" ${DATA}></script>`,
  'run by a tool as text': `<script data-base="/" ${DATA} type="text/x-later" id="later">${code('lojal.js')}</script><script>Function(later.textContent)()</script>`,
};
for (const path of ['/club.js', '/js/bundle.js'])
  site.pages.set(path, { html: code('lojal.js'), headers: { 'content-type': 'text/javascript' } });

for (const [name, script] of Object.entries(EMBEDDED))
  test(`the script finds its files ${name}`, async () => {
    const visited = await visit(browser, put(PROGRAM, `<lojal-points></lojal-points>${script}`));
    await shows(visited.page, 'lojal-points');
    await visited.page.locator('lojal-points').getByText('1,280').waitFor();
    quiet(visited);
  });

const LOST: Readonly<Record<string, string>> = {
  inlined: `<script ${DATA}>${code('lojal.js')}</script>`,
  'inlined as a module': `<script type="module" ${DATA}>${code('lojal.js')}</script>`,
  'with a folder that is no address': `<script data-base="https://" ${DATA}>${code('lojal.js')}</script>`,
  'in a bundle of another folder': `<script src="/js/bundle.js" ${DATA}></script>`,
  'from a blob': `<script>addEventListener('DOMContentLoaded', () => { const script = document.createElement('script');
    script.src = URL.createObjectURL(new Blob([document.getElementById('text').textContent], { type: 'text/javascript' })); document.head.append(script) })</script><script type="text/plain" id="text">${code('lojal.js')}</script>`,
};

for (const [name, script] of Object.entries(LOST))
  test(`a script ${name} that cannot find its files says so once, and the page sees no error`, async () => {
    const visited = await visit(
      browser,
      put(PROGRAM, `<lojal-points>FB</lojal-points><lojal-nps></lojal-nps>${script}`),
    );
    await visited.page.waitForTimeout(600);
    assert.equal(visited.warnings.length, 1, visited.warnings.join('\n'));
    assert.match(visited.warnings[0] ?? '', /data-base="\/their\/folder\/".*\[lojal\/part-not-loaded\]$/);
    // Chromium writes to the console that a file was not found.
    assert.deepEqual(
      visited.errors.filter((line) => !/404/.test(line)),
      [],
    );
    assert.equal(await visited.page.locator('lojal-points').innerText(), 'FB');
  });

test('lojal.all.js finds the languages by data-base, and says once when it cannot', async () => {
  const inlined = (base: string): string => `<script ${base} data-points="1280">${code('lojal.all.js')}</script>`;
  const tags = '<lojal-points></lojal-points><lojal-nps></lojal-nps>';
  const found = await visit(browser, put(PROGRAM, tags + inlined('data-base="/assets/v1/"'), 'lang="sv"'));
  await found.page.locator('lojal-nps').getByText('rekommendera').waitFor();
  quiet(found);
  const lost = await visit(browser, put(PROGRAM, tags + inlined(''), 'lang="sv"'));
  await lost.page.locator('lojal-nps').getByText('recommend').waitFor();
  await lost.page.waitForTimeout(300);
  assert.equal(lost.warnings.length, 1, lost.warnings.join('\n'));
  assert.match(lost.warnings[0] ?? '', /data-base/);
});

test('attributes that tools put on the script tag are not read', async () => {
  const tools =
    'data-src="/lojal.js" data-test="club-script" data-type="text/javascript" data-category="functional" data-cfasync="false" data-rocket-src="/x" data-no-optimize="1" data-cookieconsent="ignore" data-name="lojal" data-id="7"';
  const visited = await visit(
    browser,
    put(
      `${PROGRAM}<script src="/lojal.js" ${DATA} ${tools}></script>`,
      '<lojal-points></lojal-points><lojal-nps></lojal-nps>',
    ),
  );
  await visited.page.locator('lojal-nps').getByText('recommend').waitFor();
  await visited.page.waitForTimeout(400);
  assert.equal(await visited.page.getByText('Test mode').count(), 0);
  assert.equal(await visited.page.locator('lojal-program').getAttribute('src'), null);
  assert.equal(await visited.page.locator('lojal-program').getAttribute('test'), null);
  quiet(visited);
});

for (const value of ['', '="true"', '="TEST"'])
  test(`data-test${value} turns test mode on`, async () => {
    const script = `<script src="/lojal.js" ${DATA} data-test${value}></script>`;
    const { page } = await visit(browser, put(PROGRAM + script, '<lojal-nps></lojal-nps>'));
    await page.locator('lojal-nps').locator('.test').first().waitFor();
  });

/** Names of properties of `document` that a form, an image or a frame with that name replaces. */
const NAMES =
  'querySelector querySelectorAll getElementsByTagName createElement createTreeWalker createComment importNode addEventListener removeEventListener dispatchEvent elementsFromPoint baseURI head body documentElement scrollingElement activeElement currentScript readyState visibilityState hidden fullscreenElement defaultView adoptedStyleSheets fonts cookie'.split(
    ' ',
  );

const CLOBBERED: Readonly<Record<string, string>> = {
  images: NAMES.map((name) => `<img name="${name}" alt="">`).join(''),
  forms: NAMES.map((name) => `<form name="${name}"></form>`).join(''),
  'forms with fields': `<form id="lojal"><input name="configure"><input name="push"></form>${NAMES.map((name) => `<form name="${name}"><input name="call"><input name="length"></form>`).join('')}`,
  frames: NAMES.map((name) => `<iframe name="${name}" hidden></iframe>`).join(''),
  objects: NAMES.map((name) => `<object id="${name}" hidden></object>`).join(''),
  'names of the window':
    '<a id="lojal"></a><nav id="navigation"></nav><a id="trustedTypes"></a><a id="requestIdleCallback"></a><a id="dataLayer"></a>',
};

for (const [name, names] of Object.entries(CLOBBERED))
  test(`elements work on a page with ${name} named like properties of the document`, async () => {
    const before = site.posted.length;
    const program = `<script type="application/json" data-lojal="program">${JSON.stringify({ ...loyalty, ask: { csat: { delay: 0 } } })}</script>`;
    const tags = '<lojal-points></lojal-points><lojal-tier></lojal-tier><lojal-nps></lojal-nps>';
    const visited = await visit(browser, put('', `<div hidden>${names}</div>${program}${SCRIPT}${tags}`));
    const { page } = visited;
    for (const tag of ['lojal-points', 'lojal-tier', 'lojal-nps', 'lojal-survey']) await shows(page, tag);
    await page.evaluate(`(() => {
      const nps = Document.prototype.querySelector.call(document, 'lojal-nps').shadowRoot;
      nps.querySelector('input[value="9"]').click();
      nps.querySelector('[part~=submit]').click();
    })()`);
    for (let tries = 0; site.posted.length === before && tries < 100; tries++) await page.waitForTimeout(50);
    assert.deepEqual(
      site.posted.slice(before).map(({ data }) => data.score),
      [9],
    );
    quiet(visited);
  });

test('configure() refuses what is no object, and keys that are not its own', async () => {
  const visited = await visit(browser, put(PROGRAM + SCRIPT, '<lojal-points></lojal-points>'));
  const { page } = visited;
  await shows(page, 'lojal-points');
  await evaluate(page, async () => {
    const { lojal } = window as never as { lojal: { configure(options: unknown): Promise<void> } };
    for (const options of [null, 5, 'x', []]) await lojal.configure(options);
    await lojal.configure(JSON.parse('{"__proto__":{"polluted":true},"constructor":1,"toString":2,"currency":"SEK"}'));
  });
  const program = page.locator('lojal-program');
  assert.equal(await program.evaluate((one) => (one as never as { currency: string }).currency), 'SEK');
  assert.equal(await program.evaluate((one) => 'polluted' in one || Object.hasOwn(one, 'constructor')), false);
  // The sentences are in a file of their own.
  for (const pause = createPause(), end = Date.now() + 10_000; visited.warnings.length < 7 && Date.now() < end; )
    await pause();
  assert.equal(visited.warnings.filter((line) => line.includes('[lojal/configure-invalid]')).length, 4);
  assert.equal(visited.warnings.filter((line) => line.includes('[lojal/configure-unknown]')).length, 3);
  assert.deepEqual(visited.errors, []);
});
