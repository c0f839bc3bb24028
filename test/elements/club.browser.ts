/** The elements that earn and redeem. Only the server is ours. */
import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import type { LojalPanel } from '../../src/elements/panel/panel.ts';
import type { ClaimedEvent } from '../../src/elements/referral/claimed-event.ts';
import { clubFiles } from '../../src/locales/club-files.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { answers, changes, requests } from './club-server.ts';
import * as page from './page.ts';
import { all, axe, fallback, find, has, listen, part, until, warned, warnings, watch } from './page.ts';

/** Without the no-break spaces that keep a number and its noun together. */
const plain = (words: string): string => words.replaceAll('\u00a0', ' ');
const text = (element: Element | undefined): string => plain(page.text(element));
const words = (element: Element): string => plain(page.words(element));

const day = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

const CLUB = {
  name: 'Nord Club',
  shop: 'Nord Records',
  currency: 'EUR',
  signInUrl: '/login',
  points: { perUnit: 1, available: { after: 'P14D' }, expire: { after: 'P12M' } },
  tiers: {
    metric: 'spend',
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'gold', name: 'Gold', from: 300, times: 1.5 },
    ],
  },
  earn: [
    { id: 'welcome', when: 'join', points: 50 },
    { id: 'review', when: 'review', points: 20 },
    { id: 'nps', when: 'nps', points: 5, every: 'P90D' },
    { id: 'birthday', when: 'birthday', points: 100 },
    { id: 'year', when: 'anniversary', points: 50 },
    { id: 'follow', when: 'visit', points: 10, name: 'Follow us', url: '/journal' },
  ],
  campaigns: [{ id: 'week', name: 'Vinyl week', from: day(-3), until: day(4), times: 2 }],
  rewards: [
    { id: 'tree', name: 'A tree', points: 100, kind: 'donation', cause: 'Lapland' },
    { id: 'five', name: '5 € off', points: 150, kind: 'discount', value: 5, minimum: 20, expire: { after: 'P3M' } },
    { id: 'coffee', name: 'A coffee', points: 400, kind: 'partner', partner: 'Café Nord' },
  ],
  referral: {
    friend: { kind: 'discount', value: 10, minimum: 50 },
    advocate: { points: 500 },
    qualifies: { minimum: 50, after: 'P14D' },
  },
};

interface Given {
  readonly rules?: unknown;
  readonly account?: unknown;
  readonly customer?: string;
  readonly server?: string;
  readonly lang?: string;
}

/** A program of a customer with a server around `content`. */
async function club(
  { rules = CLUB, server = '/club', ...given }: Given,
  content: TemplateResult,
): Promise<LojalProgram> {
  const program = await fixture<LojalProgram>(
    html`<lojal-program storage="none" lang=${given.lang ?? 'en'} .rules=${rules} .account=${given.account} .customer=${given.customer} .server=${server} .identity=${() => 'token'}>${content}</lojal-program>`,
  );
  await program.updateComplete;
  await until(() => !program.waiting, 'the program has read');
  return program;
}

const inside = <T extends HTMLElement>(program: LojalProgram, tag: string): T => {
  const found = program.querySelector<T>(tag);
  if (!found) throw new Error(`no ${tag}`);
  return found;
};
/** An element of a program, once it shows something. */
async function shown<T extends HTMLElement>(given: Given, tag: string): Promise<T> {
  const program = await club(given, (CONTENT as Record<string, TemplateResult>)[tag] as TemplateResult);
  const element = inside<T>(program, tag);
  await until(() => has(element, '[part]'), `${tag} shows something`);
  return element;
}
const CONTENT = {
  'lojal-earn': html`<lojal-earn></lojal-earn>`,
  'lojal-rewards': html`<lojal-rewards></lojal-rewards>`,
  'lojal-referral': html`<lojal-referral></lojal-referral>`,
  'lojal-activity': html`<lojal-activity></lojal-activity>`,
  'lojal-product-points': html`<lojal-product-points price="49.90"></lojal-product-points>`,
} as const;

const button = (el: Element, action: string): HTMLButtonElement =>
  find<HTMLButtonElement>(el, `[data-action="${action}"]`);
