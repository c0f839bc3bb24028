/** What comes before and after an answer: what was asked, drafts, where the thanks lead. Only the net is ours. */
import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { LojalNps } from '../../src/elements/nps/nps.ts';
import type { LojalReview } from '../../src/elements/review/review.ts';
import type { AnswerEvent } from '../../src/elements/shared/events.ts';
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
  read,
  text,
  type,
  until,
  warned,
  warnings,
  watch,
  words,
} from './page.ts';

const answers = (): AnswerEvent[] => listen<AnswerEvent>('lojal-answer');
const asked = (heard: AnswerEvent | undefined): Record<string, string> =>
  JSON.parse(JSON.stringify(heard?.answer.data.asked));
const button = (el: Element): HTMLButtonElement => find<HTMLButtonElement>(el, '[part~="submit"]');
const leave = (): boolean => window.dispatchEvent(new PageTransitionEvent('pagehide'));

interface More extends Partial<LojalProgram> {
  rules?: unknown;
  ask?: unknown;
}
/** A program around a question; storage is real, as drafts are kept there. */
async function within<T extends Element>(
  content: TemplateResult,
  { ask, rules = RULES, ...more }: More = {},
): Promise<T> {
  const program = await fixture<LojalProgram>(
    html`<lojal-program storage="session" endpoint="/answers" lang="en" .rules=${{ ...(rules as object), ask }}>${content}</lojal-program>`,
  );
  Object.assign(program, more);
  await read(program);
  return inner<T>(program, 'lojal-nps, lojal-review, lojal-survey');
}
async function pick(el: LojalNps | LojalReview, name: string, value: number | string): Promise<void> {
  find(el, `input[name="${name}"][value="${value}"]`).click();
  await el.updateComplete;
}
async function send(el: LojalNps | LojalReview): Promise<void> {
  button(el).click();
  await el.updateComplete;
}
async function sent(el: LojalNps | LojalReview): Promise<void> {
  await send(el);
  await until(() => has(el, '[part~="thanks"]'), 'the thanks');
}
const suite = (): void => {
  watch();
  beforeEach(() => {
    sessionStorage.clear();
  });
  afterEach(async () => {
    for (const card of document.querySelectorAll('[purpose="testimonial"]')) card.remove();
    await forget('session');
  });
};
const nps = html`<lojal-nps></lojal-nps>`;

describe('what was asked', () => {
  suite();

  for (const [what, more, content, wanted] of [
    ['our words', {}, nps, ['How likely are you to recommend Nord Records Club to a friend or colleague?', 'lojal-2']],
    [
      'the shop’s, with their version',
      {
        ask: { nps: { question: { en: 'Would you send a friend to {name}?', sv: 'Skulle du?' }, version: '2026-11' } },
      },
      nps,
      ['Would you send a friend to Nord Records Club?', '2026-11'],
    ],
    ['the shop’s, without a version', { ask: { nps: { question: 'Would you?' } } }, nps, ['Would you?', 'own']],
    [
      'the shop’s by its strings',
      { rules: { ...RULES, strings: { en: { npsQuestion: 'Would {name} be for a friend?' } } } },
      nps,
      ['Would Nord Records Club be for a friend?', 'own'],
    ],
    [
      'a version of words that are ours',
      { ask: { nps: { version: '2026-11' } } },
      html`<lojal-nps product-name="Blue Train"></lojal-nps>`,
      ['How likely are you to recommend Blue Train to a friend or colleague?', 'lojal-2'],
    ],
    [
      'those of another name',
      { ask: { nps: { question: 'Not this?' }, autumn: { kind: 'nps', question: 'This?' } } },
      html`<lojal-nps name="autumn"></lojal-nps>`,
      ['This?', 'own'],
    ],
    [
      'a review',
      {},
      html`<lojal-review product="p1" product-name="Blue Train" rating="4"></lojal-review>`,
      ['Review Blue Train', 'lojal-2'],
    ],
    [
      'a review in the shop’s words',
      { ask: { review: { question: 'How is {name}?', version: 'v2' } } },
      html`<lojal-review product="p1" product-name="Blue Train" rating="4"></lojal-review>`,
      ['How is Blue Train?', 'v2'],
    ],
  ] as readonly [string, More, TemplateResult, readonly [string, string]][])
    it(`is in the answer: ${what}`, async () => {
      const heard = answers();
      const el = await within<LojalNps | LojalReview>(content, more);
      expect(words(el)).to.contain(wanted[0]);
      if (has(el, '[name="score"]')) await pick(el, 'score', 8);
      await send(el);
      const { text, version } = asked(heard[0]);
      expect([text, version]).to.deep.equal(wanted);
      expect(warnings).to.deep.equal([]);
    });

  it('tells when it was shown, not when it was answered, and where, without query and hash', async () => {
    const heard = answers();
    const { href } = location;
    history.replaceState(null, '', '/records/blue-train?customer=anna#reviews');
    try {
      const before = Date.now();
      const el = await within<LojalNps>(nps);
      const shown = Date.now();
      await until(() => Date.now() > shown + 2);
      history.replaceState(null, '', '/elsewhere');
      await pick(el, 'score', 9);
      await send(el);
      const { at, page } = asked(heard[0]);
      expect(page).to.equal('/records/blue-train');
      expect(Date.parse(at ?? '')).to.be.within(before, shown);
    } finally {
      history.replaceState(null, '', href);
    }
  });

  it('is the same for every try of an answer, and another for the next', async () => {
    endpoint.status = 422;
    const heard = answers();
    const el = await within<LojalNps>(nps);
    await pick(el, 'score', 9);
    await send(el);
    await until(() => words(el).includes('couldn’t accept'));
    await pick(el, 'score', 8);
    endpoint.status = 201;
    await send(el);
    await until(() => words(el).includes('has been sent'));
    expect(asked(heard[1])).to.deep.equal(asked(heard[0]));
    const { at } = asked(heard[0]);
    await until(() => new Date().toISOString() > (at ?? ''));
    el.show();
    await el.updateComplete;
    await pick(el, 'score', 8);
    await send(el);
    expect(asked(heard[2]).at).not.to.equal(at);
  });
});

