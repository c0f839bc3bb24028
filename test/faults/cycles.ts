/**
 * Customers answer, and at a random moment around the click the page is closed, the page is left for another one, or the browser is
 * killed. Meanwhile the endpoint fails most of the time. At the end the endpoint works, and one more visit of each browser delivers
 * the remaining answers. Every answer that was shown as saved or sent must then be stored exactly once.
 */
import { type Driven, type Engine, newFolder, removeFolder, type Tab } from '../helpers/drive/index.ts';
import { until } from './place.ts';
import { always, PASS, random, seeded } from './plan.ts';
import { openShop, type Shop } from './shop.ts';
import type { Back } from './store.ts';

const ENDINGS = ['closing', 'navigating', 'killing'] as const;
type Ending = (typeof ENDINGS)[number];

/** The numbers of answers for one kind of ending. */
export interface Tally {
  cycles: number;
  /** Answers that were first shown as saved; `sent`: first shown as sent. */
  saved: number;
  sent: number;
  /** Answers whose page ended before an outcome was shown. Some of them arrive nevertheless. */
  silent: number;
  lost: number;
  duplicated: number;
}

export interface Result {
  readonly tallies: Readonly<Record<Ending, Tally>>;
  readonly requests: number;
}

const HOUR = 3_600_000;
/** Answers between two deliveries. The outbox holds at most 200. */
const ROOM = 60;
/** Of five pages, two are closed and two are left. Only one is killed, because each kill requires a new browser. */
const TURNS: readonly Ending[] = ['closing', 'navigating', 'closing', 'navigating', 'killing'];

export async function runCycles(engine: Engine, back: Back, count: number, seed: number): Promise<Result> {
  const shop = await openShop(back);
  const driven = await engine.open();
  const profile = newFolder();
  const chance = random(seed);
  const name = `cycles-${engine.name}-${seed}`;
  const endings = new Map<string, Ending>();
  let pace = 1;
  try {
    for (let i = 0; i < count; i++) {
      const ending = TURNS[i % TURNS.length] ?? 'closing';
      const product = `${name}-${i}.`;
      endings.set(product, ending);
      shop.plan = seeded(seed + i);
      // A page needs longer for an answer on a busy machine. While most pages end before any outcome, the pages get more time.
      if (i >= TURNS.length && informed(shop, name) < i / 3) pace *= 1.3;
      const wait = Math.round(chance() * 200);
      const after = Math.round(chance() * 500 * pace);
      await cycle(engine, driven, profile, shop, product, ending, wait, after);
      if (i % ROOM === ROOM - 1) await deliver(engine, driven, profile, shop);
    }
    await deliver(engine, driven, profile, shop);
    return { tallies: await compare(shop, name, endings), requests: shop.posts.length };
  } finally {
    await driven.kill();
    await shop.close();
    removeFolder(profile);
  }
}

/** The number of answers of these cycles of which the page has shown an outcome. */
function informed(shop: Shop, name: string): number {
  const shown = new Set(shop.reports.filter(({ event }) => event === 'sent' || event === 'queued').map(({ id }) => id));
  const own = shop.reports.filter(
    ({ event, product, id }) => event === 'answer' && product.startsWith(name) && shown.has(id),
  );
  return own.length;
}

/** One customer, who clicks `wait` ms after the question is shown. The page ends `after` ms after the question is shown. */
async function cycle(
  engine: Engine,
  driven: Driven,
  profile: string,
  shop: Shop,
  product: string,
  ending: Ending,
  wait: number,
  after: number,
): Promise<void> {
  const ready = () =>
    until(`the question of ${product}`, () =>
      shop.reports.some((report) => report.product === product && report.event === 'ready'),
    );
  const url = shop.page({
    product,
    drive: 1,
    report: 1,
    wait,
    ...(ending === 'navigating' && { go: '/blank', after }),
  });
  if (ending === 'killing') {
    const running = await engine.visit(profile, url);
    try {
      await ready();
      await new Promise((resolve) => setTimeout(resolve, after));
    } finally {
      await running.kill();
    }
    return;
  }
  const tab = await driven.newTab();
  // The page may navigate before it has loaded.
  await tab.goto(url).catch(() => {});
  await ready();
  if (ending === 'closing') await new Promise((resolve) => setTimeout(resolve, after));
  else await until('the next page', () => there(tab));
  await tab.close();
}

