/** The triggers: what has to happen on a page before a question comes, what keeps it away, and what is remembered. */
import { expect, fixture, html } from '@open-wc/testing';
import type { LojalNps } from '../../src/elements/nps/nps.ts';
import type { DismissEvent, ShownEvent } from '../../src/elements/shared/events.ts';
import { track as trackFor } from '../../src/loader/part-rules.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { secondsOpen } from '../../src/triggers/engagement.ts';
import { explanation } from '../../src/triggers/explanations.ts';
import { forgetHistory, onHistory, openHistory } from '../../src/triggers/history-storage.ts';
import { forgetVisit, isVisited } from '../../src/triggers/visit.ts';
import { all, axe, find, has, listen, RULES, shop, text, until, warned, warnings, watch } from '../elements/page.ts';

const NOW = { delay: 0 };
/** Tracks an event on a page whose customer is known without a program. */
const track = (data: Readonly<Record<string, string>>, event: string, details?: Readonly<Record<string, unknown>>) =>
  trackFor(data, () => Promise.reject(new Error('no program')), event, details);
/** A time that is over in `seconds`, in seconds since the page was opened. */
const sinceOpened = (seconds: number): number => secondsOpen() + seconds;
const KEY = 'lojal:history';
const cards = () => [...document.querySelectorAll<LojalNps>('body > lojal-nps')];
const open = () => cards().some((one) => one.open);

/** A program with these asking rules, on a page of its own; `storage` is `none` unless the test is about it. */
const asks = (ask: unknown, more: Partial<LojalProgram> = {}) =>
  shop({ rules: { ...RULES, ask }, account: { id: 'c_1', spend: 300, orders: 4 }, ...more }, html`<p>A page</p>`);

/** Another page: what asked on this one has gone, and nothing is remembered. */
function empty(): void {
  for (const one of document.querySelectorAll('lojal-program,body > :is(lojal-nps,lojal-review,lojal-survey)'))
    one.remove();
  forgetVisit();
  forgetHistory();
}

/** Long enough for everything that is due to come. */
const while_ = (ms = 300): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

async function comes(): Promise<LojalNps> {
  await until(open, 'a card has come');
  return cards()[0] as LojalNps;
}
async function staysAway(): Promise<void> {
  await while_();
  expect(open(), 'no card has come').to.equal(false);
}

function suite(): void {
  watch();
  afterEach(() => {
    empty();
    localStorage.removeItem(KEY);
    window.scrollTo(0, 0);
  });
}

