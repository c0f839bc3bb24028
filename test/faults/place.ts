/** The setup of one row of the fault matrix: a separate shop, and tabs of one browser. */
import assert from 'node:assert/strict';
import type { Driven, Engine, Tab } from '../helpers/drive/index.ts';
import { createPause } from '../helpers/pause.ts';
import { openShop, type Shop } from './shop.ts';
import type { Back, Row } from './store.ts';

export type State = 'open' | 'saving' | 'sent' | 'queued' | 'failed' | 'refused' | 'thanks';

/** The record of page.js. */
export interface Seen {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly events: readonly {
    readonly at: number;
    readonly type: 'answer' | 'sent' | 'queued' | 'failed';
    readonly id: string;
    readonly status?: number | null;
    /** Where a queued answer was stored when "saved" was shown. */
    readonly kept?: 'web storage' | 'database' | 'nowhere' | null;
  }[];
  readonly screens: readonly {
    readonly state: State;
    readonly words?: string | null;
    readonly typed?: string | null;
  }[];
  /** For each call of `identity`: whether a fresh token was requested. */
  readonly identity: readonly boolean[];
  readonly ids: readonly string[];
  /** For each `pageshow`: whether the page came from the back-forward cache. */
  readonly shown: readonly boolean[];
}

/** A tab with a page of the shop. */
export interface Visit {
  readonly tab: Tab;
  /** Chooses a score and types into the field that then opens. */
  write(words: string): Promise<void>;
  press(): Promise<void>;
  /** Waits until the screen shows this state. */
  says(state: State): Promise<void>;
  seen(): Promise<Seen>;
  /** The kinds of the saved answers. */
  stored(): Promise<readonly string[]>;
  /** Checks that each shown outcome was true and the host page saw no error, then closes the tab. */
  end(): Promise<void>;
  /** Marks the tab as closed, so that `end` is not called. */
  gone(): void;
}

export interface Place {
  readonly engine: Engine;
  readonly driven: Driven;
  readonly shop: Shop;
  /** The product name that identifies this row's answers. */
  readonly product: string;
  /** Opens a page. Resolves when the outbox is loaded; with `early`, when the page is loaded. */
  visit(options?: Readonly<Record<string, string | number>>, early?: boolean): Promise<Visit>;
  /** The stored answers of this row. */
  rows(): Promise<readonly Row[]>;
  /** Waits until `count` answers are stored, and checks that each is stored once. */
  holds(count: number): Promise<void>;
  /** Waits until `is` returns true. `what` names the condition in the error message. */
  until(what: string | (() => string), is: () => boolean | Promise<boolean>): Promise<void>;
}

/** The time limit of a condition, in ms. */
const PATIENCE = 90_000;

/** Polls until `is` returns true. @throws Error after `patience` ms */
export async function until(
  what: string | (() => string),
  is: () => boolean | Promise<boolean>,
  patience = PATIENCE,
): Promise<void> {
  let over = false;
  // Race with a timer, because a browser that does not respond would block the test forever.
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => {
      over = true;
      resolve(false);
    }, patience).unref();
  });
  const pause = createPause();
  while (!(await Promise.race([is(), late]))) {
    if (over) throw new Error(`it never came: ${typeof what === 'string' ? what : what()}`);
    await pause();
  }
}

let number = 0;

/** Runs a row with a separate shop, then closes the shop and all tabs. */
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
      // Wait until the page is visible: a page that becomes hidden sends its drafts, which would disturb the row.
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
    // After a failure, clean up without further checks.
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
      // page.js looks each queued answer up in the database after the event.
      await until('a look into the database', async () =>
        (await seen()).events.every(({ type, kept }) => type !== 'queued' || !!kept),
      );
      truth(await seen(), shop);
      await tab.close();
      gone();
    },
  };
}

/** Checks that every shown outcome was true at that time, and that the host page saw no error. */
export function truth(seen: Seen, { back }: Pick<Shop, 'back'>): void {
  assert.deepEqual(seen.errors, [], 'errors on the host page');
  for (const { type, id, at, kept, status } of seen.events) {
    // Both times are from this machine's clock, but browsers round theirs.
    const stored = back.commits.some((commit) => commit.id === id && commit.at <= at + 20);
    if (type === 'sent') assert.ok(stored, `${id} was said to be sent before it was stored: ${status}`);
    if (type === 'queued' && !stored) assert.notEqual(kept, 'nowhere', `${id} was said to be saved`);
  }
  for (const { state, words, typed } of seen.screens)
    if (['saving', 'failed', 'refused'].includes(state) && typed)
      assert.equal(words, typed, `the words while ${state}`);
}
