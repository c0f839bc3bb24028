/** The path by keyboard through each element: what every key leads to. None of them is a trap, forward or back. */
import assert from 'node:assert/strict';
import { ends, type Page } from './place.ts';

export const PROGRAM = {
  name: 'Nord Records',
  currency: 'EUR',
  points: { perUnit: 1 },
  tiers: {
    metric: 'spend',
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: 'Silver', from: 200, perks: ['Free shipping'] },
    ],
  },
  rewards: [{ id: 'vinyl', name: 'a record', points: 100, url: '/rewards/vinyl' }],
  earn: [{ id: 'read', when: 'visit', points: 10, name: 'Our journal', url: '/journal' }],
  referral: { advocate: { points: 50 } },
  privacyUrl: '/privacy',
  messages: { near: { url: '/rewards/vinyl' } },
  // None of these comes by itself.
  ask: {
    choice: {
      urls: { allow: ['/nowhere'] },
      shuffle: false,
      options: [
        { id: 'price', text: 'The prices' },
        { id: 'range', text: 'The range' },
      ],
    },
    exit: { urls: { allow: ['/nowhere'] }, shuffle: false },
    nps: { urls: { allow: ['/nowhere'] } },
  },
};

export interface Path {
  readonly name: string;
  readonly body: string;
  /** Further attributes of the script tag. */
  readonly data?: string;
  /** Words that are there once the page can be walked. */
  readonly ready: string;
  readonly walk: (page: Page) => Promise<void>;
}

const FIRST = 'radio 0, Not at all likely';
const COMMENT = 'textbox Sorry to hear that. What could we do better? (optional)';
const CONTACT = 'checkbox May we contact you about this?';
const PRIVACY = 'link How we handle your data';
const AFTER = 'button After';
const BEFORE = 'button Before';
const FEEDBACK = 'button Feedback';
const THANKS = 'group Thank you!';
const SENT = 'has been sent';

/** From the element's last stop on to what follows on the page, and back to the stop. */
async function onAndBack(page: Page, last: string): Promise<void> {
  await page.press('Tab', AFTER);
  await page.press('Shift+Tab', last);
}

/** Sends by Enter on the button; the thanks take the focus, so that they are read and Tab goes on from there. */
async function send(page: Page): Promise<void> {
  await page.tab.press('Enter');
  await page.shows(SENT);
  await page.holds(THANKS);
}

/** Nothing has been sent by choosing. */
const unsent = (page: Page): void => assert.deepEqual(page.answers(), []);

async function points(page: Page): Promise<void> {
  await page.press('Tab', 'link Ready to redeem: a record');
  await onAndBack(page, 'link Ready to redeem: a record');
  await page.press('Shift+Tab', BEFORE);
  await ends(page);
}

async function tier(page: Page): Promise<void> {
  await page.press('Tab', AFTER);
  await page.press('Shift+Tab', BEFORE);
  await ends(page);
}

/** Through an element with these stops, and back. */
const through =
  (...stops: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const stop of [...stops, AFTER]) await page.press('Tab', stop);
    for (const stop of [BEFORE, ...stops].reverse()) await page.press('Shift+Tab', stop);
    await ends(page);
  };

async function activity(page: Page): Promise<void> {
  await page.press('Tab', 'button Show more');
  await onAndBack(page, 'button Show more');
  await page.tab.press('Enter');
  await page.shows('Order 1');
  await page.press('Tab', AFTER);
  await ends(page);
}

async function panel(page: Page): Promise<void> {
  await page.press('Tab', 'button Rewards');
  await onAndBack(page, 'button Rewards');
  await page.tab.press('Enter');
  await page.holds('dialog Nord Records');
  await page.shows('How to earn points');
  await page.press('Tab', 'button Close');
  await page.tab.press('Escape');
  await page.holds('button Rewards');
  await page.press('Shift+Tab', BEFORE);
  await ends(page);
}

