/** Steps that several rows of the fault matrix share. */
import assert from 'node:assert/strict';
import type { Place, Visit } from './place.ts';
import { always, type Fault, PASS, say } from './plan.ts';

export const WORDS = 'These words must not be lost';

/** Opens a page and saves an answer, because the endpoint responds with 503. */
export async function queued({ shop, visit }: Place, options: Record<string, string | number> = {}): Promise<Visit> {
  shop.plan = always(say(503));
  const page = await visit(options);
  await page.write(WORDS);
  await page.press();
  await page.says('queued');
  return page;
}

/** An answer meets a fault, is shown as saved, and arrives after the fault is over. */
export const recovers =
  (fault: Fault | (() => Fault), options: Record<string, string> = {}) =>
  async ({ shop, visit, holds }: Place): Promise<void> => {
    shop.plan = always(typeof fault === 'function' ? fault() : fault);
    const page = await visit(options);
    await page.write(WORDS);
    await page.press();
    await page.says('queued');
    assert.ok((await page.stored()).length > 0);
    shop.plan = always(PASS);
    await page.says('sent');
    await holds(1);
  };

/** The response counts as a confirmation, after one request. */
export const accepts =
  (fault: Fault) =>
  async ({ shop, visit, holds }: Place): Promise<void> => {
    shop.plan = always(fault);
    const page = await visit();
    await page.write(WORDS);
    await page.press();
    await page.says('sent');
    await holds(1);
    assert.equal(shop.posts.length, 1);
  };
