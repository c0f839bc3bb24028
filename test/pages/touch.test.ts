/**
 * Each flow by taps alone, as the sheet that comes by itself on a phone: what is sent, that axe finds nothing in any step,
 * that opening takes no focus and moves nothing.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { clean } from '../helpers/axe.ts';
import { shifted } from '../helpers/shift.ts';
import { openSite, visit } from '../helpers/site.ts';

const { browser, site } = await openSite();

const WORDS = {
  choice: {
    shuffle: false,
    several: true,
    other: true,
    options: [
      { id: 'price', text: 'The prices' },
      { id: 'range', text: 'The range' },
    ],
  },
  exit: { shuffle: false },
  nps: { testimonial: true, next: { text: 'See your rewards', url: '/rewards' } },
};

/** What is tapped, by role and name, or written; the words that stand there after it. */
type Step = readonly ['tap' | 'write', string, string, string?];

const FLOWS: Readonly<Record<string, { steps: readonly Step[]; data: Record<string, unknown> }>> = {
  nps: {
    steps: [
      ['tap', 'radio', '3', 'What could we do better?'],
      ['write', 'textbox', 'Too slow'],
      ['tap', 'checkbox', 'May we contact you about this?'],
      ['tap', 'button', 'Send', 'We’ll be in touch soon.'],
    ],
    data: { score: 3, comment: 'Too slow', contact: true },
  },
  csat: {
    steps: [
      ['tap', 'radio', '4', 'What did you like?'],
      ['tap', 'button', 'Send', 'has been sent'],
    ],
    data: { score: 4 },
  },
  ces: {
    steps: [
      ['tap', 'radio', '2', 'What made it difficult?'],
      ['write', 'textbox', 'The form'],
      ['tap', 'button', 'Send', 'has been sent'],
    ],
    data: { score: 2, comment: 'The form' },
  },
  choice: {
    steps: [
      ['tap', 'checkbox', 'The range'],
      ['tap', 'checkbox', 'Something else', 'Please tell us more'],
      ['write', 'textbox', 'The coffee'],
      ['tap', 'button', 'Send', 'has been sent'],
    ],
    data: { choices: ['range', 'other'], texts: ['The range', 'Something else'], other: 'The coffee' },
  },
  exit: {
    steps: [
      ['tap', 'radio', 'I hardly use it', 'Anything else we should know?'],
      ['tap', 'button', 'Send', 'has been sent'],
    ],
    data: { choices: ['unused'], texts: ['I hardly use it'] },
  },
  review: {
    steps: [
      ['tap', 'radio', '4 stars'],
      ['write', 'Your review', 'Warm sound.'],
      ['tap', 'radio', 'Full name', 'Your name'],
      ['write', 'Your name', 'A. Customer'],
      ['tap', 'checkbox', 'Yes, Nord Records may publish'],
      ['tap', 'button', 'Send', 'We read every review before we publish it.'],
    ],
    data: { rating: 4, body: 'Warm sound.', author: { name: 'A. Customer', display: 'full' } },
  },
};

async function take(question: Locator, [does, what, words, then]: Step): Promise<void> {
  if (does === 'write') {
    const field = question.getByRole('textbox', { name: what === 'textbox' ? /./ : new RegExp(`^${what}`) }).last();
    await field.tap();
    await field.fill(words);
  } else {
    const exact = !words.startsWith('Yes, ') && !/^\d$/.test(words);
    const control = question.getByRole(what as 'radio', {
      name: /^\d$/.test(words) ? new RegExp(`^${words}\\b`) : words,
      exact,
    });
    // The input lies invisibly over what is seen of it.
    await control.tap({ force: true });
  }
  if (then) await question.getByText(then).first().waitFor();
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const [name, { steps, data }] of Object.entries(FLOWS))
    test(`${name} by taps alone, in ${colorScheme}`, async () => {
      const ask = { [name]: { delay: 0, ...(WORDS as Record<string, object>)[name] } };
      site.pages.set('/touch', {
        html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
          <meta name="color-scheme" content="light dark"><title>A shop</title>
          <script type="application/json" data-lojal="program">${JSON.stringify({ name: 'Nord Records', ask })}</script>
          <script src="/lojal.js" async data-endpoint="/answers" data-customer="c_1"></script></head>
          <body><main><h1>A shop</h1>${'<p>Words of the page.</p>'.repeat(60)}</main></body></html>`,
      });
      const { page, context, errors } = await visit(browser, `${site.url}/touch`, {
        colorScheme,
        hasTouch: true,
        isMobile: true,
        viewport: { width: 390, height: 760 },
      });
      const question = page.locator(/nps|review/.test(name) ? `lojal-${name}` : 'lojal-survey');
      await question.getByRole('button', { name: 'Send' }).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement === document.body), true, 'the focus was taken');
      assert.equal(await page.evaluate(() => scrollY), 0, 'the page was scrolled');
      assert.equal(await shifted(page), 0, 'the page moved');
      // The question is said once, by a region that was there before it.
      const said = (await question.locator('.live').textContent()) ?? '';
      assert.ok(said.length > 5, `said: "${said}"`);
      const before = site.posted.length;
      await clean(page, `${name}, before the first tap`);
      for (const step of steps) {
        await take(question, step);
        await clean(page, `${name}, after ${step.slice(1, 3).join(' ')}`);
      }
      await question.getByText('has been sent').waitFor();
      const [answer, ...more] = site.posted.slice(before);
      assert.deepEqual(more, []);
      const given = (answer?.data ?? {}) as Record<string, unknown> & { asked: Record<string, string> };
      for (const [key, value] of Object.entries(data)) assert.deepEqual(given[key], value, key);
      assert.deepEqual([given.asked.page, given.asked.version, given.lang], ['/touch', 'lojal-2', 'en']);
      assert.ok(said.includes(given.asked.text ?? ''), 'what was said is what was asked');
      await question.getByRole('button', { name: 'Close' }).tap();
      await question.waitFor({ state: 'detached' });
      assert.deepEqual(errors, []);
      await context.close();
    });
