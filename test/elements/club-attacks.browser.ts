/** Hostile pages, servers and customers against the elements that earn and redeem. Only the server is ours. */
import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { LojalPanel } from '../../src/elements/panel/panel.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { answers, changes, requests } from './club-server.ts';
import * as page from './page.ts';
import { all, find, has, part, until, warnings, watch } from './page.ts';

const plain = (words: string): string => words.replaceAll('\u00a0', ' ');
const text = (element: Element | undefined): string => plain(page.text(element));
const words = (element: Element): string => plain(page.words(element));
const day = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
const pause = (ms = 60) => new Promise((resolve) => setTimeout(resolve, ms));

const CLUB = {
  name: 'Nord Club',
  currency: 'EUR',
  signInUrl: '/login',
  points: { perUnit: 1 },
  earn: [
    { id: 'welcome', when: 'join', points: 50 },
    { id: 'review', when: 'review', points: 20 },
    { id: 'nps', when: 'nps', points: 5, every: 'P90D' },
    { id: 'birthday', when: 'birthday', points: 100 },
    { id: 'follow', when: 'visit', points: 10, name: 'Follow us', url: '/journal' },
  ],
  rewards: [
    { id: 'tree', name: 'A tree', points: 100, kind: 'donation', cause: 'Lapland' },
    { id: 'five', name: '5 € off', points: 150, kind: 'discount', value: 5 },
    { id: 'ten', name: '10 € off', points: 160, kind: 'discount', value: 10 },
  ],
  referral: { friend: { kind: 'discount', value: 10 }, advocate: { points: 500 } },
};

interface Given {
  readonly rules?: unknown;
  readonly account?: unknown;
  readonly customer?: string;
  readonly lang?: string;
  readonly identity?: () => unknown;
}

async function club(given: Given, content: TemplateResult): Promise<LojalProgram> {
  const { rules = CLUB, identity = () => 'token' } = given;
  const program = await fixture<LojalProgram>(
    html`<lojal-program storage="none" lang=${given.lang ?? 'en'} .rules=${rules} .account=${given.account} .customer=${given.customer} server="/club" .identity=${identity}>${content}</lojal-program>`,
  );
  await program.updateComplete;
  await until(() => !program.waiting, 'the program has read');
  return program;
}

const CONTENT: Readonly<Record<string, TemplateResult>> = {
  'lojal-earn': html`<lojal-earn></lojal-earn>`,
  'lojal-rewards': html`<lojal-rewards></lojal-rewards>`,
  'lojal-referral': html`<lojal-referral></lojal-referral>`,
  'lojal-activity': html`<lojal-activity></lojal-activity>`,
};

async function shown(given: Given, tag: string): Promise<HTMLElement> {
  const program = await club(given, CONTENT[tag] as TemplateResult);
  const element = program.querySelector<HTMLElement>(tag) as HTMLElement;
  await until(() => has(element, '[part]'), `${tag} shows something`);
  return element;
}

const programOf = (el: Element): LojalProgram => el.closest<LojalProgram>('lojal-program') as LojalProgram;
const button = (el: Element, action: string): HTMLButtonElement =>
  find<HTMLButtonElement>(el, `[data-action="${action}"]`);
const rows = (el: Element): string[] => all(el, '[part~=row]').map(text);
const notice = (el: Element): string => text(part(el, 'notice'));
const focused = (el: Element): Element | null | undefined => el.shadowRoot?.activeElement;
const FAILED = 'That did not work. Please try again.';
const me = { id: 'c_1', points: 500 };
const one = { account: me, customer: 'c_1' };

/** Another customer signs in, and the element has seen it. */
async function next(el: Element): Promise<void> {
  const program = programOf(el);
  program.customer = 'c_2';
  program.account = { id: 'c_2', points: 500 };
  await program.updateComplete;
  await until(() => !program.waiting && program.customerId === 'c_2');
  await pause();
}

