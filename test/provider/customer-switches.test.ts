/**
 * Many customers on one browser: they sign in and out at random moments, live and by new pages, go back, use two tabs, and
 * write, answer and track. Nothing of one may be shown, sent, read or kept under another.
 *
 * Each run makes 250 switches with fixed seeds and 2,000 with fresh ones, whose first the run prints. SWITCHES=n sets the number
 * of the fresh ones (10000 takes some minutes), SEED=n their first seed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Browser, createArea, type Page, tokenOf } from './switches/browser.ts';

const FIXED = 250;
const SWITCHES = Number(process.env.SWITCHES ?? 2000);
const SEED = Number(process.env.SEED ?? Date.now() % 1e9);
/** A browser that never forgets fills up, so another one begins after this many switches. */
const BLOCK = 40;

const POINTS = { anna: 1280, bert: 7, cara: 55 } as const;
const PEOPLE = ['anna', 'bert', 'cara', ''] as const;
/** How pages write that nobody is signed in. */
const NOBODY = ['', undefined, null, 0, 'undefined', '[object Object]', '  '] as const;

function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

interface Tab {
  readonly session: Storage;
  pages: Page[];
  at: number;
}

/** Words that say who wrote them, and whom the widget took the writer for: `<<anna.anna>>`. */
const WORDS = /<<(\w+)\.([\w-]+)>>/g;
const authors = (text: string): { person: string; taken: string }[] =>
  [...text.matchAll(WORDS)].map(([, person = '', taken = '']) => ({ person, taken }));

/**
 * Whether words may be shown, stored or kept under a customer; nothing for a guest. The first guest of a page may be the
 * customer who signs in next, and while the page finds out who is there, the words are of whoever it is.
 */
const belongs = ({ person, taken }: { person: string; taken: string }, customer: string | undefined): boolean =>
  customer
    ? taken === customer || taken === 'first-guest' || (taken === 'unknown' && person === customer)
    : /guest|unknown/.test(taken);

class Shop {
  readonly random: (below: number) => number;
  readonly browser = new Browser(POINTS);
  readonly tabs: Tab[] = [];
  switches = 0;
  /** How the shop's pages say who the customer is. */
  readonly kind: number;
  tab = 0;
  readonly done: string[] = [];
  /** The page of the other tab, after everything was forgotten. */
  forgotten: Page | undefined;
  /** On which visits a rule has opened a question, for whom. */
  readonly visits = new Set<string>();

  constructor(seed: number) {
    this.random = createRandom(seed);
    this.kind = seed % 5;
    this.tabs = [0, 1].map(() => ({ session: createArea(), pages: [], at: -1 }));
  }

  get page(): Page {
    const { pages, at } = this.tabs[this.tab] as Tab;
    return pages[at] as Page;
  }

  /**
   * What a page says of the person who is signed in.
   *
   * @param live the page says it after it has loaded
   */
  said(person: string, live = false): object {
    const points = person ? { points: POINTS[person as keyof typeof POINTS] } : {};
    const identity = async () => (this.browser.session ? tokenOf(this.browser.session) : undefined);
    const customer = person || NOBODY[this.random(NOBODY.length)];
    // A page that says nothing of the customer believes the account.
    if (this.kind === 0) return { customer: customer || 'undefined', account: '/account.json', identity };
    // Only the account says who has loaded the page.
    if (this.kind === 1) return { ...(live && { customer }), account: '/account.json', identity };
    if (this.kind === 2) return { customer, account: person ? { id: person, ...points } : undefined, identity };
    if (this.kind === 3) return { customer, points: undefined, ...points, identity };
    return {
      ...(live && !person && { customer }),
      account: person ? { id: person, ...points } : undefined,
      identity,
    };
  }

  load(): void {
    const tab = this.tabs[this.tab] as Tab;
    const page = this.browser.open(tab.session);
    tab.pages = [...tab.pages.slice(0, tab.at + 1), page].slice(-4);
    tab.at = tab.pages.length - 1;
    page.model.start({ rules: {}, ...this.said(this.browser.session) });
  }

  leave(): void {
    const { page } = this;
    page.dispatch('window', 'pagehide', { persisted: true });
    page.frozen = true;
  }

  person(): string {
    return PEOPLE[this.random(PEOPLE.length)] as string;
  }

  signIn(person: string): void {
    if (person === this.browser.session) return;
    this.browser.session = person;
    this.switches++;
  }

