/** The owner changes the program: the page, and the server itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { readFragment } from '../../src/snippet/address-fragment.ts';
import { clean } from '../helpers/axe.ts';
import { launch, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { KEY } from '../server/samples.ts';
import { faultsOf, focused, hasNoOverflow, until } from './open-page.ts';
import { demo, openProgrammeServers, type ProgrammeServer, READER } from './programme-server.ts';
import { tabThrough } from './tab-order.ts';

const { browser, servers } = await startAll({ browser: launch(), servers: openProgrammeServers() });

async function openProgramme(server: ProgrammeServer, options: BrowserContextOptions = {}, key = KEY) {
  const seen = await visit(browser, server.url, options);
  const { page } = seen;
  await page.getByLabel('Owner key').fill(key);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Programme' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Programme' }).waitFor();
  await page.getByRole('link', { name: 'Versions' }).waitFor();
  return seen;
}

/** Runs a test with its own server. */
async function withServer(
  run: (server: ProgrammeServer) => Promise<void>,
  program?: object,
  hasScript?: boolean,
): Promise<void> {
  const server = await servers.start(program, hasScript);
  try {
    await run(server);
  } finally {
    await server.close();
  }
}

const bar = (page: Page) => page.locator('save-bar');
const save = (page: Page) => bar(page).getByRole('button', { name: 'Save', exact: true });
const nameField = (page: Page) => page.locator('[data-group=general]').getByRole('textbox', { name: 'Name' });
const openGroup = (page: Page, name: string) => page.locator(`[data-group=${name}] > summary`).click();

test('the first program is written in the form, shown as customers see it, and saved', () =>
  withServer(async (server) => {
    const seen = await openProgramme(server);
    const { page } = seen;
    await page.getByText('No programme is saved yet.').waitFor();
    await nameField(page).fill('Bean Club');
    await openGroup(page, 'earn');
    await page.getByRole('button', { name: 'Add: Points' }).click();
    await page.getByLabel('Points per unit of money').fill('2,5');
    await page.getByLabel('Valid for', { exact: true }).fill('6');
    await page.getByRole('button', { name: 'Add: Ways to earn' }).click();
    assert.match(await focused(page), /earn-1/);
    await page.getByLabel('For what').selectOption('review');
    await page.locator('[data-group=earn]').getByLabel('Points', { exact: true }).fill('20');
    await page.locator('lojal-earn').getByText('Write a review').waitFor();
    await page.locator('lojal-earn').getByText('20 points').waitFor();
    await openGroup(page, 'messages');
    await page.getByRole('button', { name: 'Add: Messages' }).click();
    await page.getByRole('button', { name: 'Add: Near the next tier' }).click();
    await page.getByText('Languages of the texts: –').waitFor();
    await page.getByText('Changes that are not saved').waitFor();
    await save(page).click();
    await page.getByText('Saved as version 1.').waitFor();
    assert.equal(await page.locator('lojal-test-panel').count(), 0, 'no rule runs in the preview');
    assert.equal(
      await server.saved(),
      JSON.stringify({
        name: 'Bean Club',
        points: { perUnit: 2.5, expire: { after: 'P6M' } },
        earn: [{ id: 'earn-1', when: 'review', points: 20 }],
        messages: { near: {} },
      }),
    );
    assert.deepEqual(faultsOf(seen), []);
    await seen.context.close();
  }));

test('the help of the fields is in the language of the owner, and the fields keep what was typed', () =>
  withServer(async (server) => {
    const { page, context } = await openProgramme(server);
    await nameField(page).fill('Bean Club');
    await page.getByText('The name of the loyalty program.').waitFor();
    for (const [language, name, help] of [
      ['Svenska', 'Namn', 'Lojalitetsprogrammets namn.'],
      ['Suomi', 'Nimi', 'Kanta-asiakasohjelman nimi.'],
      ['English', 'Name', 'The name of the loyalty program.'],
    ] as const) {
      await page.locator('select:has(option[value=sv])').first().selectOption(language);
      await page.getByText(help).waitFor();
      const field = page.locator('[data-group=general]').getByRole('textbox', { name, exact: true });
      assert.equal(await field.inputValue(), 'Bean Club');
      assert.equal((await page.locator('program-form .help[lang]').count()) > 0, language === 'English');
    }
    await context.close();
  }));

