/** The fault matrix: responses that do not come from the endpoint, and responses that do not arrive whole. */
import assert from 'node:assert/strict';
import type { Place } from './place.ts';
import { always, type Fault, PASS, say } from './plan.ts';
import { type Row, row } from './row.ts';
import { accepts, recovers, WORDS } from './steps.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const PAGE = '<!doctype html><title>Log in to our network</title>';
/** A response that does not come from the endpoint. The request does not reach the endpoint. */
const foreign = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Fault => ({
  do: 'say',
  stored: false,
  status,
  headers,
  body,
});

/** The endpoint has confirmed an answer on an earlier visit, so the outbox accepts no other response from it. */
const confirmed =
  (fault: Fault) =>
  async ({ shop, visit, holds }: Place): Promise<void> => {
    const first = await visit();
    await first.write('The first one');
    await first.press();
    await first.says('sent');
    await first.end();
    shop.plan = always(fault);
    const page = await visit();
    await page.write(WORDS);
    await page.press();
    await page.says('queued');
    shop.plan = always(PASS);
    await page.says('sent');
    await holds(2);
  };

/** A service worker answers posts with a page from its cache. */
async function cached({ shop, visit, holds, rows, until }: Place): Promise<void> {
  const page = await visit();
  await page.tab.run('navigator.serviceWorker.register("/worker.js")');
  await page.tab.run('navigator.serviceWorker.onmessage = () => { window.answered = true; }');
  await until('the worker', () => page.tab.run('return !!navigator.serviceWorker.controller'));
  // Firefox sends keepalive requests past the worker: there, the second try is the first one that the worker answers.
  shop.plan = always(say(503));
  await page.write(WORDS);
  await page.press();
  await until('a response of the worker', () => page.tab.run('return !!window.answered'));
  await page.says('queued');
  assert.equal((await rows()).length, 0);
  shop.plan = always(PASS);
  await page.tab.run('navigator.serviceWorker.controller.postMessage("stop")');
  await page.says('sent');
  await holds(1);
}

export const foreignResponses: readonly Row[] = [
  row('a page of a captive portal, as 200', recovers(foreign(200, PAGE, HTML))),
  row('a page without a type, as 203', recovers(foreign(203, PAGE))),
  row('a page with a 409', recovers(foreign(409, PAGE, HTML))),
  row('an empty page', recovers(foreign(200, '', HTML))),
  row('the confirmation of another answer', recovers(foreign(200, '{"id":"another","revision":1,"stored":true}'))),
  row('304', recovers(foreign(304, ''))),
  row('a page from the cache of a service worker', cached),
  row('after a confirmation: an empty 200', confirmed(foreign(200, ''))),
  row('after a confirmation: JSON of another endpoint', confirmed(foreign(200, '{"ok":true,"items":[]}'))),
  row('after a confirmation: 204', confirmed(foreign(204, ''))),
  row('after a confirmation: the body is cut off', confirmed({ do: 'half', end: 'cut' })),
  row('after a confirmation: the body never ends', confirmed({ do: 'half', end: 'hang' })),
  row('the body is cut off', accepts({ do: 'half', end: 'cut' })),
  row('the body never ends', accepts({ do: 'half', end: 'hang' })),
];