async function nps(page: Page): Promise<void> {
  await page.press('Tab', FIRST);
  await page.press(' ', `${FIRST}*`);
  await page.press('ArrowRight', 'radio 1*');
  await page.press('ArrowDown', 'radio 2*');
  await page.press('ArrowLeft', 'radio 1*');
  await page.shows('What could we do better?');
  await page.press('Tab', COMMENT);
  await page.type('Late, Anna');
  await page.press('Tab', CONTACT);
  await page.press(' ', `${CONTACT}*`);
  await page.press('Tab', 'button Send');
  await page.press('Tab', PRIVACY);
  await onAndBack(page, PRIVACY);
  await page.press('Shift+Tab', 'button Send');
  await page.press('Shift+Tab', `${CONTACT}*`);
  await page.press('Shift+Tab', COMMENT);
  await page.press('Shift+Tab', 'radio 1*');
  await page.press('Shift+Tab', BEFORE);
  for (const is of ['radio 1*', COMMENT, `${CONTACT}*`]) await page.press('Tab', is);
  await page.press('Tab', 'button Send');
  unsent(page);
  await send(page);
  await page.press('Tab', AFTER);
  await ends(page, { score: 1, comment: 'Late, Anna', contact: true });
}

async function retry(page: Page): Promise<void> {
  page.site.answer = 503;
  await page.press('Tab', FIRST);
  await page.press(' ', `${FIRST}*`);
  await page.shows('What could we do better?');
  for (const is of [COMMENT, CONTACT, 'button Send']) await page.press('Tab', is);
  // Not sent and not saved either: the button stays where the focus is, and says what it does now.
  await page.press('Enter', 'button Try again');
  await page.shows('Please keep this page open and try again.');
  page.site.answer = 201;
  await send(page);
  await ends(page, { score: 0 });
}

/** What is missing is said, and the focus goes to where it is to be chosen. */
async function missing(page: Page): Promise<void> {
  await page.press('Tab', FIRST);
  await page.press('Tab', 'button Send');
  await page.press('Enter', FIRST);
  await page.shows('Please choose a number from 0 to 10.');
  await ends(page);
}

async function review(page: Page): Promise<void> {
  const consent = 'Yes, Nord Records may publish my rating, my review and my name (as chosen above) on this website.';
  await page.press('Tab', 'radio 1 star');
  await page.press(' ', 'radio 1 star*');
  for (const n of [2, 3, 4, 5]) await page.press('ArrowRight', `radio ${n} stars*`);
  await page.press('ArrowLeft', 'radio 4 stars*');
  await page.press('Tab', 'textbox Headline (optional)');
  await page.type('Fine');
  await page.press('Tab', 'textbox Your review (optional)');
  await page.type('It is');
  // In a field of several lines Enter is a new line.
  await page.press('Enter', 'textbox Your review (optional)');
  await page.type('good');
  await page.press('Tab', 'radio Don’t show my name*');
  await page.press('ArrowUp', 'radio First name and initial*');
  await page.shows('Your name');
  await page.press('Tab', 'textbox Your name');
  await page.type('Anna B');
  await page.press('Tab', `checkbox ${consent}`);
  await page.press(' ', `checkbox ${consent}*`);
  await page.press('Tab', 'button Send');
  await page.press('Tab', PRIVACY);
  await onAndBack(page, PRIVACY);
  await page.press('Shift+Tab', 'button Send');
  unsent(page);
  await send(page);
  await page.press('Tab', AFTER);
  await ends(page, {
    rating: 4,
    title: 'Fine',
    body: 'It is\ngood',
    author: { name: 'Anna B', display: 'initial' },
  });
}

type Step = readonly [key: string, is: string];
/** Moves the focus to the first choice and chooses it. */
const choose = (first: string): readonly Step[] => [
  ['Tab', first],
  [' ', `${first}*`],
];

