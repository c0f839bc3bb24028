/** Half-given answers: one for a customer and a question, whatever element shows it; and when a question counts as shown. */
import { expect, fixture, html } from '@open-wc/testing';
import { render, type TemplateResult } from 'lit';
import type { LojalNps } from '../../src/elements/nps/nps.ts';
import type { LojalReview } from '../../src/elements/review/review.ts';
import { type AnswerEvent, OutcomeEvent } from '../../src/elements/shared/events.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { showQuestion } from '../../src/triggers/show-question.ts';
import { endpoint, posted } from './network.ts';
import { all, find, forget, has, inner, listen, part, read, type, until, warnings, watch, words } from './page.ts';

const leave = (): boolean => window.dispatchEvent(new PageTransitionEvent('pagehide'));
const pause = (ms = 30): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
const events = (): { id: string; data: Record<string, unknown> }[] => posted.map((body) => JSON.parse(body));
const last = (): Record<string, unknown>[] => {
  const byId = new Map(events().map((event) => [event.id, event.data]));
  return [...byId.values()];
};

async function within(
  content: TemplateResult,
  more: Partial<LojalProgram> = {},
  customer = 'c_1',
): Promise<LojalProgram> {
  const program = await fixture<LojalProgram>(
    html`<lojal-program storage="session" endpoint="/answers" lang="en" customer=${customer} .rules=${{}}>${content}</lojal-program>`,
  );
  Object.assign(program, more);
  await read(program);
  await program.drafts();
  await pause();
  return program;
}
async function score(el: LojalNps, value: number): Promise<void> {
  await el.updateComplete;
  find(el, `input[name="score"][value="${value}"]`).click();
  await el.updateComplete;
}
const chosen = (el: Element): string | undefined =>
  all<HTMLInputElement>(el, 'input[name="score"]').find(({ checked }) => checked)?.value;
const body = (el: Element): HTMLTextAreaElement => find<HTMLTextAreaElement>(el, '#body');
const suite = (): void => {
  watch();
  beforeEach(() => sessionStorage.clear());
  afterEach(() => forget('session'));
};

