/** What a page pays, as budgets: requests, layout shift, long tasks, and the heap after a thousand mounts. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Contestant, contestants } from '../bench/contestants.ts';
import { measure } from '../bench/measure.ts';
import { path, RESERVED, type Site as Served, startSite as serve } from '../bench/site.ts';
import { left } from '../helpers/left.ts';
import { shifted } from '../helpers/shift.ts';
import { launch, type Site, startSite, visit } from '../helpers/site.ts';
import { PROGRAM } from '../hosts/host.ts';

const root = new URL('../../', import.meta.url);
const ours = contestants.filter(({ name, kind }, index) => !index || kind === 'ours' || /^bare Lit/.test(name));
const named = (name: string): [Contestant, string] => {
  const at = ours.findIndex((one) => one.name === name);
  assert.ok(ours[at], name);
  return [ours[at] as Contestant, path(at)];
};

/** So long a task may take, in ms: more, and a browser calls it long. */
const LONG = 50;

let browser: Browser;
let site: Site;
let served: Served;

before(async () => {
  const dist = new URL('dist/', root);
  const files = readdirSync(dist).filter((name) => /^lojal.*\.js$/.test(name));
  const bytes = new Map(files.map((name) => [`/${name}`, readFileSync(new URL(name, dist))]));
  [browser, site, served] = await Promise.all([launch(), startSite(), serve(ours, bytes)]);
});
after(async () => {
  await browser.close();
  await site.close();
  await served.close();
});

for (const [name, requests] of [
  ['Lojal: page without a tag', 1],
  ['Lojal: points + tier', 3],
  ['Lojal: points + tier, preloaded', 3],
  ['Lojal: NPS', 4],
  ['Lojal: review', 4],
  ['Lojal: all four', 6],
  ['Lojal: all four, preloaded', 6],
  ['Lojal: all four, lojal.all.js', 1],
] as const)
  test(`${name}: ${requests} requests until it is visible, and no task of ours over ${LONG} ms at CPU ÷ 4`, async () => {
    const [one, address] = named(name);
    let longest = Number.POSITIVE_INFINITY;
    // What else the machine does makes a task longer, never shorter: the best of some visits counts.
    for (let round = 0; round < 8 && longest > LONG; round++) {
      const figures = await measure(browser, served, address, one, { cpu: 4 });
      assert.equal(figures.requests, requests);
      assert.equal(figures.shift, 0);
      longest = Math.min(longest, figures.own);
    }
    console.log(`${name}: longest task of ours ${Math.round(longest)} ms`);
    assert.ok(longest <= LONG, `a task of ${longest} ms, the budget is ${LONG} ms`);
  });

const INLINE = `<script type="application/json" data-lojal="program">${JSON.stringify(PROGRAM)}</script>`;
const TAGS = ['points', 'tier', 'nps', 'review product="p1" product-name="Fjord"', 'survey kind="csat"'].map((tag) => {
  const [name] = tag.split(' ');
  return `<lojal-${tag}></lojal-${name}><p>Below</p>`;
});

for (const [when, files, ms, data] of [
  ['the script is late', '**/lojal.js', 600, 'data-points="1280" data-spend="412.50"'],
  ['its parts are late', '**/lojal.*.js', 600, 'data-points="1280" data-spend="412.50"'],
  ['the data is late', '**/*.json', 900, 'data-program="/program.json" data-account="/account.json"'],
  ['the page’s font is late', '**/*.woff2', 900, 'data-points="1280" data-spend="412.50"'],
] as const)
  for (const width of [320, 390, 1000])
    test(`nothing moves at ${width} px when ${when} and the page reserves what README says`, async () => {
      const font = '@font-face { font-family: Late; src: url(/late.woff2); size-adjust: 112% }';
      site.pages.set('/program.json', {
        html: JSON.stringify(PROGRAM),
        headers: { 'content-type': 'application/json' },
      });
      site.pages.set('/account.json', {
        html: JSON.stringify({ points: 1280, spend: 412.5 }),
        headers: { 'content-type': 'application/json' },
      });
      site.pages.set('/late', {
        html: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><style>${font} body { margin: 0; font: 16px/1.5 Late, sans-serif } ${RESERVED}</style>${data.includes('program') ? '' : INLINE}<script src="/lojal.js" async data-endpoint="/answers" ${data}></script>${TAGS.join('')}`,
      });
      const context = await browser.newContext({ locale: 'en-US', viewport: { width, height: 3000 } });
      const page = await context.newPage();
      await page.route(files, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        await route.continue();
      });
      await page.goto(`${site.url}/late`);
      for (const shown of ['points [part~=balance]', 'tier [part~=fill]', 'nps input', 'review input', 'survey input'])
        await page.locator(`lojal-${shown}`).first().waitFor({ state: 'attached' });
      await page.waitForTimeout(300);
      assert.equal(await shifted(page), 0);
      await context.close();
    });

/** Puts all elements on the page and takes them off again, so often. */
const mount = (page: Page, times: number) =>
  page.evaluate(
    async ([times, html]) => {
      const place = document.getElementById('place') as HTMLElement;
      for (let i = 0; i < times; i++) {
        place.innerHTML = html;
        for (const one of place.children)
          await (one as HTMLElement & { updateComplete?: Promise<boolean> }).updateComplete;
        if (!place.querySelector('lojal-nps')?.shadowRoot?.querySelector('input')) throw new Error('nothing is shown');
        place.replaceChildren();
        // What is watched is told of it in a task of its own.
        if (i % 20 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
    },
    [times, TAGS.join('')] as const,
  );

test('1,000 times all elements on the page and off again: the heap as it was, no node and no listener more', async () => {
  site.pages.set('/mounts', {
    html: `<!doctype html><html lang="en"><title>A shop</title>${INLINE}<script src="/lojal.js" data-endpoint="/answers" data-points="1280" data-spend="412.50"></script><div id="place">${TAGS.join('')}</div>`,
  });
  const { page, context, errors } = await visit(browser, `${site.url}/mounts`);
  await page.locator('lojal-review input').first().waitFor();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable');
  await mount(page, 1000);
  const first = await left(cdp);
  await mount(page, 1000);
  const then = await left(cdp);
  const growth = (100 * (then.heap - first.heap)) / first.heap;
  console.log(
    `1,000 mounts of all elements: heap ${growth.toFixed(2)} %, nodes ${then.nodes - first.nodes}, listeners ${then.listeners - first.listeners}`,
  );
  assert.ok(growth < 1, `the heap grew by ${growth.toFixed(2)} %`);
  assert.ok(then.nodes <= first.nodes, `${then.nodes - first.nodes} nodes more`);
  assert.ok(then.listeners <= first.listeners, `${then.listeners - first.listeners} listeners more`);
  assert.deepEqual(errors, []);
  await context.close();
});
