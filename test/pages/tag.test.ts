import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, loyalty } from '../fixtures/program.ts';
import { evaluate } from '../helpers/evaluate.ts';
import { shifted } from '../helpers/shift.ts';
import { openSite, visit } from '../helpers/site.ts';

const { browser, site } = await openSite();

const DATA = 'data-endpoint="/answers" data-customer="c_1042" data-points="1280" data-spend="412.50" data-orders="9"';
const embedded = (program: object): string =>
  `<script type="application/json" data-lojal="program">${JSON.stringify(program)}</script>`;
const PROGRAM = embedded({ ...loyalty, ask: { nps: ask.nps } });
const TAGS =
  '<lojal-points></lojal-points><lojal-tier></lojal-tier><lojal-nps></lojal-nps><lojal-review product="p1" product-name="Fjord"></lojal-review>';

let number = 0;
/** Puts a page up under a path of its own; gives its address. */
function put(head: string, body: string, headers: Record<string, string> = {}): string {
  const path = `/page-${++number}`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>${head}</head><body>${body}</body></html>`;
  site.pages.set(path, { html, headers });
  return site.url + path;
}

const part = (page: Page, tag: string, name: string) => page.locator(tag).locator(`[part~="${name}"]`);

// In which ways the script may come to a page, and under which policies: test/hosts, in every engine.

test('a page with none of our tags loads lojal.js alone and is left as it was', async () => {
  const look = () => ({
    names: Object.getOwnPropertyNames(window).sort(),
    html: document.documentElement.outerHTML.replace(/<script[^>]*><\/script>/g, ''),
    keys: Object.keys(localStorage).length,
  });
  const body = '<p class="x" id="y">A shop</p>';
  const without = await visit(browser, put('', body));
  const bare = await without.page.evaluate(look);
  const address = put(
    `<script src="/lojal.js" async ${DATA}></script>`,
    `${body}<script>(window.lojal ||= []).push((lojal) => lojal.configure({ currency: 'SEK' }))</script>`,
  );
  const { page, requests, errors } = await visit(browser, address);
  await page.waitForLoadState('networkidle');
  const ours = await page.evaluate(look);
  assert.deepEqual(
    requests.filter((path) => path.includes('lojal')),
    ['/lojal.js'],
  );
  assert.deepEqual(
    ours.names.filter((name) => !bare.names.includes(name)),
    ['lojal'],
  );
  assert.equal(ours.html.replace(/<script>.*?<\/script>/, ''), bare.html);
  assert.equal(ours.keys, 0);
  assert.deepEqual(errors, []);
});

test('points and tier are one level of requests: the tag and two files', async () => {
  const { page, requests } = await visit(
    browser,
    put(
      `${PROGRAM}<script src="/lojal.js" async ${DATA}></script>`,
      '<lojal-points></lojal-points><lojal-tier></lojal-tier>',
    ),
  );
  await part(page, 'lojal-tier', 'label').waitFor();
  const files = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
      ({ name, startTime, responseEnd }) => ({ name: new URL(name).pathname, startTime, responseEnd }),
    ),
  );
  // What comes after the first paint, and what asks by the program's rules, is waited for by nobody.
  const [tag, ...parts] = files.filter(({ name }) => name.includes('lojal') && !/startup|ask|rules/.test(name));
  assert.equal(tag?.name, '/lojal.js');
  assert.deepEqual(parts.map(({ name }) => name).sort(), ['/lojal.balance.js', '/lojal.base.js']);
  const asked = Math.max(...parts.map(({ startTime }) => startTime));
  assert.ok(asked <= Math.min(...parts.map(({ responseEnd }) => responseEnd)), 'one waits for the other');
  assert.ok(!requests.some((path) => path.endsWith('.json')));
});

test('data that is at an address is asked for once', async () => {
  const address = put(
    '<script src="/lojal.js" data-program="/program.json" data-account="/account.json"></script>',
    '<lojal-points></lojal-points><lojal-nps></lojal-nps>',
  );
  const json = { 'content-type': 'application/json' };
  site.pages.set('/program.json', { html: '{ "name": "Kiosk" }', headers: json });
  site.pages.set('/account.json', { html: '{ "id": "c_7", "points": 70 }', headers: json });
  const { page, requests } = await visit(browser, address);
  assert.match((await part(page, 'lojal-points', 'balance').textContent()) ?? '', /70\s+points/);
  await page.waitForLoadState('networkidle');
  assert.deepEqual(requests.filter((path) => path.endsWith('.json')).sort(), ['/account.json', '/program.json']);
});

test('a 401 for the account is a guest, not a fault', async () => {
  site.pages.set('/members.json', { html: '{}', status: 401 });
  const { page, warnings } = await visit(
    browser,
    put('<script src="/lojal.js" data-account="/members.json"></script>', '<lojal-points>Join us</lojal-points>'),
  );
  await page.waitForLoadState('networkidle');
  assert.equal(await page.getByText('Join us').isVisible(), true);
  assert.deepEqual(warnings, []);
});

test('callbacks pushed before and after the script has loaded are called with the same object', async () => {
  const head = `<script>(window.lojal ||= []).push((lojal) => { window.first = lojal; lojal.configure({ program: { name: 'Kiosk' }, endpoint: '/answers' }) }, () => { throw new Error('theirs') })</script>`;
  const { page, errors, warnings } = await visit(
    browser,
    put(`${head}<script src="/lojal.js" async></script>`, '<lojal-nps></lojal-nps>'),
  );
  await page.locator('lojal-nps').getByText('recommend Kiosk').waitFor();
  assert.equal(
    await evaluate(
      page,
      () =>
        new Promise((resolve) =>
          (window as never as { lojal: { push(f: (l: unknown) => void): void } }).lojal.push((lojal) =>
            resolve(lojal === (window as never as { first: unknown }).first),
          ),
        ),
    ),
    true,
  );
  assert.deepEqual(errors, []);
  assert.equal(warnings.filter((line) => line.includes('theirs')).length, 1);
});

test('lojal.show() opens a card in the corner where the page has no tag, takes an answer, and Escape closes it', async () => {
  const { page, errors } = await visit(
    browser,
    put(`<script src="/lojal.js" async ${DATA}></script>`, '<button>Help</button>'),
  );
  const open = () =>
    page.evaluate(() => (window as never as { lojal: { show(name: string): Promise<boolean> } }).lojal.show('nps'));
  assert.equal(await open(), true);
  await part(page, 'lojal-nps', 'question').waitFor();
  await page.locator('lojal-nps').getByRole('radio').first().focus();
  await page.keyboard.press('Escape');
  await part(page, 'lojal-nps', 'question').waitFor({ state: 'detached' });
  assert.equal(await open(), true);
  await page.locator('lojal-nps').getByRole('radio', { name: '10' }).click({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await page.locator('lojal-nps').getByText('has been sent').waitFor();
  assert.deepEqual(errors, []);
});

test('lojal.explain() says in words what would happen; an unknown question is refused', async () => {
  const { page, warnings } = await visit(
    browser,
    put(`<script src="/lojal.js" async ${DATA}></script>`, '<lojal-nps></lojal-nps>'),
  );
  const said = await evaluate(page, async () => {
    const { lojal } = window as never as { lojal: Record<string, (...given: unknown[]) => Promise<unknown>> };
    await lojal.track?.('purchase', { order: '1' });
    return [await lojal.explain?.('nps'), await lojal.show?.('quiz')];
  });
  assert.match(
    String(said[0]),
    /^nps: never by itself\. .*Call lojal\.show\("nps"\) to show the question\.\nAnswers are sent to http:\/\/127\.0\.0\.1:\d+\/answers\.$/,
  );
  assert.equal(said[1], false);
  assert.equal(warnings.filter((line) => line.includes('"quiz"')).length, 1);
});

test('lojal.explain() does not claim an endpoint that is not used', async () => {
  const { page } = await visit(
    browser,
    put('<script src="/lojal.js" async data-endpoint="javascript:alert(1)"></script>', '<lojal-nps></lojal-nps>'),
  );
  const said = await page.evaluate(() =>
    (window as never as { lojal: { explain(name: string): Promise<string> } }).lojal.explain('nps'),
  );
  assert.match(said, /no usable endpoint/);
});

test('nonsense leaves the page without an error and with one clear warning each', async () => {
  const megabyte = `{"name":"${'x'.repeat(1 << 20)}"}`;
  const cases: [string, string, RegExp][] = [
    [
      '',
      '<lojal-points points="abc">Join us</lojal-points>',
      /lojal-points: points="abc" is not a whole number\. Write points="1280"\. \[lojal\/attribute-number\]$/,
    ],
    ['', '<lojal-points points="1,5">Join us</lojal-points>', /points="1,5" is not a whole number/],
    [
      'data-endpoint="javascript:alert(1)"',
      '<lojal-nps></lojal-nps>',
      /lojal-program: data-endpoint="javascript:alert\(1\)" is not an https address\./,
    ],
    ['data-customer="someone@shop.example"', '<lojal-nps></lojal-nps>', /data-customer=.* is not an opaque id\./],
    [
      'data-program="/nothing.json" data-points="5"',
      '<lojal-points></lojal-points>',
      /program: .*nothing\.json answered 404/,
    ],
    [
      'data-points="5"',
      `<lojal-points></lojal-points><script type="application/json" data-lojal="program">${megabyte}</script>`,
      /program: the JSON is too long/,
    ],
    [
      'data-points="5"',
      '<lojal-points></lojal-points><script type="application/json" data-lojal="program">{"__proto__":{"name":"x"}}</script>',
      /program: __proto__ is not a known key/,
    ],
    [
      'data-points="5"',
      '<lojal-points></lojal-points><script type="application/json" data-lojal="program">{"nam":"x"}</script>',
      /Did you mean name\?/,
    ],
    [
      'data-points="5"',
      '<lojal-points></lojal-points><script type="application/json" data-lojal="program">{"name":</script>',
      /program: the JSON cannot be parsed/,
    ],
    [
      'data-points="5" data-spend="300"',
      '<lojal-tier></lojal-tier><script type="application/json" data-lojal="program">{"tiers":{"levels":[{"id":"b","name":"B","from":500},{"id":"a","name":"A","from":0}]}}</script>',
      /tiers\.levels is not in ascending order of "from"/,
    ],
    [
      'data-points="5" data-spend="300"',
      '<lojal-tier></lojal-tier><script type="application/json" data-lojal="program">{"tiers":{"levels":[{"id":"a","name":"A","from":0},{"id":"b","name":"B","from":200},{"id":"c","name":"C","from":200}]}}</script>',
      /tiers\.levels\[2\]/,
    ],
  ];
  for (const [data, body, expected] of cases) {
    const { page, context, warnings, errors } = await visit(
      browser,
      put(`<script src="/lojal.js" async ${data}></script>`, body),
    );
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some((one) => one.name.includes('lojal.startup.')),
    );
    await page.waitForLoadState('networkidle');
    assert.deepEqual(
      errors.filter((line) => !line.includes('404')),
      [],
      body.slice(0, 90),
    );
    assert.equal(warnings.length, 1, `${body.slice(0, 90)}: ${warnings.join(' | ')}`);
    assert.match(warnings[0] ?? '', expected);
    assert.equal(await page.evaluate(() => Object.keys(Object.prototype).length + ('name' in {} ? 1 : 0)), 0);
    if (body.includes('Join us')) assert.equal(await page.getByText('Join us').isVisible(), true);
    if (data.includes('data-points="5"') && body.includes('points>'))
      assert.match((await part(page, 'lojal-points', 'balance').textContent()) ?? '', /5\s+points/);
    if (body.includes('lojal-tier')) await part(page, 'lojal-tier', 'label').waitFor();
    await context.close();
  }
});

test('a part that does not come leaves the fallback content, and one warning', async () => {
  const address = put(
    `<script src="/lojal.js" async ${DATA}></script>`,
    '<lojal-points>1280 points, at your last visit</lojal-points>',
  );
  const context = await browser.newContext();
  const page = await context.newPage();
  const warnings: string[] = [];
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.route('**/lojal.base.js', (route) => route.abort());
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  assert.equal(await page.getByText('at your last visit').isVisible(), true);
  assert.deepEqual(errors, []);
  assert.ok(warnings.length >= 1 && warnings.every((line) => line.startsWith('lojal: ')), warnings.join('\n'));
});

test('an answer given while the endpoint is dead is kept over a reload and arrives once when it is back', async () => {
  const address = put(`<script src="/lojal.js" async ${DATA}></script>`, '<lojal-nps></lojal-nps>');
  site.answer = 503;
  const before = site.posted.length;
  const { page, context, errors } = await visit(browser, address);
  await page.locator('lojal-nps').getByRole('radio', { name: '7' }).click({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await page.locator('lojal-nps').getByText('Saved on this device').waitFor();
  site.answer = 201;
  await page.reload();
  await waitFor(() => site.posted.length > before);
  await page.reload();
  await page.waitForLoadState('networkidle');
  assert.equal(site.posted.length, before + 1);
  assert.equal(site.posted.at(-1)?.data.score, 7);
  assert.deepEqual(
    errors.filter((line) => !line.includes('503')),
    [],
  );
  await context.close();
});

test('offline, an answer is kept; online again, it arrives and the page says so', async () => {
  const address = put(`<script src="/lojal.js" async ${DATA}></script>`, '<lojal-nps></lojal-nps>');
  const before = site.posted.length;
  const { page, context } = await visit(browser, address);
  await part(page, 'lojal-nps', 'question').waitFor();
  await sendingLoaded(page);
  await context.setOffline(true);
  await page.locator('lojal-nps').getByRole('radio', { name: '2' }).click({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await page.locator('lojal-nps').getByText('Saved on this device').waitFor();
  await context.setOffline(false);
  await page.locator('lojal-nps').getByText('has been sent').waitFor();
  assert.equal(site.posted.length, before + 1);
  await context.close();
});

/** Waits for the file that sends, which a page loads after the question. Who leaves earlier finds a draft on the next page. */
const sendingLoaded = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByType('resource').some((one) => one.name.includes('lojal.post')));

test('a score whose follow-up was left open is sent when the person goes to another page', async () => {
  const address = put(`<script src="/lojal.js" async ${DATA}></script>`, '<lojal-nps></lojal-nps>');
  const before = site.posted.length;
  const { page, context } = await visit(browser, address);
  await page.locator('lojal-nps').getByRole('radio', { name: '4' }).click({ force: true });
  await page.locator('lojal-nps textarea').fill('Too slow');
  await sendingLoaded(page);
  await page.goto(put('', 'another page'));
  await waitFor(() => site.posted.length > before);
  assert.deepEqual(
    [site.posted.length, site.posted.at(-1)?.data.score, site.posted.at(-1)?.data.comment],
    // Words are sent by the button alone.
    [before + 1, 4, undefined],
  );
  await context.close();
});

/** Tells the page that it is hidden, or shown again, as switching tabs does. */
const turn = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, state);

test('a score is sent when the tab is hidden, and the answer may be finished afterwards: one answer, revised', async () => {
  const address = put(
    `<script src="/lojal.js" async ${DATA}></script>`,
    '<lojal-nps></lojal-nps><script>window.raised = []; document.addEventListener("lojal-answer", (event) => raised.push(event.answer.id))</script>',
  );
  const before = site.posted.length;
  const { page, context } = await visit(browser, address);
  await page.locator('lojal-nps').getByRole('radio', { name: '6' }).click({ force: true });
  await sendingLoaded(page);
  await turn(page, 'hidden');
  await waitFor(() => site.posted.length > before);
  await turn(page, 'visible');
  await page.locator('lojal-nps').getByRole('textbox').fill('Back again');
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await page.locator('lojal-nps').getByText('has been sent').waitFor();
  const [first, second] = site.posted.slice(before);
  assert.deepEqual(
    [first?.data.revision, first?.data.comment, second?.data.revision, second?.data.comment],
    [1, undefined, 2, 'Back again'],
  );
  assert.equal(first?.id, second?.id);
  assert.deepEqual(await page.evaluate(() => (window as never as { raised: string[] }).raised), [first?.id, first?.id]);
  await context.close();
});

test('a score is sent when the tab was hidden before the file that sends had arrived, and is still open', async () => {
  const address = put(`<script src="/lojal.js" async ${DATA}></script>`, '<lojal-nps></lojal-nps>');
  const before = site.posted.length;
  const { page, context } = await visit(browser, put('', 'another page'));
  let arrive = () => {};
  const hidden = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/lojal.post*', async (route) => {
    await hidden;
    await route.continue();
  });
  await page.goto(address);
  await page.locator('lojal-nps').getByRole('radio', { name: '6' }).click({ force: true });
  await turn(page, 'hidden');
  arrive();
  await waitFor(() => site.posted.length > before);
  assert.equal(site.posted.at(-1)?.data.score, 6);
  await context.close();
});

test('a page that prevents lojal-answer keeps it: nothing is posted, also not on leaving', async () => {
  const address = put(
    `<script src="/lojal.js" async ${DATA}></script>`,
    `<lojal-nps></lojal-nps><script>document.addEventListener('lojal-answer', (event) => event.preventDefault())</script>`,
  );
  const before = site.posted.length;
  const { page, context } = await visit(browser, address);
  await page.locator('lojal-nps').getByRole('radio', { name: '4' }).click({ force: true });
  await turn(page, 'hidden');
  await turn(page, 'visible');
  await page.goto(put('', 'another page'));
  await page.goto(address);
  await page.locator('lojal-nps').getByRole('radio', { name: '5' }).click({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await part(page, 'lojal-nps', 'thanks').waitFor();
  await page.goto(put('', 'another page'));
  await page.waitForLoadState('networkidle');
  assert.equal(site.posted.length, before);
  await context.close();
});

test('both questions are answered by keyboard alone: one tab stop a group, arrows choose and do not send', async () => {
  const address = put(
    `<script src="/lojal.js" async ${DATA}></script>`,
    '<lojal-nps></lojal-nps><lojal-review></lojal-review>',
  );
  const { page, context } = await visit(browser, address);
  await part(page, 'lojal-nps', 'question').waitFor();
  await page.locator('lojal-review').getByRole('button', { name: 'Send' }).waitFor();
  const before = site.posted.length;
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  await keys('Tab', 'Space', 'ArrowRight', 'ArrowRight');
  await page.locator('lojal-nps').getByText('What could we do better?').waitFor();
  assert.equal(site.posted.length, before);
  await keys('Tab');
  await page.keyboard.type('Late');
  await keys('Tab', 'Space', 'Tab', 'Enter');
  await page.locator('lojal-nps').getByText('has been sent').waitFor();
  assert.deepEqual(
    [site.posted.at(-1)?.data.score, site.posted.at(-1)?.data.comment, site.posted.at(-1)?.data.contact],
    [2, 'Late', true],
  );
  // From the thanks, which took the focus, on to the review: its stars, headline, words, naming, consent, button.
  await keys('Tab', 'Space', 'ArrowRight', 'ArrowRight', 'Tab', 'Tab', 'Tab', 'Tab', 'Space', 'Tab', 'Enter');
  await page.locator('lojal-review').getByText('has been sent').waitFor();
  const review = site.posted.at(-1)?.data;
  assert.deepEqual([review?.rating, (review?.consent as { publish: boolean } | undefined)?.publish], [3, true]);
  assert.equal(site.posted.length, before + 2);
  await context.close();
});

test('a page that keeps only half answers gets whole ones posted, also after the tab was hidden', async () => {
  const address = put(
    `<script src="/lojal.js" async ${DATA}></script>`,
    "<lojal-nps></lojal-nps><script>document.addEventListener('lojal-answer', (event) => event.answer.data.comment || event.preventDefault())</script>",
  );
  const before = site.posted.length;
  const { page, context } = await visit(browser, address);
  await page.locator('lojal-nps').getByRole('radio', { name: '4' }).click({ force: true });
  await turn(page, 'hidden');
  await turn(page, 'visible');
  await page.locator('lojal-nps').getByRole('textbox').fill('Now with words');
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await page.locator('lojal-nps').getByText('has been sent').waitFor();
  assert.deepEqual(
    site.posted.slice(before).map(({ data }) => data.comment),
    ['Now with words'],
  );
  await context.close();
});

test('where storage is full the page says so, keeps the words, and "Try again" sends them once there is room', async () => {
  site.answer = 503;
  const address = put(`<script src="/lojal.js" async ${DATA}></script>`, '<lojal-nps></lojal-nps>');
  const { page, context } = await visit(browser, address);
  const nps = page.locator('lojal-nps');
  await nps.getByRole('radio', { name: '8' }).click({ force: true });
  await nps.getByRole('button', { name: 'Send' }).click();
  await nps.getByText('Saved on this device').waitFor();
  // 200 answers of other pages, which wait for a day: as many as are kept.
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((one) => one.startsWith('lojal:answer:')) ?? '';
    const slip = JSON.parse(localStorage.getItem(key) ?? '');
    for (let i = 0; i < 200; i++) {
      const id = String(i).padStart(32, '0');
      const waits = { id, key: `answer:${id}`, nextAt: Date.now() + 86_400_000 };
      localStorage.setItem(`lojal:answer:${id}`, JSON.stringify({ ...slip, ...waits }));
    }
  });
  site.answer = 201;
  const before = site.posted.length;
  await page.reload();
  await nps.getByRole('radio', { name: '3' }).click({ force: true });
  await nps.getByRole('textbox').fill('These words stay');
  await nps.getByRole('button', { name: 'Send' }).click();
  await nps.getByText('keep this page open').waitFor();
  await page.evaluate(() => (window as never as { lojal: { show(name: string): Promise<boolean> } }).lojal.show('nps'));
  assert.equal(await nps.getByRole('textbox').inputValue(), 'These words stay');
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (/lojal:answer:0{20}/.test(key)) localStorage.removeItem(key);
  });
  await nps.getByRole('button', { name: 'Try again' }).click();
  await nps.getByText('has been sent').waitFor();
  assert.ok(site.posted.slice(before).some(({ data }) => data.comment === 'These words stay'));
  await context.close();
});

test('in test mode nothing is posted: neither an answer nor what an earlier page left', async () => {
  site.answer = 503;
  const before = site.posted.length;
  const { page, context } = await visit(
    browser,
    put(`<script src="/lojal.js" async ${DATA}></script>`, '<lojal-nps></lojal-nps>'),
  );
  await page.locator('lojal-nps').getByRole('radio', { name: '8' }).click({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await page.locator('lojal-nps').getByText('Saved on this device').waitFor();
  site.answer = 201;
  await page.goto(put(`<script src="/lojal.js" async ${DATA} data-test></script>`, '<lojal-nps></lojal-nps>'));
  await page.locator('lojal-nps').getByText('Test: nothing is sent').waitFor();
  await page.locator('lojal-nps').getByRole('radio', { name: '8' }).click({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await part(page, 'lojal-nps', 'thanks').waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(site.posted.length, before);
  await context.close();
});

test('nothing is written to storage before an answer, and forget() removes all of it after', async () => {
  const { page, context } = await visit(
    browser,
    put(`${PROGRAM}<script src="/lojal.js" async ${DATA}></script>`, TAGS),
  );
  await part(page, 'lojal-nps', 'question').waitFor();
  const stored = () => page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length);
  assert.equal(await stored(), 0);
  assert.equal((await context.cookies()).length, 0);
  site.answer = 503;
  await page.locator('lojal-nps').getByRole('radio', { name: '4' }).click({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  await page.locator('lojal-nps').getByText('Saved on this device').waitFor();
  assert.ok((await stored()) > 0);
  await page.evaluate(() => (window as never as { lojal: { forget(): Promise<void> } }).lojal.forget());
  assert.equal(await stored(), 0);
  site.answer = 201;
  await context.close();
});

test('layout shift is 0 when the page reserves the documented heights', async () => {
  const css =
    '<style>lojal-points{display:block;margin-block:1em;--lojal-reserve:7.5em}lojal-points:not(:defined){min-height:7.5em}body{font:16px/1.5 sans-serif}</style>';
  const { page, context } = await visit(
    browser,
    put(
      `${css}<script src="/lojal.js" async data-points="1280" data-spend="120"></script>${embedded({ ...loyalty, rewards: undefined })}`,
      '<lojal-points></lojal-points><p>Below</p>',
    ),
  );
  await part(page, 'lojal-points', 'balance').waitFor();
  assert.equal(await shifted(page), 0);
  await context.close();
});

/** Looks again until it is so, for at most 8 s. */
async function waitFor(condition: () => boolean): Promise<void> {
  const end = Date.now() + 8000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`it did not come: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
