/** Each flow on the built bundle: by keyboard alone, as assistive technology meets it, over reloads and back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { openSite, visit } from '../helpers/site.ts';

const { browser, site } = await openSite();

const ASK = {
  choice: {
    shuffle: false,
    options: [
      { id: 'price', text: 'The prices' },
      { id: 'range', text: 'The range' },
    ],
  },
  exit: { shuffle: false },
  nps: { testimonial: true, next: { text: 'See your rewards', url: '/rewards' } },
};

let number = 0;
function put(body: string, lang = 'en'): string {
  const path = `/flow-${++number}`;
  const program = JSON.stringify({ name: 'Nord Records', ask: ASK });
  const html = `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A shop</title>
    <script type="application/json" data-lojal="program">${program}</script>
    <script src="/lojal.js" async data-endpoint="/answers" data-customer="c_1"></script></head><body>${body}</body></html>`;
  site.pages.set(path, { html });
  return site.url + path;
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What assistive technology is told, a thing a line; not the bare text beside it, nor what only holds or leads on. */
const tree = async (of: Locator): Promise<string[]> =>
  (await of.ariaSnapshot())
    .split('\n')
    .map((line) => line.replace(/^[\s-]+/, ''))
    .filter((line) => !/^(text: .*|paragraph:|\/url: .*)$/.test(line));

async function opened(
  address: string,
  tag: string,
): Promise<{ page: Page; question: Locator; close: () => Promise<void> }> {
  const { page, context, errors } = await visit(browser, address);
  const question = page.locator(tag);
  await question.getByRole('button', { name: /Send|Skicka/ }).waitFor();
  return {
    page,
    question,
    async close() {
      assert.deepEqual(errors, []);
      await context.close();
    },
  };
}

const KEYBOARD: readonly {
  tag: string;
  /** Words that stand there once the keys before were pressed, and further keys. */
  steps: readonly (readonly [keys: readonly string[], shown: string, typed?: string])[];
  last: readonly string[];
  type: string;
  data: Record<string, unknown>;
}[] = [
  {
    tag: '<lojal-survey kind="csat"></lojal-survey>',
    steps: [[['Tab', 'Space', 'ArrowRight', 'Tab'], 'What went wrong?', 'Late']],
    last: ['Tab', 'Enter'],
    type: 'csat',
    data: { score: 2, comment: 'Late' },
  },
  {
    tag: '<lojal-survey kind="ces"></lojal-survey>',
    steps: [[['Tab', 'Space', 'ArrowLeft', 'Tab'], 'What worked well?']],
    last: ['Tab', 'Enter'],
    type: 'ces',
    data: { score: 7 },
  },
  {
    tag: '<lojal-survey kind="choice"></lojal-survey>',
    steps: [[['Tab', 'Space', 'ArrowDown'], 'The range']],
    last: ['Tab', 'Enter'],
    type: 'choice',
    data: { choices: ['range'], texts: ['The range'] },
  },
  {
    tag: '<lojal-survey kind="choice" several other></lojal-survey>',
    steps: [[['Tab', 'Space', 'Tab', 'Tab', 'Space', 'Tab'], 'Please tell us more', 'The coffee']],
    last: ['Enter'],
    type: 'choice',
    data: { choices: ['price', 'other'], texts: ['The prices', 'Something else'], other: 'The coffee' },
  },
  {
    tag: '<lojal-survey kind="exit"></lojal-survey>',
    steps: [[['Tab', 'Space', 'ArrowDown', 'Tab'], 'Anything else we should know?', 'I moved']],
    last: ['Tab', 'Enter'],
    type: 'exit',
    data: { choices: ['unused'], texts: ['I hardly use it'], comment: 'I moved' },
  },
];
for (const { tag, steps, last, type, data } of KEYBOARD)
  test(`by keyboard alone: ${tag}`, async () => {
    const { page, question, close } = await opened(put(tag), 'lojal-survey');
    const before = site.posted.length;
    for (const [keys, shown, typed] of steps) {
      // The last key of a step goes on to what the ones before have opened.
      await press(page, ...keys.slice(0, -1));
      await question.getByText(shown).waitFor();
      await press(page, ...keys.slice(-1));
      if (typed) await page.keyboard.type(typed);
    }
    assert.equal(site.posted.length, before, 'choosing sends nothing');
    await press(page, ...last);
    await question.getByText('has been sent').waitFor();
    const [answer, ...more] = site.posted.slice(before);
    assert.deepEqual(more, []);
    assert.equal(answer?.type, `lojal.${type}.answered.v1`);
    const { asked, lang, revision, ...rest } = answer?.data ?? {};
    assert.deepEqual([rest, lang, revision], [data, 'en', 1]);
    assert.equal((asked as { page: string }).page, new URL(page.url()).pathname);
    await close();
  });