describe('a half-given answer', () => {
  suite();

  it('continues in an element that is drawn anew', async () => {
    const program = await within(html`<section><lojal-nps></lojal-nps></section>`);
    const section = inner<HTMLElement>(program, 'section');
    await score(inner<LojalNps>(program, 'lojal-nps'), 9);
    section.innerHTML = '<lojal-nps></lojal-nps>';
    const el = inner<LojalNps>(program, 'lojal-nps');
    await until(() => chosen(el) === '9');
    await score(el, 8);
    part(el, 'submit').click();
    await until(() => words(el).includes('has been sent'));
    leave();
    await pause(100);
    expect(last().map(({ score }) => score)).to.deep.equal([8]);
  });

  it('is the same in two copies on a page', async () => {
    const program = await within(html`<lojal-nps id="phone"></lojal-nps><lojal-nps id="desktop"></lojal-nps>`);
    const [phone, desktop] = ['#phone', '#desktop'].map((id) => inner<LojalNps>(program, id)) as [LojalNps, LojalNps];
    await score(phone, 3);
    await until(() => chosen(desktop) === '3');
    await score(desktop, 10);
    await until(() => chosen(phone) === '10');
    await until(() => {
      leave();
      return posted.length;
    });
    await pause(100);
    expect(last().map(({ score }) => score)).to.deep.equal([10]);
    part(desktop, 'submit').click();
    await until(() => words(phone).includes('Thank you'));
    expect(last()).to.have.length(1);
  });

  describe('before the file that keeps it has loaded', () => {
    let load: () => void;
    /** A program whose file loads when the test says so. */
    async function slow(content: TemplateResult, customer?: string): Promise<LojalProgram> {
      const program = await within(html`<section></section>`, {}, customer);
      const drafts = await program.drafts();
      const loaded = new Promise<void>((resolve) => {
        load = resolve;
      });
      program.drafts = () => loaded.then(() => drafts);
      render(content, inner<HTMLElement>(program, 'section'));
      await read(program);
      return program;
    }
    const section = (program: LojalProgram): HTMLElement => inner<HTMLElement>(program, 'section');
    async function send(el: LojalNps): Promise<unknown> {
      part(el, 'submit').click();
      await until(() => words(el).includes('has been sent'));
      leave();
      await pause(100);
      return last().map(({ score }) => score);
    }

    it('continues in an element that is drawn anew', async () => {
      const program = await slow(html`<lojal-nps></lojal-nps>`);
      await score(inner<LojalNps>(program, 'lojal-nps'), 9);
      section(program).innerHTML = '<lojal-nps></lojal-nps>';
      const el = inner<LojalNps>(program, 'lojal-nps');
      await el.updateComplete;
      load();
      await until(() => chosen(el) === '9');
      await score(el, 8);
      expect(await send(el)).to.deep.equal([8]);
    });

    it('is one answer when the element drawn anew is answered at once', async () => {
      const program = await slow(html`<lojal-nps></lojal-nps>`);
      await score(inner<LojalNps>(program, 'lojal-nps'), 9);
      section(program).innerHTML = '<lojal-nps></lojal-nps>';
      const el = inner<LojalNps>(program, 'lojal-nps');
      await score(el, 8);
      load();
      await pause(100);
      expect(chosen(el)).to.equal('8');
      expect(await send(el)).to.deep.equal([8]);
    });

    it('is the last choice of two copies, whichever of them it was made in', async () => {
      const program = await slow(html`<lojal-nps id="phone"></lojal-nps><lojal-nps id="desktop"></lojal-nps>`);
      const [phone, desktop] = ['#phone', '#desktop'].map((id) => inner<LojalNps>(program, id)) as [LojalNps, LojalNps];
      await score(desktop, 10);
      await score(phone, 3);
      load();
      await until(() => chosen(desktop) === '3');
      expect(chosen(phone)).to.equal('3');
      expect(await send(desktop)).to.deep.equal([3]);
    });

    it('leaves with the page after the file has loaded', async () => {
      const program = await slow(html`<lojal-nps></lojal-nps>`);
      program.endpoint = '';
      const el = inner<LojalNps>(program, 'lojal-nps');
      await score(el, 3);
      load();
      await pause(100);
      const heard: unknown[] = [];
      program.addEventListener('lojal-answer', ({ answer }) => heard.push(answer.data.score));
      leave();
      expect(heard).to.deep.equal([3]);
    });

    it('keeps the words of a review that is drawn anew', async () => {
      const program = await slow(html`<lojal-review product="lp-7"></lojal-review>`);
      const first = inner<LojalReview>(program, 'lojal-review');
      await first.updateComplete;
      type(body(first), 'Warm and clear');
      section(program).innerHTML = '<lojal-review product="lp-7"></lojal-review>';
      const el = inner<LojalReview>(program, 'lojal-review');
      await el.updateComplete;
      load();
      await until(() => body(el).value === 'Warm and clear');
    });

    it('is forgotten by forget(), also by the form that stands on the page', async () => {
      const program = await slow(html`<lojal-nps id="phone"></lojal-nps><lojal-nps id="desktop"></lojal-nps>`);
      const [phone, desktop] = ['#phone', '#desktop'].map((id) => inner<LojalNps>(program, id)) as [LojalNps, LojalNps];
      await score(phone, 9);
      await score(desktop, 2);
      await program.forget();
      load();
      await until(() => chosen(phone) === undefined && chosen(desktop) === undefined);
      leave();
      await pause(100);
      expect(posted).to.deep.equal([]);
      expect(Object.keys(sessionStorage).filter((key) => /draft|answering/.test(key))).to.deep.equal([]);
    });

    for (const status of [201, 0])
      it(`is not kept ${status ? 'after it was sent' : 'while it is being sent'}`, async () => {
        endpoint.status = status;
        const program = await slow(html`<lojal-nps></lojal-nps>`);
        const el = inner<LojalNps>(program, 'lojal-nps');
        await score(el, 9);
        part(el, 'submit').click();
        await el.updateComplete;
        if (status) await until(() => words(el).includes('has been sent'));
        load();
        await pause(100);
        leave();
        expect(Object.keys(sessionStorage).filter((key) => key.startsWith('lojal:draft'))).to.deep.equal([]);
      });

    it('goes with a guest who signs in', async () => {
      const program = await slow(html`<lojal-nps></lojal-nps>`, '');
      const el = inner<LojalNps>(program, 'lojal-nps');
      await score(el, 9);
      program.customer = 'c_1';
      await program.updateComplete;
      await el.updateComplete;
      load();
      await pause(100);
      expect(chosen(el)).to.equal('9');
    });

    it('is forgotten by forget() in an element that is drawn anew', async () => {
      const program = await slow(html`<lojal-nps></lojal-nps>`);
      await score(inner<LojalNps>(program, 'lojal-nps'), 9);
      await program.forget();
      section(program).innerHTML = '<lojal-nps></lojal-nps>';
      const el = inner<LojalNps>(program, 'lojal-nps');
      await el.updateComplete;
      load();
      await pause(100);
      expect(chosen(el)).to.equal(undefined);
      expect(Object.keys(sessionStorage).filter((key) => key.startsWith('lojal:draft'))).to.deep.equal([]);
    });
  });

  it('is the same in two tabs, and each tab has revisions of its own', async () => {
    const program = await within(html`<lojal-nps></lojal-nps>`);
    await score(inner<LojalNps>(program, 'lojal-nps'), 9);
    const [key = ''] = Object.keys(sessionStorage).filter((name) => name.startsWith('lojal:answering:'));
    const entry = JSON.parse(sessionStorage.getItem(key) ?? '');
    // Another tab has gone on with the answer.
    await until(() => JSON.parse(sessionStorage.getItem(key) ?? '').revision === 1);
    sessionStorage.setItem(key, JSON.stringify({ ...entry, revision: 4, page: 'other' }));
    await score(inner<LojalNps>(program, 'lojal-nps'), 7);
    await until(() => {
      leave();
      return posted.length;
    });
    expect(events().map(({ id, data }) => [id, data.score, data.revision])).to.deep.equal([[entry.id, 7, 5]]);
  });

  it('is not sent again by the next page, which continues it', async () => {
    const first = await within(html`<lojal-nps></lojal-nps>`);
    await score(inner<LojalNps>(first, 'lojal-nps'), 9);
    await until(() => {
      leave();
      return posted.length;
    });
    const [{ id } = { id: '' }] = events();
    first.remove();
    const heard = listen<AnswerEvent>('lojal-answer');
    const next = await within(html`<lojal-nps></lojal-nps>`);
    const el = inner<LojalNps>(next, 'lojal-nps');
    await until(() => chosen(el) === '9');
    await score(el, 4);
    part(el, 'submit').click();
    await until(() => words(el).includes('has been sent'));
    expect(heard.map(({ answer }) => answer.id)).to.deep.equal([id]);
    expect(last().map(({ score }) => score)).to.deep.equal([4]);
  });

  it('is not there again while it is being sent', async () => {
    endpoint.status = 0;
    const first = await within(html`<lojal-review product="p1"></lojal-review>`);
    const el = inner<LojalReview>(first, 'lojal-review');
    find(el, 'input[name="rating"][value="2"]').click();
    type(body(el), 'Too small');
    await el.updateComplete;
    part(el, 'submit').click();
    await el.updateComplete;
    leave();
    first.remove();
    const next = await within(html`<lojal-review product="p1"></lojal-review>`);
    await pause(100);
    expect(body(inner(next, 'lojal-review')).value).to.equal('');
  });

  for (const [attribute, value] of [
    ['product', 'sock'],
    ['product-name', 'Sock'],
    ['order', '2'],
    ['purpose', 'testimonial'],
    ['name', 'second'],
  ] as const)
    it(`is about what it was begun about: another ${attribute} begins anew`, async () => {
      const program = await within(html`<lojal-review product="shoe" product-name="Shoe" order="1"></lojal-review>`);
      const el = inner<LojalReview>(program, 'lojal-review');
      const before = el.getAttribute(attribute);
      type(body(el), 'About the shoe');
      await el.updateComplete;
      el.setAttribute(attribute, value);
      await el.updateComplete;
      expect(body(el).value).to.equal('');
      find(el, 'input[name="rating"][value="5"]').click();
      type(body(el), 'About the sock');
      await el.updateComplete;
      part(el, 'submit').click();
      await until(() => posted.length);
      expect(last().map(({ body }) => body)).to.deep.equal(['About the sock']);
      if (before) el.setAttribute(attribute, before);
      else el.removeAttribute(attribute);
      await el.updateComplete;
      await until(() => has(el, '#body') && body(el).value === 'About the shoe', 'and is still there');
    });

  it('about one product is not an answer about another: NPS and survey', async () => {
    const program = await within(html`<lojal-nps product-name="Shoe"></lojal-nps
      ><lojal-survey kind="csat" question="How was the delivery?"></lojal-survey>`);
    const [nps, survey] = [inner<LojalNps>(program, 'lojal-nps'), inner<LojalNps>(program, 'lojal-survey')];
    await score(nps, 2);
    await score(survey, 2);
    nps.setAttribute('product-name', 'Sock');
    survey.setAttribute('question', 'How was the fitting?');
    await Promise.all([nps.updateComplete, survey.updateComplete]);
    expect([chosen(nps), chosen(survey)]).to.deep.equal([undefined, undefined]);
  });

  for (const prevented of [true, false])
    it(`of an element that is gone is ${prevented ? 'kept by a page that prevents it' : 'heard before it leaves'}`, async () => {
      const program = await within(html`<section><lojal-nps></lojal-nps></section>`);
      await score(inner<LojalNps>(program, 'lojal-nps'), 2);
      await pause(100);
      inner<HTMLElement>(program, 'section').innerHTML = '<h1>Next view</h1>';
      const heard = listen<AnswerEvent>('lojal-answer');
      const prevent = (event: Event): void => {
        if (prevented) event.preventDefault();
      };
      document.addEventListener('lojal-answer', prevent);
      await until(() => {
        leave();
        return heard.length;
      });
      await pause(100);
      document.removeEventListener('lojal-answer', prevent);
      expect(heard[0]?.answer.data).to.deep.include({ score: 2 });
      expect(posted).to.have.length(prevented ? 0 : 1);
    });
});

