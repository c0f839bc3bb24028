/** Messages on a page: what brings them, whom they are for, what closes them, and what is remembered. */
import { expect, html } from '@open-wc/testing';
import type { LojalMessage } from '../../src/elements/message/customer-message.ts';
import type { ClosedEvent, DismissEvent, ShownEvent } from '../../src/elements/shared/events.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { secondsOpen } from '../../src/triggers/engagement.ts';
import { explanation } from '../../src/triggers/explanations.ts';
import { forgetHistory, openHistory } from '../../src/triggers/history-storage.ts';
import { forgetVisit, noteVisit } from '../../src/triggers/visit.ts';
import { all, axe, has, listen, part, RULES, read, shop, text, until, warnings, watch } from '../elements/page.ts';

const today = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const NEAR = { id: 'c_1', spend: 576 };
const cards = () => [...document.querySelectorAll<LojalMessage>('lojal-message')];
const card = () => cards().find((one) => one.open);

/** A program with these messages, on a page of its own. */
const tells = (messages: unknown, account: unknown = NEAR, more: Partial<LojalProgram> = {}) =>
  shop({ rules: { ...RULES, messages }, account: account ?? undefined, ...more }, html`<p>A page</p>`);

/** Another page: what was told on this one has gone, and nothing is remembered. */
function empty(): void {
  for (const one of document.querySelectorAll('lojal-program,lojal-message,lojal-nps,lojal-survey,lojal-test-panel'))
    one.remove();
  forgetVisit();
  forgetHistory();
}

async function comes(): Promise<LojalMessage> {
  await until(card, 'a message has come');
  const one = card() as LojalMessage;
  await until(() => has(one, '[part~=question]'));
  return one;
}
async function staysAway(ms = 600): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  expect(card() === undefined, 'no message has come').to.equal(true);
}
const said = (one: LojalMessage): string => text(part(one, 'question'));

function suite(): void {
  watch();
  before(async function () {
    this.timeout(20_000);
    // A message waits until the page has been open for five seconds.
    await until(() => secondsOpen() > 5.2);
  });
  afterEach(empty);
}