/** The customer’s own link. */
const link = (el: Element): string => find<HTMLInputElement>(el, '[part~=code]').value;

async function ask(el: Element, reward: string): Promise<HTMLButtonElement> {
  button(el, `redeem ${reward}`).click();
  await until(() => has(el, '.ask'));
  return find<HTMLButtonElement>(el, '.ask .main');
}

describe('attacks on earning and redeeming', () => {
  watch();

  const real = window.fetch;
  afterEach(() => {
    window.fetch = real;
  });

  describe('two customers', () => {
    it('shows nobody the link of the customer before, whose answer came late', async () => {
      const gives: (() => void)[] = [];
      const identity = () => new Promise((resolve) => gives.push(() => resolve('token')));
      answers.set('GET referral', [200, { url: '/?lojal-referral=FIRST', invitations: [] }]);
      const el = await shown({ ...one, identity }, 'lojal-referral');
      await until(() => gives.length === 1);
      await next(el);
      await until(() => gives.length === 2);
      gives[0]?.();
      await pause();
      expect(requests, 'a token of one customer for the link of another').to.have.length(0);
      answers.set('GET referral', [200, { url: '/?lojal-referral=SECOND', invitations: [] }]);
      gives[1]?.();
      await until(() => has(el, '[part~=code]'));
      expect(link(el)).to.contain('SECOND');
    });

    it('shows nobody the link that a late response brings', async () => {
      let respond: (() => void) | undefined;
      const real = window.fetch;
      let first = true;
      window.fetch = async (...request) => {
        if (!String(request[0]).includes('/club/referral') || !first) return real(...request);
        first = false;
        await new Promise<void>((resolve) => {
          respond = resolve;
        });
        return new Response(JSON.stringify({ url: '/?lojal-referral=FIRST', invitations: [] }));
      };
      try {
        const el = await shown(one, 'lojal-referral');
        await until(() => respond);
        await next(el);
        respond?.();
        await pause();
        expect(words(el)).not.to.contain('FIRST');
      } finally {
        window.fetch = real;
      }
    });

    it('takes nothing from the next customer for a click of the one before', async () => {
      let give: (() => void) | undefined;
      const late = new Promise<void>((resolve) => {
        give = resolve;
      });
      answers.set('POST redemptions', [201, { id: 'r', code: 'SECRET', state: 'issued' }]);
      const el = await shown({ ...one, identity: () => late.then(() => 'token of whoever is there') }, 'lojal-rewards');
      (await ask(el, 'five')).click();
      await next(el);
      give?.();
      await pause();
      expect(changes()).to.deep.equal([]);
    });

    it('claims anew for another customer', async () => {
      const address = location.href;
      history.replaceState(null, '', '?lojal-referral=q7wm');
      try {
        answers.set('POST claims', 'lost');
        const el = await shown(one, 'lojal-referral');
        await until(() => has(el, '[data-action=claim]'));
        button(el, 'claim').click();
        await until(() => notice(el) === FAILED);
        button(el, 'claim').click();
        await until(() => changes().length === 2);
        await until(() => notice(el) === FAILED);
        await next(el);
        button(el, 'claim').click();
        await until(() => changes().length === 3);
        const ids = changes().map(({ body }) => body.id);
        expect(ids[0], 'a second try').to.equal(ids[1]);
        expect(ids[2], 'another customer').not.to.equal(ids[0]);
      } finally {
        history.replaceState(null, '', address);
      }
    });

    it('tells the next customer nothing of what became of the request before', async () => {
      let read: (() => void) | undefined;
      answers.set('POST redemptions', [409, {}]);
      const el = await shown(one, 'lojal-rewards');
      const program = programOf(el);
      const reload = program.reload.bind(program);
      program.reload = async () => {
        await new Promise<void>((resolve) => {
          read = resolve;
        });
      };
      (await ask(el, 'five')).click();
      await until(() => read);
      program.reload = reload;
      await next(el);
      read?.();
      await pause();
      expect(notice(el)).to.equal('');
    });
  });

  describe('lost and malformed responses', () => {
    /** Whatever is posted gets this page, as from a server that answers each address with the shop's front page. */
    const respondWith = (body: string, status = 200): void => {
      window.fetch = async (input, init) =>
        init?.method && init.method !== 'GET' ? new Response(body, { status }) : real(input, init);
    };

    for (const body of ['<!doctype html><p>Welcome</p>', 'null', '{"__proto__":{"state":"issued"}}']) {
      it(`says that a redemption failed at ${body}`, async () => {
        respondWith(body);
        const el = await shown(one, 'lojal-rewards');
        (await ask(el, 'five')).click();
        await until(() => notice(el) === FAILED);
      });
      it(`thanks for no donation at ${body}`, async () => {
        respondWith(body);
        const el = await shown(one, 'lojal-rewards');
        (await ask(el, 'tree')).click();
        await until(() => notice(el) === FAILED);
      });
      it(`says that nothing was earned at ${body}`, async () => {
        respondWith(body);
        const el = await shown(one, 'lojal-earn');
        button(el, 'welcome').click();
        await until(() => notice(el) === FAILED);
      });
      it(`gives a friend no code at ${body}`, async () => {
        const address = location.href;
        history.replaceState(null, '', '?lojal-referral=q7wm');
        try {
          respondWith(body);
          const el = await shown({}, 'lojal-referral');
          button(el, 'claim').click();
          await until(() => notice(el) === FAILED);
        } finally {
          history.replaceState(null, '', address);
        }
      });
    }

    it('takes the points once where the customer cancels after a lost response and asks again', async () => {
      answers.set('POST redemptions', 'lost');
      const el = await shown(one, 'lojal-rewards');
      (await ask(el, 'five')).click();
      await until(() => notice(el) === FAILED);
      all<HTMLButtonElement>(el, '.ask button')[1]?.click();
      await until(() => !has(el, '.ask'));
      (await ask(el, 'five')).click();
      await until(() => changes().length === 2);
      expect(changes()[0]?.body.id).to.equal(changes()[1]?.body.id);
    });

    it('tells a birthday with the same id again after a lost response', async () => {
      answers.set('POST actions', 'lost');
      const el = await shown(one, 'lojal-earn');
      button(el, 'birthday').click();
      await until(() => has(el, 'select'));
      find<HTMLSelectElement>(el, '[name=month]').value = '2';
      find<HTMLSelectElement>(el, '[name=day]').value = '29';
      find<HTMLButtonElement>(el, '[type=submit]').click();
      await until(() => notice(el) === FAILED);
      find<HTMLButtonElement>(el, '[type=submit]').click();
      await until(() => changes().length === 2);
      await until(() => notice(el) === FAILED);
      find<HTMLSelectElement>(el, '[name=day]').value = '28';
      find<HTMLButtonElement>(el, '[type=submit]').click();
      await until(() => changes().length === 3);
      const ids = changes().map(({ body }) => body.id);
      expect(ids[0]).to.equal(ids[1]);
      expect(ids[2], 'another day is another request').not.to.equal(ids[0]);
    });

    for (const url of ['http://[', 'javascript:alert(1)', 'x'.repeat(20_000), 5, null])
      it(`takes no link from ${String(url).slice(0, 30)}`, async () => {
        answers.set('GET referral', [200, { url, invitations: [] }]);
        const el = await shown(one, 'lojal-referral');
        await until(() => requests.length > 0);
        await pause();
        expect(has(el, '[part~=code]') && !link(el).startsWith('http')).to.equal(false);
      });

    it('leaves out invitations with a day that no calendar has', async () => {
      const invitations = [
        { state: 'claimed', at: '2026-99-99' },
        { state: 'waiting', at: day(-3), until: '2026-13-45' },
        { state: 'rewarded', at: day(-3), points: -5 },
        null,
        { state: '__proto__', at: day(-1) },
      ];
      answers.set('GET referral', [200, { url: '/?lojal-referral=q', invitations }]);
      const el = await shown(one, 'lojal-referral');
      await until(() => has(el, '[part~=code]'));
      await pause(200);
      expect(rows(el)).to.have.length(2);
    });

    it('survives hostile days, and earned values of any type', async () => {
      const earned = { welcome: '2026-99-99', nps: '2026-02-31', birthday: {}, follow: null, __proto__: 'x' };
      const el = await shown(
        { account: { ...me, earned, birthday: { month: 13, day: 'x' } }, customer: 'c_1' },
        'lojal-earn',
      );
      await pause(200);
      expect(rows(el).length).to.equal(6);
    });
  });

  describe('the keyboard', () => {
    it('keeps what is typed in the birthday lists from the page', async () => {
      const heard: string[] = [];
      const hear = (event: Event): void => void heard.push(event.type);
      const types = ['keydown', 'keyup', 'keypress', 'input', 'click', 'pointerdown', 'mousedown'];
      for (const type of types) document.addEventListener(type, hear);
      try {
        const el = await shown(one, 'lojal-earn');
        button(el, 'birthday').click();
        await until(() => has(el, 'select'));
        heard.length = 0;
        const init = { bubbles: true, composed: true, cancelable: true };
        const list = find(el, 'select');
        for (const type of types)
          list.dispatchEvent(
            type.startsWith('key') ? new KeyboardEvent(type, { ...init, key: 'm' }) : new Event(type, init),
          );
        expect(heard).to.deep.equal([]);
      } finally {
        for (const type of types) document.removeEventListener(type, hear);
      }
    });

    it('cancels a question with Escape, and leaves the panel open', async () => {
      const program = await club(one, html`<lojal-panel></lojal-panel>`);
      const panel = program.querySelector('lojal-panel') as LojalPanel;
      panel.open = true;
      const content = await opened(panel);
      await until(() => content.shadowRoot?.querySelector('lojal-rewards')?.shadowRoot?.querySelector('[data-action]'));
      for (const each of all<HTMLDetailsElement>(content, 'details')) {
        each.removeAttribute('name');
        each.open = true;
      }
      const rewards = find(content, 'lojal-rewards');
      (await ask(rewards, 'five')).dispatchEvent(escapeKey());
      await until(() => !has(rewards, '.ask'));
      expect(panel.open).to.equal(true);
      expect(focused(rewards)).to.equal(button(rewards, 'redeem five'));
      const earn = find(content, 'lojal-earn');
      button(earn, 'birthday').click();
      await until(() => has(earn, 'select'));
      find(earn, 'select').dispatchEvent(escapeKey());
      await until(() => !has(earn, 'select'));
      expect(panel.open).to.equal(true);
      button(earn, 'birthday').dispatchEvent(escapeKey());
      expect(panel.open).to.equal(false);
    });

    it('closes the panel with Escape where the focus is after opening', async () => {
      const program = await club(one, html`<lojal-panel></lojal-panel>`);
      const panel = program.querySelector('lojal-panel') as LojalPanel;
      panel.open = true;
      const content = await opened(panel);
      content.dispatchEvent(escapeKey());
      expect(panel.open, 'the panel').to.equal(false);
      panel.open = true;
      await until(() => !content.hidden);
      part(panel, 'launcher').dispatchEvent(escapeKey());
      expect(panel.open, 'the launcher').to.equal(false);
    });

    it('names each button by what it does it to', async () => {
      const codes = [
        { id: 'r1', reward: 'five', code: 'AAAA', state: 'issued' },
        { id: 'r2', reward: 'five', code: 'BBBB', state: 'issued' },
      ];
      for (const tag of ['lojal-earn', 'lojal-rewards']) {
        const el = await shown({ account: { ...me, codes }, customer: 'c_1' }, tag);
        await until(() => has(el, 'button'));
        const names = all(el, 'button, a.button').map((each) => each.getAttribute('aria-label') ?? text(each));
        expect(new Set(names).size, names.join(' | ')).to.equal(names.length);
        for (const each of all(el, 'button, a.button'))
          expect(each.getAttribute('aria-label') ?? text(each), 'label in name').to.contain(text(each));
      }
    });

    it('keeps the focus where the button of an action disappears', async () => {
      answers.set('POST actions', [201, { id: 'join', points: 50 }]);
      const el = await shown(one, 'lojal-earn');
      const program = programOf(el);
      const reload = program.reload.bind(program);
      program.reload = async () => {
        program.reload = reload;
        program.account = { ...me, earned: { welcome: day(0) } };
        await program.updateComplete;
      };
      button(el, 'welcome').focus();
      button(el, 'welcome').click();
      await until(() => !has(el, '[data-action=welcome]'));
      await pause();
      expect(focused(el)).to.equal(part(el, 'notice'));
    });

    it('does not agree for a key that is held', async () => {
      const el = await shown(one, 'lojal-rewards');
      const agree = await ask(el, 'five');
      const held = new KeyboardEvent('keydown', { key: 'Enter', repeat: true, cancelable: true, bubbles: true });
      expect(agree.dispatchEvent(held)).to.equal(false);
    });

    it('keeps the focus after a donation', async () => {
      answers.set('POST redemptions', [201, { id: 'r', code: 'X', state: 'issued' }]);
      const el = await shown(one, 'lojal-rewards');
      const agree = await ask(el, 'tree');
      agree.focus();
      agree.click();
      await until(() => notice(el).startsWith('Thank you'));
      await until(() => !has(el, '.ask'));
      await pause();
      expect(focused(el)).to.be.instanceOf(Element);
    });
  });

  describe('the customer is not known yet', () => {
    it('asks nobody to sign in while the account loads', async () => {
      answers.set('GET account', 'never');
      const program = await fixture<LojalProgram>(
        html`<lojal-program storage="none" lang="en" .rules=${CLUB} server="/club" .identity=${() => 'token'}><lojal-earn></lojal-earn><lojal-panel></lojal-panel></lojal-program>`,
      );
      const panel = program.querySelector('lojal-panel') as LojalPanel;
      panel.open = true;
      const content = await opened(panel);
      await until(() => has(program.querySelector('lojal-earn') as Element, '[part]'));
      expect(program.waiting).to.equal(true);
      expect(has(content, 'a[href="/login"]'), 'the panel').to.equal(false);
      expect(has(program.querySelector('lojal-earn') as Element, 'a[href="/login"]'), 'the element').to.equal(false);
    });

    it('keeps the activity when the page gives its identity anew', async () => {
      const ledger = [{ id: 'order:1', at: day(-9), kind: 'order', spend: 20 }];
      const el = await shown({ account: { id: 'c_1', ledger }, customer: 'c_1' }, 'lojal-activity');
      await pause();
      programOf(el).identity = async () => 'other';
      await pause();
      await until(() => rows(el).length === 1);
    });
  });

  it('offers no code whose time is over, also on a page that was open over midnight', async () => {
    const codes = [{ id: 'r', reward: 'five', code: 'LATE', state: 'issued', expires: day(-1) }];
    const el = await shown({ account: { ...me, codes }, customer: 'c_1' }, 'lojal-rewards');
    expect(words(el)).to.contain('Expired').and.not.to.contain('LATE');
  });

  describe('programs', () => {
    for (const [currency, sum] of [
      ['JPY', '¥1,000'],
      ['KWD', 'KWD 1,000'],
      ['EUR', '€1,000'],
    ] as const)
      it(`writes ${currency} whole`, async () => {
        const rewards = [{ ...CLUB.rewards[1], minimum: 1000 }];
        const el = await shown({ ...one, rules: { ...CLUB, currency, rewards } }, 'lojal-rewards');
        expect(rows(el)[0]).to.contain(`For orders from ${sum}`).and.not.to.contain(`${sum}.`);
      });

    it('says what an order earns also where a point takes much money', async () => {
      const rules = { ...CLUB, currency: 'IDR', points: { perUnit: 0.0001 } };
      const el = await shown({ ...one, rules }, 'lojal-earn');
      expect(rows(el)[0]).to.contain('1 point for every').and.to.contain('10,000');
    });

    it('promises no campaign to a customer who is left out of it', async () => {
      const campaigns = [{ id: 'week', name: 'Vinyl week', from: day(-3), until: day(4), times: 2, holdout: 1 }];
      const el = await shown({ ...one, rules: { ...CLUB, campaigns } }, 'lojal-earn');
      await pause(200);
      expect(words(el)).not.to.contain('Vinyl week');
    });

    it('shows hostile names as text, in a narrow column', async () => {
      const name = `<img src=x onerror=alert(1)>${'W'.repeat(3000)}`;
      const rules = {
        ...CLUB,
        name,
        earn: [{ id: '__proto__', when: 'visit', points: 1e9, name, url: 'javascript:alert(1)' }, ...CLUB.earn],
        rewards: [{ id: 'constructor', name, points: 1, kind: 'gift', url: 'javascript:alert(1)' }, ...CLUB.rewards],
      };
      const program = await club(
        { ...one, rules },
        html`<div style="inline-size:320px">${CONTENT['lojal-earn']}${CONTENT['lojal-rewards']}</div>`,
      );
      for (const tag of ['lojal-earn', 'lojal-rewards']) {
        const el = program.querySelector(tag) as HTMLElement;
        await until(() => has(el, '[part]'));
        expect(all(el, 'img')).to.have.length(0);
        expect(all(el, 'a[href^="javascript"]')).to.have.length(0);
        expect(overflowing(el)).to.deep.equal([]);
      }
    });

    it('is for new customers also where a server has carried the orders forward', async () => {
      const address = location.href;
      history.replaceState(null, '', '?lojal-referral=q7wm');
      try {
        const ledger = [{ id: 'carried:1', at: day(-400), kind: 'carried', points: 9, spend: 9, orders: 9, left: 7 }];
        const el = await shown({ account: { id: 'c_1', ledger }, customer: 'c_1' }, 'lojal-referral');
        expect(words(el)).not.to.contain('A friend invited you');
      } finally {
        history.replaceState(null, '', address);
      }
    });

    it('draws the first of 10,000 entries', async () => {
      const ledger = [...Array(10_000).keys()].map((i) => ({
        id: `order:${i}`,
        at: day(-(i % 700)),
        kind: 'order',
        spend: 10,
      }));
      const el = await shown({ account: { id: 'c_1', ledger }, customer: 'c_1' }, 'lojal-activity');
      expect(rows(el)).to.have.length(10);
    });
  });

  describe('narrow columns', () => {
    for (const lang of ['fi', 'de', 'pl', 'ar', 'fr'])
      for (const size of ['1em', '2em'])
        it(`${lang} at ${size}: nothing leaves a column of 320 px`, async () => {
          const codes = [{ id: 'r1', reward: 'five', code: 'K7WQ-3HXR-'.repeat(8), state: 'issued', expires: day(9) }];
          answers.set('GET referral', [
            200,
            {
              url: `/?lojal-referral=${'q'.repeat(90)}`,
              invitations: [{ state: 'rewarded', at: day(-1), points: 123456789 }],
            },
          ]);
          const rewards = [...CLUB.rewards, { id: 'far', name: 'Far', points: 1_234_567_890, kind: 'gift' }];
          const program = await club(
            { account: { ...me, codes }, customer: 'c_1', lang, rules: { ...CLUB, rewards } },
            html`<div style="inline-size:320px;font-size:${size}">${Object.values(CONTENT).slice(0, 3)}</div>`,
          );
          for (const tag of ['lojal-earn', 'lojal-rewards', 'lojal-referral']) {
            const el = program.querySelector(tag) as HTMLElement;
            await until(() => has(el, '[part]') && find(el, '.root').lang === lang);
            if (tag === 'lojal-rewards') await ask(el, 'five');
            if (tag === 'lojal-earn') button(el, 'birthday').click();
            if (tag === 'lojal-referral') await until(() => has(el, '[part~=code]'));
            await pause();
            expect(overflowing(el).join('\n'), tag).to.equal('');
          }
        });
  });

  describe('lojal-panel', () => {
    it('follows the language and the corner that the page sets later', async () => {
      const program = await club({ ...one, lang: '' }, html`<lojal-panel lang="sv"></lojal-panel>`);
      const panel = program.querySelector('lojal-panel') as LojalPanel;
      panel.open = true;
      const content = await opened(panel);
      panel.lang = 'fi';
      panel.setAttribute('position', 'start');
      await until(() => find(content, '.root').lang === 'fi');
      expect(text(part(panel, 'launcher'))).to.equal('Edut');
      panel.open = false;
      panel.open = true;
      await until(() => content.getBoundingClientRect().left < 100);
    });

    it('can be opened twice in a row, and ends as the last click says', async () => {
      const program = await club(one, html`<lojal-panel></lojal-panel>`);
      const panel = program.querySelector('lojal-panel') as LojalPanel;
      part(panel, 'launcher').click();
      part(panel, 'launcher').click();
      part(panel, 'launcher').click();
      const content = await opened(panel);
      await pause();
      expect(panel.shadowRoot?.querySelectorAll('lojal-panel-content')).to.have.length(1);
      expect(panel.open).to.equal(true);
      expect(getComputedStyle(content).display).to.equal('block');
      part(panel, 'launcher').click();
      await until(() => content.hidden);
      expect(getComputedStyle(content).display).to.equal('none');
    });

    it('stands clear of a bar and of the button above it', async () => {
      const fixed = (style: string) => {
        const box = document.createElement('div');
        box.style.cssText = `position:fixed;z-index:9;${style}`;
        document.body.append(box);
        return box;
      };
      const bar = fixed('inset:auto 0 0 0;height:70px');
      const chat = fixed('inset:auto 10px 80px auto;width:60px;height:60px');
      try {
        const program = await club(one, html`<lojal-panel></lojal-panel>`);
        const panelOf = program.querySelector('lojal-panel') as Element;
        const launcher = part(panelOf, 'launcher');
        await until(() => launcher.getBoundingClientRect().bottom <= chat.getBoundingClientRect().top);
      } finally {
        bar.remove();
        chat.remove();
      }
    });
  });

  it('writes no style attribute, which a policy would forbid', async () => {
    const program = await club(one, html`${Object.values(CONTENT)}`);
    for (const tag of Object.keys(CONTENT)) {
      const el = program.querySelector(tag) as HTMLElement;
      expect(all(el, '[style]'), tag).to.have.length(0);
    }
    expect(warnings).to.deep.equal([]);
  });

  it('says in test mode that nothing was sent', async () => {
    const el = await shown(one, 'lojal-rewards');
    programOf(el).test = true;
    await until(() => has(el, '.test'));
    (await ask(el, 'five')).click();
    await until(() => notice(el) !== '');
    expect(changes()).to.deep.equal([]);
  });
});

const escapeKey = (): KeyboardEvent =>
  new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true });

async function opened(panel: LojalPanel): Promise<HTMLElement> {
  await until(() => panel.shadowRoot?.querySelector('lojal-panel-content')?.shadowRoot?.querySelector('lojal-earn'));
  return panel.shadowRoot?.querySelector('lojal-panel-content') as HTMLElement;
}

/** What leaves the element at its sides. */
function overflowing(el: HTMLElement): string[] {
  const { left, right } = el.getBoundingClientRect();
  return all(el, '*:not(.hidden):not(option):not(rect)')
    .filter((each) => {
      const box = each.getBoundingClientRect();
      return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
    })
    .map((each) => `${each.localName}.${each.className}: ${text(each).slice(0, 40)}`);
}
