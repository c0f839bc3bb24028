/** `lojal-nps` and `lojal-review`, alone and within a program. Only the net is ours. */
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { LojalNps } from '../../src/elements/nps/nps.ts';
import type { LojalReview } from '../../src/elements/review/review.ts';
import type { Answer, AnswerEvent, DismissEvent } from '../../src/elements/shared/events.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { endpoint, posted } from './network.ts';
import {
  accessible,
  all,
  find,
  forget,
  has,
  inner,
  listen,
  part,
  RULES,
  shop,
  text,
  type,
  until,
  warned,
  warnings,
  watch,
  words,
} from './page.ts';

type Question = LojalNps | LojalReview;

const answers = (): AnswerEvent[] => listen<AnswerEvent>('lojal-answer');
const radios = (el: Element, name: string): HTMLInputElement[] =>
  all<HTMLInputElement>(el, `input[type="radio"][name="${name}"]`);
const radio = (el: Element, name: string, value: number | string): HTMLInputElement =>
  find<HTMLInputElement>(el, `input[type="radio"][name="${name}"][value="${value}"]`);
const button = (el: Element): HTMLButtonElement => find<HTMLButtonElement>(el, '[part~="submit"]');
const comment = (el: Element): HTMLTextAreaElement => find<HTMLTextAreaElement>(el, '[part~="comment"]');
const label = (el: Element, field: Element): string => text(find(el, `label[for="${field.id}"]`));
const box = (el: Element): HTMLInputElement => find<HTMLInputElement>(el, 'input[type="checkbox"]');
const legend = (field: Element | null): string => text(field?.querySelector('legend') ?? undefined);
const described = (el: Element, field: Element): string =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => text(find(el, `[id="${id}"]`)))
    .join(' ');
const state = (el: Element): string => text(find(el, '[part~="note"][role="status"]'));
/** The part that has the focus. Never compare elements with chai: on a failure it would print the whole page. */
const focused = (el: Element): string | null | undefined => el.shadowRoot?.activeElement?.getAttribute('part');
const open = (el: Element): boolean => has(el, 'form');
/** Waits until a card has gone, which takes as long as its motion. */
const gone = (el: Question): Promise<void> => until(() => !has(el, '[part~="card"]'), 'the card is gone');
const field = (el: Element, of: string): HTMLInputElement => {
  const found = all<HTMLLabelElement>(el, 'label[for]').find((one) => text(one).startsWith(of));
  return find<HTMLInputElement>(el, `[id="${found?.htmlFor}"]`);
};

const outcome = (el: Element, name: 'sent' | 'queued' | 'failed', id: string): boolean =>
  el.dispatchEvent(Object.assign(new Event(`lojal-${name}`, { bubbles: true, composed: true }), { id }));

async function score(el: LojalNps, value: number): Promise<void> {
  radio(el, 'score', value).click();
  await until(() => has(el, '[part~="comment"]'), 'the follow-up opens');
  await el.updateComplete;
}
async function send(el: Question): Promise<void> {
  button(el).click();
  await el.updateComplete;
}
/** The data that goes out, as JSON would have it; what was asked has tests of its own. */
function data(heard: Answer | undefined): Record<string, unknown> {
  const { asked: _, ...rest } = JSON.parse(JSON.stringify(heard?.data));
  return rest;
}

/** A program whose endpoint does not answer: what becomes of an answer is said by the test. */
async function asked<T extends Question>(
  content: TemplateResult,
  more: { rules?: unknown } & Partial<LojalProgram> = {},
): Promise<T> {
  const program = await shop({ lang: 'en', endpoint: '/answers', customer: 'c_1', ...more }, content);
  return inner<T>(program, 'lojal-nps, lojal-review');
}

function suite(): void {
  watch();
  beforeEach(() => {
    endpoint.status = 0;
  });
  afterEach(() => forget());
}
const nps = html`<lojal-nps></lojal-nps>`;

