/** The modes of a question: a card in the corner, and one behind a tab. */
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { LojalNps } from '../../src/elements/nps/nps.ts';
import type { LojalReview } from '../../src/elements/review/review.ts';
import type { AnswerEvent, ShownEvent } from '../../src/elements/shared/events.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import {
  accessible,
  all,
  axe,
  find,
  has,
  inner,
  listen,
  part,
  shop,
  text,
  until,
  warnings,
  watch,
  words,
} from './page.ts';

type Question = LojalNps | LojalReview;
const QUESTION = 'How likely are you to recommend us to a friend or colleague?';
const EVENTS = ['lojal-shown', 'lojal-answer', 'lojal-dismiss', 'lojal-closed'];

const corner = (): Promise<LojalNps> => fixture<LojalNps>(html`<lojal-nps mode="corner" lang="en"></lojal-nps>`);
const tabbed = (): Promise<LojalNps> => fixture<LojalNps>(html`<lojal-nps mode="tab" lang="en"></lojal-nps>`);
const card = (el: Element): HTMLElement => part(el, 'card');
const tab = (el: Element): HTMLElement => part(el, 'tab');
const live = (el: Element): HTMLElement => find(el, '[role="status"]');
const radio = (el: Element, value: number): HTMLInputElement => find(el, `input[name="score"][value="${value}"]`);
const name = (el: Element): string | null => part(el, 'close').getAttribute('aria-label');
const types = (heard: Event[]): string[] => heard.map(({ type }) => type);
/** Whether the card is to be seen. */
const seen = (el: Element): boolean => has(el, '[part~="card"]') && card(el).checkVisibility();
const focused = (el: Element): string | null | undefined => el.shadowRoot?.activeElement?.getAttribute('part');
const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

function press(on: Element, key: string, more: KeyboardEventInit = {}): boolean {
  return on.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
  );
}
async function show(el: Question, automatic = false): Promise<void> {
  el.show(automatic);
  await until(() => el.open, 'the card is open');
}
async function open(el: Question): Promise<void> {
  tab(el).click();
  await until(() => el.open, 'the tab opens the card');
}
/** What `close` does, and then the end of the card. */
async function closed(el: Question, close: () => void): Promise<void> {
  const gone = oneEvent(el, 'lojal-closed');
  close();
  await gone;
}
async function choose(el: LojalNps, score: number): Promise<void> {
  radio(el, score).click();
  await until(() => has(el, '[part~="comment"]'), 'the follow-up opens');
}
async function answer(el: LojalNps): Promise<void> {
  await choose(el, 9);
  part(el, 'submit').click();
  await until(() => has(el, '[part~="thanks"]'));
}

/** A page of its own and of its own size, with an element on it: media queries see that size. */
async function screen(
  width: number,
  height: number,
  body: string,
  dir = 'ltr',
): Promise<{ page: Document; el: Question }> {
  const page = await fixture<HTMLIFrameElement>(html`<iframe title="A shop"></iframe>`);
  page.setAttribute(
    'style',
    `inline-size: ${width}px; block-size: ${height}px; border: 0; position: absolute; inset: 0`,
  );
  page.srcdoc = `<!doctype html><html lang="en" dir="${dir}"><title>A shop</title><body style="margin: 0">${body}
    <div style="block-size: 3000px"></div><script type="module" src="/src/define.ts"></script></html>`;
  await oneEvent(page, 'load');
  const there = page.contentDocument as Document;
  const el = there.querySelector('lojal-nps, lojal-review') as Question;
  await until(() => el.updateComplete, 'it is defined');
  await el.updateComplete;
  return { page: there, el };
}
/** Ends what moves, as time would. */
function settled(el: Element): DOMRect {
  for (const animation of el.shadowRoot?.getAnimations() ?? []) animation.finish();
  return card(el).getBoundingClientRect();
}

// Delivery takes `fetch` when its file is read. What becomes of an answer is said by the tests.
const net = window.fetch;
window.fetch = (input, init) => (init?.method === 'POST' ? new Promise(() => {}) : net(input, init));

