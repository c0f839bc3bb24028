import type { Page } from 'playwright-core';
import { start } from '../../demo/serve.js';
import { launch } from './site.ts';
import { startAll } from './start.ts';

/** Starts the demo shop on a free port with an in-memory store. */
export const startShop = (ownerKey?: string) => start({ port: 0, folder: 'memory://', ownerKey });

/** A browser and the demo shop for the tests of a file; see `startAll`. */
export const openShop = (ownerKey?: string) => startAll({ browser: launch(), shop: startShop(ownerKey) });

/** A key for the owner's page of a test shop. */
export const OWNER_KEY = 'a key for this test, 0123456789abcdef';

/** Types the key into the owner's page, as the owner does. */
export async function enterKey(page: Page): Promise<void> {
  await page.getByLabel('Owner key').fill(OWNER_KEY);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