describe('forget() in another tab', () => {
  suite();

  for (const outcome of ['failed', 'queued', undefined] as const)
    it(`empties a form whose answer ${outcome ? `has ${outcome}` : 'is being sent'}`, async () => {
      endpoint.status = 0;
      const heard = listen<AnswerEvent>('lojal-answer');
      const program = await within(html`<lojal-nps></lojal-nps>`);
      const el = inner<LojalNps>(program, 'lojal-nps');
      await score(el, 3);
      part(el, 'submit').click();
      await until(() => heard.length);
      if (outcome) el.dispatchEvent(new OutcomeEvent(outcome, heard[0]?.answer.id ?? '', {}));
      await el.updateComplete;
      if (outcome === 'queued') expect(words(el)).to.contain('Saved on this device');
      else expect(chosen(el)).to.equal('3');
      window.dispatchEvent(new StorageEvent('storage', { key: 'lojal:forget', newValue: '1' }));
      // Nothing is saved any more.
      if (outcome === 'queued') await until(() => !words(el).includes('Saved on this device'));
      else await until(() => chosen(el) === undefined && !words(el).includes('Sending'));
    });
});

describe('the lengths of an answer', () => {
  suite();

  it('are cut on the page, with a warning for what the shop wrote', async () => {
    const rules = { consent: { text: 'Yes', version: 'v'.repeat(41) } };
    const program = await within(
      html`<lojal-review
        product=${'p'.repeat(201)}
        product-name=${'Winter jacket '.repeat(30)}
        order=${'o'.repeat(129)}
        rating="4"
      ></lojal-review>`,
      { rules },
    );
    part(inner(program, 'lojal-review'), 'submit').click();
    await until(() => posted.length);
    const [{ data } = { data: {} }] = events();
    const { product, order, consent } = data as Record<string, Record<string, string>>;
    expect([product?.id, product?.name, order, consent?.version].map((value) => value?.length)).to.deep.equal([
      200, 300, 128, 40,
    ]);
    await until(() => warnings.length === 4);
    expect(warnings.join()).to.contain('product-name has 420 characters');
  });
});