/** An open card on a page with a field, which had the focus before, and a button. */
async function besideControls() {
  const page = await fixture(html`<div><input aria-label="Search" /><button>Buy</button>
    <lojal-nps mode="corner" lang="en"></lojal-nps></div>`);
  const el = inner<LojalNps>(page, 'lojal-nps');
  const [search, buy] = [inner<HTMLElement>(page, 'input'), inner<HTMLElement>(page, 'button')];
  search.focus();
  await show(el);
  return { el, search, buy };
}

describe('a card in the corner', () => {
  watch();

  it('fetches what only cards need when an element has such a mode, and not before', async () => {
    const fetched = (page: Document): boolean | undefined =>
      page.defaultView?.performance.getEntriesByType('resource').some((one) => one.name.endsWith('/card.ts'));
    const { page, el } = await screen(800, 600, '<lojal-nps></lojal-nps>');
    expect(fetched(page)).to.equal(false);
    el.mode = 'corner';
    await el.updateComplete;
    expect(fetched(page)).to.equal(true);
    expect(el.open).to.equal(false);
  });

  it('opens when shown, styled, in the top layer, and tells it then', async () => {
    const heard = listen<ShownEvent>(...EVENTS);
    const el = document.createElement('lojal-nps') as LojalNps;
    el.mode = 'corner';
    let when: unknown[] = [];
    el.addEventListener('lojal-shown', () => {
      const { position, animationName } = getComputedStyle(card(el));
      when = [el.open, position, animationName !== 'none', card(el).matches(':popover-open')];
    });
    (await fixture(html`<div></div>`)).append(el);
    el.show();
    expect(el.open, 'its file is not there yet').to.equal(false);
    await until(() => heard.length);
    expect(when).to.deep.equal([true, 'fixed', true, true]);
    expect(heard.map(({ type, kind, name, automatic }) => [type, kind, name, automatic])).to.deep.equal([
      ['lojal-shown', 'nps', 'nps', false],
    ]);
  });

  it('opens by itself without taking the focus or scrolling the page, and says so', async () => {
    const heard = listen<ShownEvent>('lojal-shown');
    const page = await fixture(html`<div><input aria-label="Search" /><p style="block-size: 4000px"></p>
      <lojal-nps mode="corner" lang="en" name="after-order"></lojal-nps></div>`);
    const el = inner<LojalNps>(page, 'lojal-nps');
    inner<HTMLElement>(page, 'input').focus();
    await show(el, true);
    await until(() => heard.length, 'it has been in view for a second');
    expect(document.activeElement?.localName).to.equal('input');
    expect(scrollY).to.equal(0);
    expect(heard.map(({ automatic, name }) => [automatic, name])).to.deep.equal([[true, 'after-order']]);
  });

  it('has a live region from the start that says the question once, and is empty when it is closed', async () => {
    const el = await corner();
    const region = live(el);
    const said: string[] = [];
    new MutationObserver(() => said.push(text(region))).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    expect([text(region), region.checkVisibility()]).to.deep.equal(['', true]);
    el.show(true);
    await el.updateComplete;
    expect(el.open).to.equal(true);
    expect(text(region), 'not in the frame in which the card comes').to.equal('');
    await until(() => text(region) === QUESTION);
    await choose(el, 9);
    await closed(el, () => el.dismiss());
    expect(live(el) === region, 'the same region').to.equal(true);
    expect(text(region)).to.equal('');
    expect(said).to.deep.equal([QUESTION, '']);
  });

  it('is a region named by the question, with a named button of 44 px to close it', async () => {
    const el = await corner();
    await show(el);
    expect(card(el).getAttribute('role')).to.equal('region');
    const label = (): string =>
      text(el.shadowRoot?.getElementById(card(el).getAttribute('aria-labelledby') ?? '') ?? undefined);
    expect(label()).to.equal(QUESTION);
    const { width, height } = part(el, 'close').getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(44);
    expect(name(el)).to.equal('Close');
    await answer(el);
    expect(label()).to.equal('Thank you!');
  });

  it('says who asks, and in a test that it is one', async () => {
    const program = await shop({ test: true, lang: 'en' }, html`<lojal-nps mode="corner"></lojal-nps>`);
    const el = inner<LojalNps>(program, 'lojal-nps');
    expect(
      all(el, '.test').some((one) => one.checkVisibility()),
      'nothing while it is closed',
    ).to.equal(false);
    await show(el);
    expect(text(card(el))).to.match(/^Nord Records Club Test: nothing is sent/);
    expect(all(el, '.test').filter((one) => one.checkVisibility())).to.have.length(1);
  });

  it('closes by Escape from inside, and gives the focus back to where it came from', async () => {
    const heard = listen<Event>(...EVENTS);
    const { el, search, buy } = await besideControls();
    press(search, 'Escape');
    expect(el.open, 'Escape elsewhere is not ours').to.equal(true);
    radio(el, 3).focus();
    search.focus();
    buy.focus();
    radio(el, 0).focus();
    part(el, 'close').focus();
    press(radio(el, 3), 'Escape', { isComposing: true });
    expect(el.open, 'that Escape was for an input method').to.equal(true);
    await closed(el, () => expect(press(radio(el, 3), 'Escape'), 'it is used up').to.equal(false));
    expect(document.activeElement?.localName).to.equal('button');
    expect(types(heard)).to.deep.equal(['lojal-shown', 'lojal-dismiss', 'lojal-closed']);
  });

  it('closes by Escape from outside where it hides what has the focus, and only there', async () => {
    const page = await fixture<HTMLElement>(html`<div>
      <button style="position: absolute; inset: auto 3em 3em auto; inline-size: 4em">Behind</button>
      <button style="position: absolute; inset: auto 3em 3em auto; inline-size: 90vw">Wider than the card</button>
      <lojal-nps mode="corner" lang="en"></lojal-nps>
    </div>`);
    const el = inner<LojalNps>(page, 'lojal-nps');
    const [behind, wider] = page.querySelectorAll('button') as unknown as [HTMLElement, HTMLElement];
    await show(el);
    settled(el);
    wider.focus();
    press(wider, 'Escape');
    expect(el.open, 'it is seen in part').to.equal(true);
    behind.focus();
    press(behind, 'Tab');
    expect(el.open).to.equal(true);
    const used = press(behind, 'Escape', { isComposing: true });
    expect([el.open, used], 'that Escape was for an input method').to.deep.equal([true, true]);
    await closed(el, () => press(behind, 'Escape'));
    expect(document.activeElement).to.equal(behind);
    expect(press(behind, 'Escape'), 'once it is closed an Escape is not ours').to.equal(true);
  });

  it('leaves the focus alone when it is elsewhere, or when that from which it came is gone', async () => {
    const { el, buy } = await besideControls();
    radio(el, 3).focus();
    buy.focus();
    await closed(el, () => el.dismiss());
    expect(document.activeElement?.localName).to.equal('button');
    await show(el);
    radio(el, 3).focus();
    buy.remove();
    await closed(el, () => part(el, 'close').click());
    expect(document.activeElement === document.body).to.equal(true);
  });

  it('is dismissed once, however often, and told to be closed after it has gone from view', async () => {
    const heard = listen<Event>(...EVENTS);
    const el = await corner();
    await show(el);
    let there: unknown;
    el.addEventListener('lojal-dismiss', () => {
      el.dismiss();
      there = seen(el);
    });
    await closed(el, () => {
      const close = part(el, 'close');
      close.click();
      close.click();
      press(close, 'Escape');
      el.dismiss();
      expect(el.open).to.equal(false);
    });
    expect(there, 'it moves out').to.equal(true);
    expect(has(el, '[part]')).to.equal(false);
    expect(types(heard)).to.deep.equal(['lojal-shown', 'lojal-dismiss', 'lojal-closed']);
  });

  it('cannot be used on its way out', async () => {
    const el = await corner();
    await show(el);
    const gone = oneEvent(el, 'lojal-closed');
    el.dismiss();
    await el.updateComplete;
    expect(seen(el)).to.equal(true);
    radio(el, 3).focus();
    expect([card(el).inert, focused(el)]).to.deep.equal([true, undefined]);
    await gone;
  });

  for (const [why, still] of [
    ['the customer wants less motion', () => stub(window, 'matchMedia', () => ({ matches: true }))],
    ['the page is hidden', () => stub(document, 'hidden', true)],
  ] as const)
    it(`closes at once when ${why}`, async () => {
      const el = await corner();
      await show(el);
      const undo = still();
      const [timers, real]: [unknown[], typeof setTimeout] = [[], window.setTimeout];
      try {
        window.setTimeout = ((...given: Parameters<typeof setTimeout>) => timers.push(given)) as never;
        await closed(el, () => el.dismiss());
      } finally {
        window.setTimeout = real;
        undo();
      }
      expect(timers, 'nothing was waited for').to.have.length(0);
      expect(has(el, '[part]')).to.equal(false);
    });

  it('is told to be closed when it is taken off the page on its way out', async () => {
    const el = await corner();
    await show(el);
    const real = window.setTimeout;
    try {
      // The end of the motion never comes.
      window.setTimeout = (() => 0) as never;
      await closed(el, () => {
        el.dismiss();
        el.remove();
      });
    } finally {
      window.setTimeout = real;
    }
  });

  it('shows nothing new when it is open, and comes back when it is shown on its way out', async () => {
    const heard = listen<Event>(...EVENTS);
    const el = await corner();
    await show(el);
    await choose(el, 4);
    el.show(true);
    await el.updateComplete;
    expect(radio(el, 4).checked).to.equal(true);
    expect(types(heard)).to.deep.equal(['lojal-shown']);
    el.dismiss();
    await show(el);
    expect(radio(el, 4).checked, 'it is asked anew').to.equal(false);
    await until(() => heard.length > 2, 'it has been in view for a second');
    expect([card(el).inert, card(el).matches(':popover-open')]).to.deep.equal([false, true]);
    expect(types(heard)).to.deep.equal(['lojal-shown', 'lojal-dismiss', 'lojal-shown']);
    await closed(el, () => el.dismiss());
    expect(types(heard).filter((type) => type === 'lojal-closed')).to.have.length(1);
  });

  it('is withdrawn without a word of dismissal, unless the person has begun', async () => {
    const heard = listen<Event>(...EVENTS);
    const el = await corner();
    expect([el.withdraw(), el.touched]).to.deep.equal([true, false]);
    await show(el, true);
    await closed(el, () => expect(el.withdraw()).to.equal(true));
    expect(types(heard), 'it was not in view for a second').to.deep.equal(['lojal-closed']);
    await show(el, true);
    radio(el, 5).click();
    expect([el.touched, el.withdraw(), el.open]).to.deep.equal([true, false, true]);
    await closed(el, () => el.dismiss());
    await show(el);
    expect(el.touched, 'of the new question').to.equal(false);
  });

  it('is closed after its answer, without dismissal, and does not open for the news that it was sent', async () => {
    const heard = listen<Event>(...EVENTS);
    const el = await corner();
    await show(el);
    let id = '';
    el.addEventListener('lojal-answer', (event) => {
      id = (event as AnswerEvent).answer.id;
    });
    await answer(el);
    expect(el.open, 'the thanks are in view').to.equal(true);
    await closed(el, () => part(el, 'close').click());
    el.dispatchEvent(Object.assign(new Event('lojal-sent'), { id }));
    await el.updateComplete;
    expect(el.open).to.equal(false);
    expect(types(heard)).to.deep.equal(['lojal-shown', 'lojal-answer', 'lojal-closed']);
    // What could not be sent is nowhere else.
    el.dispatchEvent(Object.assign(new Event('lojal-failed'), { id }));
    await until(() => el.open);
    expect(radio(el, 9).checked).to.equal(true);
  });

  it('does not take the focus for its thanks from somebody who has gone on', async () => {
    const program = await shop(
      { lang: 'en', endpoint: '/answers' },
      html`<input aria-label="Search" /><lojal-nps mode="corner"></lojal-nps>`,
    );
    const el = inner<LojalNps>(program, 'lojal-nps');
    let id = '';
    el.addEventListener('lojal-answer', (event) => {
      id = (event as AnswerEvent).answer.id;
    });
    for (const stays of [false, true]) {
      await show(el);
      await choose(el, 9);
      part(el, 'submit').focus();
      part(el, 'submit').click();
      if (!stays) inner<HTMLElement>(program, 'input').focus();
      await el.updateComplete;
      el.dispatchEvent(Object.assign(new Event('lojal-sent'), { id }));
      await until(() => has(el, '[part~="thanks"]'));
      expect(focused(el)).to.equal(stays ? 'thanks' : undefined);
      expect(document.activeElement?.localName).to.equal(stays ? 'lojal-nps' : 'input');
      await closed(el, () => part(el, 'close').click());
    }
    await program.forget();
  });

  for (const dir of ['ltr', 'rtl'])
    it(`stands in the corner at the end of the line, ${dir}`, async () => {
      const { page, el } = await screen(1000, 700, '<lojal-nps mode="corner"></lojal-nps>', dir);
      await show(el);
      const { left, right, bottom } = settled(el);
      const edge = dir === 'ltr' ? page.documentElement.clientWidth - right : left;
      expect(edge).to.be.within(8, 24);
      expect(700 - bottom).to.be.within(8, 24);
      expect(right - left).to.be.below(450);
    });

  it('is a sheet at the foot of a phone, as wide as it', async () => {
    const { page, el } = await screen(320, 640, '<lojal-nps mode="corner" lang="en"></lojal-nps>');
    await show(el);
    const { left, right, bottom, top } = settled(el);
    const width = page.documentElement.clientWidth;
    expect([left, right, bottom]).to.deep.equal([0, width, 640]);
    expect(top).to.be.above(640 * 0.15 - 1);
    expect(page.documentElement.scrollWidth).to.equal(width);
    const style = getComputedStyle(card(el));
    expect([style.borderStartStartRadius, style.borderEndStartRadius]).to.deep.equal(['8px', '0px']);
  });

  for (const [width, height] of [
    [320, 480],
    [740, 360],
  ] as const)
    it(`scrolls a long form inside of itself on ${width} × ${height}, and its button stays`, async () => {
      const { page, el } = await screen(width, height, '<lojal-review mode="corner" lang="en"></lojal-review>');
      await show(el);
      const { top, bottom } = settled(el);
      expect(top).to.be.at.least(0);
      expect(bottom).to.be.at.most(height);
      const close = part(el, 'close');
      const before = close.getBoundingClientRect().top;
      part(el, 'submit').focus();
      // WebKit scrolls to what has the focus a moment later.
      const end = (): number => part(el, 'submit').getBoundingClientRect().bottom;
      await until(() => end() <= bottom, 'the last button is to be seen');
      expect(close.getBoundingClientRect().top).to.equal(before);
      expect(before).to.be.at.least(top);
      expect(page.defaultView?.scrollY, 'the page stays where it is').to.equal(0);
      const body = all(el, '*').find((one) => getComputedStyle(one).overflowY === 'auto') as Element;
      expect(body.scrollHeight, 'the form is longer').to.be.above(body.clientHeight);
      expect(getComputedStyle(body).overscrollBehaviorY).to.equal('contain');
    });

  it('keeps above the on-screen keyboard, with the field in view, and listens only while it is open', async () => {
    const { page, el } = await screen(320, 640, '<lojal-review mode="corner" lang="en"></lojal-review>');
    const view = page.defaultView?.visualViewport as VisualViewport;
    const heard = counted(view);
    await show(el);
    settled(el);
    expect([...heard.values()]).to.deep.equal([1, 1]);
    const field = part(el, 'comment');
    field.focus();
    const undo = stub(view, 'height', 340);
    view.dispatchEvent(new Event('resize'));
    const { top, bottom } = card(el).getBoundingClientRect();
    expect(bottom).to.equal(340);
    expect(top).to.be.at.least(0);
    const { bottom: end } = field.getBoundingClientRect();
    expect(end).to.be.at.most(341);
    // Two fingers that zoom in are no keyboard.
    const zoomed = stub(view, 'scale', 2);
    view.dispatchEvent(new Event('resize'));
    expect(card(el).getBoundingClientRect().bottom).to.equal(640);
    zoomed();
    undo();
    expect(page.defaultView?.scrollY).to.equal(0);
    await closed(el, () => el.dismiss());
    expect([...heard.values()]).to.deep.equal([0, 0]);
  });

  for (const style of [
    'transform: translateX(100px)',
    'contain: strict; inline-size: 50px; block-size: 50px',
    'overflow: hidden; block-size: 0; position: relative; filter: blur(0)',
  ])
    it(`stands in the corner of the page also inside of "${style}"`, async () => {
      const { page, el } = await screen(1000, 700, `<div style="${style}"><lojal-nps mode="corner"></lojal-nps></div>`);
      await show(el);
      const { right, bottom, width } = settled(el);
      expect(page.documentElement.clientWidth - right).to.be.within(8, 24);
      expect(page.documentElement.clientHeight - bottom).to.be.within(8, 24);
      expect(width).to.be.above(300);
      const { x, y } = part(el, 'close').getBoundingClientRect();
      expect(page.elementFromPoint(x + 20, y + 20)?.localName, 'it can be hit').to.equal('lojal-nps');
    });

  it('is fixed under --lojal-z where there is no top layer', async () => {
    const { page, el } = await screen(1000, 700, '<lojal-nps mode="corner" style="--lojal-z: 77"></lojal-nps>');
    stub((page.defaultView as typeof window & Window).HTMLElement.prototype, 'togglePopover', undefined);
    const unknown = (rule: CSSRule): boolean => rule.cssText.includes(':popover-open');
    // Such a browser drops rules whose selector it does not know.
    for (const sheet of el.shadowRoot?.adoptedStyleSheets ?? [])
      for (let i = sheet.cssRules.length; i--; ) if (unknown(sheet.cssRules[i] as CSSRule)) sheet.deleteRule(i);
    await show(el);
    const { right, bottom } = settled(el);
    expect(card(el).matches(':popover-open')).to.equal(false);
    expect(seen(el)).to.equal(true);
    expect(getComputedStyle(card(el)).zIndex).to.equal('77');
    expect([page.documentElement.clientWidth - right, 700 - bottom]).to.deep.equal([16, 16]);
    await closed(el, () => el.dismiss());
    expect(has(el, '[part]')).to.equal(false);
  });

  it('stays open, above the page, when it is moved to another place of it', async () => {
    const heard = listen<Event>(...EVENTS);
    const el = await corner();
    await show(el);
    await choose(el, 9);
    document.body.append(el);
    await el.updateComplete;
    expect([el.open, card(el).matches(':popover-open'), radio(el, 9).checked]).to.deep.equal([true, true, true]);
    expect(types(heard)).to.deep.equal(['lojal-shown']);
    await closed(el, () => el.dismiss());
    el.remove();
  });

  it('leaves nothing behind: no listener, no node', async () => {
    const { page, el } = await screen(600, 600, '<lojal-nps mode="corner"></lojal-nps>');
    const before = page.querySelectorAll('*').length + all(el, '*').length;
    const heard = [page.defaultView, page, page.defaultView?.visualViewport].map((one) => counted(one as EventTarget));
    for (let i = 0; i < 20; i++) {
      await show(el, true);
      await closed(el, () => el.dismiss());
    }
    expect(page.querySelectorAll('*').length + all(el, '*').length).to.equal(before);
    await show(el, true);
    el.remove();
    expect(heard.flatMap((one) => [...one].filter(([, count]) => count > 0).map(([type]) => type))).to.deep.equal([]);
  });

  it('changes its mode: what stood in the page closes, and comes back', async () => {
    const el = await fixture<LojalNps>(html`<lojal-nps lang="en"></lojal-nps>`);
    el.mode = 'corner';
    await el.updateComplete;
    expect([el.open, has(el, '[part~="card"]')]).to.deep.equal([false, false]);
    await show(el);
    el.mode = 'inline';
    await el.updateComplete;
    expect([el.open, has(el, '[part~="close"]'), getComputedStyle(card(el)).position]).to.deep.equal([
      true,
      false,
      'relative',
    ]);
    press(radio(el, 1), 'Escape');
    await el.updateComplete;
    expect(el.open).to.equal(true);
    radio(el, 7).click();
    el.mode = 'tab';
    await el.updateComplete;
    await open(el);
    expect(radio(el, 7).checked, 'what was chosen is kept').to.equal(true);
    expect(warnings).to.deep.equal([]);
  });

  it('is clean for axe closed, open, followed up, thanking', async () => {
    const program = await shop({ lang: 'en' }, html`<lojal-nps mode="corner"></lojal-nps>`);
    const el = inner<LojalNps>(program, 'lojal-nps');
    await axe(el);
    await show(el);
    await accessible(el);
    await choose(el, 2);
    await accessible(el);
    part(el, 'submit').click();
    await until(() => has(el, '[part~="thanks"]'));
    await accessible(el);
  });
});

