// @ts-check
/** The gallery: every state in light mode, dark mode and another language (Swedish, or `?lang=`). */

import { withLojal } from './shop.js';

/** @typedef {import('../../src/provider/program.ts').LojalProgram} Program */
/** @typedef {HTMLElement & { show(): void, updateComplete: Promise<boolean> }} Lit */

/**
 * @typedef {object} State
 * @property {string} name
 * @property {string} about
 * @property {readonly string[]} tags `lojal-tier variant=steps`; several are stacked
 * @property {Record<string, unknown>} [account] the account; dates in days from today
 * @property {boolean} [waiting] the account never loads
 * @property {string} [endpoint]
 * @property {string} [server]
 * @property {readonly [string, string]} [fallback] in English and Swedish
 * @property {boolean} [sentence] within a line of text
 * @property {boolean} [incentive]
 * @property {readonly object[]} [rewards] instead of the shop's
 * @property {Record<string, unknown>} [club] more keys of the program
 * @property {Record<string, unknown>} [ask] the program's `ask`
 * @property {(element: Lit, program: Program) => unknown} [act] brings the element into its state
 */

const FALLBACK = /** @type {const} */ (['Members see their points here.', 'Medlemmar ser sina poäng här.']);
const TIER_FALLBACK = /** @type {const} */ (['Members see their level here.', 'Medlemmar ser sin nivå här.']);

const VALUES = [
  { id: 'range', text: { en: 'The range of records', sv: 'Utbudet av skivor' } },
  { id: 'price', text: { en: 'The prices', sv: 'Priserna' } },
  { id: 'advice', text: { en: 'Advice from people who listen themselves', sv: 'Råd från folk som själva lyssnar' } },
  { id: 'delivery', text: { en: 'Quick delivery', sv: 'Snabb leverans' } },
];

/** @param {number} n */
const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

// The actions of a visitor.

const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** @param {Lit} element @param {string} selector */
async function click(element, selector, n = 0) {
  await element.updateComplete;
  const found = () => /** @type {HTMLElement | undefined} */ (element.shadowRoot?.querySelectorAll(selector)[n]);
  // The program may not be loaded yet.
  for (let frames = 60; !found() && frames; frames--) await frame();
  found()?.click();
  await frame();
  await element.updateComplete;
}

