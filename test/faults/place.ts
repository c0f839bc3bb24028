/** Where a row of the fault matrix happens: a shop of its own, and tabs of one browser on it. */
import assert from 'node:assert/strict';
import type { Driven, Engine, Tab } from '../helpers/drive/index.ts';
import { openShop, type Shop } from './shop.ts';
import type { Back, Row } from './store.ts';

export type State = 'open' | 'saving' | 'sent' | 'queued' | 'failed' | 'refused' | 'thanks';

/** What page.js has written down. */
export interface Seen {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly events: readonly {
    readonly at: number;
    readonly type: 'answer' | 'sent' | 'queued' | 'failed';
    readonly id: string;
    readonly status?: number | null;
    /** Where a queued answer was when it was said to be saved. */
    readonly kept?: 'journal' | 'base' | 'nowhere' | null;
  }[];
  readonly screens: readonly {
    readonly state: State;
    readonly words?: string | null;
    readonly typed?: string | null;
  }[];
  /** Whether a fresh token was asked for, each time. */
  readonly identity: readonly boolean[];
  readonly ids: readonly string[];
  /** For each time that the page was shown: whether it came back from a cache. */
  readonly shown: readonly boolean[];
}

/** A tab with a page of the shop. */
export interface Visit {
  readonly tab: Tab;
  /** Chooses a score and writes into the field that opens after it. */
  write(words: string): Promise<void>;
  press(): Promise<void>;
  /** Waits until the screen says so. */
  says(state: State): Promise<void>;
  seen(): Promise<Seen>;
  /** Slips of answers by kind. */
  stored(): Promise<readonly string[]>;
  /** Checks that the screen has told the truth and nothing reached the host page; then closes the tab. */
  end(): Promise<void>;
  /** The tab is no more, and cannot be asked. */
  gone(): void;
}

export interface Place {
  readonly engine: Engine;
  readonly driven: Driven;
  readonly shop: Shop;
  /** Marks this row's answers. */
  readonly product: string;
  /** Opens a page; the outbox is there when it resolves, unless `early`. */
  visit(options?: Readonly<Record<string, string | number>>, early?: boolean): Promise<Visit>;
  /** What is stored of this row's answers. */
  rows(): Promise<readonly Row[]>;
  /** Waits until as many answers are stored, and checks that each is so once. */
  holds(count: number): Promise<void>;
  /** Waits until it is so. */
  until(what: string, is: () => boolean | Promise<boolean>): Promise<void>;
}

/** In ms. */
const PATIENCE = 40_000;

/** Looks again until it is so. */
export async function until(
  what: string | (() => string),
  is: () => boolean | Promise<boolean>,
  patience = PATIENCE,
): Promise<void> {
  let over = false;
  // A browser that answers no more must not keep the test for ever.
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => {
      over = true;
      resolve(false);
    }, patience).unref();
  });
  while (!(await Promise.race([is(), late]))) {
    if (over) throw new Error(`it never came: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

let number = 0;

/** Runs a row in a place of its own, and leaves nothing of it behind. */
export async function inPlace(engine: Engine, driven: Driven, back: Back, row: (place: Place) => Promise<void>) {
  const shop = await openShop(back);
  const product = `${engine.name}-${++number}.`;
  const visits = new Set<Visit>();
  const rows = () => back.rows(product);
  const place: Place = {
    engine,
    driven,
    shop,
    product,
    rows,
    until,
    async visit(options = {}, early = false) {
      const tab = await driven.newTab();
      const visit = createVisit(tab, shop, () => visits.delete(visit));
      visits.add(visit);
      await tab.goto(shop.page({ product, ...options }));
      // A page that is hidden for a moment sends what it has so far: that is another test's matter.
      const ready = 'return !!window.shop?.armed() && document.visibilityState === "visible"';
      if (!early) await until('the outbox', () => tab.run(ready));
      return visit;
    },
    async holds(count) {
      let found = await rows();
      const heard = () => `${count} rows, but ${JSON.stringify({ found, posts: shop.posts, reports: shop.reports })}`;
      await until(heard, async () => {
        found = await rows();
        return found.length >= count;
      });
      assert.equal(found.length, count, `rows: ${JSON.stringify(found)}`);
      assert.equal(new Set(found.map(({ id }) => id)).size, count);
    },
  };
  try {
    await row(place);
    for (const visit of visits) await visit.end();
    assert.equal(shop.elsewhere, 0, 'nothing may be sent elsewhere');
  } finally {
    // After a failure the rest is only cleared away.
    await driven.offline?.(false).catch(() => {});
    for (const visit of visits) await visit.tab.close().catch(() => {});
    await shop.close();
  }
}

function createVisit(tab: Tab, shop: Shop, gone: () => void): Visit {
  const seen = () => tab.run<Seen>('return shop.seen');
  return {
    tab,
    seen,
    gone,
    async write(words) {
      await tab.run('shop.choose()');
      await until('the field', () => tab.run('return shop.type(given[0])', words));
    },
    press: async () => void (await tab.run('shop.press()')),
    async says(state) {
      let last: unknown;
      await until(`"${state}" on the screen`, async () => {
        last = await tab.run<{ state: State }>('return shop.screen()');
        return (last as { state: State }).state === state;
      }).catch(async (error) => {
        throw new Error(`${error.message}; it is ${JSON.stringify(last)} after ${JSON.stringify(await seen())}`);
      });
    },
    stored: () => tab.run('return shop.stored()'),
    async end() {
      // What was said to be saved is looked for in the database after it was said.
      await until('a look into the database', async () =>
        (await seen()).events.every(({ type, kept }) => type !== 'queued' || !!kept),
      );
      truth(await seen(), shop);
      await tab.close();
      gone();
    },
  };
}

/** What the screen said was so when it said it, and nothing of ours reached the host page. */
export function truth(seen: Seen, { back }: Pick<Shop, 'back'>): void {
  assert.deepEqual(seen.errors, [], 'errors on the host page');
  for (const { type, id, at, kept, status } of seen.events) {
    // Both clocks are this machine's, but a page's is rounded.
    const stored = back.commits.some((commit) => commit.id === id && commit.at <= at + 20);
    if (type === 'sent') assert.ok(stored, `${id} was said to be sent before it was stored: ${status}`);
    if (type === 'queued' && !stored) assert.notEqual(kept, 'nowhere', `${id} was said to be saved`);
  }
  for (const { state, words, typed } of seen.screens)
    if (['saving', 'failed', 'refused'].includes(state) && typed)
      assert.equal(words, typed, `the words while ${state}`);
}