test('the rules of the form open in the configurator, which the server serves too', () =>
  withServer(async (server) => {
    const { page, context } = await openProgramme(server);
    await nameField(page).fill('Tried Club');
    const link = page.getByRole('link', { name: 'Try other rules in the configurator' });
    const named = async () => {
      const read = await readFragment(new URL((await link.getAttribute('href')) ?? '').hash);
      return typeof read === 'object' && (read.value.program as { name?: string }).name === 'Tried Club';
    };
    await link.waitFor();
    await until(named, 'the link has the rules of the form');
    const opened = context.waitForEvent('page');
    await link.click();
    const configurator = await opened;
    const lines: string[] = [];
    configurator.on('console', (line) => line.type() === 'error' && lines.push(line.text()));
    await configurator.getByText('Tried Club').first().waitFor();
    await configurator.frameLocator('iframe').locator('lojal-points [part=balance]').waitFor();
    assert.match(
      await configurator.locator('snippet-output pre').first().innerText(),
      /data-server="http:.*\/apps\/lojal"/,
    );
    assert.deepEqual(lines, []);
    await context.close();
  }));

test('the effect is shown in words, and the owner is asked before customers lose a tier', () =>
  withServer(async (server) => {
    await server.save(demo, 1);
    await server.order(20);
    const seen = await openProgramme(server);
    const { page, context } = seen;
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') posts.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await page.locator('lojal-tier').getByText('Gold').first().waitFor();
    await page.getByRole('button', { name: 'Compute' }).click();
    await page.getByText('Nothing changes for your 20 customers.').waitFor();
    await page.locator('[data-group=tiers] summary', { hasText: 'Silver' }).click();
    // Of the orders of 20 to 200 dollars, those of 100 to 140 dollars no longer reach Silver.
    await page.locator('[data-group=tiers]').getByLabel('From', { exact: true }).fill('150');
    await save(page).click();
    const dialog = page.getByRole('dialog', { name: 'Customers lose something' });
    await dialog.getByText('6 customers would lose Silver').waitFor();
    await dialog.getByRole('button', { name: 'Back to the rules' }).click();
    assert.equal(await server.saved(), JSON.stringify(demo), 'nothing is saved');
    await page.locator('effect-panel').getByText('6 customers would lose Silver (Silver → Bronze)').waitFor();
    await save(page).click();
    await dialog.getByRole('button', { name: 'Save anyway' }).click();
    await page.getByText('Saved as version 2.').waitFor();
    assert.equal(await server.saved(), JSON.stringify(demo).replace('"from":100', '"from":150'));

    // The preview posts nothing, whatever is clicked in it.
    await page.locator('lojal-tier').click();
    for (const slider of await page.locator('widget-preview input[type=range]').all()) await slider.fill('40');
    for (const button of await page.locator('lojal-rewards button, lojal-earn button').all()) await button.click();
    const links = await page.locator('widget-preview a').all();
    assert.ok(links.length > 2);
    for (const link of links) await link.click();
    assert.equal(page.url(), `${server.url}#/programme`);
    assert.equal(context.pages().length, 1);
    assert.deepEqual(posts, [
      'POST /apps/lojal/owner/program/preview',
      'POST /apps/lojal/owner/program/preview',
      'PUT /apps/lojal/owner/program',
    ]);
    assert.equal(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => /^lojal(?!-owner)/.test(key)).length),
      0,
    );
    assert.deepEqual(faultsOf(seen), []);
    await seen.context.close();
  }));

test('versions: compare two, load the older one, and save it as the newest', () =>
  withServer(async (server) => {
    await server.save(demo, 1);
    await server.save({ ...demo, name: 'Other Club' }, 2);
    const { page, context } = await openProgramme(server);
    await page.getByRole('link', { name: 'Versions' }).click();
    await page.getByText('Version 2', { exact: true }).first().waitFor();
    const replaced = page.getByRole('listitem').filter({ hasText: 'Replaced by version 2' });
    assert.match((await replaced.allInnerTexts()).join('|'), /^Version 1\b[^|]*$/, 'both hold from today');
    await page.getByRole('button', { name: 'Compare' }).click();
    const row = page.getByRole('row', { name: /^Name/ });
    await row.getByRole('cell').first().waitFor();
    assert.deepEqual(await row.getByRole('cell').allTextContents(), ['Nord Records Club', 'Other Club']);
    await page.getByRole('button', { name: 'Load into the form: Version 1' }).click();
    await page.getByText('Version 1 is in the form. It is not saved.').waitFor();
    assert.equal(await nameField(page).inputValue(), 'Nord Records Club');
    await bar(page).getByLabel('Holds from').selectOption('later');
    await bar(page).locator('input[type=date]').fill('2099-01-01');
    await save(page).click();
    await page.getByText('Saved as version 3.').waitFor();
    await page.getByText('Version 3 holds from Jan 1, 2099.').waitFor();
    assert.match(await server.saved(), /Other Club/, 'today’s program stays');
    const response = await server.send('GET', 'owner/program/versions/3');
    const { program, from } = (await response.json()) as { program: unknown; from: string };
    assert.equal(JSON.stringify(program), JSON.stringify(demo));
    assert.equal(from, '2099-01-01');
    await context.close();
  }));

