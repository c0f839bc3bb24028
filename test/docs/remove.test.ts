/** docs/remove.md: its commands remove everything of Lojal from a database and from a browser, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from '../../src/server/db/migrations.ts';
import { openSite, visit } from '../helpers/site.ts';
import { ofLanguage } from './pages.ts';

const snippet = (language: string): string => {
  const [found] = ofLanguage(language).filter(({ page }) => page === 'docs/remove.md');
  assert.ok(found, language);
  return found.code;
};

const { browser, site } = await openSite();

test('the SQL removes all tables, functions and sequences, leaves those of the shop, and a new start works', async () => {
  const database = new PGlite('memory://');
  const db = drizzle({ client: database });
  const named = async () => {
    const { rows } = await database.query<{ name: string }>(
      `select relname as name from pg_class where relname like '%lojal%'
       union select proname from pg_proc where proname like '%lojal%' order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  // `_` stands for any letter in a pattern of SQL: a table of the shop may have another one there.
  await database.exec(
    'create table lojalty (id int); create table shop_lojal (id int); insert into lojalty values (1)',
  );
  await migrate(db);
  assert.ok((await named()).filter((name) => name.startsWith('lojal_')).length > 40);
  await database.exec(snippet('sql'));
  assert.deepEqual(await named(), ['lojalty', 'shop_lojal']);
  assert.equal((await database.query('select id from lojalty')).rows.length, 1);
  // A second run finds nothing, and is no error.
  await database.exec(snippet('sql'));
  await migrate(db);
  assert.ok((await named()).includes('lojal_answers'));
  await database.close();
});

test('the script removes what Lojal keeps in a browser, and leaves what the shop keeps', async () => {
  const script =
    '<script src="/lojal.js" async data-program="/program.json" data-endpoint="/answers" data-customer="c_1"></script>';
  site.pages.set('/', {
    html: `<!doctype html><title>A shop</title><link rel="icon" href="data:,">${script}<lojal-nps></lojal-nps>`,
  });
  site.pages.set('/after', { html: '<!doctype html><title>A shop</title><link rel="icon" href="data:,">' });
  site.pages.set('/program.json', { html: '{ "name": "A shop" }', headers: { 'content-type': 'application/json' } });
  site.answer = 503;
  const { page, context } = await visit(browser, site.url);
  await page.evaluate(() => localStorage.setItem('cart', '1'));
  await page.locator('lojal-nps').getByRole('radio', { name: '9' }).check({ force: true });
  await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
  const kept = () =>
    page.evaluate(async () => ({
      keys: [localStorage, sessionStorage].flatMap((area) => Object.keys(area)).filter((key) => /lojal/.test(key)),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      cart: localStorage.getItem('cart'),
    }));
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('lojal:answer:')));
  await page.goto(`${site.url}/after`);
  assert.ok((await kept()).keys.length > 1);
  await page.evaluate(snippet('js'));
  await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  assert.deepEqual(await kept(), { keys: [], databases: [], cart: '1' });
  await context.close();
});