describe('what brings a question', () => {
  suite();

  it('is the delay: not before, and then once', async () => {
    const shown = listen<ShownEvent>('lojal-shown');
    await asks({ nps: { delay: sinceOpened(0.6) } });
    await staysAway();
    const card = await comes();
    await until(() => shown.length, 'it has been in view for a second');
    expect(shown.map(({ name, automatic }) => [name, automatic])).to.deep.equal([['nps', true]]);
    expect(card.mode).to.equal('corner');
    expect(document.activeElement).to.equal(document.body);
  });

  it('is how far down the customer has been; a short page has been seen', async () => {
    const tall = await fixture<HTMLElement>(html`<div></div>`);
    tall.style.height = '5000px';
    await asks({ nps: { ...NOW, scroll: 60 } });
    await staysAway();
    window.scrollTo(0, 1000);
    await staysAway();
    window.scrollTo(0, 4500);
    await comes();
    empty();
    tall.style.height = '';
    window.scrollTo(0, 0);
    await asks({ nps: { ...NOW, scroll: 100 } });
    await comes();
  });

  it('is the time in view', async () => {
    await asks({ nps: { ...NOW, dwell: sinceOpened(0.6) } });
    await staysAway();
    await comes();
  });

  it('is the mouse on its way out at the top, and no other way', async () => {
    await asks({ nps: { ...NOW, exit: true } });
    await staysAway();
    const out = (clientY: number, relatedTarget: EventTarget | null) =>
      document.body.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY, relatedTarget }));
    out(400, null);
    out(0, document.documentElement);
    await staysAway();
    out(-1, null);
    await comes();
  });

  const touch = (type: string, clientX: number) =>
    document.body.dispatchEvent(
      Object.assign(new Event(type, { bubbles: true }), { touches: [{ clientX, clientY: 300 }] }),
    );

  it('is the gesture for "back", on touch', async () => {
    await asks({ nps: { ...NOW, exit: true } });
    await staysAway();
    touch('touchstart', 300);
    touch('touchmove', 380);
    touch('touchstart', 5);
    touch('touchmove', 20);
    await staysAway();
    touch('touchmove', 90);
    await comes();
  });

  it('is a fast scroll up, on touch', async () => {
    const tall = await fixture<HTMLElement>(html`<div></div>`);
    tall.style.height = '9000px';
    const real = window.matchMedia;
    window.matchMedia = (query) =>
      query.includes('coarse') ? ({ matches: true } as MediaQueryList) : real.call(window, query);
    try {
      window.scrollTo(0, 5000);
      await asks({ nps: { ...NOW, exit: true } });
      await staysAway();
      // Slowly: a third of the screen, but not within a moment.
      for (let y = 5000; y > 4700; y -= 50) {
        window.scrollTo(0, y);
        await while_(90);
      }
      expect(open()).to.equal(false);
      window.scrollTo(0, 4600);
      await while_(20);
      window.scrollTo(0, 3000);
      await comes();
    } finally {
      window.matchMedia = real;
    }
  });

  it('is what the shop tells of, as soon as it does', async () => {
    await asks({ nps: { ...NOW, after: { event: 'purchase' } } });
    await staysAway();
    track({ storage: 'none' }, 'visit');
    await staysAway();
    track({ storage: 'none' }, 'purchase', { order: 7 });
    await comes();
  });

  it('may be a tab, which disturbs nobody: it stands there also beside a card and on the next page of a visit', async () => {
    const ask = { nps: { ...NOW, mode: 'tab' }, review: NOW };
    await asks({ ...ask, csat: { ...NOW, mode: 'tab' } });
    const tabs = () => [...document.querySelectorAll<LojalNps>('body > [mode="tab"]')];
    await until(() => tabs().length && document.querySelector('body > lojal-review'));
    await staysAway();
    // One is enough.
    expect(tabs().map(({ questionName: called }) => called)).to.deep.equal(['nps']);
    expect(openHistory('none', 'c_1').read().asked.nps).to.equal(undefined);
    for (const one of document.querySelectorAll('lojal-program,body > :is(lojal-nps,lojal-review)')) one.remove();
    await asks(ask);
    await until(() => tabs().length);
  });

  it('is who the customer is: the level and the orders of the account', async () => {
    await asks({
      nps: { ...NOW, segment: { tier: ['gold'] } },
      review: { ...NOW, segment: { orders: { min: 5 } } },
      csat: { ...NOW, segment: { tier: ['silver'], orders: { max: 3 } } },
    });
    await staysAway();
    empty();
    await asks({ nps: { ...NOW, segment: { tier: ['silver'], orders: { min: 4 } } } });
    await comes();
  });

  it('the order that was told of goes with the review', async () => {
    track({ storage: 'none', customer: 'c_1' }, 'delivered', { order: '10042', at: '2026-01-01' });
    track({ storage: 'none', customer: 'c_1' }, 'delivered', { order: '10043' });
    await asks({ review: { ...NOW, after: { event: 'delivered', within: 1 } } });
    await until(() => document.querySelector('body > lojal-review'));
    const review = document.querySelector('body > lojal-review');
    // The first was delivered too long ago.
    expect(review?.getAttribute('order')).to.equal('10043');
    review?.remove();
  });
});