describe('lojal-nps', () => {
  suite();

  it('asks about "us", the program’s name, or the product’s', async () => {
    const alone = await fixture<LojalNps>(html`<lojal-nps lang="en"></lojal-nps>`);
    const question = (of: string): string => `How likely are you to recommend ${of} to a friend or colleague?`;
    expect(text(part(alone, 'question'))).to.equal(question('us'));
    const el = await asked<LojalNps>(nps);
    expect(text(part(el, 'question'))).to.equal(question('Nord Records Club'));
    el.setAttribute('product-name', 'Blue Train');
    await el.updateComplete;
    expect(text(part(el, 'question'))).to.equal(question('Blue Train'));
    el.setAttribute('product-name', '');
    await el.updateComplete;
    expect(text(part(el, 'question'))).to.equal(question('Nord Records Club'));
  });

  it('has eleven radios from 0 to 10 in one labelled group, with one tab stop', async () => {
    const el = await fixture<LojalNps>(html`<lojal-nps lang="en"></lojal-nps>`);
    const scores = radios(el, 'score');
    expect(scores.map(({ value }) => Number(value))).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const groups = new Set(scores.map((one) => one.closest('fieldset, [role="radiogroup"]')));
    expect(groups.size).to.equal(1);
    expect(legend([...groups][0] ?? null)).to.contain('How likely are you to recommend us');
    // Native radios of one name in one form are one tab stop, unless somebody says otherwise.
    expect(new Set(scores.map(({ form }) => form)).size).to.equal(1);
    expect(scores.some((one) => one.hasAttribute('tabindex') || one.checked)).to.equal(false);
    expect(scores[0]?.getAttribute('aria-label')).to.equal('0, Not at all likely');
    expect(scores[10]?.getAttribute('aria-label')).to.equal('10, Extremely likely');
    expect(all(el, '[part~="option"]').map(text)).to.deep.equal(scores.map(({ value }) => value));
    await accessible(el);
  });

  it('does not submit by choosing, and lets the choice be changed', async () => {
    const heard = answers();
    const el = await fixture<LojalNps>(html`<lojal-nps lang="en"></lojal-nps>`);
    await score(el, 9);
    radio(el, 'score', 3).click();
    await el.updateComplete;
    expect(open(el)).to.equal(true);
    expect(heard).to.have.length(0);
    expect(
      radios(el, 'score')
        .filter(({ checked }) => checked)
        .map(({ value }) => value),
    ).to.deep.equal(['3']);
    await send(el);
    expect(heard.map((event) => data(event.answer).score)).to.deep.equal([3]);
  });

  it('does not send without a score', async () => {
    const heard = answers();
    const el = await fixture<LojalNps>(nps);
    await send(el);
    expect(open(el)).to.equal(true);
    expect(heard).to.have.length(0);
  });

  for (const [scores, question, contact] of [
    [[0, 6], 'Sorry to hear that. What could we do better?', true],
    [[7, 8], 'What would make it a 10?', false],
    [[9, 10], 'What did you like most?', false],
  ] as const)
    for (const value of scores)
      it(`follows up ${value} with "${question}"${contact ? ', and asks for contact' : ''}`, async () => {
        const heard = answers();
        const el = await fixture<LojalNps>(html`<lojal-nps lang="en"></lojal-nps>`);
        expect(has(el, '[part~="comment"]')).to.equal(false);
        await score(el, value);
        expect(label(el, comment(el))).to.equal(`${question} (optional)`);
        expect(has(el, 'input[type="checkbox"]')).to.equal(contact);
        if (contact) {
          expect(text(box(el).closest('label') ?? undefined)).to.equal('May we contact you about this?');
          expect(box(el).checked).to.equal(false);
        }
        await accessible(el);
        await send(el);
        expect(data(heard[0]?.answer)).to.deep.equal({ score: value, lang: 'en', ...(contact && { contact: false }) });
      });

  it('asks for contact no longer when the score becomes a better one', async () => {
    const heard = answers();
    const el = await fixture<LojalNps>(html`<lojal-nps lang="en"></lojal-nps>`);
    await score(el, 2);
    box(el).click();
    radio(el, 'score', 9).click();
    await el.updateComplete;
    expect(has(el, 'input[type="checkbox"]')).to.equal(false);
    await send(el);
    expect(data(heard[0]?.answer)).to.deep.equal({ score: 9, lang: 'en' });
  });

  it('answers with score, words, contact, product and language under an id of 128 bits', async () => {
    const heard = answers();
    const el = await fixture<LojalNps>(html`<lojal-nps lang="en-GB" product-name="Blue Train"></lojal-nps>`);
    await score(el, 4);
    type(comment(el), '  The sleeve was bent. \n');
    box(el).click();
    await send(el);
    expect(heard).to.have.length(1);
    expect(heard[0]?.answer.kind).to.equal('nps');
    expect(heard[0]?.answer.id).to.match(/^[0-9a-f]{32}$/);
    expect(data(heard[0]?.answer)).to.deep.equal({
      score: 4,
      comment: 'The sleeve was bent.',
      contact: true,
      product: 'Blue Train',
      lang: 'en-GB',
    });
    expect(text(part(el, 'thanks'))).to.contain('We’ll be in touch soon.');
  });

  it('says how much room is left in the comment, and gives 2,000 characters', async () => {
    const el = await fixture<LojalNps>(html`<lojal-nps lang="en"></lojal-nps>`);
    await score(el, 9);
    expect(described(el, comment(el))).to.equal('2,000 characters left');
    expect(comment(el).maxLength).to.equal(2000);
    type(comment(el), 'x'.repeat(1950));
    await el.updateComplete;
    expect(described(el, comment(el))).to.equal('50 characters left');
    const live = (): string | null | undefined =>
      el.shadowRoot?.getElementById(comment(el).getAttribute('aria-describedby') ?? '')?.getAttribute('aria-live');
    expect(live()).to.equal('off');
    type(comment(el), 'x'.repeat(1999));
    await el.updateComplete;
    expect(described(el, comment(el))).to.equal('1 character left');
    expect(live()).to.equal('polite');
    expect(comment(el).maxLength).to.equal(2000);
  });

  for (const alone of [true, false])
    it(`sends once for a double click${alone ? ', without a program' : ''}`, async () => {
      const heard = answers();
      const el = alone ? await fixture<LojalNps>(nps) : await asked<LojalNps>(nps);
      await score(el, 9);
      const twice = button(el);
      twice.click();
      twice.click();
      await el.updateComplete;
      expect(heard).to.have.length(1);
    });

  it('thanks, says what happens next, and takes the focus there', async () => {
    const el = await fixture<LojalNps>(html`<lojal-nps lang="en"></lojal-nps>`);
    await score(el, 9);
    button(el).focus();
    await send(el);
    expect(open(el)).to.equal(false);
    expect(text(part(el, 'thanks')))
      .to.contain('Thank you!')
      .and.to.contain('We read every answer');
    expect(focused(el)).to.equal('thanks');
    // Nobody has it: neither "sent" nor "saved" would be true.
    expect(state(el)).to.equal('');
    await accessible(el);
  });

  it('is told by a listener on the document, also from within another shadow root', async () => {
    const heard = listen<Event>('lojal-shown', 'lojal-answer', 'lojal-dismiss');
    const outer = await fixture<HTMLElement>(html`<div></div>`);
    const el = document.createElement('lojal-nps') as LojalNps;
    outer.attachShadow({ mode: 'open' }).append(el);
    await el.updateComplete;
    await score(el, 9);
    await send(el);
    el.show();
    el.dismiss();
    expect(heard.map((event) => event.type)).to.include.members(['lojal-shown', 'lojal-answer', 'lojal-dismiss']);
    for (const event of heard) {
      expect([event.bubbles, event.composed], event.type).to.deep.equal([true, true]);
      expect(event.target === outer).to.equal(true);
      expect(event.cancelable).to.equal(event.type === 'lojal-answer');
    }
  });

  it('keeps an answer from the endpoint that the page prevents', async () => {
    endpoint.status = 201;
    const el = await asked<LojalNps>(html`<lojal-nps></lojal-nps><lojal-review></lojal-review>`);
    el.addEventListener('lojal-answer', (event) => event.preventDefault(), { once: true });
    await score(el, 2);
    await send(el);
    expect(text(part(el, 'thanks'))).to.contain('Thank you!');
    expect(state(el)).to.equal('');
    // Another one that is not prevented goes out after it, and is the only one.
    const heard = listen<AnswerEvent>('lojal-answer', 'lojal-sent');
    el.show();
    await el.updateComplete;
    await score(el, 8);
    await send(el);
    await until(() => heard.some(({ type }) => type === 'lojal-sent'));
    expect(posted.map((body) => JSON.parse(body).data.score)).to.deep.equal([8]);
  });

  it('shows what becomes of the answer: on its way, not sent, tried again, sent', async () => {
    const heard = answers();
    const el = await asked<LojalNps>(nps);
    await score(el, 4);
    type(comment(el), 'The sleeve was bent.');
    await send(el);
    expect(state(el)).to.equal('Sending…');
    expect(button(el).getAttribute('aria-disabled')).to.equal('true');
    await accessible(el);
    button(el).click();
    expect(heard).to.have.length(1);

    const { id } = heard[0]?.answer ?? { id: '' };
    outcome(el, 'failed', id);
    await el.updateComplete;
    expect(comment(el).value).to.equal('The sleeve was bent.');
    expect(radio(el, 'score', 4).checked).to.equal(true);
    expect(state(el)).to.equal('Not sent. Please keep this page open and try again.');
    expect(text(button(el))).to.equal('Try again');
    expect(button(el).getAttribute('aria-disabled')).not.to.equal('true');
    await accessible(el);

    await send(el);
    expect(heard.map((event) => event.answer.id)).to.deep.equal([id, id]);
    expect(state(el)).to.equal('Sending…');
    outcome(el, 'sent', id);
    await el.updateComplete;
    expect(state(el)).to.equal('Your feedback has been sent.');
    expect(focused(el)).to.equal('thanks');
    await accessible(el);
  });

  it('says that an answer is saved, and later that it is sent', async () => {
    const heard = answers();
    const el = await asked<LojalNps>(nps);
    await score(el, 9);
    await send(el);
    const { id } = heard[0]?.answer ?? { id: '' };
    outcome(el, 'queued', id);
    await el.updateComplete;
    expect(state(el)).to.contain('Saved on this device.');
    await accessible(el);
    outcome(el, 'sent', id);
    await el.updateComplete;
    expect(state(el)).to.equal('Your feedback has been sent.');
  });

  it('does not take what became of another answer for its own', async () => {
    const el = await asked<LojalNps>(nps);
    await score(el, 9);
    await send(el);
    outcome(el, 'sent', 'f'.repeat(32));
    part(el, 'card').dispatchEvent(
      Object.assign(new Event('lojal-sent', { bubbles: true, composed: true }), { id: '' }),
    );
    await el.updateComplete;
    expect(state(el)).to.equal('Sending…');
  });

  it('is sent when the endpoint says so', async () => {
    endpoint.status = 201;
    const el = await asked<LojalNps>(nps);
    await score(el, 10);
    setTimeout(() => button(el).click());
    const event = await oneEvent(el, 'lojal-sent');
    expect([event.bubbles, event.composed]).to.deep.equal([true, true]);
    await el.updateComplete;
    expect(state(el)).to.equal('Your feedback has been sent.');
    expect(posted).to.have.length(1);
  });

  it('dismisses and shows again, empty and under another id', async () => {
    const heard = answers();
    const dismissed = listen<DismissEvent>('lojal-dismiss');
    const el = await fixture<LojalNps>(nps);
    await score(el, 2);
    type(comment(el), 'Never mind');
    el.dismiss();
    await el.updateComplete;
    expect(words(el).trim()).to.equal('');
    expect(dismissed.map((event) => event.kind)).to.deep.equal(['nps']);
    el.dismiss();
    expect(dismissed).to.have.length(1);
    el.show();
    await el.updateComplete;
    expect(radios(el, 'score').some(({ checked }) => checked)).to.equal(false);
    await score(el, 2);
    expect(comment(el).value).to.equal('');
    await send(el);
    el.show();
    await el.updateComplete;
    await score(el, 9);
    await send(el);
    expect(heard).to.have.length(2);
    expect(heard[0]?.answer.id).not.to.equal(heard[1]?.answer.id);
    el.dismiss();
    expect(dismissed, 'an answer that was given is not dismissed').to.have.length(1);
  });

  it('opens in the corner only when it is shown, without taking the focus, and closes by Escape', async () => {
    const seen = listen<Event>('lojal-shown', 'lojal-dismiss');
    const page = await fixture(
      html`<div><input aria-label="Search" /><lojal-nps mode="corner" lang="en"></lojal-nps></div>`,
    );
    const el = inner<LojalNps>(page, 'lojal-nps');
    const search = inner<HTMLInputElement>(page, 'input');
    search.focus();
    expect(words(el).trim()).to.equal('');
    expect(seen).to.have.length(0);
    el.show();
    await el.updateComplete;
    expect(open(el)).to.equal(true);
    expect(document.activeElement === search).to.equal(true);
    expect(part(el, 'close').getAttribute('aria-label')).to.equal('Close');
    expect(seen, 'not before it has been in view for a second').to.have.length(0);
    await until(() => seen.length);
    expect(seen.map((event) => event.type)).to.deep.equal(['lojal-shown']);
    await accessible(page);
    search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await el.updateComplete;
    expect(open(el), 'Escape elsewhere is not ours').to.equal(true);
    radio(el, 'score', 5).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await gone(el);
    expect(words(el).trim()).to.equal('');
    expect(seen.map((event) => event.type)).to.deep.equal(['lojal-shown', 'lojal-dismiss']);
  });

  it('closes in the corner by its button, and has none where it stands in the page', async () => {
    const dismissed = listen<DismissEvent>('lojal-dismiss');
    const el = await fixture<LojalNps>(html`<lojal-nps mode="corner"></lojal-nps>`);
    el.show();
    await el.updateComplete;
    part(el, 'close').click();
    await gone(el);
    expect(dismissed).to.have.length(1);
    const inline = await fixture<LojalNps>(nps);
    expect(has(inline, '[part~="close"]')).to.equal(false);
    radio(inline, 'score', 5).dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }),
    );
    await inline.updateComplete;
    expect(open(inline)).to.equal(true);
  });

  it('stands in the page in a mode that nobody knows, and says so once', async () => {
    const el = await fixture<LojalNps>(html`<lojal-nps mode="popup"></lojal-nps>`);
    expect(open(el)).to.equal(true);
    warned('lojal-nps', 'mode', '"popup" is not accepted. Accepted: inline, corner, tab. Write mode="inline"');
  });

  it('answers with the score alone when the person leaves with the follow-up open', async () => {
    const heard = answers();
    const el = await fixture<LojalNps>(html`<lojal-nps lang="en"></lojal-nps>`);
    const leave = (): boolean => window.dispatchEvent(new PageTransitionEvent('pagehide'));
    leave();
    expect(heard, 'nothing was chosen').to.have.length(0);
    await score(el, 9);
    type(comment(el), 'Fast');
    leave();
    expect(heard.map((event) => data(event.answer))).to.deep.equal([{ score: 9, lang: 'en' }]);
    const { id } = heard[0]?.answer ?? { id: '' };
    expect(id).to.match(/^[0-9a-f]{32}$/);
    await send(el);
    expect(heard[1]?.answer.id, 'back on the page, it is the same answer').to.equal(id);
    expect(data(heard[1]?.answer)).to.deep.include({ score: 9, comment: 'Fast' });
    leave();
    expect(heard, 'it was sent by hand').to.have.length(2);
  });

  it('posts the score when the person leaves, and never what was typed and not sent', async () => {
    endpoint.status = 201;
    const el = await asked<LojalNps>(nps);
    await score(el, 9);
    type(comment(el), 'Fast');
    // The draft lies in the outbox before the page goes.
    comment(el).dispatchEvent(new Event('change', { bubbles: true }));
    await until(async () => {
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      return posted.length;
    });
    expect(data(JSON.parse(posted[0] ?? '{}'))).to.deep.equal({ score: 9, lang: 'en', revision: 1 });
    await send(el);
    await until(() => posted.length > 1);
    expect(data(JSON.parse(posted[1] ?? '{}'))).to.deep.equal({ score: 9, comment: 'Fast', lang: 'en', revision: 2 });
  });

  it('does not answer for an element that was taken off the page', async () => {
    const heard = answers();
    const el = await fixture<LojalNps>(nps);
    await score(el, 9);
    el.remove();
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(heard).to.have.length(0);
  });

  it('speaks Swedish once the words have come', async () => {
    const el = await fixture<LojalNps>(html`<lojal-nps lang="sv"></lojal-nps>`);
    await until(() => text(part(el, 'question')).startsWith('Hur sannolikt är det'));
    await score(el, 9);
    expect(label(el, comment(el))).to.equal('Vad tyckte du bäst om? Valfritt');
    expect(text(button(el))).to.equal('Skicka');
    const heard = answers();
    await send(el);
    expect(data(heard[0]?.answer).lang).to.equal('sv');
    await accessible(el);
  });

  it('fits a phone of 320 px without a bar to scroll, its scores in order', async () => {
    const frame = await fixture<HTMLElement>(
      html`<div style="inline-size: 320px"><lojal-nps lang="en"></lojal-nps></div>`,
    );
    const el = inner<LojalNps>(frame, 'lojal-nps');
    expect(frame.scrollWidth).to.be.at.most(320);
    const places = all(el, '[part~="option"]').map((one) => one.getBoundingClientRect());
    for (const [i, { left, top, right, width, height }] of places.entries()) {
      const before = places[i - 1];
      expect(
        before === undefined || top > before.top || left >= before.right - 1,
        `${i} stands after ${i - 1}`,
      ).to.equal(true);
      expect(right).to.be.at.most(320 + frame.getBoundingClientRect().left);
      expect(Math.min(width, height), 'a target of WCAG 2.2').to.be.at.least(24);
    }
  });

  for (const [lang, dir, never] of [
    ['en', 'ltr', 'Not at all likely'],
    ['ar', 'rtl', 'غير محتمل إطلاقًا'],
  ] as const)
    it(`its words for the ends stand beneath 0 and 10, ${dir}`, async () => {
      const frame = await fixture<HTMLElement>(
        html`<div style="inline-size: 640px"><lojal-nps lang=${lang}></lojal-nps></div>`,
      );
      const el = frame.querySelector('lojal-nps') as LojalNps;
      await until(() => words(el).includes(never), `it speaks ${lang}`);
      const middle = (of: Element): number => {
        const { left, width } = of.getBoundingClientRect();
        return left + width / 2;
      };
      const [unlikely, likely] = all(el, '[data-end]') as [HTMLElement, HTMLElement];
      expect(text(unlikely)).to.equal(never);
      const rises = middle(radio(el, 'score', 10)) > middle(radio(el, 'score', 0));
      expect(rises).to.equal(dir === 'ltr');
      expect(middle(likely) > middle(unlikely)).to.equal(rises);
    });
});