const there = (tab: Tab): Promise<boolean> =>
  tab.run<boolean>('return location.pathname === "/blank"').catch(() => false);

/** Lets the endpoint work. A later visit in each browser delivers all of its answers. */
async function deliver(engine: Engine, driven: Driven, profile: string, shop: Shop): Promise<void> {
  shop.plan = always(PASS);
  const tab = await driven.newTab();
  await tab.goto(shop.page({ product: 'a visit', clock: HOUR }));
  await until('the tabs have delivered', async () =>
    (await tab.run<string[]>('return shop.stored()')).every((kind) => kind === 'tombstone'),
  );
  await tab.close();
  const from = shop.reports.length;
  const running = await engine.visit(profile, shop.page({ product: 'a visit', clock: HOUR, report: 1, count: 1 }));
  await until('the killed ones have delivered', () =>
    shop.reports.slice(from).some(({ event }) => event === 'left: 0'),
  ).finally(() => running.kill());
}

async function compare(shop: Shop, name: string, endings: ReadonlyMap<string, Ending>): Promise<Result['tallies']> {
  const fresh = (): Tally => ({ cycles: 0, saved: 0, sent: 0, silent: 0, lost: 0, duplicated: 0 });
  const tallies = { closing: fresh(), navigating: fresh(), killing: fresh() };
  const stored = new Map<string, number>();
  for (const { data } of await shop.back.rows(`${name}-`))
    stored.set(data.product ?? '', (stored.get(data.product ?? '') ?? 0) + 1);
  // A page also reports outcomes of answers from earlier pages, so outcomes are matched by id.
  const ids = new Map<string, string>();
  for (const { event, product, id } of shop.reports) if (event === 'answer') ids.set(product, id);
  /** The first outcome that was shown for each id. */
  const outcomes = new Map<string, 'saved' | 'sent'>();
  for (const { event, id } of shop.reports)
    if ((event === 'sent' || event === 'queued') && !outcomes.has(id))
      outcomes.set(id, event === 'sent' ? event : 'saved');
  for (const [product, ending] of endings) {
    const outcome = outcomes.get(ids.get(product) ?? 'never clicked') ?? 'silent';
    const tally = tallies[ending];
    const rows = stored.get(product) ?? 0;
    tally.cycles++;
    tally[outcome]++;
    if (outcome !== 'silent' && !rows) {
      tally.lost++;
      console.log(`lost: ${product}`, JSON.stringify(history(shop, product)));
    }
    if (rows > 1) tally.duplicated++;
  }
  return tallies;
}

/** All reports and posts of an answer in order of time, to find out why it was lost. */
const history = (shop: Shop, product: string) =>
  [
    ...shop.reports.filter((report) => report.product === product).map(({ at, event }) => ({ at, event })),
    ...shop.posts.filter((post) => post.product === product).map(({ at, id, fault }) => ({ at, id, fault })),
  ].sort((a, b) => a.at - b.at);

/** One line per kind of ending. */
export const describe = (engine: Engine, { tallies, requests }: Result): string =>
  [
    ...ENDINGS.map((ending) => {
      const { cycles, saved, sent, silent, lost, duplicated } = tallies[ending];
      const told = `${saved} told "saved", ${sent} told "sent", ${silent} gone before`;
      return `${engine.name}, ${ending}: ${cycles} cycles, ${told}; ${lost} lost, ${duplicated} duplicated`;
    }),
    `${engine.name}: ${requests} requests`,
  ].join('\n');