describe('a card behind a tab', () => {
  watch();

  it('shows its tab alone at first, and nobody is told of a question', async () => {
    const heard = listen<Event>(...EVENTS);
    const el = await tabbed();
    expect([text(tab(el)), tab(el).getAttribute('aria-expanded'), tab(el).matches(':popover-open')]).to.deep.equal([
      'Feedback',
      'false',
      true,
    ]);
    expect([el.open, seen(el), el.touched]).to.deep.equal([false, false, false]);
    expect(types(heard)).to.deep.equal([]);
    await accessible(el);
  });

  it('opens by its tab, and the focus goes along', async () => {
    const heard = listen<ShownEvent>(...EVENTS);
    const el = await tabbed();
    tab(el).focus();
    await open(el);
    expect(tab(el).getAttribute('aria-expanded')).to.equal('true');
    expect(focused(el)).to.equal('card');
    await frame();
    await frame();
    expect(text(live(el)), 'the focus reads it').to.equal('');
    await until(() => heard.length, 'it has been in view for a second');
    expect(heard.map(({ type, automatic }) => [type, automatic])).to.deep.equal([['lojal-shown', false]]);
    await accessible(el);
  });

  it('is minimised by its button, by Escape or by its tab: not dismissed, nothing lost, the focus back on the tab', async () => {
    const heard = listen<Event>(...EVENTS);
    const el = await tabbed();
    await open(el);
    await choose(el, 8);
    expect(name(el)).to.equal('Hide');
    for (const minimise of [
      () => part(el, 'close').click(),
      () => press(radio(el, 8), 'Escape'),
      () => tab(el).click(),
    ]) {
      radio(el, 8).focus();
      minimise();
      expect(el.open).to.equal(false);
      await until(() => !seen(el), 'it moves out');
      expect(focused(el)).to.equal('tab');
      expect(tab(el).getAttribute('aria-expanded')).to.equal('false');
      await axe(el);
      await open(el);
      expect([radio(el, 8).checked, has(el, '[part~="comment"]')]).to.deep.equal([true, true]);
    }
    expect(types(heard)).to.deep.equal(['lojal-shown']);
  });

  it('opens by show() without the focus, and says the question', async () => {
    const heard = listen<ShownEvent>('lojal-shown');
    const el = await tabbed();
    await show(el, true);
    expect(document.activeElement === document.body).to.equal(true);
    await until(() => text(live(el)) === QUESTION);
    await until(() => heard.length, 'it has been in view for a second');
    expect(heard.map(({ automatic }) => automatic)).to.deep.equal([true]);
  });

  it('is closed for good after its answer, with its tab, and the focus is where it was', async () => {
    const heard = listen<Event>(...EVENTS);
    const page = await fixture(html`<div><button>Buy</button><lojal-nps mode="tab" lang="en"></lojal-nps></div>`);
    const el = inner<LojalNps>(page, 'lojal-nps');
    await el.updateComplete;
    inner<HTMLElement>(page, 'button').focus();
    tab(el).focus();
    await open(el);
    await answer(el);
    expect(name(el)).to.equal('Close');
    await accessible(el);
    part(el, 'thanks').focus();
    await closed(el, () => press(part(el, 'thanks'), 'Escape'));
    expect(has(el, '[part]'), words(el)).to.equal(false);
    expect(document.activeElement?.localName).to.equal('button');
    expect(types(heard)).to.deep.equal(['lojal-shown', 'lojal-answer', 'lojal-closed']);
    await show(el);
    expect(has(el, 'form'), 'by show() it is there again').to.equal(true);
  });

  it('is not dismissed by a script that puts its tab away', async () => {
    const heard = listen<Event>(...EVENTS);
    const el = await tabbed();
    await closed(el, () => el.dismiss());
    expect(has(el, '[part]')).to.equal(false);
    expect(types(heard)).to.deep.equal(['lojal-closed']);
  });

  it('is withdrawn with its tab', async () => {
    const heard = listen<Event>(...EVENTS);
    const el = await tabbed();
    await closed(el, () => expect(el.withdraw()).to.equal(true));
    expect(has(el, '[part]')).to.equal(false);
    expect(types(heard)).to.deep.equal(['lojal-closed']);
  });

  it('is emptied and put away when somebody else signs in', async () => {
    const program = await shop({ lang: 'en', customer: 'c_1' }, html`<lojal-nps mode="tab"></lojal-nps>`);
    const el = inner<LojalNps>(program, 'lojal-nps');
    await open(el);
    await choose(el, 2);
    (program as LojalProgram).customer = 'c_2';
    await until(() => has(el, '[part~="tab"]') && !seen(el), 'only the tab is there');
    expect([el.open, el.touched, tab(el).getAttribute('aria-expanded')]).to.deep.equal([false, false, 'false']);
    await open(el);
    expect(radio(el, 2).checked).to.equal(false);
  });

  for (const dir of ['ltr', 'rtl'])
    it(`has a tab of 44 px that covers little of a phone, ${dir}`, async () => {
      const { page, el } = await screen(320, 640, '<lojal-nps mode="tab" lang="en"></lojal-nps>', dir);
      const { left, right, width, height, top } = tab(el).getBoundingClientRect();
      const end = page.documentElement.clientWidth;
      expect(dir === 'ltr' ? right : left).to.equal(dir === 'ltr' ? end : 0);
      expect(width, 'what is seen').to.be.at.most(36);
      expect(height).to.be.within(44, 128);
      const at = (x: number): string | undefined =>
        page.elementFromPoint(dir === 'ltr' ? end - x : x, top + height / 2)?.localName;
      expect([at(1), at(43), at(60)]).to.deep.equal(['lojal-nps', 'lojal-nps', at(60)]);
      expect(at(60)).not.to.equal('lojal-nps');
      await open(el);
      const sheet = settled(el);
      expect([sheet.left, sheet.right, sheet.bottom]).to.deep.equal([0, end, 640]);
      expect(tab(el).checkVisibility({ visibilityProperty: true }), 'the sheet has its own button').to.equal(false);
      expect(page.documentElement.scrollWidth).to.equal(end);
      part(el, 'close').click();
      await until(() => focused(el) === 'tab');
    });

  it('stands beside its tab where there is room', async () => {
    const { el } = await screen(1000, 700, '<lojal-nps mode="tab"></lojal-nps>');
    await open(el);
    expect(settled(el).right).to.be.below(tab(el).getBoundingClientRect().left);
    expect(tab(el).checkVisibility({ visibilityProperty: true })).to.equal(true);
  });
});

/** Gives an object another property for as long as it takes. */
function stub(on: object, key: string, value: unknown): () => void {
  const own = Object.getOwnPropertyDescriptor(on, key);
  Object.defineProperty(on, key, { value, configurable: true, writable: true });
  return () => {
    if (own) Object.defineProperty(on, key, own);
    else Reflect.deleteProperty(on, key);
  };
}

/** How many listeners of each type an object has beyond those that it has now. */
function counted(on: EventTarget): Map<string, number> {
  const count = new Map<string, number>();
  for (const [name, by] of [
    ['addEventListener', 1],
    ['removeEventListener', -1],
  ] as const) {
    const real = on[name];
    Object.defineProperty(on, name, {
      value(type: string, ...rest: unknown[]) {
        count.set(type, (count.get(type) ?? 0) + by);
        return Reflect.apply(real, on, [type, ...rest]);
      },
    });
  }
  return count;
}