test('a promoter is thanked, quoted and thanked again by keyboard alone', async () => {
  const { page, question, close } = await opened(put('<lojal-nps></lojal-nps>'), 'lojal-nps');
  const before = site.posted.length;
  await press(page, 'Tab', 'Space', 'ArrowLeft');
  await question.getByText('What did you like most?').waitFor();
  await press(page, 'Tab', 'Tab', 'Enter');
  await question.getByText('has been sent').waitFor();
  // From the thanks, which took the focus, over the link to the offer.
  await press(page, 'Tab', 'Tab', 'Enter');
  const review = page.locator('lojal-review');
  await review.locator('[part~="heading"]').getByText('Tell others about Nord Records').waitFor();
  await page.waitForFunction(() => document.activeElement?.localName === 'lojal-review');
  // Stars, headline, words, naming, consent, button.
  await press(page, 'Space', 'ArrowLeft', 'Tab', 'Tab', 'Tab', 'Tab', 'Space', 'Tab', 'Enter');
  await review.getByText('has been sent').waitFor();
  const [nps, testimonial] = site.posted.slice(before).map(({ data }) => data);
  assert.equal(nps?.score, 10);
  assert.deepEqual([testimonial?.rating, testimonial?.purpose], [5, 'testimonial']);
  assert.equal((testimonial?.consent as { publish: boolean } | undefined)?.publish, true);
  await close();
});

const radios = (of: readonly string[], on?: string): string[] =>
  of.map((name) => `radio "${name}"${name === on ? ' [checked]' : ''}`);
const NPS = ['0, Not at all likely', 1, 2, 3, 4, 5, 6, 7, 8, 9, '10, Extremely likely'].map(String);
const CES = ['1, Strongly disagree', 2, 3, 4, 5, 6, '7, Strongly agree'].map(String);
const REASONS = ['It’s too expensive', 'I hardly use it', 'I found something better'];
const ALL = [...REASONS, 'I wasn’t happy with the service', 'Another reason'];
const NOTE =
  'paragraph: Your choice is sent even if you leave this page. Your words are sent only when you press “Send”.';
const LAST = ['button "Send"', 'status'];
const SENT = ['paragraph: Thank you!', 'status: Your feedback has been sent.'];

/** A tag; its group; what is in it; what is chosen; what that opens; the thanks but for `SENT`. */
const TREES: readonly (readonly [string, string, readonly string[], string, readonly string[], readonly string[]])[] = [
  [
    '<lojal-nps></lojal-nps>',
    'How likely are you to recommend Nord Records to a friend or colleague?',
    NPS,
    '3',
    [
      'textbox "Sorry to hear that. What could we do better? (optional)"',
      NOTE,
      'checkbox "May we contact you about this?"',
    ],
    ['paragraph: We read every answer and use it to get better.', 'link "See your rewards":'],
  ],
  [
    '<lojal-nps></lojal-nps>',
    'How likely are you to recommend Nord Records to a friend or colleague?',
    NPS,
    '9',
    ['textbox "What did you like most? (optional)"', NOTE],
    [
      'paragraph: We read every answer and use it to get better.',
      'link "See your rewards":',
      'button "May we quote you?"',
      'paragraph: For our own marketing. You decide what we show.',
    ],
  ],
  [
    '<lojal-survey kind="csat"></lojal-survey>',
    'How satisfied are you with Nord Records?',
    ['1, Very dissatisfied', '2', '3', '4', '5, Very satisfied'],
    '5, Very satisfied',
    ['textbox "What did you like? (optional)"', NOTE],
    ['paragraph: We read every answer and use it to get better.'],
  ],
  [
    '<lojal-survey kind="ces"></lojal-survey>',
    'Nord Records made it easy for me to do what I came for.',
    CES,
    '4',
    ['textbox "What could be better? (optional)"', NOTE],
    ['paragraph: We read every answer and use it to get better.'],
  ],
  [
    '<lojal-survey kind="choice" other></lojal-survey>',
    'What keeps you coming back to Nord Records?',
    ['The prices', 'The range', 'Something else'],
    'Something else',
    ['textbox "Please tell us more"'],
    ['paragraph: We read every answer and use it to get better.'],
  ],
  [
    '<lojal-survey kind="exit"></lojal-survey>',
    'Why are you leaving?',
    ALL,
    'I hardly use it',
    ['textbox "Anything else we should know? (optional)"', NOTE],
    ['paragraph: We’re sorry to see you go. You’re always welcome back.'],
  ],
];
for (const [tag, asked, options, chosen, more, thanks] of TREES)
  test(`as assistive technology meets it: ${tag}, ${chosen}`, async () => {
    const { question, close } = await opened(put(tag), tag.slice(1).split(/[ >]/)[0] ?? '');
    const group = `group "${asked}":`;
    assert.deepEqual(await tree(question), [group, ...radios(options), ...LAST]);
    await question.getByRole('button', { name: 'Send' }).click();
    await question.getByText('Please choose').waitFor();
    assert.deepEqual(await tree(question), [group, ...radios(options), ...LAST]);
    await question.getByRole('radio', { name: chosen }).click({ force: true });
    await question.getByRole('textbox').waitFor();
    assert.deepEqual(await tree(question), [group, ...radios(options, chosen), ...more, ...LAST]);
    await question.getByRole('button', { name: 'Send' }).click();
    await question.getByText('has been sent').waitFor();
    const [first, ...rest] = await tree(question);
    assert.equal(first, 'group "Thank you!":');
    assert.deepEqual([...rest].sort(), [...SENT, ...thanks].sort());
    await close();
  });