describe('what keeps a question away', () => {
  suite();

  for (const field of [
    html`<input aria-label="Name" />`,
    html`<textarea aria-label="Words"></textarea>`,
    html`<select aria-label="One"><option>a</option></select>`,
    html`<div contenteditable="true" role="textbox" aria-label="Words" tabindex="0">a</div>`,
  ])
    it('is typing, as long as it lasts', async () => {
      const into = await fixture<HTMLElement>(field);
      into.focus();
      await asks({ nps: NOW });
      await staysAway();
      into.blur();
      await comes();
    });

  it('is typing inside of a shadow root', async () => {
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const input = document.createElement('input');
    host.attachShadow({ mode: 'open' }).append(input);
    input.focus();
    await asks({ nps: NOW });
    await staysAway();
    input.blur();
    await comes();
  });

  it('is not a button that has the focus', async () => {
    const button = await fixture<HTMLElement>(html`<input type="checkbox" aria-label="Gift" />`);
    button.focus();
    await asks({ nps: NOW });
    await comes();
    expect(document.activeElement).to.equal(button);
  });

  it('is a dialog of the page, modal or not; one that waits outside of the screen is none', async () => {
    const dialog = await fixture<HTMLDialogElement>(html`<dialog>Which size?</dialog>`);
    const menu = await fixture<HTMLElement>(html`<div role="dialog" aria-label="Menu">Menu</div>`);
    Object.assign(menu.style, { position: 'fixed', left: '-500px', width: '400px' });
    dialog.showModal();
    await asks({ nps: NOW });
    await staysAway();
    dialog.close();
    await comes();
    empty();
    menu.style.left = '0';
    await asks({ nps: NOW });
    await staysAway();
    menu.setAttribute('aria-hidden', 'true');
    await comes();
  });

  it('is a question of the same kind that the page has', async () => {
    await shop({ rules: { ...RULES, ask: { nps: NOW } }, account: {} }, html`<lojal-nps></lojal-nps>`);
    await staysAway();
  });

  it('is another that is in view: one at a time, one a visit', async () => {
    await asks({ cooldown: 0, nps: NOW, review: { ...NOW, priority: 1 } });
    const first = () => document.querySelector<LojalNps>('body > lojal-review');
    await until(() => first()?.open);
    await staysAway();
    first()?.dismiss();
    await until(() => !first(), 'it has gone');
    await staysAway();
  });

  for (const told of [true, false])
    it(`is another page: a route of a single-page app, ${told ? 'of which the browser tells' : 'seen by its path'}`, async () => {
      const here = location.href;
      // Not every browser has a Navigation API to take away.
      const own = Object.getOwnPropertyDescriptor(window, 'navigation');
      if (!told) Object.defineProperty(window, 'navigation', { value: undefined, configurable: true });
      try {
        history.pushState({}, '', '/elsewhere');
        // The rules watch the page before it changes.
        await explanation(await asks({ nps: { delay: 0.4, urls: { deny: ['/elsewhere*'] } } }), 'nps');
        // Another page, from which the time counts.
        history.pushState({}, '', here);
        await while_(200);
        history.pushState({}, '', '/elsewhere');
        await while_(600);
        expect(open()).to.equal(false);
        history.pushState({}, '', here);
        const card = await comes();
        history.pushState({}, '', '/elsewhere/2');
        await until(() => !card.isConnected, 'it has gone with the page');
      } finally {
        if (!told) Reflect.deleteProperty(window, 'navigation');
        if (own) Object.defineProperty(window, 'navigation', own);
        history.replaceState({}, '', here);
      }
    });

  it('a question that is being answered stays when the page changes', async () => {
    const here = location.href;
    try {
      await asks({ nps: { ...NOW, urls: { deny: ['/elsewhere'] } } });
      const card = await comes();
      find<HTMLInputElement>(card, 'input[value="9"]').click();
      history.pushState({}, '', '/elsewhere');
      await while_(1300);
      expect(card.open).to.equal(true);
    } finally {
      history.replaceState({}, '', here);
    }
  });

  it('is the end of the program: nothing comes after it was taken away', async () => {
    const program = await asks({ nps: { delay: sinceOpened(0.4) } });
    await while_(100);
    program.remove();
    await while_(600);
    expect(cards()).to.deep.equal([]);
  });
});

describe('what is remembered', () => {
  suite();
  const kept = (customer = ':c_1') => JSON.parse(localStorage.getItem(KEY + customer) ?? 'null');

  it('a showing, a dismissal and an answer, in the browser’s storage, and nothing before', async () => {
    const dismissed = listen<DismissEvent>('lojal-dismiss');
    await asks({ nps: { delay: sinceOpened(0.4) } }, { storage: 'local' });
    await while_(200);
    expect(kept()).to.equal(null);
    const card = await comes();
    expect(kept().asked.nps).to.include({ showings: 1 });
    expect(isVisited('c_1')).to.equal(true);
    card.dismiss();
    await until(() => dismissed.length);
    expect(kept().asked.nps.dismissed).to.be.closeTo(Date.now(), 5000);
    const second = await fixture<LojalNps>(html`<lojal-nps></lojal-nps>`);
    await second.updateComplete;
    find<HTMLInputElement>(second, 'input[value="9"]').click();
    find<HTMLButtonElement>(second, '[part~="submit"]').click();
    await until(() => kept().asked.nps.answered);
    expect(kept().asked.nps.showings).to.equal(0);
  });

  it('in the tab alone with storage="session", and nowhere with "none"', async () => {
    openHistory('session').change((past) => ({ ...past, seed: 'a' }));
    expect(sessionStorage.getItem(KEY)).to.contain('"a"');
    expect(localStorage.getItem(KEY)).to.equal(null);
    forgetVisit();
    forgetHistory();
    expect(sessionStorage.getItem(KEY)).to.equal(null);
    openHistory('none').change((past) => ({ ...past, seed: 'b' }));
    expect(openHistory('none').read().seed).to.equal('b');
    expect([localStorage.getItem(KEY), sessionStorage.getItem(KEY)]).to.deep.equal([null, null]);
  });

  it('in the tab alone for who sends Global Privacy Control', async () => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
    try {
      openHistory('local').change((past) => ({ ...past, seed: 'c' }));
      expect(localStorage.getItem(KEY)).to.equal(null);
      expect(sessionStorage.getItem(KEY)).to.contain('"c"');
    } finally {
      Reflect.deleteProperty(navigator, 'globalPrivacyControl');
    }
  });

  it('on this page where storage is full, also over what it holds already', async () => {
    const history = openHistory('local');
    history.change((past) => ({ ...past, seed: 'old' }));
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      history.change((past) => ({ ...past, seed: 'new' }));
      expect(history.read().seed).to.equal('new');
    } finally {
      Storage.prototype.setItem = real;
    }
  });

  it('a change by another tab is there at the next look', async () => {
    const history = openHistory('local');
    expect(history.read().seed).to.equal(undefined);
    localStorage.setItem(KEY, '{"v":1,"seed":"theirs","asked":{},"events":{}}');
    expect(history.read().seed).to.equal('theirs');
  });

  it('nothing after forget(), and who listens hears of it', async () => {
    const program = await asks({ nps: NOW }, { storage: 'local' });
    await comes();
    let heard = 0;
    const deaf = onHistory(() => heard++);
    await program.forget();
    expect([kept(), heard, isVisited('c_1')]).to.deep.equal([null, 1, false]);
    deaf();
  });

  it('the draw of a sample, once it decides: a visitor without a name never draws again', async () => {
    const rules = { nps: { ...NOW, sample: 0, after: { event: 'purchase' } } };
    await shop({ rules: { ...RULES, ask: rules }, storage: 'local' }, html`<p></p>`);
    await while_();
    expect(kept('')).to.equal(null);
    track({ storage: 'local' }, 'purchase');
    await until(() => kept('')?.seed, 'the draw is kept');
    const { seed } = kept('');
    track({ storage: 'local' }, 'purchase');
    await while_(100);
    expect(kept('').seed).to.equal(seed);
  });
});