describe('a message', () => {
  suite();

  it('says one sentence with its link, takes no focus, and is read aloud', async () => {
    const heard = listen<ShownEvent>('lojal-shown');
    await tells({ near: { url: '/new' } });
    const one = await comes();
    expect(said(one)).to.equal('Only €24.00 to Gold.');
    expect(part(one, 'link').getAttribute('href')).to.equal(new URL('/new', location.href).href);
    expect(document.activeElement === document.body, 'no focus').to.equal(true);
    await until(() => text(one.shadowRoot?.querySelector('.live') as Element) === 'Only €24.00 to Gold.');
    await axe(one);
    await until(() => heard.length, 'it was in view for a second');
    expect(heard.map(({ kind, name, automatic }) => [kind, name, automatic])).to.deep.equal([
      ['message', 'message:near', true],
    ]);
    expect(openHistory('none', 'c_1').read().asked['message:near']?.orders).to.deep.equal(['gold']);
    expect(warnings).to.deep.equal([]);
  });

  it('comes for each fact, in the words of Lojal', async () => {
    const account = (ledger: readonly object[]) => ({ id: 'c_1', ledger });
    const birthday = { id: 'birthday:2026', at: today(-1), kind: 'bonus', points: 100 };
    const spent = { id: 'order:1', at: today(-200), kind: 'order', spend: 5, points: 0 };
    for (const [messages, who, words] of [
      [{ expiring: {} }, { id: 'c_1', points: 120, expiring: 120, expires: '2999-12-03' }, undefined],
      [{ expiring: {} }, { id: 'c_1', points: 120, expiring: 120, expires: today(3) }, /^120\sbeans expire on \w/],
      [{ expiring: {} }, { id: 'c_1', points: 1, expiring: 1, expires: today(3) }, /^1\sbean expires on \w/],
      [{ lapsed: {} }, account([spent]), /^It has been a while\. Good to see you again\.$/],
      [{ birthday: {} }, account([birthday]), /^Happy birthday! 100\sbeans are yours\.$/],
    ] as const) {
      const rules = { ...RULES, messages, earn: [{ id: 'b', when: 'birthday', points: 100 }] };
      await shop({ rules, account: who }, html`<p>A page</p>`);
      if (words) expect(said(await comes())).to.match(words);
      else await staysAway();
      empty();
    }
  });

  it('says what the shop says, by language, with placeholders and no markup', async () => {
    const textual = { en: '{amount} to {level} <b>{nothing}</b>', sv: 'Bara {amount} till {level}' };
    await tells({ near: { text: textual, url: '/new' } });
    expect(said(await comes())).to.equal('€24.00 to Gold <b>{nothing}</b>');
    empty();
    await tells({ near: { text: textual } }, NEAR, { lang: 'sv' });
    const one = await comes();
    await until(() => said(one) === 'Bara 24,00\u00a0€ till Gold', said(one));
    expect(has(one, '[part~=link]')).to.equal(false);
  });

  it('speaks the languages, with the digits and the direction of each', async () => {
    await tells({ near: { url: '/new' } });
    const one = await comes();
    const sentences = new Set<string>();
    for (const lang of ['sv', 'nb', 'da', 'fi', 'de', 'fr', 'es', 'nl', 'it', 'pt', 'pl', 'ar', 'en']) {
      one.lang = lang;
      await until(
        () => one.shadowRoot?.querySelector(`.root[lang=${lang}]`) && (lang === 'en') === said(one).startsWith('Only'),
        lang,
      );
      sentences.add(said(one));
      expect(said(one), lang)
        .to.match(/24[.,]00|٢٤٫٠٠/)
        .and.match(/Gold/);
      expect(part(one, 'close').getAttribute('aria-label'), lang).to.match(/\p{L}/u);
      expect(getComputedStyle(part(one, 'question')).direction).to.equal(lang === 'ar' ? 'rtl' : 'ltr');
    }
    expect(sentences.size).to.equal(13);
  });

  it('shows what the level gives, where that is short', async () => {
    const levels = (perks: readonly string[], times = 1) => ({
      ...RULES,
      messages: { near: {} },
      tiers: { levels: [{ id: 'gold', name: 'Gold', from: 600, perks, times }] },
    });
    for (const [perks, times, note] of [
      [['Free shipping', 'Early access'], 2, 'With Gold: Free shipping, Early access'],
      [[], 1.5, 'Gold: 1.5 × points'],
      [['Free shipping'.repeat(9)], 1, undefined],
    ] as const) {
      await shop({ rules: levels(perks, times), account: NEAR }, html`<p>A page</p>`);
      const one = await comes();
      expect(all(one, '[part~=note]').map(text)).to.deep.equal(note ? [note] : []);
      empty();
    }
  });

  it('links to no address that could run a script or hide its host', async () => {
    for (const url of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', '\\\\evil.example', ' https://x']) {
      await tells({ near: { url } });
      expect(has(await comes(), '[part~=link]'), url).to.equal(false);
      empty();
    }
    // A page can also set the property of the element.
    await tells({ near: {} });
    const one = await comes();
    one.message = { ...(one.message as NonNullable<LojalMessage['message']>), url: 'javascript:alert(1)' };
    await one.updateComplete;
    expect(has(one, '[part~=link]')).to.equal(false);
  });

  it('is not for guests, nor where nothing is said or nothing is near', async () => {
    await tells({ near: {} }, null);
    await staysAway();
    empty();
    // The page knows points, but not whose.
    await tells({ near: {} }, { spend: 576 });
    await staysAway();
    empty();
    await tells({}, NEAR);
    await staysAway();
    empty();
    await tells({ near: {} }, { ...NEAR, spend: 100 });
    await staysAway();
    empty();
    await tells({ near: { holdout: 1 } });
    await staysAway();
  });

  it('comes to a customer whom the page names, with totals of the page', async () => {
    await tells({ near: {} }, null, { customer: 'c_7', spend: 590 });
    expect(said(await comes())).to.equal('Only €10.00 to Gold.');
  });
});