describe('where the thanks lead', () => {
  suite();
  const ask = { nps: { next: { text: { en: 'Your rewards', sv: 'Dina belöningar' }, url: '/rewards' } } };

  it('link to what the shop names', async () => {
    const el = await within<LojalNps>(nps, { ask });
    expect(has(el, 'a'), 'not before the answer').to.equal(false);
    await pick(el, 'score', 3);
    await sent(el);
    const link = find<HTMLAnchorElement>(el, 'a');
    expect(text(link)).to.equal('Your rewards');
    expect(link.href).to.equal(new URL('/rewards', location.href).href);
    expect(part(el, 'thanks').contains(link)).to.equal(true);
    await accessible(el);
  });

  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'http://other.example/'])
    it(`show the words of ${url} as plain text`, async () => {
      const el = await within<LojalNps>(nps, { ask: { nps: { next: { text: 'More', url } } } });
      await pick(el, 'score', 3);
      await sent(el);
      expect(text(part(el, 'thanks'))).to.contain('More');
      expect(has(el, 'a')).to.equal(false);
    });

  it('lead nowhere for what is no link, and say so once', async () => {
    const el = await within<LojalNps>(nps, { ask: { nps: { next: '/rewards' } } });
    await pick(el, 'score', 3);
    await sent(el);
    expect(has(el, 'a')).to.equal(false);
    warned('lojal-nps', 'ask.nps.next', '{ text, url }');
  });
});