  /** One random step of the person in front of the browser. */
  async step(): Promise<void> {
    const { page, browser, random } = this;
    const { model } = page;
    const what = random(14);
    this.done.push(String(what));
    if (what < 3) {
      const { customer, waiting, hadCustomer } = model.see();
      const taken = customer ?? (hadCustomer ? (waiting ? 'unknown' : 'guest') : 'first-guest');
      if (model.see().shown.length < 200) model.write(`<<${page.person || 'guest'}.${taken}>>`);
    } else if (what === 3) model.send();
    else if (what === 4) model.again();
    else if (what === 5) {
      const { customer } = model.see();
      if ((customer ?? '') === page.person) {
        model.remember(`order-${page.person || 'guest'}`);
        this.visits.add(`${this.tab} ${customer}`);
      }
    } else if (what < 9) {
      // Signs in or out on the page, which tells the widget.
      const person = this.person();
      const before = page.person;
      this.signIn(person);
      page.person = person;
      const byScript = random(2) > 0;
      if (this.kind === 2 && random(3) === 0 && before !== person) model.configure({ customer: person }, byScript);
      else model.configure(this.said(person, true), byScript);
    } else if (what === 9) {
      // Signs in or out on another page of the shop.
      this.leave();
      this.signIn(this.person());
      this.load();
    } else if (what === 10) {
      const tab = this.tabs[this.tab] as Tab;
      if (tab.at > 0) {
        this.leave();
        tab.at--;
        this.page.frozen = false;
        // Only a page that can ask the server learns who is there.
        this.page.person = this.browser.session;
        this.page.dispatch('window', 'pageshow', { persisted: true });
      }
    } else if (what === 11) {
      page.dispatch('document', 'visibilitychange');
      this.tab = 1 - this.tab;
      // Whoever opens the other tab sees a page that was rendered for whoever was signed in then.
      if (this.page.person !== this.browser.session) {
        this.leave();
        this.load();
      }
    } else if (what === 12) {
      browser.online = random(4) > 0;
      browser.latency = [0, 100, 1500][random(3)] as number;
      // Only a page that names the customer notices that the account is of another.
      browser.stale = this.kind === 0 && random(4) === 0;
    } else if (random(10) === 0) {
      await model.forget();
      const { pages, at } = this.tabs[1 - this.tab] as Tab;
      pages[at]?.dispatch('window', 'storage', { key: 'lojal:forget', newValue: '1' });
      await browser.pass(100);
      this.forgotten = pages[at];
    }
    await browser.pass([0, 0, 20, 900, 2000, 20_000, 31 * 60_000][random(7)] as number);
  }

  /** What is wrong with what the page in front shows, knows and has kept. */
  async faults(): Promise<string[]> {
    const { page, browser } = this;
    const faults: string[] = [];
    const { customer, waiting, points, shown, orders, level, visited } = page.model.see();
    const person = page.person || undefined;
    if (customer !== undefined && customer !== person) faults.push(`${person} is taken for ${customer}`);
    const left = this.forgotten?.model.see().visible;
    if (left) faults.push(`the other tab still shows ${left}`);
    this.forgotten = undefined;
    const own = person && POINTS[person as keyof typeof POINTS];
    if (points !== undefined && points !== own) faults.push(`${person} sees ${points} points`);
    if (visited && !this.visits.has(`${this.tab} ${customer}`)) faults.push(`${customer} counts as asked`);
    // Who is not recognised counts as a guest, and guests of one browser cannot be told apart.
    if (!waiting)
      for (const words of authors(shown))
        if (!belongs(words, customer)) faults.push(`${customer} sees <<${words.person}.${words.taken}>>`);
    if (!waiting)
      for (const order of [...orders, ...(level ? [level] : [])])
        if (order !== `order-${customer ?? 'guest'}`) faults.push(`${customer} is asked about ${order}`);
    for (const { subject, body } of browser.posts.splice(0))
      for (const words of authors(body))
        if (!belongs(words, subject)) faults.push(`<<${words.person}.${words.taken}>> is stored under ${subject}`);
    for (const area of [browser.local, ...this.tabs.map(({ session }) => session)])
      for (const [key, value] of Object.entries(area)) {
        const { customer = /^lojal:draft:(\w*):/.exec(key)?.[1] } = key.startsWith('lojal:answer:')
          ? (JSON.parse(String(value)) as { customer?: string })
          : {};
        for (const words of authors(String(value)))
          if (!belongs(words, customer)) faults.push(`${key} of ${customer} holds <<${words.person}.${words.taken}>>`);
      }
    return faults;
  }
}

async function makeSwitches(most: number, first: number): Promise<void> {
  let switches = 0;
  let steps = 0;
  let letters = 0;
  let points = 0;
  for (let seed = first; switches < most; seed++) {
    const shop = new Shop(seed);
    for (shop.tab of [1, 0]) shop.load();
    await shop.browser.pass(100);
    while (shop.switches < BLOCK && switches + shop.switches < most) {
      await shop.step();
      steps++;
      const faults = await shop.faults();
      assert.deepEqual(faults, [], `SEED=${seed}, after ${shop.done.length} steps: ${shop.done.slice(-12)}`);
      const seen = shop.page.model.see();
      letters += seen.shown.length;
      points += seen.points === undefined ? 0 : 1;
    }
    switches += shop.switches;
  }
  console.log(
    `${switches} switches in ${steps} steps from seed ${first} on; ${letters} letters and ${points} balances were shown`,
  );
  assert.ok(letters > switches && points > switches / 10, 'the widget was in use');
}

test(`${FIXED} switches of customers with fixed seeds: nothing of one under another`, () => makeSwitches(FIXED, 1));

test('another tab forgets while this one finds out who the customer is: what was written is gone', () =>
  makeSwitches(BLOCK, 474135));

test(`${SWITCHES} switches of customers with fresh seeds: nothing of one under another`, () => {
  console.log(`The first fresh seed is ${SEED}: repeat with SEED=${SEED}.`);
  return makeSwitches(SWITCHES, SEED);
});