const survey =
  (steps: readonly Step[], words: readonly [after: Step, text: string] | undefined, answer: Record<string, unknown>) =>
  async (page: Page): Promise<void> => {
    for (const [key, is] of steps) await page.press(key, is);
    if (words) {
      const [[key, is], text] = words;
      // What a choice opens is there a moment later.
      await page.shows(is.replace('textbox ', '').replace(' (optional)', ''));
      await page.press(key, is);
      await page.type(text);
    }
    await page.press('Tab', 'button Send');
    await page.press('Tab', PRIVACY);
    await onAndBack(page, PRIVACY);
    await page.press('Shift+Tab', 'button Send');
    unsent(page);
    await send(page);
    await page.press('Tab', AFTER);
    await ends(page, answer);
  };

/** It takes no focus; Tab goes into it and out again; Escape closes it from inside, and gives back what it took. */
async function corner(page: Page): Promise<void> {
  const { tab } = page;
  await tab.run('window.lojal.show("nps")');
  await page.shows('How likely');
  await page.holds(BEFORE);
  await tab.press('Escape');
  // Nothing happens outside of it: the next key finds it as it was.
  await page.press('Tab', AFTER);
  await page.press('Tab', 'button Close');
  await page.press('Tab', FIRST);
  await page.press(' ', `${FIRST}*`);
  await page.shows('What could we do better?');
  await page.press('Tab', COMMENT);
  await page.press('Shift+Tab', `${FIRST}*`);
  await page.press('Shift+Tab', 'button Close');
  await page.press('Shift+Tab', AFTER);
  await page.press('Tab', 'button Close');
  await page.press('Escape', AFTER);
  await page.lacks('How likely');
  await tab.run('window.lojal.show("nps")');
  await page.shows('How likely');
  await page.press('Tab', 'button Close');
  await page.press('Enter', AFTER);
  await ends(page);
}

/** It comes by itself and takes no focus. */
async function message(page: Page): Promise<void> {
  await page.holds(BEFORE);
  await page.press('Tab', 'button Close');
  await page.press('Tab', 'link See more');
  await onAndBack(page, 'link See more');
  await page.press('Shift+Tab', 'button Close');
  await page.press('Shift+Tab', BEFORE);
  await page.press('Tab', 'button Close');
  await page.press('Escape', BEFORE);
  await page.lacks('Only €20.00');
  await ends(page);
}

async function tabbed(page: Page): Promise<void> {
  const question = 'region How likely are you to recommend Nord Records to a friend or colleague?';
  await page.press('Tab', FEEDBACK);
  await page.tab.press('Enter');
  await page.holds(question);
  await page.press('Tab', 'button Hide');
  await page.press('Escape', FEEDBACK);
  await page.tab.press(' ');
  await page.holds(question);
  await page.press('Tab', 'button Hide');
  await page.press('Tab', FIRST);
  await page.press('ArrowRight', 'radio 1*');
  await page.shows('What could we do better?');
  await page.press('Shift+Tab', 'button Hide');
  await page.press('Enter', FEEDBACK);
  await page.press('Shift+Tab', BEFORE);
  await page.press('Tab', FEEDBACK);
  await page.press('Tab', AFTER);
  await page.press('Shift+Tab', FEEDBACK);
  await page.tab.press('Enter');
  await page.holds(question);
  for (const is of ['button Hide', 'radio 1*', COMMENT]) await page.press('Tab', is);
  await page.press('Tab', CONTACT);
  await page.press('Tab', 'button Send');
  unsent(page);
  await send(page);
  // Once answered there is nothing to come back to: the tab goes with its card, and the focus to where it came from.
  await page.press('Escape', AFTER);
  await ends(page, { score: 1 });
}

