import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from '../helpers/shop.ts';
import { visit } from '../helpers/site.ts';
import { NAMES } from './examples.ts';

/** The examples as the demo shop serves them: built for production, under its strict policy. */

const { browser, shop } = await openShop();

for (const name of NAMES)
  test(`/frameworks/${name}/ holds its words before any script runs, and works`, async () => {
    const address = `${shop.url}/frameworks/${name}/`;
    const response = await fetch(address);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<lojal-points[^>]*>Members collect points with every order\.<\/lojal-points>/);
    const { page, context, errors, warnings } = await visit(browser, address);
    await page.locator('lojal-points').getByText('1,280').waitFor();
    await page.locator('lojal-nps').getByRole('radio', { name: '9' }).click({ force: true });
    await page.locator('lojal-nps').getByRole('button', { name: 'Send' }).click();
    await page.getByText('nps: 9').waitFor();
    await page.locator('lojal-nps').getByText('has been sent').waitFor();
    assert.deepEqual(errors, []);
    assert.deepEqual(warnings, []);
    await context.close();
  });

test('no other address leads to a file of the examples', async () => {
  for (const path of [
    '/frameworks/',
    '/frameworks/react/index.html',
    '/frameworks/assets/../react/index.html',
    '/frameworks/assets/%2e%2e/x.js',
  ])
    assert.equal((await fetch(shop.url + path)).status, 404, path);
});
