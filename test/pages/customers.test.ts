/** One customer at a time, on built pages in every engine: signing out and in, HTTP caches, the back-forward cache, two tabs. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { type Driven, findEngines, type Tab } from '../helpers/drive/index.ts';
import { rotate } from '../helpers/rotation.ts';
import { type Site, startSite } from '../helpers/site.ts';

const engines = (await findEngines()).filter(({ name }) => !process.env.ENGINE || name === process.env.ENGINE);
const PROGRAM = '<script type="application/json" data-lojal="program">{"name":"Nord"}</script>';
const TAGS = '<lojal-points>None</lojal-points><lojal-nps></lojal-nps>';
const DIST = new URL('../../dist/', import.meta.url);

/** Functions for the scripts below. `balance` is what the page shows of an account, or the fallback content. */
const HELP = `
  const inside = (tag, selector) => document.querySelector(tag)?.shadowRoot?.querySelector(selector);
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));
  const until = async (found) => { for (let n = 0; n < 200 && !found(); n++) await pause(25); return found(); };
  const balance = () => inside('lojal-points', '[part~=balance]')?.textContent.replace(/\\s+/g, ' ').trim() ?? document.querySelector('lojal-points').textContent;
  const shows = async (what) => { await until(() => balance() === what); return balance(); };
  const settled = async () => { await until(() => inside('lojal-points', 'slot,[part]')); await pause(400); return balance(); };
  const score = () => [...document.querySelector('lojal-nps').shadowRoot.querySelectorAll('input')].find(({ checked }) => checked)?.value;
`;
const tokenOf = (sub: string): string => `x.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.x`;

const SWITCHES = (
  [
    ['another customer with an account', { customer: 'bert', account: { id: 'bert', points: 7 } }, '7 points'],
    ['another customer alone', { customer: 'bert' }, 'None'],
    ['an empty text', { customer: '' }, 'None'],
    ['null', { customer: null }, 'None'],
    ['the text "undefined"', { customer: 'undefined' }, 'None'],
    ['the text "[object Object]"', { customer: '[object Object]' }, 'None'],
    ['0', { customer: 0 }, 'None'],
    ['blanks', { customer: '  ' }, 'None'],
  ] as const
).flatMap(([what, options, shown]) =>
  (
    [
      ['totals', 'data-customer="anna" data-points="1280"'],
      ['an account that says who is there', 'data-account="/account.json"'],
    ] as const
  ).map(([page, attributes]) => ({ what, options, shown, page, attributes })),
);
const switches = rotate(SWITCHES, engines);

const byToken = (who: string): string =>
  `<script>localStorage.who ??= '${tokenOf(who)}'; (window.lojal ||= []).push((lojal) => lojal.configure({ identity: () => localStorage.who }))</script>`;
const BACK: Readonly<Record<string, readonly [attributes: string, head?: string]>> = {
  'a fetched account': ['data-account="/account.json"'],
  'a customer and a fetched account': ['data-customer="anna" data-account="/account.json"'],
  'totals and a token': ['data-customer="anna" data-points="1280"', byToken('anna')],
  'an inline account and a token': [
    '',
    `<script type="application/json" data-lojal="account">{"id":"anna","points":1280}</script>${byToken('anna')}`,
  ],
};
const RETURNS = Object.entries(BACK).flatMap(([what, [attributes, head = '']]) =>
  [undefined, 'bert', 'anna'].map((next) => ({ what, attributes, head, next })),
);
// An engine without the cache loads the page again, which other tests cover.
const returns = rotate(RETURNS, engines, ({ cannot }) => !cannot.bfcache);

