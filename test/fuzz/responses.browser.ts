/** Ten thousand made-up server responses: none breaks the page, and an answer reaches the first server that works. */
import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import '../../src/define.ts';
import type { Environment } from '../../src/outbox/environment.ts';
import type { News } from '../../src/outbox/outbound-answer.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { CHROMIUM, inspect, printed, turn, until, Watch } from './page.ts';
import { endless, type Recipe, recipes, serve, taken } from './responses.ts';
import { hostileText, SEED } from './values.ts';

const SHARE = CHROMIUM ? 1 : 5;
/** Each page gets one response for the program and one for the account. */
const PAGES = 3500 / SHARE;
const ANSWERS = 2000 / SHARE;
const BATCH = 100;

/** The next response of the shop's server, by path. */
let said = new Map<string, Recipe>();
window.fetch = (input) => {
  const { pathname } = new URL(String(input), location.href);
  const recipe = said.get(pathname);
  if (recipe) return serve(recipe);
  return Promise.resolve(Response.json(pathname.startsWith('/well/p') ? { name: 'Well' } : { points: 77 }));
};

describe(`${2 * PAGES} made-up responses to a page that asks`, () => {
  const watch = new Watch();
  const frame = document.createElement('div');
  before(() => document.body.append(frame));
  after(() => watch?.end());

  const pair = fc.tuple(recipes, recipes);
  for (let at = 0; at < PAGES; at += BATCH)
    it(`${at} to ${at + BATCH}`, async () => {
      const some = fc.sample(pair, { seed: SEED + at, numRuns: BATCH });
      said = new Map(some.flatMap(([rules, account], i) => [[`/p${i}`, rules] as const, [`/a${i}`, account] as const]));
      const made = some.map((_, i) => {
        const program = document.createElement('lojal-program') as LojalProgram;
        Object.assign(program, { src: `/p${i}`, account: `/a${i}`, lang: 'en' });
        const points = document.createElement('lojal-points');
        points.textContent = 'Members collect points';
        program.append(points);
        return program;
      });
      frame.append(...made);
      await until(
        () => made.every((program, i) => !program.waiting || some[i]?.some(endless)),
        'what came to an end was read',
      );
      await turn();
      const found = [...inspect(frame), ...watch.complaints()];
      // After a response that never ends or cannot be read, the program still reads new data.
      for (const program of made) Object.assign(program, { src: '/well/p', account: '/well/a' });
      await until(
        () => made.every(({ data }) => data?.program.name === 'Well' && data.account?.points === 77),
        'what is well was read',
      );
      for (const program of made) await (program.firstElementChild as LojalProgram).updateComplete;
      for (const program of made)
        if (!program.firstElementChild?.shadowRoot?.textContent?.includes('77')) found.push('77 points are not shown');
      found.push(...inspect(frame), ...watch.complaints());
      frame.replaceChildren();
      expect(found.slice(0, 5).join('\n'), `seed ${SEED + at}`).to.equal('');
    }).timeout(60_000);
});