describe('a message that was told', () => {
  suite();

  it('stays away once it is closed, and says so', async () => {
    const heard = listen<DismissEvent | ClosedEvent>('lojal-shown', 'lojal-dismiss', 'lojal-closed');
    const program = await tells({ near: {} });
    const one = await comes();
    part(one, 'close').click();
    await until(() => cards().length === 0, 'it is gone');
    expect(heard.map(({ type, name }) => [type, name])).to.deep.equal([
      ['lojal-shown', 'message:near'],
      ['lojal-dismiss', 'message:near'],
      ['lojal-closed', 'message:near'],
    ]);
    forgetVisit();
    const words = await explanation(program, 'message:near');
    expect(words).to.contain('The customer was told already.');
    expect(words).to.match(/no {2}dismissed: At least 30 days since the message was dismissed/);
  });

  it('is not told again, and another level is', async () => {
    openHistory('none', 'c_1').change((past) => ({
      ...past,
      asked: { 'message:near': { showings: 1, shown: 1, orders: ['silver'] } },
    }));
    await tells({ near: {} }, { id: 'c_1', spend: 190 });
    await staysAway();
    empty();
    await tells({ near: {} }, { id: 'c_1', spend: 190 });
    expect(said(await comes())).to.equal('Only €10.00 to Silver.');
  });

  it('comes once in a visit, after a question and not over one', async () => {
    noteVisit('none', 'c_1');
    await tells({ near: {} });
    await staysAway();
    empty();
    const rules = { ...RULES, ask: { nps: { delay: 0 } }, messages: { near: {} } };
    await shop({ rules, account: NEAR }, html`<p>A page</p>`);
    await until(() => document.querySelector('lojal-nps'), 'the question comes first');
    await staysAway(900);
  });

  it('waits while the customer types', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    await tells({ near: {} });
    await staysAway(900);
    field.remove();
    await comes();
  });

  it('closes on Escape and by its link, which counts as seen and not as dismissed', async () => {
    const heard = listen<ShownEvent>('lojal-shown', 'lojal-dismiss');
    await tells({ near: { url: '#there' } });
    const one = await comes();
    part(one, 'link').click();
    await until(() => cards().length === 0, 'it is gone');
    expect(location.hash).to.equal('#there');
    history.replaceState(null, '', location.pathname + location.search);
    expect(heard.map(({ type }) => type)).to.deep.equal(['lojal-shown']);
    empty();
    await tells({ near: {} });
    const two = await comes();
    part(two, 'close').focus();
    part(two, 'close').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    await until(() => cards().length === 0, 'it is gone');
  });
});

describe('a message that is open', () => {
  suite();

  it('is gone when the customer signs out, even if the page puts the card back', async () => {
    const program = await tells({ near: {} }, null, { customer: 'c_1', spend: 576 });
    const one = await comes();
    const pane = () => has(one, '.pane');
    Object.assign(program, { customer: '', spend: undefined });
    await program.updateComplete;
    expect(card() === undefined).to.equal(true);
    document.body.append(one);
    await one.updateComplete;
    await until(() => !pane() && !one.isConnected, 'nothing of it is left');
    await staysAway();
  });

  it('is not shown to the next customer, whose own comes', async () => {
    const program = await tells({ near: {} }, NEAR);
    await comes();
    program.account = { id: 'c_2', spend: 599 };
    await until(() => said(card() as LojalMessage) === 'Only €1.00 to Gold.', 'the other message has come');
    await read(program);
    expect(cards()).to.have.length(1);
    expect(openHistory('none', 'c_1').read().asked['message:near']?.orders ?? []).to.deep.equal([]);
  });

  it('follows the account, and closes when there is nothing to tell any more', async () => {
    const program = await tells({ near: {} }, NEAR);
    const one = await comes();
    program.account = { ...NEAR, spend: 590 };
    await until(() => said(one) === 'Only €10.00 to Gold.');
    program.account = { ...NEAR, spend: 700 };
    await until(() => cards().length === 0, 'the level is reached');
  });

  it('closes when the program has the message no more, and follows its words', async () => {
    const program = await tells({ near: {} }, NEAR);
    const one = await comes();
    program.rules = { ...RULES, messages: { near: { text: 'Nearly there.' } } };
    await until(() => said(one) === 'Nearly there.');
    program.rules = RULES;
    await until(() => cards().length === 0, 'the message is not in the program');
  });
});