const rows = (el: Element): string[] => all(el, '[part~=row]').map(text);
const notice = (el: Element): string => text(part(el, 'notice'));
const member = { id: 'c_1', points: 186 };

describe('earning and redeeming', () => {
  watch();

  describe('in every language', () => {
    for (const lang of ['en', ...Object.keys(clubFiles)])
      it(`${lang}: each element has its words, and axe finds nothing`, async () => {
        answers.set('GET referral', [
          200,
          { code: 'q', url: '/?lojal-referral=q', invitations: [{ state: 'claimed', at: day(-1) }] },
        ]);
        const ledger = [
          {
            id: 'order:1',
            at: day(-9),
            kind: 'order',
            spend: 320,
            points: 480,
            base: 320,
            factors: [{ by: 'tier', id: 'gold', times: 1.5, points: 160 }],
          },
          { id: 'redeem:r', at: day(-2), kind: 'redeem', points: 150, reward: 'five' },
        ];
        const codes = [{ id: 'r', reward: 'five', code: 'K7WQ-3HXR', state: 'issued', expires: day(40) }];
        const program = await club(
          { account: { id: 'c_1', ledger, codes }, customer: 'c_1', lang },
          html`${Object.values(CONTENT)}`,
        );
        const heading = lang === 'en' ? 'How to earn points' : (await clubFiles[lang]?.())?.default.earnHeading;
        for (const tag of Object.keys(CONTENT)) {
          const element = inside(program, tag);
          await until(() => has(element, '[part]'), `${tag} shows something`);
          await until(() => find(element, '.root').lang === lang, `${tag} speaks ${lang}`);
          await axe(element);
        }
        await until(
          () => text(part(inside(program, 'lojal-earn'), 'heading')) === heading,
          `the heading is ${heading}`,
        );
        expect(warnings).to.deep.equal([]);
      });
  });

  describe('lojal-earn', () => {
    it('lists what an order earns, the multipliers, each rule, and the terms', async () => {
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-earn');
      const [order = '', join] = rows(el);
      expect(order).to.contain('1 point for every €1 you spend').and.to.contain('Gold: 1.5 × points');
      expect(order).to.contain('Vinyl week: 2 × points before');
      expect(join).to.contain('Join Nord Club').and.to.contain('50 points');
      expect(rows(el)).to.have.length(7);
      expect(words(el)).to.contain('Points of an order can be used after: 14 days').and.to.contain('1 year');
    });

    it('takes the first amount with a whole number of points', async () => {
      const el = await shown({ rules: { ...CLUB, points: { perUnit: 0.1 } }, account: member }, 'lojal-earn');
      expect(rows(el)[0]).to.contain('1 point for every €10');
    });

    it('shows a membership alone, with its price, its perks and the link', async () => {
      const membership = { name: 'Nord Plus', price: 29, period: 'P1Y', url: '/plus', perks: ['Free returns'] };
      const rules = { currency: 'EUR', points: { perUnit: 0 }, membership };
      const el = await shown({ rules, account: member, customer: 'c_1' }, 'lojal-earn');
      expect(rows(el)).to.have.length(1);
      expect(rows(el)[0]).to.contain('Nord Plus').and.to.contain('€29 / 1 year').and.to.contain('Free returns');
      expect(find<HTMLAnchorElement>(el, 'a').getAttribute('href')).to.equal('/plus');
    });

    it('shows a guest the rules and where to sign in, and no button that earns', async () => {
      const el = await shown({}, 'lojal-earn');
      expect(all(el, 'button')).to.have.length(0);
      expect(all<HTMLAnchorElement>(el, 'a').map((a) => a.getAttribute('href'))).to.deep.equal(['/journal', '/login']);
    });

    it('earns once for a double click, and says so', async () => {
      answers.set('POST actions', [201, { id: 'join', points: 50 }]);
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-earn');
      button(el, 'welcome').click();
      button(el, 'welcome').click();
      await until(() => notice(el) === 'You earned 50 points.');
      expect(changes()).to.have.length(1);
      expect(changes()[0]?.body.rule).to.equal('welcome');
      expect(changes()[0]?.body.id).to.match(/^[0-9a-f]{32}$/);
      expect(changes()[0]?.token).to.equal('Bearer token');
    });

    it('says that nothing happened when the server cannot be reached', async () => {
      answers.set('POST actions', 'lost');
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-earn');
      button(el, 'welcome').click();
      await until(() => notice(el) === 'That did not work. Please try again.');
      expect(button(el, 'welcome').getAttribute('aria-disabled')).to.equal('false');
    });

    it('marks what was done, and from when it can be done again', async () => {
      const account = { ...member, earned: { welcome: day(-20), nps: day(-20), follow: '31 May' } };
      const el = await shown({ account, customer: 'c_1' }, 'lojal-earn');
      await until(() => rows(el)[1]?.includes('Done on'));
      expect(rows(el)[3]).to.contain('Again from');
      expect(has(el, '[data-action=welcome]'), 'join').to.equal(false);
      expect(has(el, '[data-action=nps]'), 'nps').to.equal(false);
      expect(rows(el)[6], 'a date that is none').not.to.contain('Done');
    });

    it('asks for day and month, and sends them', async () => {
      answers.set('POST actions', [201, { id: 'a', rule: 'birthday', birthday: { month: 2, day: 29 } }]);
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-earn');
      button(el, 'birthday').click();
      await until(() => el.shadowRoot?.activeElement?.localName === 'select');
      await axe(el);
      find<HTMLButtonElement>(el, '[type=submit]').click();
      await until(() => notice(el) === 'Please choose a day and a month.');
      find<HTMLSelectElement>(el, '[name=month]').value = '2';
      find<HTMLSelectElement>(el, '[name=day]').value = '29';
      find<HTMLButtonElement>(el, '[type=submit]').click();
      await until(() => notice(el) === 'Saved. The points come on your birthday.');
      expect(changes()[0]?.body).to.deep.include({ rule: 'birthday', month: 2, day: 29 });
      await until(() => !has(el, 'select'));
    });

    it('says that a birthday can be changed once a year', async () => {
      answers.set('POST actions', [409, { title: 'Conflict' }]);
      const el = await shown(
        { account: { ...member, birthday: { month: 2, day: 29 } }, customer: 'c_1' },
        'lojal-earn',
      );
      expect(rows(el)[4]).to.contain('Your birthday: February 29');
      expect(text(button(el, 'birthday'))).to.equal('Change');
      button(el, 'birthday').click();
      await until(() => has(el, 'select'));
      find<HTMLSelectElement>(el, '[name=month]').value = '3';
      find<HTMLSelectElement>(el, '[name=day]').value = '1';
      find<HTMLButtonElement>(el, '[type=submit]').click();
      await until(() => notice(el) === 'You can change your birthday once a year.');
    });

    it('shows the fallback without a program', async () => {
      const el = await fixture(html`<lojal-earn>Ask us</lojal-earn>`);
      expect(fallback(el)).to.equal('Ask us');
    });
  });

  describe('lojal-rewards', () => {
    it('says what can be had, whose it is, what it needs, and how far the rest is', async () => {
      answers.set('GET rewards/tree/total', [200, { points: 12_400 }]);
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-rewards');
      const [tree, five, coffee] = rows(el);
      expect(tree).to.contain('For Lapland').and.to.contain('Give');
      expect(five)
        .to.contain('For orders from €20')
        .and.to.contain('Code valid for: 3 months')
        .and.to.contain('Redeem');
      expect(coffee).to.contain('From Café Nord').and.to.contain('214 points to go').and.not.to.contain('Redeem');
      await until(() => rows(el)[0]?.includes('Customers have given 12,400 points so far'));
    });

    it('asks first, takes points once, and shows the code', async () => {
      answers.set('POST redemptions', [201, { id: 'r', code: 'K7WQ-3HXR', state: 'issued' }]);
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-rewards');
      button(el, 'redeem five').click();
      await until(() => has(el, '.ask'));
      expect(text(find(el, '.ask p'))).to.equal('Redeem 150 points for 5 € off?');
      expect(changes()).to.have.length(0);
      await axe(el);
      const agree = find<HTMLButtonElement>(el, '.ask .main');
      expect(el.shadowRoot?.activeElement).to.equal(agree);
      agree.click();
      agree.click();
      await until(() => has(el, '.issued'));
      expect(text(find(el, '.issued [part~=code]'))).to.equal('K7WQ-3HXR');
      expect(changes()).to.have.length(1);
      expect(el.shadowRoot?.activeElement).to.equal(find(el, '.issued'));
    });

    it('cancels, and gives the focus back', async () => {
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-rewards');
      button(el, 'redeem five').click();
      await until(() => has(el, '.ask'));
      all<HTMLButtonElement>(el, '.ask button')[1]?.click();
      await until(() => !has(el, '.ask'));
      expect(el.shadowRoot?.activeElement).to.equal(button(el, 'redeem five'));
      expect(changes()).to.have.length(0);
    });

    it('tries again with the same id', async () => {
      answers.set('POST redemptions', 'lost');
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-rewards');
      button(el, 'redeem five').click();
      await until(() => has(el, '.ask'));
      find<HTMLButtonElement>(el, '.ask .main').click();
      await until(() => notice(el) === 'That did not work. Please try again.');
      answers.set('POST redemptions', [200, { id: 'r', code: 'K7WQ-3HXR', state: 'issued' }]);
      find<HTMLButtonElement>(el, '.ask .main').click();
      await until(() => has(el, '.issued'));
      const [one, two] = changes();
      expect(one?.body.id).to.equal(two?.body.id);
    });

    for (const [status, sentence] of [
      [409, 'This reward is not available at the moment. Your points are untouched.'],
      [503, 'This reward is not available at the moment. Your points are untouched.'],
      [500, 'That did not work. Please try again.'],
      [422, 'That did not work. Please try again.'],
    ] as const)
      it(`says what ${status} means`, async () => {
        answers.set('POST redemptions', [status, { title: 'No' }]);
        const el = await shown({ account: member, customer: 'c_1' }, 'lojal-rewards');
        button(el, 'redeem five').click();
        await until(() => has(el, '.ask'));
        find<HTMLButtonElement>(el, '.ask .main').click();
        await until(() => notice(el) === sentence);
      });

    it('thanks for a donation', async () => {
      answers.set('POST redemptions', [201, { id: 'r', code: 'X', state: 'issued' }]);
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-rewards');
      button(el, 'redeem tree').click();
      await until(() => has(el, '.ask'));
      expect(text(find(el, '.ask p'))).to.equal('Give 100 points for Lapland?');
      find<HTMLButtonElement>(el, '.ask .main').click();
      await until(() => notice(el) === 'Thank you! You gave 100 points for Lapland.');
      expect(has(el, '.issued')).to.equal(false);
    });

    it('lists the codes, and gives one back', async () => {
      answers.set('DELETE redemptions/r%2F1', [200, {}]);
      const codes = [
        { id: 'r/1', reward: 'five', code: 'K7WQ-3HXR', state: 'issued', expires: day(40) },
        { id: 'r2', reward: 'gone', code: 'Q2WE', state: 'used' },
      ];
      const el = await shown({ account: { ...member, codes }, customer: 'c_1' }, 'lojal-rewards');
      const [first, second] = rows(el).slice(-2);
      expect(first).to.contain('5 € off').and.to.contain('K7WQ-3HXR');
      expect(second).to.contain('gone').and.to.contain('Used').and.not.to.contain('Q2WE');
      button(el, 'return r/1').click();
      await until(() => has(el, '.ask'));
      find<HTMLButtonElement>(el, '.ask .main').click();
      await until(() => notice(el) === 'Done. Your points are back.');
      expect(changes().map(({ method, route }) => `${method} ${route}`)).to.deep.equal(['DELETE redemptions/r%2F1']);
    });

    it('shows nothing of one customer to the next, whose answer came late', async () => {
      let give: (() => void) | undefined;
      const late = new Promise<void>((resolve) => {
        give = resolve;
      });
      answers.set('POST redemptions', [201, { id: 'r', code: 'SECRET', state: 'issued' }]);
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-rewards');
      const program = el.closest<LojalProgram>('lojal-program') as LojalProgram;
      program.identity = async () => {
        await late;
        return 'token';
      };
      await until(() => has(el, '[data-action="redeem five"]'));
      button(el, 'redeem five').click();
      await until(() => has(el, '.ask'));
      find<HTMLButtonElement>(el, '.ask .main').click();
      program.customer = 'c_2';
      program.account = { id: 'c_2', points: 500 };
      give?.();
      await until(() => rows(el)[2]?.includes('Redeem'));
      expect(words(el)).not.to.contain('SECRET');
      expect(has(el, '.ask')).to.equal(false);
    });
  });

  describe('lojal-referral', () => {
    const INVITATIONS = [
      { state: 'claimed', at: day(-1) },
      { state: 'waiting', at: day(-6), until: day(8) },
      { state: 'waiting', at: day(-7), reason: 'group', missing: 2 },
      { state: 'rewarded', at: day(-40), points: 500 },
      { state: 'declined', at: day(-50), reason: 'below-minimum' },
      { state: 'declined', at: day(-51), reason: 'constructor' },
      { state: 'odd', at: day(-52) },
    ];
    const address = location.href;
    afterEach(() => history.replaceState(null, '', address));

    it('shows the link, the conditions, and each invitation in words', async () => {
      answers.set('GET referral', [200, { code: 'q', url: '/?lojal-referral=q', invitations: INVITATIONS }]);
      const el = await shown({ account: member, customer: 'c_1' }, 'lojal-referral');
      await until(() => has(el, '[part~=code]'));
      expect(find<HTMLInputElement>(el, '[part~=code]').value).to.equal(
        new URL('/?lojal-referral=q', document.baseURI).href,
      );
      expect(words(el)).to.contain('Your friend gets: €10 off').and.to.contain('You get 500 points for every friend');
      expect(words(el)).to.contain('First order from €50').and.to.contain('At most 20 friends a year');
      await until(() => rows(el)[1]?.includes('Your points come on'));
      expect(rows(el)).to.have.length(6);
      expect(rows(el)[0]).to.contain('No order yet');
      expect(rows(el)[2]).to.contain('2 more friends');
      expect(rows(el)[3]).to.contain('You got 500 points');
      expect(rows(el)[4]).to.contain('Not counted: the order was below €50');
      expect(requests.filter(({ route }) => route === 'referral')).to.have.length(1);
    });

    it('asks no server for a guest', async () => {
      await shown({}, 'lojal-referral');
      expect(requests.filter(({ route }) => route === 'referral')).to.have.length(0);
    });

    it('gives a friend a code after the click, and tells the page', async () => {
      history.replaceState(null, '', '?lojal-referral=q7wm');
      answers.set('POST claims', [201, { code: 'FRIEND-1' }]);
      const heard = listen<ClaimedEvent>('lojal-claimed');
      const el = await shown({}, 'lojal-referral');
      expect(words(el)).to.contain('A friend invited you').and.to.contain('You get: €10 off');
      expect(changes()).to.have.length(0);
      await axe(el);
      button(el, 'claim').click();
      await until(() => has(el, '[part~=code]'));
      expect(text(part(el, 'code'))).to.equal('FRIEND-1');
      expect(changes()[0]?.body).to.deep.include({ code: 'q7wm' });
      expect(heard.map(({ invitation, code }) => [invitation, code])).to.deep.equal([['q7wm', 'FRIEND-1']]);
    });

    for (const [status, sentence] of [
      [409, 'This is your own link. Send it to a friend.'],
      [404, 'This invitation does not work any more.'],
      [429, 'Too many people have used this invitation lately. Please try again tomorrow.'],
      [500, 'That did not work. Please try again.'],
    ] as const)
      it(`says what ${status} means`, async () => {
        history.replaceState(null, '', '?lojal-referral=q7wm');
        answers.set('POST claims', [status, {}]);
        const el = await shown({}, 'lojal-referral');
        button(el, 'claim').click();
        await until(() => notice(el) === sentence);
      });

    it('is for new customers: whoever has ordered sees the own link only', async () => {
      history.replaceState(null, '', '?lojal-referral=q7wm');
      answers.set('GET referral', [200, { code: 'q', url: '/?lojal-referral=q', invitations: [] }]);
      const ledger = [{ id: 'order:1', at: day(-9), kind: 'order', spend: 20 }];
      const el = await shown({ account: { id: 'c_1', ledger }, customer: 'c_1' }, 'lojal-referral');
      await until(() => has(el, '[part~=code]'));
      expect(words(el)).not.to.contain('A friend invited you');
    });
  });

  describe('lojal-activity', () => {
    const ledger = [
      {
        id: 'order:10041',
        at: day(-80),
        kind: 'order',
        spend: 120,
        points: 240,
        base: 120,
        factors: [{ by: 'campaign', id: 'week', times: 2, points: 120 }],
      },
      { id: 'refund:10041:r1', at: day(-70), kind: 'refund', of: 'order:10041', spend: 20, points: 40 },
      { id: 'redeem:r1', at: day(-30), kind: 'redeem', points: 150, reward: 'five' },
      { id: 'join', at: day(-20), kind: 'bonus', points: 50, rule: 'welcome' },
      { id: 'referral:f', at: day(-10), kind: 'bonus', points: 500 },
      { id: 'order.2:a%3Ab', at: day(-2), kind: 'order', spend: 49.9, points: 49, available: day(12) },
    ];
    const account = { id: 'c_1', ledger };

    it('says what each entry gave, why, and what became of it', async () => {
      const el = await shown({ account, customer: 'c_1' }, 'lojal-activity');
      await until(() => rows(el)[0]?.includes('Can be used from'));
      const [pending, friend, join, redeemed, refund, order] = rows(el);
      expect(pending).to.contain('+49 points');
      expect(friend).to.contain('A friend ordered').and.to.contain('+500 points');
      expect(join).to.contain('+50 points').and.to.contain('50 points left').and.to.contain('Use before');
      expect(redeemed).to.contain('Redeemed: 5 € off').and.to.contain('−150 points');
      expect(refund).to.contain('Refund for order 10041').and.to.contain('−40 points');
      expect(order).to.contain('Order 10041').and.to.contain('120 points for the order');
      expect(order).to.contain('+120 with Vinyl week').and.to.contain('50 points left');
    });

    it('shows as many as limit says, then more, and moves the focus to them', async () => {
      const program = await club({ account, customer: 'c_1' }, html`<lojal-activity limit="2"></lojal-activity>`);
      const el = inside(program, 'lojal-activity');
      await until(() => rows(el).length === 2);
      button(el, 'more').click();
      await until(() => rows(el).length === 4);
      expect(el.shadowRoot?.activeElement).to.equal(all(el, '[part~=row]')[2]);
      button(el, 'more').click();
      await until(() => rows(el).length === 6);
      expect(has(el, '[data-action=more]')).to.equal(false);
    });

    it('shows the last entries of a ledger that was carried forward', async () => {
      const carried = { id: 'carried:1', at: day(-400), kind: 'carried', points: 900, spend: 900, orders: 9, left: 70 };
      const recent = ledger.slice(0, 3);
      const el = await shown({ account: { id: 'c_1', ledger: [carried], recent }, customer: 'c_1' }, 'lojal-activity');
      expect(rows(el).map((row) => row.includes('Earlier'))).to.deep.equal([false, false, false]);
      expect(rows(el)[0]).to.contain('−150 points');
      expect(rows(el)[2]).to.contain('+240 points');
    });

    it('says that an empty ledger is no mistake', async () => {
      const el = await shown({ account: { id: 'c_1', ledger: [] }, customer: 'c_1' }, 'lojal-activity');
      expect(words(el)).to.contain('Nothing here yet.');
    });
  });

  describe('lojal-product-points', () => {
    const gold = { id: 'c_1', spend: 400 };

    it('tells a guest what members earn', async () => {
      const el = await shown({}, 'lojal-product-points');
      expect(text(part(el, 'line'))).to.equal('Members earn 98 points');
    });

    it('tells a customer of level and campaign', async () => {
      const el = await shown({ account: gold, customer: 'c_1' }, 'lojal-product-points');
      expect(text(part(el, 'line'))).to.equal('You earn 146 points');
      await until(() => words(el).includes('Vinyl week: 2 × points before'));
      expect(words(el)).to.contain('Gold: 1.5 × points');
    });

    it('follows the price and the quantity, and refuses a price that is none', async () => {
      const el = await shown<HTMLElement>({ rules: { ...CLUB, campaigns: [] } }, 'lojal-product-points');
      el.setAttribute('quantity', '2');
      await until(() => text(part(el, 'line')) === 'Members earn 99 points');
      el.setAttribute('price', '1,5');
      await until(() => !has(el, '[part]'));
      warned('lojal-product-points', 'price', '1,5');
    });
  });

  describe('lojal-panel', () => {
    it('opens, takes the focus, closes with Escape, and gives the focus back', async () => {
      const program = await club({ account: member, customer: 'c_1' }, html`<lojal-panel></lojal-panel>`);
      const panel = inside<LojalPanel>(program, 'lojal-panel');
      const launcher = part(panel, 'launcher');
      expect(text(launcher)).to.equal('Rewards');
      expect(launcher.getAttribute('aria-expanded')).to.equal('false');
      launcher.click();
      await until(() =>
        panel.shadowRoot?.querySelector('lojal-panel-content')?.shadowRoot?.querySelector('lojal-rewards'),
      );
      const content = panel.shadowRoot?.querySelector('lojal-panel-content') as HTMLElement;
      expect(launcher.getAttribute('aria-expanded')).to.equal('true');
      await until(() => panel.shadowRoot?.activeElement === content);
      await until(() => find(content, '.pane').getAttribute('aria-label') === 'Nord Club');
      await until(() => has(find(content, 'lojal-points'), '[part]'));
      await axe(panel);
      content.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
      expect(panel.open).to.equal(false);
      expect(content.hidden).to.equal(true);
      expect(panel.shadowRoot?.activeElement).to.equal(launcher);
      panel.open = true;
      await until(() => !content.hidden);
    });

    it('opens the invitation for a friend, and shows no list of points without an account', async () => {
      const address = location.href;
      history.replaceState(null, '', '?lojal-referral=q7wm');
      const program = await club({}, html`<lojal-panel></lojal-panel>`);
      const panel = inside<LojalPanel>(program, 'lojal-panel');
      panel.open = true;
      await until(() => panel.shadowRoot?.querySelector('lojal-panel-content')?.shadowRoot?.querySelector('details'));
      const content = panel.shadowRoot?.querySelector('lojal-panel-content') as HTMLElement;
      const open = all<HTMLDetailsElement>(content, 'details').filter((one) => one.open);
      expect(open.map((one) => one.querySelector('lojal-referral') !== null)).to.deep.equal([true]);
      history.replaceState(null, '', address);
      program.customer = 'c_9';
      await until(() => !has(content, 'a[href="/login"]') && !has(content, 'lojal-points'));
      expect(has(content, 'lojal-activity')).to.equal(false);
    });

    it('shows a guest what there is to gain, and where to sign in', async () => {
      const program = await club({}, html`<lojal-panel lang="sv" position="start"></lojal-panel>`);
      const panel = inside<LojalPanel>(program, 'lojal-panel');
      expect(text(part(panel, 'launcher'))).to.equal('Förmåner');
      panel.open = true;
      await until(() =>
        panel.shadowRoot?.querySelector('lojal-panel-content')?.shadowRoot?.querySelector('a[href="/login"]'),
      );
      const content = panel.shadowRoot?.querySelector('lojal-panel-content') as HTMLElement;
      expect(has(content, 'lojal-points')).to.equal(false);
      expect(has(content, 'lojal-earn')).to.equal(true);
      expect(has(find(content, 'lojal-earn'), 'a[href="/login"]'), 'one link is enough').to.equal(false);
    });
  });
});
