/** Rows of the fault matrix: responses of the endpoint. */
import assert from 'node:assert/strict';
import type { Place } from './place.ts';
import { always, type Fault, listed, PASS, type Post, say } from './plan.ts';
import { type Row, row } from './row.ts';
import { accepts, recovers, WORDS } from './steps.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;

/** The endpoint asks to wait: the answer is shown as saved and is not sent again before `wait` (ms). */
const waits =
  (fault: () => Fault, wait: number) =>
  async (place: Place): Promise<void> => {
    const { shop, visit, holds } = place;
    // Create the fault late: its date is relative to now.
    shop.plan = () => (shop.posts.length ? PASS : fault());
    const page = await visit();
    await page.write(WORDS);
    await page.press();
    await page.says('sent');
    assert.ok((await page.seen()).screens.some(({ state }) => state === 'queued'));
    const [first, second] = shop.posts as [Post, Post];
    // The page counts from the arrival of the response, which is later.
    assert.ok(second.at - first.at >= wait, `${second.at - first.at} ms between two posts`);
    await holds(1);
  };

/** A closed endpoint gets no request on a visit `before` (ms from now), and all answers on a visit `after`. */
const pauses =
  (fault: Fault, before: number, after: number, options: Record<string, string> = {}) =>
  async ({ shop, visit, holds, until }: Place): Promise<void> => {
    shop.plan = always(fault);
    const first = await visit(options);
    await first.write(WORDS);
    await first.press();
    await first.says('queued');
    await first.end();
    const tried = shop.posts.length;
    shop.plan = always(PASS);
    const second = await visit({ ...options, clock: before });
    // The second answer waits with the first. Once the second is shown as saved, the page has checked both.
    await second.write(`${WORDS}, either`);
    await second.press();
    await second.says('queued');
    assert.equal(shop.posts.length, tried);
    await second.end();
    const third = await visit({ ...options, clock: after });
    await holds(2);
    await until('both are done', async () => (await third.stored()).every((kind) => kind === 'tombstone'));
  };

const date = (ms: number) => new Date(Date.now() + ms).toUTCString();

/** Fifty answers wait, and the endpoint rejects the body of the first. */
async function fifty({ shop, visit, holds, until }: Place): Promise<void> {
  shop.plan = always(say(503));
  const page = await visit({ tags: 50 });
  await page.tab.run('for (let i = 0; i < 50; i++) shop.answer("", i)');
  await until('fifty are saved', async () => {
    const { events } = await page.seen();
    return new Set(events.filter(({ type }) => type === 'queued').map(({ id }) => id)).size === 50;
  });
  await page.end();
  let first = '';
  shop.plan = ({ id }) => {
    first ||= id;
    return id === first ? say(422) : PASS;
  };
  const later = await visit({ clock: HOUR });
  await holds(49);
  await until('the refusal is said', async () =>
    (await later.seen()).events.some(({ type, id, status }) => type === 'failed' && id === first && status === 422),
  );
  await later.end();
  const tried = shop.posts.filter(({ id }) => id === first).length;
  const last = await visit({ clock: 2 * HOUR });
  await last.write('Another one');
  await last.press();
  await last.says('sent');
  assert.equal(shop.posts.filter(({ id }) => id === first).length, tried, 'the parked one is left alone');
}

async function refused({ shop, visit, holds, rows }: Place): Promise<void> {
  shop.plan = listed(say(422), PASS);
  const page = await visit();
  await page.write(WORDS);
  await page.press();
  await page.says('refused');
  assert.equal((await rows()).length, 0);
  await page.tab.run('shop.type(given[0])', `${WORDS}, changed`);
  await page.press();
  await page.says('sent');
  await holds(1);
  assert.equal((await rows())[0]?.data.comment, `${WORDS}, changed`);
}

/** After three responses 400 within a little more than a day the answer is given up, and the page says so. */
async function parked({ shop, visit, rows, until }: Place): Promise<void> {
  shop.plan = always(say(400));
  const first = await visit();
  await first.write(WORDS);
  await first.press();
  await first.says('queued');
  await first.end();
  for (const [visits, clock] of [13 * HOUR, 26 * HOUR].entries()) {
    const next = await visit({ clock });
    await until('the next try', () => shop.posts.length >= visits + 2);
    await until('what became of it', async () => (await next.seen()).events.length > 0);
    const [told] = (await next.seen()).events;
    assert.equal(told?.type, visits ? 'failed' : 'queued');
    await next.end();
  }
  const tried = shop.posts.length;
  const last = await visit({ clock: 40 * HOUR });
  // Another answer is sent. The parked one does not block it and is not sent.
  shop.plan = always(PASS);
  await last.write('Another one');
  await last.press();
  await last.says('sent');
  assert.equal(shop.posts.length, tried + 1);
  assert.equal((await rows()).length, 1);
}