describe('a promoter', () => {
  suite();
  const offer = (el: Element): HTMLButtonElement | undefined =>
    all<HTMLButtonElement>(el, '[part~="thanks"] button')[0];
  const card = (): LojalReview | null => document.querySelector('lojal-review[purpose="testimonial"]');

  for (const [score, content, testimonial, offered] of [
    [10, html`<lojal-nps testimonial></lojal-nps>`, undefined, true],
    [9, nps, true, true],
    [8, html`<lojal-nps testimonial></lojal-nps>`, true, false],
    [0, html`<lojal-nps testimonial></lojal-nps>`, true, false],
    [10, nps, undefined, false],
    [10, nps, false, false],
  ] as const)
    it(`${offered ? 'is' : 'is not'} asked to be quoted: ${score}, ${content.strings}, ${testimonial}`, async () => {
      const el = await within<LojalNps>(content, { ask: { nps: { testimonial } } });
      await pick(el, 'score', score);
      expect(words(el)).not.to.contain('quote');
      await sent(el);
      expect(Boolean(offer(el))).to.equal(offered);
      expect(words(el)).not.to.match(/\breview/i);
      if (!offered) return;
      expect(text(offer(el))).to.equal('May we quote you?');
      const why = el.shadowRoot?.getElementById(offer(el)?.getAttribute('aria-describedby') ?? '');
      expect(text(why ?? undefined)).to.equal('For our own marketing. You decide what we show.');
      await accessible(el);
    });

  it('is not asked where there is no program that could take the words', async () => {
    const el = await fixture<LojalNps>(html`<lojal-nps testimonial></lojal-nps>`);
    await pick(el, 'score', 10);
    await sent(el);
    expect(offer(el)).to.equal(undefined);
  });

  for (const mode of ['inline', 'corner'] as const)
    it(`opens one card for a testimonial of the same program, with the focus in it: ${mode}`, async () => {
      const heard = answers();
      const el = await within<LojalNps>(html`<lojal-nps testimonial mode=${mode} lang="sv"></lojal-nps>`, {
        customer: 'c_1',
      });
      el.show();
      await el.updateComplete;
      await until(() => text(button(el)) === 'Skicka');
      await pick(el, 'score', 10);
      await sent(el);
      offer(el)?.click();
      offer(el)?.click();
      await until(() => card()?.shadowRoot?.activeElement);
      expect(document.querySelectorAll('lojal-review')).to.have.length(1);
      const review = card() as LojalReview;
      expect(review.closest('lojal-program') === el.closest('lojal-program')).to.equal(true);
      expect(review.shadowRoot?.activeElement === find(review, 'input[name="rating"]')).to.equal(true);
      await until(() => text(part(review, 'heading')).startsWith('Berätta för andra'));
      if (mode === 'corner') await until(() => !has(el, '[part~="thanks"]'), 'two cards would lie on each other');
      else expect(offer(el), 'asked once').to.equal(undefined);
      await pick(review, 'rating', 5);
      await sent(review);
      await until(() => posted.length === 2);
      const { type, subject, data } = JSON.parse(posted[1] ?? '{}');
      expect([type, subject, data.purpose]).to.deep.equal(['lojal.review.answered.v1', 'c_1', 'testimonial']);
      expect([heard[1]?.name, heard[1]?.answer.kind]).to.deep.equal(['testimonial', 'review']);
    });
});