test('as assistive technology meets it: a review', async () => {
  const { question, close } = await opened(
    put('<lojal-review product="p1" product-name="Fjord"></lojal-review>'),
    'lojal-review',
  );
  const stars = ['1 star', '2 stars', '3 stars', '4 stars', '5 stars'];
  const purpose =
    'Your review helps other customers choose. It takes about a minute, and we only publish it if you agree.';
  const consent = (what: string): string => `Yes, Nord Records may publish my rating${what} on this website.`;
  const unnamed = consent(' and my review, without my name,');
  const named = consent(', my review and my name (as chosen above)');
  const names = ['Full name', 'First name and initial', 'Don’t show my name'];
  const form = (star?: string, how = 'Don’t show my name', name: readonly string[] = []) => [
    'paragraph: Review Fjord',
    `paragraph: ${purpose}`,
    'status',
    'group "Your rating":',
    ...radios(stars, star),
    'textbox "Headline (optional)"',
    'textbox "Your review (optional)"',
    'group "How should your name appear?":',
    ...radios(names, how),
    ...name,
    `checkbox "${name.length ? named : unnamed}"`,
    ...LAST,
  ];
  assert.deepEqual(await tree(question), form());
  await question.getByRole('radio', { name: '4 stars' }).click({ force: true });
  await question.getByRole('radio', { name: 'Full name' }).click();
  await question.getByRole('textbox', { name: 'Your name' }).waitFor();
  assert.deepEqual(await tree(question), form('4 stars', 'Full name', ['textbox "Your name"']));
  await close();
});

const FORM = '<lojal-review product="p1" product-name="Fjord"></lojal-review>';
const body = (question: Locator): Locator => question.getByRole('textbox', { name: 'Your review' });

test('a review that was begun is there after a reload, after going back, and not in another tab', async () => {
  const address = put(FORM);
  const { page, question, close } = await opened(address, 'lojal-review');
  // The file that keeps what was begun has loaded.
  await page.waitForLoadState('networkidle');
  const before = site.posted.length;
  await question.getByRole('radio', { name: '4 stars' }).click({ force: true });
  await body(question).fill('Half of what I');
  await page.reload();
  await question.getByText('We’ve kept what you wrote').waitFor();
  assert.equal(await body(question).inputValue(), 'Half of what I');
  assert.equal(await question.getByRole('radio', { name: '4 stars' }).isChecked(), true);

  await body(question).fill('Half of what I mean');
  await page.goto(put('elsewhere'));
  await page.goBack();
  await question.getByText('We’ve kept what you wrote').waitFor();
  assert.equal(await body(question).inputValue(), 'Half of what I mean');

  const tab = await page.context().newPage();
  await tab.goto(address);
  await tab.locator('lojal-review').getByRole('button', { name: 'Send' }).waitFor();
  await tab.waitForLoadState('networkidle');
  assert.equal(await body(tab.locator('lojal-review')).inputValue(), '');
  await tab.close();

  assert.equal(site.posted.length, before, 'what is not finished is never sent');
  await question.getByRole('button', { name: 'Send' }).click();
  await question.getByText('has been sent').waitFor();
  assert.equal(site.posted.at(-1)?.data.body, 'Half of what I mean');
  await page.reload();
  await question.getByRole('button', { name: 'Send' }).waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await body(question).inputValue(), '');
  await close();
});

test('lojal.forget() forgets what was begun, also what was typed a moment ago', async () => {
  const { page, question, close } = await opened(put(FORM), 'lojal-review');
  await page.waitForLoadState('networkidle');
  await body(question).fill('Half of what I');
  await page.evaluate(() => (window as unknown as { lojal: { forget(): Promise<void> } }).lojal.forget());
  await page.reload();
  await question.getByRole('button', { name: 'Send' }).waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await body(question).inputValue(), '');
  await close();
});

for (const [tag, words] of [
  ['<lojal-points points="5"></lojal-points>', ['/lojal.sv.js']],
  ['<lojal-nps></lojal-nps>', ['/lojal.sv.ask.js']],
  ['<lojal-survey kind="csat"></lojal-survey>', ['/lojal.sv.ask.js']],
  ['<lojal-review></lojal-review>', ['/lojal.sv.ask.js']],
] as const)
  test(`Swedish loads only what it says: ${tag}`, async () => {
    const { page, requests, context } = await visit(browser, put(tag, 'sv'));
    await page
      .getByText(/poäng|Skicka/)
      .first()
      .waitFor();
    assert.deepEqual(requests.filter((path) => path.includes('.sv')).sort(), words);
    await context.close();
  });