test('a day that is over is refused, with the sentence of the server', () =>
  withServer(async (server) => {
    await server.save(demo, 1);
    const { page, context } = await openProgramme(server);
    await nameField(page).fill('<img src=x onerror=alert(1)>');
    await bar(page).getByLabel('Holds from').selectOption('later');
    await bar(page).locator('input[type=date]').fill('2020-01-01');
    await save(page).click();
    await page.getByText(/^\s*Holds from: Must not be before .+: what was earned stays\./).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Show the field' }).count(), 0);
    assert.equal(await server.saved(), JSON.stringify(demo));
    await page.locator('lojal-earn').getByText('Join <img src=x onerror=alert(1)>').waitFor();
    assert.equal(await page.locator('img').count(), 0, 'a text is text');
    await context.close();
  }));

test('somebody else saves meanwhile: no change is lost, on either side', () =>
  withServer(async (server) => {
    await server.save(demo, 1);
    const { page, context } = await openProgramme(server);
    const name = nameField(page);
    await name.fill('Mine');
    await server.save({ ...demo, name: 'Theirs' }, 2);
    await save(page).click();
    await page.getByText('Somebody else has saved version 2 meanwhile.').waitFor();
    assert.match(await server.saved(), /Theirs/);
    assert.equal(await name.inputValue(), 'Mine');
    await page.getByRole('button', { name: 'Keep my changes' }).click();
    await save(page).click();
    await page.getByText('Saved as version 3.').waitFor();
    assert.match(await server.saved(), /Mine/);
    await context.close();
  }));

test('faults stand beside their fields, and half a JSON text is not saved', () =>
  withServer(async (server) => {
    await server.save({ ...demo, 'x-own': 1 }, 1).then(
      () => assert.fail('the server takes no unknown key'),
      () => undefined,
    );
    await server.save(demo, 1);
    const { page, context } = await openProgramme(server);
    await page.getByLabel('Currency').fill('EURO');
    await openGroup(page, 'referral');
    await page.getByLabel('At most').fill('none');
    await page.getByText('This is not a number.').waitFor();
    await save(page).click();
    await page.getByText('A field cannot be read. Correct it first.').waitFor();
    await page.getByLabel('At most').fill('0');
    await save(page).click();
    await page.getByText('The programme has 2 faults').waitFor();
    await page.locator('[data-group=general]').getByText('Must be the three letters of a currency').waitFor();
    await page.getByText('Invitations › At most: Must be a whole number from 1 to 1,000.').waitFor();
    await openGroup(page, 'referral');
    await page.getByRole('button', { name: 'Show the field' }).nth(1).click();
    assert.equal(await page.getByLabel('At most').evaluate((input) => input.matches(':focus')), true);
    await page.getByRole('button', { name: 'Undo all changes' }).click();
    await page.getByText('All changes are saved').waitFor();
    assert.equal(await page.getByLabel('Currency').inputValue(), 'USD');
    assert.equal(await server.saved(), JSON.stringify(demo));
    await context.close();
  }));

test('changes stay while the owner looks at another view, and leaving the page asks first', () =>
  withServer(async (server) => {
    await server.save(demo, 1);
    const { page, context } = await openProgramme(server);
    await page.getByRole('textbox', { name: 'Shop' }).fill('Another shop');
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByRole('link', { name: 'Programme' }).first().click();
    await page.getByText('Changes that are not saved').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Shop' }).inputValue(), 'Another shop');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.evaluate(() => location.reload());
    await page.getByText('Changes that are not saved').waitFor();
    assert.deepEqual(asked, ['beforeunload']);
    await page.getByRole('button', { name: 'Undo all changes' }).click();
    await page.reload();
    assert.deepEqual(asked, ['beforeunload'], 'without changes nobody is asked');
    await context.close();
  }));