const NPS = { body: '<lojal-nps></lojal-nps>', ready: 'How likely' };
export const PATHS: readonly Path[] = [
  { name: 'points', body: '<lojal-points points="120"></lojal-points>', ready: 'Ready to redeem', walk: points },
  { name: 'tier', body: '<lojal-tier value="120"></lojal-tier>', ready: 'Free shipping', walk: tier },
  { name: 'earn', body: '<lojal-earn></lojal-earn>', ready: 'Our journal', walk: through('link Open: Our journal') },
  { name: 'rewards', body: '<lojal-rewards></lojal-rewards>', ready: 'a record', walk: through('link a record') },
  { name: 'referral', body: '<lojal-referral></lojal-referral>', ready: 'Invite friends', walk: through() },
  {
    name: 'activity',
    body: `<lojal-activity limit="1"></lojal-activity><script type="application/json" data-lojal="account">{ "id": "c_1", "ledger": [
      { "id": "order:1", "at": "2026-02-03", "kind": "order", "spend": 20 }, { "id": "order:2", "at": "2026-03-03", "kind": "order", "spend": 30 } ] }</script>`,
    ready: 'Order 2',
    walk: activity,
  },
  {
    name: 'product-points',
    body: '<lojal-product-points price="20"></lojal-product-points>',
    ready: 'Members earn',
    walk: through(),
  },
  {
    name: 'message',
    body: '<lojal-message name="message:near"></lojal-message><script type="application/json" data-lojal="account">{ "id": "c_9", "spend": 180 }</script>',
    ready: 'Only €20.00 to Silver.',
    walk: message,
  },
  { name: 'panel', body: '<lojal-panel></lojal-panel>', ready: 'Rewards', walk: panel },
  { name: 'nps', ...NPS, walk: nps },
  { name: 'nps, sent at the second try', ...NPS, data: 'data-storage="none"', walk: retry },
  { name: 'nps, with nothing chosen', ...NPS, walk: missing },
  {
    name: 'review',
    body: '<lojal-review product="p1" product-name="Fjord"></lojal-review>',
    ready: 'Review Fjord',
    walk: review,
  },
  {
    name: 'survey: satisfaction',
    body: '<lojal-survey kind="csat"></lojal-survey>',
    ready: 'How satisfied',
    walk: survey(
      [...choose('radio 1, Very dissatisfied'), ['ArrowRight', 'radio 2*']],
      [['Tab', 'textbox What went wrong? (optional)'], 'Late'],
      { score: 2, comment: 'Late' },
    ),
  },
  {
    name: 'survey: ease',
    body: '<lojal-survey kind="ces"></lojal-survey>',
    ready: 'made it easy',
    walk: survey(
      [
        ...choose('radio 1, Strongly disagree'),
        ['ArrowRight', 'radio 2*'],
        ['ArrowDown', 'radio 3*'],
        ['ArrowUp', 'radio 2*'],
      ],
      [['Tab', 'textbox What made it difficult? (optional)'], 'All'],
      { score: 2, comment: 'All' },
    ),
  },
  {
    name: 'survey: one choice',
    body: '<lojal-survey kind="choice"></lojal-survey>',
    ready: 'What keeps you',
    walk: survey([...choose('radio The prices'), ['ArrowDown', 'radio The range*']], undefined, { choices: ['range'] }),
  },
  {
    name: 'survey: several choices, and something else',
    body: '<lojal-survey kind="choice" several other></lojal-survey>',
    ready: 'What keeps you',
    walk: survey(
      [
        ...choose('checkbox The prices'),
        ['Tab', 'checkbox The range'],
        ['Tab', 'checkbox Something else'],
        [' ', 'checkbox Something else*'],
      ],
      [['Tab', 'textbox Please tell us more'], 'The coffee'],
      { choices: ['price', 'other'], other: 'The coffee' },
    ),
  },
  {
    name: 'survey: why somebody leaves',
    body: '<lojal-survey kind="exit"></lojal-survey>',
    ready: 'Why are you leaving?',
    walk: survey(
      [...choose('radio It’s too expensive'), ['ArrowDown', 'radio I hardly use it*']],
      [['Tab', 'textbox Anything else we should know? (optional)'], 'I moved'],
      { choices: ['unused'], comment: 'I moved' },
    ),
  },
  { name: 'a card in the corner', body: '', ready: 'After', walk: corner },
  { name: 'a card behind a tab', body: '<lojal-nps mode="tab"></lojal-nps>', ready: 'Feedback', walk: tabbed },
];