async function expired({ shop, visit, holds }: Place): Promise<void> {
  shop.plan = ({ headers }) => (headers.authorization === 'Bearer fresh' ? PASS : say(401));
  const page = await visit({ customer: 'c_1', identity: 'fresh' });
  await page.write(WORDS);
  await page.press();
  await page.says('sent');
  const { identity, screens } = await page.seen();
  assert.deepEqual(identity, [false, true]);
  assert.ok(!screens.some(({ state }) => state === 'queued'));
  await holds(1);
}

async function held({ shop, visit, holds, until }: Place): Promise<void> {
  shop.plan = ({ headers }) => (headers.authorization === 'Bearer fresh' ? PASS : say(401));
  const page = await visit({ customer: 'c_1', identity: 'no better' });
  await page.write(WORDS);
  await page.press();
  await page.says('queued');
  assert.equal((await page.seen()).identity.filter((fresh) => fresh).length, 1);
  await page.end();
  const next = await visit({ customer: 'c_1', identity: 'fresh', clock: 2 * 60_000 });
  await holds(1);
  await until('it is done', async () => (await next.stored()).every((kind) => kind === 'tombstone'));
}

async function slow({ shop, visit, holds }: Place): Promise<void> {
  shop.plan = always({ do: 'drip', ms: 1500 });
  const page = await visit();
  await page.write(WORDS);
  await page.press();
  await page.says('sent');
  assert.equal(shop.posts.length, 1);
  await holds(1);
}

const accepted = (status: number, body?: string) => accepts({ do: 'say', stored: true, status, ...(body && { body }) });

/** The endpoint is on another port, so it has another origin. */
const across = (run: (place: Place, other: Record<string, string>) => Promise<void>) => (place: Place) =>
  run(place, { endpoint: `${place.shop.other}/apps/lojal/answers` });

const RETRY: readonly [string, () => string, number][] = [
  ['in seconds', () => '2', 2000],
  // An HTTP date has whole seconds, so up to one second is lost.
  ['as a date', () => date(3000), 1500],
  ['junk', () => 'soon 5', 0],
  ['negative', () => '-5', 0],
];

/** The script tag names the server, and no endpoint. */
const SERVER = { server: '/apps/lojal', endpoint: '' };

export const responses: readonly Row[] = [
  row('connection destroyed before the insert', recovers({ do: 'cut', stored: false })),
  row('connection destroyed after the insert', recovers({ do: 'cut', stored: true })),
  row('500 before the commit', recovers(say(500))),
  row('500 after the commit', recovers(say(500, {}, true))),
  row('hang before the insert', recovers({ do: 'hang', stored: false }, { before: 'hurry' })),
  row('hang after the insert', recovers({ do: 'hang', stored: true }, { before: 'hurry' })),
  row('slow drip of the answer', slow),
  row('201 with bad JSON', accepted(201, '{"id": <')),
  row('204', accepted(204)),
  row('201 by somebody else, before the first confirmation of `data-server`', recovers(say(201), SERVER)),
  ...[429, 503].flatMap((status) => [
    ...RETRY.map(([kind, value, wait]) =>
      row(
        `${status} with Retry-After ${kind}`,
        waits(() => say(status, { 'Retry-After': value() }), wait),
      ),
    ),
    row(
      `${status} with Retry-After of ten years`,
      pauses(say(status, { 'Retry-After': '315360000' }), 23 * HOUR, 25 * HOUR),
    ),
  ]),
  row('expired token, then a fresh one', expired),
  row('expired token, and no better one until later', held),
  row('404', pauses(say(404), HOUR / 2, 2 * HOUR)),
  row('redirect elsewhere', pauses({ do: 'redirect', status: 307 }, HOUR / 2, 2 * HOUR)),
  row('redirect of the kind that turns POST to GET', pauses({ do: 'redirect', status: 302 }, HOUR / 2, 2 * HOUR)),
  row(
    'no CORS header',
    across((place, other) => recovers({ do: 'hush' }, other)(place)),
  ),
  row(
    'refused preflight',
    across(async (place, other) => {
      place.shop.preflight = 'refused';
      const page = await place.visit(other);
      await page.write(WORDS);
      await page.press();
      await page.says('queued');
      assert.equal(place.shop.posts.length, 0);
      place.shop.preflight = 'allowed';
      await page.says('sent');
      await place.holds(1);
    }),
  ),
  row(
    'text/plain where a preflight is refused',
    across(async (place, other) => {
      place.shop.preflight = 'refused';
      const page = await place.visit({ ...other, type: 'text/plain' });
      await page.write(WORDS);
      await page.press();
      await page.says('sent');
      await place.holds(1);
    }),
  ),
  row('a 422 as the first of fifty', fifty),
  row('a 422 on the screen', refused),
  row('400 three times over a day', parked),
];
