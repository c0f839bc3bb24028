/** One tag with `data-server`: where the program and the account come from, and the panel for a shop that places nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPause } from '../helpers/pause.ts';
import { openSite, visit } from '../helpers/site.ts';

const { browser, site } = await openSite();

const json = { 'content-type': 'application/json' };
const PROGRAM = { name: 'Nord Club', currency: 'EUR', rewards: [{ id: 'a', name: 'A bag', points: 500 }] };
const ACCOUNT = { id: 'c_1', ledger: [{ id: 'order:1', at: '2026-02-03', kind: 'order', spend: 49.9 }] };
let number = 0;

/** Opens a page with this script tag; `server` is what the server has. */
async function open(attributes: string, body: string, server: Readonly<Record<string, unknown>>) {
  const base = `/server-${++number}`;
  for (const [route, value] of Object.entries(server))
    site.pages.set(`${base}/${route}`, { html: JSON.stringify(value), headers: json });
  const requested: string[] = [];
  const html = `<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:,"><body>${body}<script src="/lojal.js" async data-server="${base}" ${attributes}></script></body></html>`;
  site.pages.set(`${base}/page`, { html });
  const seen = await visit(browser, `${site.url}${base}/page`);
  seen.page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  await seen.page.waitForLoadState('networkidle');
  const all = async () =>
    (await seen.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))).map(
      (name) => new URL(name).pathname,
    );
  return { ...seen, base, all };
}

const POINTS = '<lojal-points>Members see points here.</lojal-points>';

test('the program and the account of a customer come from the server', async () => {
  const { page, context, warnings, errors } = await open('data-customer="c_1"', POINTS, {
    program: PROGRAM,
    account: ACCOUNT,
  });
  await page.locator('lojal-points').getByText('49').waitFor();
  await page.locator('lojal-points').getByText('451').waitFor();
  assert.deepEqual([...warnings, ...errors], []);
  await context.close();
});

test('a guest’s account is not requested', async () => {
  const { page, base, all, context, warnings } = await open('', '<lojal-rewards></lojal-rewards>', {
    program: PROGRAM,
  });
  await page.locator('lojal-rewards').getByText('A bag').waitFor();
  assert.deepEqual(
    (await all()).filter((path) => path.startsWith(base)),
    [`${base}/program`],
  );
  assert.deepEqual(warnings, []);
  await context.close();
});

test('a server without a program changes nothing, and inline JSON comes first', async () => {
  const inline = `<script type="application/json" data-lojal="program">{"name":"Inline"}</script><script type="application/json" data-lojal="account">{"id":"c_1","points":7}</script>`;
  const { page, base, all, context, warnings } = await open('data-customer="c_1"', `${inline}${POINTS}`, {});
  await page.locator('lojal-points').getByText('7').waitFor();
  assert.deepEqual(
    (await all()).filter((path) => path.startsWith(base)),
    [],
  );
  assert.deepEqual(warnings, []);
  await context.close();

  const none = await open('data-customer="c_1" data-points="12"', POINTS, {});
  await none.page.locator('lojal-points').getByText('12').waitFor();
  assert.deepEqual(none.warnings, [], 'a 404 of a default address');
  await none.context.close();

  const named = await open('data-program="/no-such-program.json"', POINTS, { program: PROGRAM });
  await named.page.waitForFunction(
    () => performance.getEntriesByName(`${location.origin}/no-such-program.json`).length,
  );
  for (const pause = createPause(), end = Date.now() + 10_000; named.warnings.length === 0 && Date.now() < end; )
    await pause();
  assert.match(named.warnings.join('\n'), /no-such-program\.json answered 404/);
  await named.context.close();
});

test('data-panel adds a button that loads nothing else until it is opened', async () => {
  const { page, base, all, context, warnings, errors } = await open('data-customer="c_1" data-panel="start"', '', {
    program: PROGRAM,
    account: ACCOUNT,
  });
  const launcher = page.locator('lojal-panel').getByRole('button');
  await launcher.waitFor();
  assert.equal(await page.locator('lojal-panel').getAttribute('position'), 'start');
  await page.waitForLoadState('networkidle');
  const scripts = (await all()).filter((path) => /\.js$/.test(path));
  assert.deepEqual(scripts.sort(), ['/lojal.js', '/lojal.panel.js']);
  assert.ok(!(await all()).includes(`${base}/account`), 'the account is not requested');
  await launcher.click();
  await page.locator('lojal-panel').getByText('49').first().waitFor();
  await page.locator('lojal-panel').getByText('How to earn points').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('lojal-panel-content').waitFor({ state: 'hidden' });
  assert.equal(await launcher.getAttribute('aria-expanded'), 'false');
  // A page that replaces its body keeps the panel.
  await page.evaluate(() => document.body.replaceChildren());
  await launcher.waitFor();
  assert.deepEqual([...warnings, ...errors], []);
  await context.close();
});