test('items of a list are added, moved and removed with the keyboard', () =>
  withServer(async (server) => {
    await server.save(
      {
        rewards: [
          { id: 'a', name: 'A', points: 1 },
          { id: 'b', name: 'B', points: 2 },
        ],
      },
      1,
    );
    const { page, context } = await openProgramme(server);
    await page.locator('[data-group=rewards] > summary').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Move down: Rewards A' }).focus();
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'A', 'the focus moves with the item');
    await page.getByRole('button', { name: 'Remove: Rewards B' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Changes that are not saved').waitFor();
    await save(page).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Saved as version 2.').waitFor();
    assert.equal(await server.saved(), JSON.stringify({ rewards: [{ id: 'a', name: 'A', points: 1 }] }));
    await context.close();
  }));

test('a program that the server is given is read-only, and so is any with a key that only reads', async () => {
  await withServer(async (server) => {
    const { page, context } = await openProgramme(server);
    await page.getByText('The server gets this programme from a file or from code.').waitFor();
    assert.equal(await nameField(page).getAttribute('readonly'), '');
    assert.equal((await bar(page).count()) + (await page.getByRole('button', { name: /^(Add|Remove)/ }).count()), 0);
    await page.locator('lojal-tier').getByText('Gold').first().waitFor();
    await context.close();
  }, demo);
  await withServer(
    async (server) => {
      await server.save(demo, 1);
      const { page, context } = await openProgramme(server, {}, READER);
      await page.getByText('Your key may read the programme, but not change it.').waitFor();
      assert.equal(await bar(page).count(), 0);
      await page.getByText('This server does not serve lojal.js, so there is no preview.').waitFor();
      await context.close();
    },
    undefined,
    false,
  );
});

test('axe finds nothing, light on a narrow screen and dark on a wide one', () =>
  withServer(async (server) => {
    await server.save(demo, 1);
    await server.order(5);
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await openProgramme(server, {
        colorScheme,
        bypassCSP: true,
        viewport: colorScheme === 'light' ? { width: 360, height: 740 } : { width: 1280, height: 860 },
      });
      await page.locator('lojal-rewards').getByText('Rewards').waitFor();
      if (colorScheme === 'dark') {
        const { reached, ...faults } = await tabThrough(page);
        assert.deepEqual(faults, { missed: [], unseen: [], reordered: [] });
        assert.ok(reached > 30, String(reached));
      }
      for (const group of ['rewards', 'earn', 'campaigns', 'referral', 'membership', 'ask', 'strings', 'other'])
        await openGroup(page, group);
      for (const item of await page.locator('.items > li > details > summary').all()) await item.click();
      await page.getByLabel('Currency').fill('EURO');
      await page.getByRole('button', { name: 'Compute' }).click();
      await page.getByText('The programme has 1 fault').waitFor();
      await clean(page, `rules, ${colorScheme}`, { within: 'main, owner-app' });
      await hasNoOverflow(page);
      await page.getByRole('link', { name: 'Versions' }).click();
      await page.getByRole('button', { name: 'Compare' }).click();
      await page.getByRole('row', { name: /Currency/ }).waitFor();
      await clean(page, `versions, ${colorScheme}`);
      await hasNoOverflow(page);
      await page.getByRole('link', { name: 'Points outstanding' }).click();
      await page.getByRole('img', { name: /Points that customers can spend/ }).waitFor();
      await page.getByText('Show as a table').click();
      await page
        .getByRole('table', { name: /Points that customers can spend/ })
        .getByRole('row', { name: /Total/ })
        .waitFor();
      const year = page.getByRole('group', { name: 'The last twelve months' });
      assert.equal(await year.getByRole('row').count(), 14);
      await year.getByRole('row', { name: /Total\s+\d\d/ }).waitFor();
      await clean(page, `points, ${colorScheme}`);
      await hasNoOverflow(page);
      // Everybody bought today: nobody is asleep.
      await page.goto(`${server.url}#/customers`);
      await page
        .getByText('Most customers bought last on the same day, so segments cannot tell them apart yet.')
        .waitFor();
      assert.equal(await page.getByText('Asleep').count(), 0);
      await context.close();
    }
  }));