/** @param {Lit} element @param {string} selector @param {string} text */
async function type(element, selector, text) {
  await element.updateComplete;
  /** @type {HTMLInputElement | null | undefined} */
  const field = element.shadowRoot?.querySelector(selector);
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

/** @param {number} n */
const score = (n) => (/** @type {Lit} */ element) => click(element, '[part~=option] input', n);
/** @param {Lit} element */
const submit = (element) => click(element, '[part~=submit]');
/** Chooses a score, submits, and waits for the outcome. @param {number} n @param {boolean} [quick] does not wait */
const answer =
  (n, quick = false) =>
  async (/** @type {Lit} */ element) => {
    const settled = new Promise((resolve) => {
      for (const name of ['sent', 'queued', 'failed'])
        element.addEventListener(`lojal-${name}`, resolve, { once: true });
      setTimeout(resolve, 3_000);
    });
    await score(n)(element);
    await submit(element);
    if (!quick) await settled;
  };

/** @param {Lit} element */
async function write(element) {
  await score(3)(element);
  await type(element, '#title', 'A headline stands here');
  await type(
    element,
    '#body',
    'And here are the words of the review: as many as the customer likes, as few as they like.',
  );
}

const SINGLE = [{ id: 'single', name: { en: 'A single of your choice', sv: 'En valfri singel' }, points: 10 }];

/** A program with every way to earn and to redeem. */
const CLUB = {
  points: { perUnit: 1, available: { after: 'P14D' }, expire: { after: 'P12M' } },
  earn: [
    { id: 'welcome', when: 'join', points: 50 },
    { id: 'review', when: 'review', points: 20 },
    { id: 'nps', when: 'nps', points: 5, every: 'P90D' },
    { id: 'birthday', when: 'birthday', points: 100 },
    { id: 'year', when: 'anniversary', points: 50 },
    {
      id: 'follow',
      when: 'visit',
      points: 10,
      name: { en: 'Read our journal', sv: 'Läs vår tidning' },
      url: '/rewards.html',
    },
  ],
  campaigns: [{ id: 'week', name: { en: 'Vinyl week', sv: 'Vinylvecka' }, from: day(-3), until: day(4), times: 2 }],
  rewards: [
    {
      id: 'tree',
      name: { en: 'A tree', sv: 'Ett träd' },
      points: 100,
      kind: 'donation',
      cause: { en: 'Trees for Lapland', sv: 'Träd till Lappland' },
    },
    {
      id: 'five',
      name: { en: '$5 off any record', sv: '5 dollar rabatt på en skiva' },
      points: 150,
      kind: 'discount',
      value: 5,
      minimum: 20,
      expire: { after: 'P3M' },
    },
    { id: 'coffee', name: { en: 'A coffee', sv: 'En kaffe' }, points: 400, kind: 'partner', partner: 'Café Nord' },
  ],
  referral: {
    friend: { kind: 'discount', value: 10, minimum: 50 },
    advocate: { points: 500 },
    qualifies: { minimum: 50, after: 'P14D' },
  },
  membership: { name: 'Nord Plus', price: 29, period: 'P1Y', times: 2 },
};
const HISTORY = [
  { id: 'order:10040', at: -400, kind: 'order', spend: 61.4, points: 61 },
  {
    id: 'order:10041',
    at: -80,
    kind: 'order',
    spend: 120,
    points: 240,
    base: 120,
    factors: [{ by: 'campaign', id: 'week', times: 2, points: 120 }],
  },
  { id: 'refund:10041:r1', at: -70, kind: 'refund', of: 'order:10041', spend: 20, points: 40 },
  { id: 'redeem:r1', at: -30, kind: 'redeem', points: 150, reward: 'five' },
  { id: 'join', at: -20, kind: 'bonus', points: 50, rule: 'welcome' },
  { id: 'order:10042', at: -2, kind: 'order', spend: 49.9, points: 49, pending: true },
];

const CODES = [
  { id: 'r1', reward: 'five', code: 'K7WQ-3HXR-M9PD-6TVA', state: 'issued', expires: day(60) },
  { id: 'r0', reward: 'five', code: 'Q2WE-8RTY-3UPA-5SDF', state: 'used' },
];

/** @type {readonly { id: string, name: string, states: readonly State[] }[]} */
const groups = [
  {
    id: 'points',
    name: 'Points',
    states: [
      {
        name: 'A balance',
        about: 'With its worth, a reward that can be redeemed, and the next one.',
        tags: ['lojal-points'],
        account: { points: 186 },
      },
      { name: 'Waiting', about: 'The account is loading.', tags: ['lojal-points'], waiting: true },
      {
        name: 'No data, with fallback',
        about: 'A guest sees the tag’s content.',
        tags: ['lojal-points'],
        fallback: FALLBACK,
      },
      { name: 'No data, no fallback', about: 'Nothing is shown.', tags: ['lojal-points'] },
      {
        name: 'Bad data',
        about: 'points="1,5": the fallback, and one warning in the console.',
        tags: ['lojal-points points=1,5'],
        fallback: FALLBACK,
      },
      {
        name: 'Nothing earned yet',
        about: 'Zero points, and the first reward.',
        tags: ['lojal-points'],
        account: { points: 0 },
      },
      { name: 'One point', about: 'Singular.', tags: ['lojal-points'], account: { points: 1 } },
      {
        name: 'Negative',
        about: 'A refund after the points were spent.',
        tags: ['lojal-points'],
        account: { points: -40 },
      },
      {
        name: 'A million and more',
        about: 'Compact; screen readers get the full number.',
        tags: ['lojal-points'],
        account: { points: 1_234_567 },
      },
      {
        name: 'On the way, and expiring',
        about: 'Pending points are not part of the balance.',
        tags: ['lojal-points'],
        account: {
          ledger: [
            { id: 'o1', at: -350, kind: 'order', spend: 61.4 },
            { id: 'o2', at: -80, kind: 'order', spend: 120 },
            { id: 'o3', at: -1, kind: 'order', spend: 44.98, pending: true },
          ],
        },
      },
      {
        name: 'By attributes',
        about: 'Without a program: points, pending, expiring, expires, label.',
        tags: [`lojal-points points=1280 pending=40 expiring=120 expires=${day(40)} label=beans`],
      },
      {
        name: 'Inline',
        about: 'The balance within a sentence.',
        tags: ['lojal-points variant=inline'],
        account: { points: 1280 },
        sentence: true,
      },
    ],
  },
  {
    id: 'tier',
    name: 'Tier',
    states: [
      { name: 'First level', about: 'On the way to the next level.', tags: ['lojal-tier'], account: { spend: 37.5 } },
      { name: 'Waiting', about: 'The account is loading.', tags: ['lojal-tier'], waiting: true },
      {
        name: 'No data, with fallback',
        about: 'A guest sees the tag’s content.',
        tags: ['lojal-tier'],
        fallback: TIER_FALLBACK,
      },
      {
        name: 'Bad data',
        about: 'value="many": the fallback, and one warning in the console.',
        tags: ['lojal-tier value=many'],
        fallback: TIER_FALLBACK,
      },
      { name: 'On the threshold', about: 'Exactly $100 is Silver.', tags: ['lojal-tier'], account: { spend: 100 } },
      {
        name: 'A cent below',
        about: 'The bar is not full before the level is reached.',
        tags: ['lojal-tier'],
        account: { spend: 299.99 },
      },
      { name: 'At the top', about: 'The bar is full.', tags: ['lojal-tier'], account: { spend: 1388.06 } },
      {
        name: 'Kept until',
        about: 'Until when the level is kept, in a rolling year.',
        tags: ['lojal-tier'],
        account: {
          ledger: [
            { id: 'o1', at: -300, kind: 'order', spend: 180 },
            { id: 'o2', at: -60, kind: 'order', spend: 160 },
          ],
        },
      },
      {
        name: 'With a cart',
        about: 'The lighter part of the bar is the cart.',
        tags: ['lojal-tier cart=24.98'],
        account: { spend: 42 },
      },
      {
        name: 'With a cart that reaches the next level',
        about: '',
        tags: ['lojal-tier cart=49.90'],
        account: { spend: 72 },
      },
      {
        name: 'Steps',
        about: 'All levels in a row.',
        tags: ['lojal-tier variant=steps'],
        account: { spend: 20 },
      },
      { name: 'Steps, in between', about: '', tags: ['lojal-tier variant=steps'], account: { spend: 520 } },
      { name: 'Steps, at the top', about: '', tags: ['lojal-tier variant=steps'], account: { spend: 900 } },
      {
        name: 'A ring',
        about: 'With a cart.',
        tags: ['lojal-tier variant=ring cart=49.90'],
        account: { spend: 72 },
      },
      { name: 'A ring, closed', about: '', tags: ['lojal-tier variant=ring'], account: { spend: 900 } },
      {
        name: 'The paper stamp card',
        about: 'One stamp per point of the next reward.',
        tags: ['lojal-tier variant=stamps'],
        account: { points: 7 },
        rewards: SINGLE,
      },
      {
        name: 'A full stamp card',
        about: '',
        tags: ['lojal-tier variant=stamps'],
        account: { points: 10 },
        rewards: SINGLE,
      },
      {
        name: 'A level reached',
        about: 'The account changes while the page is open.',
        tags: ['lojal-tier'],
        account: { spend: 40 },
        async act(element, program) {
          // `lojal-up` needs a level that was seen before. `lojal-near` shows that the element has recorded it.
          const near = new Promise((resolve) => element.addEventListener('lojal-near', resolve, { once: true }));
          program.account = { ...Object(program.account), spend: 96 };
          await near;
          program.account = { ...Object(program.account), spend: 131.5 };
        },
      },
    ],
  },
  {
    id: 'nps',
    name: 'NPS',
    states: [
      { name: 'The question', about: '', tags: ['lojal-nps'] },
      { name: 'Of a product', about: 'product-name', tags: ['lojal-nps product-name=Birch‑Hours'] },
      {
        name: 'Detractor',
        about: '0 to 6: asks what went wrong and for permission to contact the customer.',
        tags: ['lojal-nps'],
        act: score(3),
      },
      { name: 'Passive', about: '7 and 8', tags: ['lojal-nps'], act: score(8) },
      { name: 'Promoter', about: '9 and 10', tags: ['lojal-nps'], act: score(10) },
      {
        name: 'Sent',
        about: 'The endpoint responded with 204.',
        tags: ['lojal-nps'],
        endpoint: '/gallery/sent',
        act: answer(9),
      },
      {
        name: 'Sent, with the wish to be contacted',
        about: '',
        tags: ['lojal-nps'],
        endpoint: '/gallery/sent',
        async act(element) {
          await score(2)(element);
          await click(element, 'input[type=checkbox]');
          await answer(2)(element);
        },
      },
      {
        name: 'Sent by a promoter',
        about: 'With the shop’s link, and the offer of a testimonial for promoters.',
        tags: ['lojal-nps testimonial'],
        endpoint: '/gallery/sent',
        ask: {
          nps: {
            next: {
              text: { en: 'See what your points are worth', sv: 'Se vad poängen räcker till' },
              url: '/rewards.html',
            },
          },
        },
        act: answer(10),
      },
      {
        name: 'Saved for later',
        about: 'The endpoint responds with 503.',
        tags: ['lojal-nps'],
        endpoint: '/gallery/down',
        act: answer(7),
      },
      {
        name: 'Not sent',
        about: 'The endpoint rejects the answer with 422.',
        tags: ['lojal-nps'],
        endpoint: '/gallery/refuse',
        act: answer(6),
      },
      {
        name: 'Sending',
        about: 'The endpoint does not respond. After ten seconds the answer is saved for later.',
        tags: ['lojal-nps'],
        endpoint: '/gallery/slow',
        act: answer(8, true),
      },
    ],
  },
  {
    id: 'survey',
    name: 'Survey',
    states: [
      { name: 'How satisfied', about: 'kind="csat"', tags: ['lojal-survey kind=csat'] },
      { name: 'Not satisfied', about: '1 and 2', tags: ['lojal-survey kind=csat'], act: score(1) },
      { name: 'Neither', about: '', tags: ['lojal-survey kind=csat'], act: score(2) },
      {
        name: 'Satisfied with a product',
        about: '4 and 5',
        tags: ['lojal-survey kind=csat product-name=Birch‑Hours'],
        act: score(4),
      },
      { name: 'How easy', about: 'kind="ces"', tags: ['lojal-survey kind=ces'] },
      { name: 'How easy, answered', about: '5 to 7', tags: ['lojal-survey kind=ces'], act: score(5) },
      {
        name: 'A choice',
        about: 'kind="choice", in random order except the last option.',
        tags: ['lojal-survey kind=choice other'],
        ask: { choice: { options: VALUES } },
      },
      {
        name: 'Several, and something else',
        about: 'several',
        tags: ['lojal-survey kind=choice several other'],
        ask: { choice: { options: VALUES } },
        async act(element) {
          await score(0)(element);
          await score(4)(element);
        },
      },
      { name: 'Leaving', about: 'kind="exit", with the built-in reasons.', tags: ['lojal-survey kind=exit'] },
      {
        name: 'Leaving, with more to say',
        about: 'A reason and an optional comment.',
        tags: ['lojal-survey kind=exit'],
        act: score(1),
      },
      {
        name: 'Leaving for another reason',
        about: '',
        tags: ['lojal-survey kind=exit'],
        act: score(4),
      },
      {
        name: 'With what is missing',
        about: 'Submitted without a choice.',
        tags: ['lojal-survey kind=exit'],
        act: submit,
      },
      { name: 'Sent', about: '', tags: ['lojal-survey kind=csat'], endpoint: '/gallery/sent', act: answer(4) },
      {
        name: 'Sent by somebody who leaves',
        about: '',
        tags: ['lojal-survey kind=exit'],
        endpoint: '/gallery/sent',
        act: answer(0),
      },
      {
        name: 'Saved for later',
        about: 'The endpoint responds with 503.',
        tags: ['lojal-survey kind=ces'],
        endpoint: '/gallery/down',
        act: answer(3),
      },
      {
        name: 'Without options',
        about: 'A choice without options: the fallback, and one warning in the console.',
        tags: ['lojal-survey kind=choice'],
        fallback: ['What keeps you here? Write to us.', 'Vad får dig att stanna? Skriv till oss.'],
      },
    ],
  },
  {
    id: 'review',
    name: 'Review',
    states: [
      { name: 'Empty', about: '', tags: ['lojal-review product=birch-hours product-name=Birch‑Hours'] },
      {
        name: 'Filled',
        about: 'With a name and consent to publish.',
        tags: ['lojal-review product=birch-hours product-name=Birch‑Hours'],
        async act(element) {
          await write(element);
          await click(element, 'input[name=naming]');
          await type(element, '#name', 'The customer’s name');
          await click(element, 'input[type=checkbox]');
        },
      },
      {
        name: 'With what is missing',
        about: 'Submitted without stars and name.',
        tags: ['lojal-review product=birch-hours product-name=Birch‑Hours'],
        async act(element) {
          await click(element, 'input[name=naming]', 1);
          await submit(element);
        },
      },
      {
        name: 'Stars chosen beforehand',
        about: 'rating="5": preselected, not sent.',
        tags: ['lojal-review rating=5'],
      },
      {
        name: 'With something given for it',
        about: 'Disclosed beside the stars.',
        tags: ['lojal-review product=birch-hours product-name=Birch‑Hours'],
        incentive: true,
      },
      {
        name: 'Testimonial',
        about: 'Asks for consent to use it in marketing.',
        tags: ['lojal-review purpose=testimonial'],
      },
      {
        name: 'Sent, to be published',
        about: '',
        tags: ['lojal-review'],
        endpoint: '/gallery/sent',
        async act(element) {
          await write(element);
          await click(element, 'input[type=checkbox]');
          await answer(4)(element);
        },
      },
      {
        name: 'Sent, not to be published',
        about: '',
        tags: ['lojal-review'],
        endpoint: '/gallery/sent',
        act: answer(1),
      },
      {
        name: 'Saved for later',
        about: 'The endpoint responds with 503.',
        tags: ['lojal-review'],
        endpoint: '/gallery/down',
        act: answer(3),
      },
      {
        name: 'Not sent',
        about: 'The endpoint rejects the answer with 422. The text is kept.',
        tags: ['lojal-review'],
        endpoint: '/gallery/refuse',
        async act(element) {
          await write(element);
          await answer(2)(element);
        },
      },
      {
        name: 'Sending',
        about: 'The endpoint does not respond. After ten seconds the answer is saved for later.',
        tags: ['lojal-review'],
        endpoint: '/gallery/slow',
        act: answer(3, true),
      },
    ],
  },
  {
    id: 'club',
    name: 'Earning and redeeming',
    states: [
      {
        name: 'Ways to earn',
        about: 'Without a server: the rules and the links.',
        tags: ['lojal-earn'],
        club: CLUB,
        account: { points: 120 },
      },
      {
        name: 'Ways to earn, with a server',
        about: 'Buttons that earn, open a question, or ask for the birthday.',
        tags: ['lojal-earn'],
        club: CLUB,
        server: '/gallery/club',
        account: { points: 120 },
        act: (element) => click(element, '[data-action=birthday]'),
      },
      {
        name: 'Ways to earn, some done',
        about: 'When each rule last gave points.',
        tags: ['lojal-earn'],
        club: CLUB,
        account: {
          points: 120,
          earned: { welcome: day(-20), nps: day(-20), follow: day(-3) },
          birthday: { month: 2, day: 29 },
        },
      },
      {
        name: 'Rewards',
        about: 'What is in reach, and how far the rest is.',
        tags: ['lojal-rewards'],
        club: CLUB,
        account: { points: 186 },
      },
      {
        name: 'Rewards, with codes',
        about: 'Codes that can be used, and one that was.',
        tags: ['lojal-rewards'],
        club: CLUB,
        account: { points: 20, codes: CODES },
      },
      {
        name: 'A reward, about to be redeemed',
        about: 'The customer is asked before points are taken.',
        tags: ['lojal-rewards'],
        club: CLUB,
        server: '/gallery/club',
        account: { points: 186 },
        act: (element) => click(element, '[data-action="redeem five"]'),
      },
      {
        name: 'A reward, just redeemed',
        about: 'The code, to copy.',
        tags: ['lojal-rewards'],
        club: CLUB,
        server: '/gallery/club',
        account: { points: 186 },
        async act(element) {
          await click(element, '[data-action="redeem five"]');
          await click(element, '.ask .main');
        },
      },
      {
        name: 'Friends, with invitations',
        about: 'The link, and what became of each invitation.',
        tags: ['lojal-referral'],
        club: CLUB,
        server: '/gallery/club',
        account: { points: 20 },
      },
      {
        name: 'Friends',
        about: 'Without a server there is no link.',
        tags: ['lojal-referral'],
        club: CLUB,
        account: { points: 20 },
      },
      {
        name: 'Activity',
        about: 'The ledger in words.',
        tags: ['lojal-activity'],
        club: CLUB,
        account: { ledger: HISTORY },
      },
      {
        name: 'Activity, short',
        about: 'limit="2"',
        tags: ['lojal-activity limit=2'],
        club: CLUB,
        account: { ledger: HISTORY },
      },
      {
        name: 'Activity, empty',
        about: 'No entry yet.',
        tags: ['lojal-activity'],
        club: CLUB,
        account: { ledger: [] },
      },
      {
        name: 'Points of a price',
        about: 'With a campaign.',
        tags: ['lojal-product-points price=49.90'],
        club: CLUB,
        account: { points: 20 },
      },
    ],
  },
  {
    id: 'message',
    name: 'lojal-message',
    states: [],
  },
];

const LANGUAGES = ['sv', 'nb', 'da', 'fi', 'de', 'fr', 'es', 'nl', 'it', 'pt', 'pl', 'ar'];
const asked = new URLSearchParams(location.search).get('lang') ?? '';
const chosen = LANGUAGES.includes(asked) ? asked : 'sv';
const named = new Intl.DisplayNames('en', { type: 'language' });

const CELLS = [
  { name: 'Light', scheme: 'light', lang: 'en' },
  { name: 'Dark', scheme: 'dark', lang: 'en' },
  { name: named.of(chosen) ?? chosen, scheme: '', lang: chosen },
];

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** @param {string} text `lojal-tier variant=steps cart`; a no-break hyphen stands for a space */
function tag(text) {
  const [name = '', ...pairs] = text.split(' ');
  return make(name, Object.fromEntries(pairs.map((pair) => `${pair}=`.replaceAll('‑', ' ').split('='))));
}

/** Converts days from today to dates. @param {Record<string, unknown>} account @param {string} id */
function dated(account, id) {
  const ledger = /** @type {{ at: number }[] | undefined} */ (account.ledger);
  return { ...account, id, ...(ledger && { ledger: ledger.map((entry) => ({ ...entry, at: day(entry.at) })) }) };
}

/**
 * One state in one cell.
 *
 * @param {State} state
 * @param {typeof CELLS[number]} cell
 * @param {Record<string, unknown>} rules
 * @param {string} id
 */
function show(state, { name, scheme, lang }, rules, id) {
  const { tags, account, waiting, endpoint, fallback, sentence, incentive, ask, rewards, club, server } = state;
  const program = /** @type {Program} */ (
    make('lojal-program', {
      endpoint: endpoint ?? '/gallery/sent',
      ...(server && { server }),
      ...(scheme && { 'color-scheme': scheme }),
    })
  );
  // No asking rules in the gallery.
  const { incentive: given, ask: _, ...others } = rules;
  program.rules = {
    ...others,
    ...(incentive && { incentive: given }),
    ...(ask && { ask }),
    ...(rewards && { rewards }),
    ...club,
  };
  // Customers of their own, so that the states of one question do not share an answer.
  program.customer = id;
  if (account) program.account = dated(account, id);
  if (waiting) {
    // A token that never resolves keeps the account loading without an open connection.
    program.account = '/account/0001.json';
    program.identity = () => new Promise(() => {});
  }
  const elements = tags.map(tag);
  if (fallback)
    for (const element of elements) element.append(make('p', { class: 'plain' }, fallback[lang === 'sv' ? 1 : 0]));
  if (sentence) {
    const [before, after] = lang === 'sv' ? ['Du har ', ' att använda.'] : ['You have ', ' to spend.'];
    program.append(make('p', {}, before, ...elements, after));
  } else program.append(...elements);
  const box = make(
    'div',
    { class: 'cell', lang, 'data-scheme': scheme, ...(lang === 'ar' && { dir: 'rtl' }) },
    make('p', { class: 'name', lang: 'en', dir: 'ltr' }, name),
    program,
  );
  return { box, program, elements: /** @type {Lit[]} */ (elements) };
}

/** @param {Record<string, unknown>} rules */
async function build(rules) {
  /** @type {(() => Promise<unknown>)[]} */
  const acts = [];
  /** @type {(() => Promise<unknown>)[]} */
  const slow = [];
  const page = document.createDocumentFragment();
  for (const group of groups) {
    const heading = make('h2', { id: group.id }, group.name);
    const section = make('section', { class: 'group', 'aria-labelledby': group.id }, heading);
    if (['nps', 'review', 'survey', 'message'].includes(group.id)) section.append(corner(group.id));
    for (const state of group.states) {
      const columns = make('div', { class: 'columns' });
      for (const cell of CELLS) {
        const made = show(state, cell, rules, `gallery-${group.id}-${state.name}-${cell.name}`);
        const [element] = made.elements;
        if (state.act && element) {
          // Inert during the actions, so that they do not move the visitor's focus.
          made.box.inert = true;
          (state.endpoint === '/gallery/slow' ? slow : acts).push(async () => {
            await customElements.whenDefined(element.localName);
            await state.act?.(element, made.program);
            made.box.inert = false;
          });
        }
        columns.append(made.box);
      }
      const about = state.about ? [make('p', { class: 'small' }, state.about)] : [];
      section.append(make('article', { class: 'state' }, make('h3', {}, state.name), ...about, columns));
    }
    page.append(section);
  }
  document.getElementById('states')?.replaceChildren(page);
  // Answers are sent one after the other. The hanging endpoint comes last, because it delays the others.
  await Promise.all(acts.map((act) => act()));
  await Promise.all(slow.map((act) => act()));
  document.documentElement.dataset.ready = '';
}

/** What a message tells, as a rule would set it. */
const MESSAGE = {
  fact: {
    id: 'gold',
    name: 'near',
    metric: 'spend',
    remaining: 2400,
    level: { id: 'gold', name: 'Gold', from: 60_000, perks: ['Free shipping'], times: 1 },
  },
  url: '/rewards.html',
};

/** @param {string} name */
function corner(name) {
  const button = make('button', { class: 'quiet', type: 'button' }, 'Open it in the corner');
  button.addEventListener('click', async () => {
    const element = /** @type {Lit} */ (
      document.querySelector(`body > lojal-${name}`) ??
        make(`lojal-${name}`, {
          mode: 'corner',
          ...(asked && { lang: chosen }),
          ...(name === 'survey' && { kind: 'csat' }),
        })
    );
    document.body.append(element);
    await customElements.whenDefined(`lojal-${name}`);
    if (name === 'message') Object.assign(element, { message: MESSAGE });
    element.show();
  });
  return make('div', { class: 'button-row' }, button);
}

const picker = document.querySelector('select');
picker?.append(
  ...LANGUAGES.map((lang) =>
    make('option', { value: lang, ...(lang === chosen && { selected: '' }) }, named.of(lang) ?? lang),
  ),
);
picker?.addEventListener('change', () => location.assign(`?lang=${picker.value}`));

for (const button of document.querySelectorAll('[data-choose]'))
  button.addEventListener('click', () => {
    const { choose = '' } = /** @type {HTMLElement} */ (button).dataset;
    document.documentElement.dataset.scheme = choose;
    for (const other of document.querySelectorAll('[data-choose]'))
      other.setAttribute('aria-pressed', String(other === button));
  });

const [rules] = await Promise.all([
  fetch('/lojal.json').then((response) => response.json()),
  customElements.whenDefined('lojal-program'),
]);
// For questions in the corner, which are outside the cells.
/** @type {Program} */ (document.querySelector('lojal-program')).rules = rules;
withLojal(async (lojal) => {
  // Unsent answers of an earlier visit would interfere.
  await lojal.forget();
  await build(rules);
});
