import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createPause } from '../helpers/pause.ts';
import { launch, type Visit, visit } from '../helpers/site.ts';
import { startAll } from '../helpers/start.ts';
import { type FakeOwnerServer, startOwnerServer } from './fake-owner-server.ts';

/** A browser and a fake server for the tests of a file. */
export const openOwnerServer = () => startAll({ browser: launch(), fake: startOwnerServer() });

/** Sets the fake server back, and opens a place of the page. */
export async function openPage(
  { browser, fake }: { readonly browser: Browser; readonly fake: FakeOwnerServer },
  hash = '',
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const seen = await visit(browser, `${fake.url}${hash}`, options);
  await seen.page.locator('h1').first().waitFor({ state: 'attached' });
  return seen;
}

/** What the browser wrote into its console, without the statuses that a test caused. */
export const faultsOf = ({ errors, warnings }: Visit): string[] => [
  ...errors.filter((line) => !/status of [45]\d\d|ERR_/.test(line)),
  ...warnings,
];

export async function hasNoOverflow(page: Page): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
}

/** The text of the element that has the focus, through all shadow roots. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.textContent?.trim() || at?.id || at?.localName || '';
  });

/** How long something may take to become true, in ms. */
const PATIENCE = 10_000;

export async function until(is: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (const pause = createPause(); !(await is()); await pause()) assert.ok(Date.now() < end, what);
}