describe('for the shop owner', () => {
  suite();

  it('a rule that is wrong is said in one warning, with what to write', async () => {
    await asks({ nps: { ...NOW, dealy: 3 } });
    await until(() => warnings.length);
    warned('lojal-program', 'ask.nps.dealy', 'Did you mean delay?');
  });

  it('in test mode each question comes whatever the rules say, and a panel tells what they say', async () => {
    const ask = { nps: { after: { event: 'purchase', days: 7 } }, review: { sample: 0 } };
    await asks(ask, { test: true });
    const card = await comes();
    expect(card.questionName).to.equal('nps');
    await while_();
    expect(document.querySelector('body > lojal-review'), 'one at a time').to.equal(null);
    await until(() => document.querySelector('lojal-test-panel'));
    const panel = document.querySelector<HTMLElement>('lojal-test-panel') as HTMLElement;
    await until(() => all(panel, 'section').length === 2);
    expect(text(find(panel, 'summary'))).to.equal('Lojal test: 0 of 2 questions would show now');
    find<HTMLDetailsElement>(panel, 'details').open = true;
    await until(() =>
      text(panel.shadowRoot?.querySelector('section') ?? undefined).includes('7 days after "purchase"'),
    );
    expect(text(find(panel, 'section[aria-label="review"]'))).to.contain('0 % of customers are asked');
    await axe(panel);
    card.dismiss();
    await until(() => document.querySelector('body > lojal-review'), 'the next one comes');
    document.querySelector('body > lojal-review')?.remove();
    panel.remove();
    // Nothing that is tried out counts as asked.
    expect(openHistory('none', 'c_1').read().asked).to.deep.equal({});
  });

  it('the bridge hands scores and choices on, once, without words or names; not what the page kept', async () => {
    const scope = window as { dataLayer?: Record<string, unknown>[] };
    // The modules of the test fill the browser's list of 250 resources.
    performance.setResourceTimingBufferSize(2_000);
    await shop({ rules: RULES, account: { id: 'c_1' }, bridge: 'dataLayer' }, html`<lojal-nps></lojal-nps>`);
    // It comes after the first paint, in a file of its own.
    await until(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/data-layer.ts')));
    await import('../../src/provider/data-layer.ts');
    await while_(0);
    expect(scope.dataLayer).to.equal(undefined);
    const nps = document.querySelector('lojal-nps') as LojalNps;
    find<HTMLInputElement>(nps, 'input[value="3"]').click();
    await until(() => nps.shadowRoot?.querySelector('textarea'));
    const field = find<HTMLTextAreaElement>(nps, 'textarea');
    field.value = 'my name is on the parcel';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    find<HTMLButtonElement>(nps, '[part~="submit"]').click();
    await until(() => scope.dataLayer?.length);
    expect(scope.dataLayer).to.deep.equal([
      { event: 'lojal_answer', lojal_kind: 'nps', lojal_name: 'nps', lojal_score: 3 },
    ]);
    const keep = (event: Event) => event.preventDefault();
    document.addEventListener('lojal-answer', keep);
    nps.show();
    await nps.updateComplete;
    find<HTMLInputElement>(nps, 'input[value="9"]').click();
    find<HTMLButtonElement>(nps, '[part~="submit"]').click();
    await until(() => has(nps, '[part~="thanks"]'));
    document.removeEventListener('lojal-answer', keep);
    expect(scope.dataLayer).to.have.length(1);
    delete scope.dataLayer;
  });
});