describe('the draft of a review', () => {
  suite();
  const review = html`<lojal-review product="p1" product-name="Blue Train" order="1"></lojal-review>`;
  const fields = (el: LojalReview): unknown[] => [
    all<HTMLInputElement>(el, '[name="rating"]').find(({ checked }) => checked)?.value,
    find<HTMLInputElement>(el, '#title').value,
    find<HTMLTextAreaElement>(el, '#body').value,
    all<HTMLInputElement>(el, '[name="naming"]').find(({ checked }) => checked)?.value,
    all<HTMLInputElement>(el, '#name')[0]?.value,
  ];
  const FULL = ['4', 'A classic', 'Sounds great.', 'initial', 'Anna Berg'];
  const EMPTY = [undefined, '', '', 'anonymous', undefined];
  const stored = (): string[] => Object.keys(sessionStorage).filter((key) => key.startsWith('lojal:draft:'));
  /** Long enough for a draft to be looked for: by then one that is kept elsewhere has come. */
  async function looked(el: LojalReview): Promise<void> {
    await (el as unknown as { consumer: { host?: LojalProgram } }).consumer.host?.drafts();
    await new Promise(requestAnimationFrame);
    await el.updateComplete;
  }
  async function write(el: LojalReview): Promise<void> {
    await looked(el);
    await pick(el, 'rating', 4);
    type(find<HTMLInputElement>(el, '#title'), 'A classic');
    type(find<HTMLTextAreaElement>(el, '#body'), 'Sounds great.');
    await pick(el, 'naming', 'initial');
    type(find<HTMLInputElement>(el, '#name'), 'Anna Berg');
    find(el, 'input[type="checkbox"]').click();
    await el.updateComplete;
  }
  /** The page is left, and the next one begins. */
  async function again(old: LojalReview, content = review, more: More = {}): Promise<LojalReview> {
    leave();
    old.closest('lojal-program')?.remove();
    const el = await within<LojalReview>(content, more);
    await looked(el);
    return el;
  }

  it('is there after a reload, but for the consent, and says so', async () => {
    const heard = answers();
    const first = await within<LojalReview>(review);
    expect(words(first)).not.to.contain('here again');
    await write(first);
    const el = await again(first);
    expect(fields(el)).to.deep.equal(FULL);
    expect(find<HTMLInputElement>(el, 'input[type="checkbox"]').checked).to.equal(false);
    await until(() => all(el, '[role="status"]').some((one) => text(one) === 'We’ve kept what you wrote.'));
    await accessible(el);
    expect([heard.length, posted.length], 'it is no answer').to.deep.equal([0, 0]);
    await send(el);
    expect(heard[0]?.answer.data).to.deep.include({ rating: 4, title: 'A classic', body: 'Sounds great.' });
  });

  it('is written down when typing pauses, and leaves nothing listening', async () => {
    const el = await within<LojalReview>(review);
    await write(el);
    await until(() => stored().length === 1);
    type(find<HTMLTextAreaElement>(el, '#body'), '');
    await pick(el, 'naming', 'anonymous');
    expect(stored()).to.have.length(1);
  });

  it('is gone once everything is deleted again', async () => {
    const first = await within<LojalReview>(html`<lojal-review product="p1"></lojal-review>`);
    await looked(first);
    type(find<HTMLInputElement>(first, '#title'), 'A');
    await until(() => stored().length === 1);
    type(find<HTMLInputElement>(first, '#title'), '');
    expect(stored()).to.deep.equal([]);
  });

  for (const [what, content, more] of [
    ['of another product', html`<lojal-review product="p2" order="1"></lojal-review>`, {}],
    ['of another order', html`<lojal-review product="p1" order="2"></lojal-review>`, {}],
    ['for another purpose', html`<lojal-review product="p1" order="1" purpose="testimonial"></lojal-review>`, {}],
    ['of another customer', review, { customer: 'c_2' }],
  ] as readonly [string, TemplateResult, More][])
    it(`is not shown in a form ${what}`, async () => {
      const first = await within<LojalReview>(review, { customer: 'c_1' });
      await write(first);
      const el = await again(first, content, { customer: 'c_1', ...more });
      expect(fields(el)).to.deep.equal(EMPTY);
      expect(words(el)).not.to.contain('here again');
      const own = await again(el, review, { customer: 'c_1' });
      expect(fields(own), 'and is still there').to.deep.equal(FULL);
    });

  it('is emptied when somebody else signs in, and theirs again when they are back', async () => {
    const el = await within<LojalReview>(review, { customer: 'c_1' });
    await write(el);
    const program = el.closest('lojal-program') as LojalProgram;
    program.customer = 'c_2';
    await program.updateComplete;
    await looked(el);
    expect(fields(el)).to.deep.equal(EMPTY);
    type(find<HTMLInputElement>(el, '#title'), 'Mine');
    program.customer = 'c_1';
    await program.updateComplete;
    await looked(el);
    expect(fields(el)).to.deep.equal(FULL);
  });

  it('waits until it is known whose it is', async () => {
    const first = await within<LojalReview>(review);
    await write(first);
    leave();
    first.closest('lojal-program')?.remove();
    const program = await fixture<LojalProgram>(
      html`<lojal-program storage="session" lang="en" .rules=${RULES} account="/never.json"
        .identity=${() => new Promise<string>(() => {})}>${review}</lojal-program>`,
    );
    const el = inner<LojalReview>(program, 'lojal-review');
    await until(() => has(el, 'form'));
    await looked(el);
    expect(fields(el)).to.deep.equal(EMPTY);
    program.customer = 'c_1';
    await until(() => program.customerId === 'c_1');
    await looked(el);
    expect(fields(el)).to.deep.equal(EMPTY);
  });

  it('does not come over what was begun meanwhile', async () => {
    const first = await within<LojalReview>(review);
    await write(first);
    leave();
    first.closest('lojal-program')?.remove();
    const program = await fixture<LojalProgram>(html`<lojal-program storage="session" lang="en"></lojal-program>`);
    let come = (): void => {};
    const late = new Promise<void>((resolve) => {
      come = resolve;
    });
    const real = program.drafts;
    Object.assign(program, { rules: RULES, flows: () => late.then(real) });
    await read(program);
    const el = document.createElement('lojal-review') as LojalReview;
    Object.assign(el, { product: 'p1', order: '1' });
    program.append(el);
    await el.updateComplete;
    type(find<HTMLInputElement>(el, '#title'), 'Anew');
    come();
    await looked(el);
    expect(fields(el)).to.deep.equal([undefined, 'Anew', '', 'anonymous', undefined]);
    await until(() => JSON.stringify(sessionStorage).includes('Anew'), 'what is written counts from now on');
  });

  it('keeps its own stars beside its words, whatever a newer link says', async () => {
    const first = await within<LojalReview>(html`<lojal-review rating="5"></lojal-review>`);
    await write(first);
    const same = await again(first, html`<lojal-review rating="5"></lojal-review>`);
    expect(fields(same)).to.deep.equal(FULL);
    const newer = await again(same, html`<lojal-review rating="2"></lojal-review>`);
    expect(fields(newer)).to.deep.equal(FULL);
  });

  for (const [what, end] of [
    [
      'sent',
      async (el: LojalReview) => {
        await send(el);
        await until(() => words(el).includes('has been sent'));
      },
    ],
    [
      'saved for later',
      async (el: LojalReview) => {
        endpoint.status = 0;
        const heard = answers();
        await send(el);
        // As the program says it, which here has nothing that outlives the tab.
        el.dispatchEvent(Object.assign(new Event('lojal-queued'), { id: heard[0]?.answer.id }));
        await until(() => words(el).includes('Saved on this device'));
      },
    ],
    [
      'kept by the page',
      async (el: LojalReview) => {
        el.addEventListener('lojal-answer', (event) => event.preventDefault());
        await send(el);
      },
    ],
    ['dismissed', async (el: LojalReview) => el.dismiss()],
    ['forgotten', async (el: LojalReview) => (el.closest('lojal-program') as LojalProgram).forget()],
  ] as readonly [string, (el: LojalReview) => Promise<void>][])
    it(`is gone once it was ${what}`, async () => {
      const first = await within<LojalReview>(review);
      await write(first);
      await end(first);
      await first.updateComplete;
      const el = await again(first);
      expect(fields(el)).to.deep.equal(EMPTY);
      expect(stored()).to.deep.equal([]);
    });

  it('stays when the answer could not be sent', async () => {
    endpoint.status = 422;
    const first = await within<LojalReview>(review);
    await write(first);
    await send(first);
    await until(() => words(first).includes('couldn’t accept'));
    const el = await again(first);
    expect(fields(el)).to.deep.equal(FULL);
  });

  it('begun as a guest is gone too once the customer has sent it', async () => {
    const el = await within<LojalReview>(review);
    await write(el);
    leave();
    expect(stored()).to.have.length(1);
    const program = el.closest('lojal-program') as LojalProgram;
    program.customer = 'c_1';
    await program.updateComplete;
    await looked(el);
    expect(fields(el), 'the words are their own').to.deep.equal(FULL);
    await send(el);
    await until(() => words(el).includes('has been sent'));
    leave();
    expect(stored()).to.deep.equal([]);
  });

  it('is not kept where the shop stores nothing', async () => {
    const el = await within<LojalReview>(review, { storage: 'none' });
    await write(el);
    leave();
    expect(stored()).to.deep.equal([]);
  });

  for (const draft of [
    '{',
    'null',
    '5',
    '[]',
    '{"stars":9,"heading":{},"body":5,"naming":"king","author":[],"seconds":"x"}',
  ])
    it(`that somebody else wrote does no harm: ${draft}`, async () => {
      const first = await within<LojalReview>(review);
      await write(first);
      leave();
      const [key = ''] = stored();
      sessionStorage.setItem(key, draft);
      const el = await again(first);
      expect(fields(el)).to.deep.equal(EMPTY);
      const heard = answers();
      await send(el);
      expect(heard, 'it has no stars').to.have.length(0);
      await pick(el, 'rating', 3);
      await send(el);
      expect(heard[0]?.answer.data).to.deep.include({ rating: 3 });
      expect(heard[0]?.answer.data.seconds).to.be.within(0, 20);
    });

  it('does not make its writer look like a program that fills in forms', async () => {
    const first = await within<LojalReview>(review);
    await write(first);
    leave();
    const [key = ''] = stored();
    const draft = JSON.parse(sessionStorage.getItem(key) ?? '');
    expect(draft.seconds).to.be.within(0, 20);
    sessionStorage.setItem(key, JSON.stringify({ ...draft, seconds: 70 }));
    const el = await again(first);
    const heard = answers();
    await send(el);
    expect(heard[0]?.answer.data.seconds).to.be.within(70, 90);
  });
});