describe('a question counts as shown', () => {
  suite();

  it('not in a part of the page that is not displayed, and show() then opens a card', async () => {
    const heard = listen('lojal-shown');
    const program = await within(html`<div style="display: none"><lojal-nps></lojal-nps></div>`);
    await pause(1300);
    expect(heard).to.have.length(0);
    expect(await showQuestion(program, 'nps', 'nps')).to.equal(true);
    const card = document.querySelector<LojalNps>('body > lojal-nps');
    expect(card?.open).to.equal(true);
    card?.remove();
  });

  for (const style of [
    'visibility: hidden',
    'opacity: 0',
    'position: absolute; top: 9000px',
    'block-size: 0; overflow: hidden',
  ])
    it(`not with ${style}`, async () => {
      const heard = listen('lojal-shown');
      const program = await within(html`<div><lojal-nps></lojal-nps></div>`);
      inner<HTMLElement>(program, 'div').setAttribute('style', style);
      await pause(1500);
      expect(heard).to.have.length(0);
    });

  it('after a second in view, once', async () => {
    const heard = listen('lojal-shown');
    await within(html`<lojal-nps></lojal-nps>`);
    expect(heard).to.have.length(0);
    await until(() => heard.length);
    await pause(1300);
    expect(heard).to.have.length(1);
  });

  it('and show() says false where nothing can be seen', async () => {
    const program = await within(html``);
    const style = document.createElement('style');
    style.textContent = 'lojal-nps { display: none !important }';
    document.head.append(style);
    try {
      expect(await showQuestion(program, 'nps', 'nps')).to.equal(false);
      expect(document.querySelector('lojal-nps')).to.equal(null);
    } finally {
      style.remove();
    }
  });

  it('and show() scrolls clear of a sticky header', async () => {
    const program =
      await within(html`<header style="position: sticky; top: 0; block-size: 90px; background: #fff">Shop</header>
      <p style="block-size: 1500px"></p><lojal-nps></lojal-nps><p style="block-size: 3000px"></p>`);
    const el = inner<LojalNps>(program, 'lojal-nps');
    window.scrollTo(0, 4000);
    await pause();
    el.show();
    await pause(300);
    expect(el.getBoundingClientRect().top).to.be.at.least(90);
    expect(el.hasAttribute('style')).to.equal(false);
    window.scrollTo(0, 0);
  });
});