describe('one customer at a time', { concurrency: 1 }, () => {
  for (const engine of engines)
    describe(engine.name, { concurrency: 1 }, () => {
      let site: Site;
      let driven: Driven;
      let tab: Tab;
      let number = 0;
      const run = <T = unknown>(body: string, ...given: readonly unknown[]): Promise<T> =>
        tab.run<T>(HELP + body, ...given);
      /** A page whose script tag has these attributes; returns its address. */
      const put = (attributes: string, { body = TAGS, script = '/lojal.js', head = '' } = {}): string => {
        const path = `/customer-${engine.name}-${++number}`;
        site.pages.set(path, {
          html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>${PROGRAM}${head}<script src="${script}" data-endpoint="/answers" ${attributes}></script></head><body>${body}</body></html>`,
        });
        return site.url + path;
      };
      const account = (value: object | undefined): unknown =>
        site.pages.set('/account.json', {
          html: JSON.stringify(value ?? {}),
          status: value ? 200 : 401,
          headers: { 'content-type': 'application/json', 'cache-control': 'private, max-age=60' },
        });
      /** Leaves the page for another one of the shop and comes back; the session changes meanwhile. */
      const away = async (meanwhile: () => unknown): Promise<void> => {
        await run("addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted; })");
        await tab.goto(put('', { body: '<p>Another page</p>' }));
        await meanwhile();
        await tab.back();
        await new Promise((resolve) => setTimeout(resolve, 500));
      };

      before(async () => {
        site = await startSite();
        site.pages.set('/blank', { html: '<!doctype html><title>Blank</title>' });
        driven = await engine.open();
      });
      beforeEach(async () => {
        // Firefox's driver loses a tab that has come back from the cache.
        tab = await driven.newTab();
        await tab.goto(`${site.url}/blank`);
        await tab.run('localStorage.clear(); sessionStorage.clear()');
      });
      afterEach(() => tab?.close());
      after(async () => {
        await driven?.close();
        await site?.close();
        await engine.close();
      });

      for (const { what, options, shown, page, attributes } of switches.get(engine) ?? [])
        test(`${engine.name}: after configure() with ${what} nothing of a page with ${page} stays`, async () => {
          account({ id: 'anna', points: 1280 });
          await tab.goto(put(attributes));
          assert.equal(await run("return shows('1,280 points')"), '1,280 points');
          await run('await pause(300)');
          // The call of a page that signs out waits for no file.
          const at = await run('lojal.configure(given[0]); await pause(20); return balance()', options);
          assert.notEqual(at, '1,280 points');
          assert.equal(await run('await shows(given[0]); return settled()', shown), shown);
        });

      test(`${engine.name}: signing out works although no further file can be loaded`, async () => {
        const files = readdirSync(DIST).filter((file) => /^lojal\.(js|base\.js|balance\.js)$/.test(file));
        for (const file of files)
          site.pages.set(`/old/${file}`, {
            html: readFileSync(new URL(file, DIST), 'utf8'),
            headers: { 'content-type': 'text/javascript' },
          });
        const body = '<lojal-points>None</lojal-points>';
        await tab.goto(put('data-customer="anna" data-points="1280"', { body, script: '/old/lojal.js' }));
        assert.equal(await run("return shows('1,280 points')"), '1,280 points');
        await run("lojal.configure({ customer: '' })");
        assert.equal(await run("return shows('None')"), 'None');
      });

      test(`${engine.name}: what is tracked after signing out is not of the customer before`, async () => {
        for (const [customer, key] of [
          [null, 'lojal:history'],
          ['', 'lojal:history'],
          ['undefined', 'lojal:history'],
          ['bert', 'lojal:history:bert'],
        ]) {
          await tab.goto(put('data-customer="anna"', { body: '' }));
          const keys = await run(
            "lojal.configure({ customer: given[0] }); await lojal.track('purchase', { order: '1' }); const keys = Object.keys(localStorage); localStorage.clear(); return keys",
            customer,
          );
          assert.deepEqual(keys, [key]);
        }
      });

      test(`${engine.name}: an account in the HTTP cache is not shown to the next customer`, async () => {
        for (const [id, points] of [
          ['anna', 1280],
          ['bert', 7],
          ['anna', 300],
        ] as const) {
          account({ id, points });
          await tab.goto(put(`data-account="/account.json" data-customer="${id}"`));
          assert.equal(
            await run('return shows(given[0])', `${points.toLocaleString('en')} points`),
            `${points.toLocaleString('en')} points`,
          );
        }
      });

      test(`${engine.name}: the account of another id is not shown, also where it is inline`, async () => {
        account({ id: 'anna', points: 1280 });
        const inline = '<script type="application/json" data-lojal="account">{"id":"anna","points":1280}</script>';
        for (const address of [
          put('data-account="/account.json" data-customer="bert"'),
          put('data-customer="bert"', { head: inline }),
          put('data-customer="bert"', {
            head: `<script>(window.lojal ||= []).push((lojal) => lojal.configure({ account: { id: 'anna', points: 1280 } }))</script>`,
          }),
        ]) {
          await tab.goto(address);
          assert.equal(await run('return settled()'), 'None');
        }
      });

      for (const { what, attributes, head, next } of returns.get(engine) ?? [])
        test(`${engine.name}: Back to a page with ${what}, ${next ? `${next} is` : 'nobody is'} signed in`, async () => {
          account({ id: 'anna', points: 1280 });
          await tab.goto(put(attributes, { head }));
          assert.equal(await run("return shows('1,280 points')"), '1,280 points');
          await run("(await until(() => inside('lojal-nps', 'input[value=\"3\"]'))).click(); await pause(700)");
          site.posted.length = 0;
          await away(async () => {
            account(next ? { id: next, points: next === 'anna' ? 1280 : 7 } : undefined);
            await tab.run(next ? `localStorage.who = '${tokenOf(next)}'` : "localStorage.who = ''");
          });
          assert.equal(await run('return window.persisted'), true);
          const shown = next === 'anna' ? '1,280 points' : next && what === 'a fetched account' ? '7 points' : 'None';
          assert.equal(await run('await shows(given[0]); return settled()', shown), shown);
          if (next !== 'anna') assert.equal(await run('return score() ?? null'), null);
        });

      test(`${engine.name}: a half-given answer of one tab is not continued by another customer in another tab`, async () => {
        await tab.goto(put('data-customer="anna"'));
        await run("(await until(() => inside('lojal-nps', 'input[value=\"3\"]'))).click(); await pause(700)");
        const ids = await run<string[]>(
          "return Object.keys(localStorage).filter((key) => key.startsWith('lojal:answering:'))",
        );
        assert.equal(ids.length, 1);
        const first = tab;
        tab = await driven.newTab();
        for (const attributes of ['data-customer="bert"', '']) {
          await tab.goto(put(attributes));
          await run("await until(() => inside('lojal-nps', 'input')); await pause(300)");
          assert.equal(await run('return score() ?? null'), null);
          await run("inside('lojal-nps', 'input[value=\"8\"]').click(); await pause(700)");
        }
        const after = await run<string[]>(
          "return Object.entries(localStorage).filter(([key]) => key.startsWith('lojal:answering:')).map(([, value]) => JSON.parse(value).id)",
        );
        assert.equal(new Set(after).size, 3);
        await tab.close();
        tab = first;
      });

      test(`${engine.name}: forget() in one tab empties the forms and the storage of the other`, async () => {
        await tab.goto(put('data-customer="anna"'));
        await run("(await until(() => inside('lojal-nps', 'input[value=\"3\"]'))).click(); await pause(700)");
        const first = tab;
        tab = await driven.newTab();
        await tab.goto(put('data-customer="anna"'));
        await run("await until(() => inside('lojal-nps', 'input')); await lojal.forget()");
        await tab.close();
        tab = first;
        await run('await until(() => score() === undefined)');
        assert.deepEqual(
          await run(
            'return [score() ?? null, [localStorage, sessionStorage].flatMap((area) => Object.keys(area)).filter((key) => /^lojal:(draft|answer)/.test(key))]',
          ),
          [null, []],
        );
      });
    });
});