describe('what the shop replies and wants to ask', () => {
  suite();

  const REPLIES = [
    { id: 'b', at: '2026-11-20T10:00:00Z', text: 'The second <b>reply</b>', url: 'javascript:alert(1)' },
    { id: 'a', at: '2026-11-19', text: 'The first reply', url: '/news' },
  ];
  const day = 86_400_000;
  const asked = (name: string, stats: object) =>
    openHistory('none', 'c_1').change((past) => ({
      ...past,
      asked: { ...past.asked, [name]: { showings: 9, orders: [], ...stats } },
    }));

  it('is told once, the oldest first, before all else and without a cooldown', async () => {
    asked('csat', { shown: Date.now() - day });
    asked('message:reply', { shown: Date.now() - day, dismissed: Date.now() - day });
    const more = { ask: { nps: { delay: 0 } }, messages: { near: {} } };
    await shop({ rules: { ...RULES, ...more }, account: { ...NEAR, replies: [REPLIES[1]] } }, html`<p>A page</p>`);
    const one = await comes();
    expect(said(one)).to.equal('The first reply');
    expect(part(one, 'link').getAttribute('href')).to.equal(new URL('/news', location.href).href);
    await axe(one);
    part(one, 'close').click();
    await until(() => cards().length === 0);
    expect(openHistory('none', 'c_1').read().asked['message:reply']?.orders).to.deep.equal(['a']);
    for (const program of document.querySelectorAll('lojal-program')) program.remove();
    forgetVisit();
    openHistory('none', 'c_1').change((past) => ({
      ...past,
      asked: { 'message:reply': { showings: 1, orders: ['a'] } },
    }));
    await shop(
      { rules: RULES, account: { id: 'c_1', replies: REPLIES.map(({ url: _, ...rest }) => rest) } },
      html`<p></p>`,
    );
    const two = await comes();
    expect(said(two)).to.equal('The second <b>reply</b>');
    await until(() => openHistory('none', 'c_1').read().asked['message:reply']?.orders.length === 2, 'it was seen');
    // The account comes again while the card is open.
    (document.querySelector('lojal-program') as LojalProgram).account = { id: 'c_1', replies: [REPLIES[1]] };
    await until(() => cards().length === 0, 'the reply was taken back');
  });

  it('has no address that could run a script, and is not for guests or the next customer', async () => {
    const program = await shop({ rules: RULES, account: { id: 'c_1', replies: [REPLIES[0]] } }, html`<p>A page</p>`);
    expect(has(await comes(), '[part~=link]')).to.equal(false);
    program.account = undefined;
    await until(() => cards().length === 0, 'signed out');
    await staysAway();
    empty();
    await shop({ rules: RULES, account: { replies: REPLIES } }, html`<p>A page</p>`);
    await staysAway();
  });

  it('is asked whatever the rule says of the customer, and once for an entry', async () => {
    const ask = { nps: { delay: 0, sample: 0, after: { event: 'x' }, segment: { tier: ['gold'] } } };
    const wishes = { id: 'c_1', orders: 1, ask: ['nps', 'constructor', 'unknown'] };
    asked('nps', { shown: Date.now() - day, dismissed: Date.now() - day });
    const question = () => document.querySelector<HTMLElement>('lojal-nps');
    const program = await shop({ rules: { ...RULES, ask }, account: wishes }, html`<p>A page</p>`);
    await until(() => question() && has(question() as HTMLElement, '[part~=close]'), 'the question has come');
    expect(await explanation(program, 'nps')).to.contain('wished: The shop wants this customer to be asked.');
    part(question() as HTMLElement, 'close').click();
    await until(() => !question());
    /** The visit in which the question came is over. */
    const another = () => {
      forgetVisit();
      asked('nps', { shown: Date.now() - day, dismissed: Date.now() - day });
    };
    another();
    program.account = { ...wishes };
    await staysAway();
    expect(question() === null).to.equal(true);
    // Without the entry, the wish is over; with a new one, the question comes again.
    program.account = { ...wishes, ask: [] };
    await read(program);
    await staysAway();
    program.account = wishes;
    await until(question, 'asked again');
  });

  it('is asked without a rule, and never in the cart', async () => {
    const path = location.pathname + location.search;
    history.replaceState(null, '', '/cart');
    try {
      await shop({ rules: RULES, account: { id: 'c_1', ask: ['csat'], replies: [REPLIES[1]] } }, html`<p>A page</p>`);
      await staysAway(900);
      expect(document.querySelector('lojal-survey') === null).to.equal(true);
    } finally {
      history.replaceState(null, '', path);
    }
    empty();
    await shop({ rules: RULES, account: { id: 'c_1', ask: ['csat'] } }, html`<p>A page</p>`);
    await until(() => document.querySelector('lojal-survey[kind=csat]'), 'asked with the default rule');
  });
});

describe('messages in test mode and in explanations', () => {
  suite();

  it('come in turn, are listed, and nothing is remembered', async () => {
    const account = { ...NEAR, points: 9, expiring: 9, expires: today(2) };
    await tells({ near: {}, expiring: {}, lapsed: {} }, account, { test: true });
    part(await comes(), 'close').click();
    await until(() => card() && said(card() as LojalMessage).startsWith('Only'), 'the next one comes');
    const panel = document.querySelector('lojal-test-panel');
    // A closed panel may be older than the rules; an open one is brought up to date every second.
    panel?.shadowRoot?.querySelector('details')?.setAttribute('open', '');
    await until(() => text(panel?.shadowRoot as unknown as Element).includes('message:lapsed: not now'));
    part(card() as LojalMessage, 'close').click();
    await staysAway();
    expect(openHistory('none', 'c_1').read().asked).to.deep.equal({});
  });

  it('say why a message does not come', async () => {
    const program = await tells({ near: {} }, { id: 'c_1', spend: 440 });
    expect(await explanation(program, 'message:near')).to.contain(
      'no  message: The customer is 40 % from Gold; the message needs 20 %.',
    );
    empty();
    const guest = await tells({ near: {} }, null);
    expect(await explanation(guest, 'message:near')).to.contain('never. Messages are for customers');
  });
});