const review = html`<lojal-review></lojal-review>`;
async function stars(el: LojalReview, n: number): Promise<void> {
  radio(el, 'rating', n).click();
  await el.updateComplete;
}

describe('lojal-review', () => {
  suite();

  it('says what it is for and how long it takes before the first field', async () => {
    const el = await fixture<LojalReview>(
      html`<lojal-review lang="en" product="p1" product-name="Blue Train"></lojal-review>`,
    );
    expect(text(part(el, 'heading'))).to.equal('Review Blue Train');
    expect(words(el)).to.contain('It takes about a minute, ');
    expect(words(el).indexOf('about a minute')).to.be.below(words(el).indexOf('Your rating'));
    el.removeAttribute('product-name');
    await el.updateComplete;
    expect(text(part(el, 'heading'))).to.equal('Review this product');
    el.removeAttribute('product');
    await el.updateComplete;
    expect(text(part(el, 'heading'))).to.equal('Review our shop');
    await accessible(el);
  });

  it('has five stars in one labelled group, none chosen', async () => {
    const el = await fixture<LojalReview>(html`<lojal-review lang="en"></lojal-review>`);
    const options = radios(el, 'rating');
    expect(options.map(({ value }) => value)).to.deep.equal(['1', '2', '3', '4', '5']);
    expect(options.map((one) => one.getAttribute('aria-label'))).to.deep.equal([
      '1 star',
      '2 stars',
      '3 stars',
      '4 stars',
      '5 stars',
    ]);
    expect(new Set(options.map((one) => legend(one.closest('fieldset'))))).to.deep.equal(new Set(['Your rating']));
    expect(options.some(({ checked }) => checked)).to.equal(false);
  });

  it('asks for stars that are missing, tied to the group, with the focus there', async () => {
    const heard = answers();
    const el = await fixture<LojalReview>(html`<lojal-review lang="en"></lojal-review>`);
    const group = radio(el, 'rating', 1).closest('fieldset') as Element;
    expect(group.hasAttribute('aria-describedby')).to.equal(false);
    await send(el);
    expect(heard).to.have.length(0);
    expect(described(el, group)).to.equal('Please choose a star rating.');
    await until(() => el.shadowRoot?.activeElement === radio(el, 'rating', 1), 'the focus is on the first star');
    await accessible(el);
    await stars(el, 4);
    expect(group.hasAttribute('aria-describedby')).to.equal(false);
    expect(words(el)).not.to.contain('Please choose');
  });

  it('asks for the name unless it is to be without, tied to the field, with the focus there', async () => {
    const heard = answers();
    const el = await fixture<LojalReview>(html`<lojal-review lang="en" rating="4"></lojal-review>`);
    expect(radios(el, 'naming').map(({ value, checked }) => [value, checked])).to.deep.equal([
      ['full', false],
      ['initial', false],
      ['anonymous', true],
    ]);
    expect(words(el)).not.to.contain('Your name');
    radio(el, 'naming', 'initial').click();
    await el.updateComplete;
    const name = field(el, 'Your name');
    expect(name.hasAttribute('aria-invalid')).to.equal(false);
    type(name, '   ');
    await send(el);
    expect(heard).to.have.length(0);
    expect(name.getAttribute('aria-invalid')).to.equal('true');
    expect(described(el, name)).to.contain('Please enter your name');
    await until(() => el.shadowRoot?.activeElement === name, 'the focus is on the name');
    await accessible(el);
    type(name, ' Anna Berg ');
    await el.updateComplete;
    expect(name.hasAttribute('aria-invalid')).to.equal(false);
    await send(el);
    expect(data(heard[0]?.answer).author).to.deep.equal({ name: 'Anna Berg', display: 'initial' });
  });

  it('sends no name for a review without one, though one was written', async () => {
    const heard = answers();
    const el = await fixture<LojalReview>(html`<lojal-review lang="en" rating="4"></lojal-review>`);
    radio(el, 'naming', 'full').click();
    await el.updateComplete;
    type(field(el, 'Your name'), 'Anna Berg');
    radio(el, 'naming', 'anonymous').click();
    await el.updateComplete;
    await send(el);
    expect(data(heard[0]?.answer).author).to.deep.equal({ display: 'anonymous' });
  });

  it('sends rating, words, order and product', async () => {
    const heard = answers();
    const el = await fixture<LojalReview>(
      html`<lojal-review lang="en" product="p1" product-name="Blue Train" product-url="/records/p1" order="10042"></lojal-review>`,
    );
    await stars(el, 5);
    type(field(el, 'Headline'), ' A classic ');
    type(comment(el), ' Sounds great. ');
    await send(el);
    const { consent, seconds, ...rest } = data(heard[0]?.answer);
    expect(seconds).to.be.within(0, 20);
    expect(heard[0]?.answer.kind).to.equal('review');
    expect(heard[0]?.answer.id).to.match(/^[0-9a-f]{32}$/);
    expect(rest).to.deep.equal({
      rating: 5,
      title: 'A classic',
      body: 'Sounds great.',
      author: { display: 'anonymous' },
      product: { id: 'p1', name: 'Blue Train', url: new URL('/records/p1', location.href).href },
      order: '10042',
      purpose: 'review',
      lang: 'en',
    });
    expect(consent).to.be.an('object');
    expect(text(part(el, 'thanks')))
      .to.contain('Thank you!')
      .and.to.contain('it won’t be published');
    expect(focused(el)).to.equal('thanks');
    await accessible(el);
  });

  it('tells a program that fills in every field from a person, who never meets that field', async () => {
    const heard = answers();
    const el = await fixture<LojalReview>(html`<lojal-review lang="en" rating="5"></lojal-review>`);
    const trap = find<HTMLInputElement>(el, '[name="website"]');
    expect(trap.tabIndex).to.equal(-1);
    expect(trap.closest('[aria-hidden="true"]')).to.exist;
    const { width, height } = (trap.parentElement as HTMLElement).getBoundingClientRect();
    expect(width * height).to.be.at.most(1);
    type(trap, 'https://spam.example');
    await send(el);
    expect(data(heard[0]?.answer)).to.deep.include({ website: 'https://spam.example' });
    el.show();
    await el.updateComplete;
    expect(find<HTMLInputElement>(el, '[name="website"]').value).to.equal('');
  });

  it('gives 120 characters to the headline and 5,000 to the review', async () => {
    const el = await fixture<LojalReview>(html`<lojal-review lang="en"></lojal-review>`);
    expect(field(el, 'Headline').maxLength).to.equal(120);
    type(comment(el), 'x'.repeat(4990));
    await el.updateComplete;
    expect(comment(el).maxLength).to.equal(5000);
    expect(described(el, comment(el))).to.equal('10 characters left');
  });

  it('publishes nothing without consent, whose box is its own and not ticked', async () => {
    const heard = answers();
    const el = await fixture<LojalReview>(html`<lojal-review lang="en" rating="5"></lojal-review>`);
    const shown = text(box(el).closest('label') ?? undefined);
    expect(box(el).checked).to.equal(false);
    expect(all(el, 'input[type="checkbox"]')).to.have.length(1);
    const before = Date.now();
    await send(el);
    const consent = data(heard[0]?.answer).consent as Record<string, unknown>;
    expect(consent).to.deep.include({ publish: false, scopes: [], text: shown });
    expect(consent.version).to.be.a('string').and.not.to.equal('');
    expect(Date.parse(String(consent.at))).to.be.within(before, Date.now());
  });

  it('asks for consent with and without the name, and unticks the box when the name is added', async () => {
    const heard = answers();
    const el = await asked<LojalReview>(html`<lojal-review rating="5"></lojal-review>`);
    const consent = (): string => text(box(el).closest('label') ?? undefined);
    const naming = async (how: string): Promise<void> => {
      find(el, `input[name="naming"][value="${how}"]`).click();
      await el.updateComplete;
    };
    const [unnamed, named] = ['without my name', 'my name (as chosen above)'];
    expect(consent()).to.contain(unnamed);
    box(el).click();
    await el.updateComplete;
    await naming('full');
    expect([consent().includes(named), consent().includes(unnamed)]).to.deep.equal([true, false]);
    expect(box(el).checked, 'a wider consent is not given yet').to.equal(false);
    box(el).click();
    await el.updateComplete;
    await naming('anonymous');
    expect(box(el).checked, 'a narrower consent is').to.equal(true);
    const shown = consent();
    await send(el);
    expect(data(heard[0]?.answer).consent).to.deep.include({ publish: true, text: shown, version: 'lojal-2' });
    expect(shown).to.contain(unnamed);
  });

  it('names the shop, not its club, in the heading and the consent', async () => {
    const el = await asked<LojalReview>(html`<lojal-review></lojal-review>`, { rules: { ...RULES, shop: 'Nord' } });
    expect(text(part(el, 'heading'))).to.equal('Review Nord');
    expect(text(box(el).closest('label') ?? undefined)).to.match(/^Yes, Nord may publish/);
  });

  it('keeps the very text that was shown, its version and the time of the tick', async () => {
    const heard = answers();
    const el = await asked<LojalReview>(html`<lojal-review rating="5"></lojal-review>`);
    const shown = text(box(el).closest('label') ?? undefined);
    expect(shown).to.contain('Nord Records Club may publish');
    const before = Date.now();
    box(el).click();
    const after = Date.now();
    await el.updateComplete;
    await send(el);
    const consent = data(heard[0]?.answer).consent as Record<string, unknown>;
    expect(consent).to.deep.include({ publish: true, scopes: ['site'], text: shown });
    expect(Date.parse(String(consent.at))).to.be.within(before, after);
    expect(consent.at).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    outcome(el, 'sent', heard[0]?.answer.id ?? '');
    await el.updateComplete;
    expect(text(part(el, 'thanks'))).to.contain('before we publish it');
  });

  it('shows and keeps the shop’s own words of consent, in the page’s language', async () => {
    const heard = answers();
    const rules = { ...RULES, consent: { text: { en: 'Print it.', sv: 'Tryck den.' }, version: 'shop-7' } };
    const el = await asked<LojalReview>(html`<lojal-review rating="5" lang="sv"></lojal-review>`, { rules });
    await until(() => text(button(el)) === 'Skicka');
    expect(text(box(el).closest('label') ?? undefined)).to.equal('Tryck den.');
    box(el).click();
    await send(el);
    const sent = data(heard[0]?.answer);
    expect(sent.consent).to.deep.include({ publish: true, text: 'Tryck den.', version: 'shop-7' });
    expect(sent.lang).to.equal('sv');
  });

  for (const rating of [1, 5])
    it(`prefills ${rating} stars and sends nothing by itself`, async () => {
      const heard = answers();
      const el = await fixture<LojalReview>(html`<lojal-review rating=${rating}></lojal-review>`);
      expect(
        radios(el, 'rating')
          .map(({ checked }) => checked)
          .indexOf(true),
      ).to.equal(rating - 1);
      expect(heard).to.have.length(0);
      expect(warnings).to.deep.equal([]);
    });

  for (const rating of ['9', '0', '-1', '2.5', 'five'])
    it(`chooses no star for rating="${rating}", also when it is shown later, and says so once`, async () => {
      const heard = answers();
      const el = await fixture<LojalReview>(html`<lojal-review mode="corner" rating=${rating}></lojal-review>`);
      el.show();
      await el.updateComplete;
      expect(radios(el, 'rating').some(({ checked }) => checked)).to.equal(false);
      warned('lojal-review', 'rating', rating, 'is not a whole number from 1 to 5');
      await send(el);
      expect(heard, 'it has no stars').to.have.length(0);
    });

  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'http://other.example/p',
    'https://[',
    ' javascript:alert(2)',
  ])
    it(`keeps ${url.trim()} out of the data, and says so once`, async () => {
      const heard = answers();
      const el = await fixture<LojalReview>(
        html`<lojal-review product="p1" product-url=${url} rating="5"></lojal-review>`,
      );
      await send(el);
      expect(data(heard[0]?.answer).product).to.deep.equal({ id: 'p1' });
      warned('lojal-review', 'product-url', 'https');
    });

  it('asks for a testimonial as such, and for consent to use it as such', async () => {
    const heard = answers();
    const el = await asked<LojalReview>(html`<lojal-review purpose="testimonial"></lojal-review>`);
    expect(text(part(el, 'heading'))).to.equal('Tell others about Nord Records Club');
    expect(words(el)).to.contain('in our marketing');
    const shown = text(box(el).closest('label') ?? undefined);
    expect(shown).to.contain('in its own marketing');
    await stars(el, 5);
    box(el).click();
    await send(el);
    const sent = data(heard[0]?.answer);
    expect(sent.purpose).to.equal('testimonial');
    expect(sent.consent).to.deep.include({ publish: true, scopes: ['site', 'marketing'], text: shown });
    await accessible(el);
  });

  it('is a review for a purpose that nobody knows, and says so once', async () => {
    const el = await fixture<LojalReview>(html`<lojal-review lang="en" purpose="advert"></lojal-review>`);
    expect(text(part(el, 'heading'))).to.equal('Review our shop');
    warned('lojal-review', 'purpose', '"advert" is not accepted. Accepted: review, testimonial');
  });

  it('discloses what is given for a review, beside the stars and in the data', async () => {
    const heard = answers();
    const rules = { ...RULES, incentive: { en: '50 points', sv: '50 poäng' } };
    const el = await asked<LojalReview>(review, { rules });
    const said = words(el);
    expect(said).to.contain('You’ll get 50 points as a thank-you, whatever you write.');
    expect(said.indexOf('50 points')).to.be.within(said.indexOf('Your rating'), said.indexOf('Headline'));
    await stars(el, 1);
    await send(el);
    expect(data(heard[0]?.answer).incentive).to.equal('50 points');
    await accessible(el);
  });

  it('gives no incentive in the data where there is none', async () => {
    const heard = answers();
    const el = await asked<LojalReview>(html`<lojal-review rating="2"></lojal-review>`);
    await send(el);
    expect(data(heard[0]?.answer)).not.to.have.property('incentive');
  });

  it('links the page about the customer’s data, the attribute’s before the program’s', async () => {
    const rules = { ...RULES, privacyUrl: '/privacy-of-program' };
    const own = await asked<LojalReview>(review, { rules, privacyUrl: '/privacy' });
    expect(text(find(own, 'a'))).to.equal('How we handle your data');
    expect(find<HTMLAnchorElement>(own, 'a').href).to.equal(new URL('/privacy', location.href).href);
    const programs = await asked<LojalReview>(review, { rules });
    expect(find<HTMLAnchorElement>(programs, 'a').href).to.equal(new URL('/privacy-of-program', location.href).href);
  });

  it('links no address about the customer’s data that is a script', async () => {
    for (const content of [review, nps]) {
      const el = await asked<Question>(content, { privacyUrl: 'javascript:alert(1)' });
      expect(all<HTMLAnchorElement>(el, 'a').filter((one) => one.protocol === 'javascript:')).to.have.length(0);
    }
  });

  it('keeps the words when it was not sent, and sends them again under the same id', async () => {
    const heard = answers();
    const el = await asked<LojalReview>(html`<lojal-review rating="3"></lojal-review>`);
    type(field(el, 'Headline'), 'Fine');
    type(comment(el), 'It is fine.');
    const twice = button(el);
    twice.click();
    twice.click();
    await el.updateComplete;
    expect(heard).to.have.length(1);
    const { id } = heard[0]?.answer ?? { id: '' };
    outcome(el, 'failed', id);
    await el.updateComplete;
    expect([field(el, 'Headline').value, comment(el).value, radio(el, 'rating', 3).checked]).to.deep.equal([
      'Fine',
      'It is fine.',
      true,
    ]);
    expect(text(button(el))).to.equal('Try again');
    await accessible(el);
    type(comment(el), 'It is better now.');
    await send(el);
    expect(heard.map((event) => [event.answer.id, data(event.answer).body])).to.deep.equal([
      [id, 'It is fine.'],
      [id, 'It is better now.'],
    ]);
  });

  it('opens in the corner only when it is shown, and is dismissed by Escape', async () => {
    const seen = listen<Event>('lojal-shown', 'lojal-dismiss', 'lojal-answer');
    const el = await fixture<LojalReview>(html`<lojal-review mode="corner" rating="4"></lojal-review>`);
    expect(open(el)).to.equal(false);
    el.show();
    await el.updateComplete;
    expect(radio(el, 'rating', 4).checked).to.equal(true);
    await accessible(el);
    comment(el).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await gone(el);
    expect(seen.map((event) => event.type)).to.deep.equal(['lojal-shown', 'lojal-dismiss']);
    expect((seen[1] as DismissEvent).kind).to.equal('review');
  });
});