/** A clock that advances only when nothing else is pending. */
class Clock {
  now = Date.UTC(2026, 10, 21);
  #timers: { at: number; run: () => void }[] = [];
  set = (run: () => void, ms: number): unknown => {
    const timer = { at: this.now + ms, run };
    this.#timers.push(timer);
    return timer;
  };
  clear = (timer: unknown): void => {
    this.#timers = this.#timers.filter((one) => one !== timer);
  };
  /** Advances the clock until `holds` returns true. Returns whether that happened within sixty days. */
  async until(holds: () => boolean): Promise<boolean> {
    const end = this.now + 60 * 86_400_000;
    // Reading a body takes several turns. After more turns without a timer, nothing is pending.
    for (let idle = 0; this.now < end && idle < 100; idle++) {
      await turn();
      if (holds()) return true;
      const next = this.#timers.sort((a, b) => a.at - b.at)[0];
      if (!next) continue;
      idle = 0;
      this.clear(next);
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    return false;
  }
}

describe(`${2 * ANSWERS} made-up responses to an answer`, () => {
  const watch = new Watch();
  after(() => watch?.end());

  const story = fc.record({
    replies: fc.array(recipes, { minLength: 2, maxLength: 2 }),
    token: fc.option(fc.constantFrom('throws', 'rejects', 'junk', 'none', 'good'), { nil: undefined }),
    text: hostileText.filter((text) => text.length < 1000),
  });

  for (let at = 0; at < ANSWERS; at += BATCH)
    it(`${at} to ${at + BATCH}`, async () => {
      const stories = fc.sample(story, { seed: SEED + at, numRuns: BATCH });
      const clock = new Clock();
      const found: string[] = [];
      const rows = new Map<string, string>();
      const tries = new Map<string, number>();
      const asked = new Map<string, number>();
      const sent = new Set<string>();
      const nowhere = (): never => {
        throw new Error('denied');
      };
      const env: Environment = {
        now: () => clock.now,
        random: () => 0.5,
        setTimeout: clock.set,
        clearTimeout: clock.clear,
        storage: nowhere,
        openDatabase: nowhere,
        on: () => () => {},
        hidden: () => false,
        fetch(url, init) {
          // Like a browser, reject what is not a valid request.
          const request = new Request(url, init);
          const body = String(init.body);
          const { id } = JSON.parse(body) as { id: string };
          const story = stories[Number(id)];
          const nth = tries.get(id) ?? 0;
          tries.set(id, nth + 1);
          if (request.method !== 'POST' || request.credentials !== 'omit')
            found.push(`${id} went out as another request`);
          const recipe = story?.replies[nth];
          if (!recipe || taken(recipe)) rows.set(id, body);
          return recipe ? serve(recipe) : Promise.resolve(new Response(null, { status: 201 }));
        },
      };
      const hear = ({ id, outcome }: News): void => {
        if (outcome !== 'sent') return;
        sent.add(id);
        if (!rows.has(id)) found.push(`${id} was called sent, and is in no store`);
      };
      const outbox = createOutbox({
        storage: 'none',
        news: hear,
        env,
        signedIn: () => true,
        token(customer, fresh) {
          const how = stories[Number(customer)]?.token;
          const nth = asked.get(customer) ?? 0;
          asked.set(customer, nth + 1);
          if (fresh || nth > 1 || how === 'good') return Promise.resolve('good');
          if (how === 'throws') throw new Error('no token');
          if (how === 'rejects') return Promise.reject(undefined);
          return Promise.resolve(how === 'junk' ? 'a\nb\0c' : undefined);
        },
      });
      const bodies = stories.map(({ text }, id) => JSON.stringify({ id: String(id), data: { revision: 1, text } }));
      for (const [id, body] of bodies.entries())
        void outbox.save({
          id: String(id),
          revision: 1,
          body,
          // Each answer has its own endpoint, so that a pause of one does not delay another.
          endpoint: `https://shop.example/${id}`,
          type: 'application/cloudevents+json',
          ...(stories[id]?.token && { customer: String(id) }),
        });
      const all = (): boolean => sent.size === BATCH;
      const began = clock.now;
      await clock.until(() => all() || clock.now > began + 3 * 86_400_000);
      // A parked answer is sent again on request, and once more when that attempt fails.
      for (let again = 0; again < 2 && !all(); again++) {
        for (const id of bodies.keys()) if (!sent.has(String(id))) outbox.retry(String(id));
        await clock.until(() => all() || clock.now > began + (4 + again) * 86_400_000);
      }
      if (!(await clock.until(all))) {
        const lost = bodies.findIndex((_, id) => !sent.has(String(id)));
        found.push(`${BATCH - sent.size} were never sent, as ${printed(stories[lost])}`);
      }
      for (const [id, body] of bodies.entries())
        if (rows.get(String(id)) !== body) found.push(`${id} is already stored with different content, or not at all`);
      outbox.close();
      found.push(...watch.complaints());
      expect(found.slice(0, 5).join('\n'), `seed ${SEED + at}`).to.equal('');
    }).timeout(60_000);
});
