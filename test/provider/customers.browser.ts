/** One customer at a time: what is shown, read and kept when the customer of a page changes. Only the net is ours. */
import { expect, fixture, html } from '@open-wc/testing';
import { customerIdOf } from '../../src/provider/customer-id.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { recallLevel, rememberLevel, setConsent } from '../../src/provider/seen-levels.ts';
import { openHistory } from '../../src/triggers/history-storage.ts';
import { isVisited, noteVisit } from '../../src/triggers/visit.ts';
import {
  fallback,
  find,
  forget,
  has,
  inner,
  part,
  read,
  rendered,
  shop,
  text,
  until,
  warned,
  warnings,
  watch,
} from '../elements/page.ts';

let account: () => Response | Promise<Response> = () => new Response(null, { status: 401 });
const requests: RequestInit[] = [];
const net = window.fetch;
window.fetch = async (input, init) => {
  if (!String(input).endsWith('/who.json')) return net(input, init);
  requests.push(init ?? {});
  return account();
};
const points = html`<lojal-points variant="inline" lang="en">none</lojal-points>`;
const balance = (around: Element): string => {
  const el = inner(around, 'lojal-points');
  return has(el, '[part~="balance"]') ? text(part(el, 'balance')).replaceAll('\u00a0', ' ') : fallback(el);
};
const shows = (around: Element, what: string): Promise<void> =>
  until(() => balance(around) === what).catch(() => {
    expect(balance(around)).to.equal(what);
  });
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 20));
const back = (): boolean => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
const tokenOf = (sub: string): string => `x.${btoa(JSON.stringify({ sub }))}.x`;

function suite(): void {
  watch();
  beforeEach(() => {
    requests.length = 0;
    account = () => new Response(null, { status: 401 });
  });
  afterEach(async () => {
    await forget('local');
    localStorage.clear();
    sessionStorage.clear();
  });
}

describe('the customer of a page', () => {
  suite();

  for (const [what, given, first, next, second] of [
    [
      'totals, then a customer with an account',
      { customer: 'anna', points: 1280 },
      '1,280 points',
      { customer: 'bert', account: { id: 'bert', points: 7 } },
      '7 points',
    ],
    ['totals, then nobody', { customer: 'anna', points: 1280 }, '1,280 points', { customer: '' }, 'none'],
    ['totals, then a customer alone', { customer: 'anna', points: 1280 }, '1,280 points', { customer: 'bert' }, 'none'],
    [
      'an account with an id, then a customer alone',
      { customer: 'anna', account: { id: 'anna', points: 5 } },
      '5 points',
      { customer: 'bert' },
      'none',
    ],
    [
      'an account without an id, then a customer alone',
      { customer: 'anna', account: { points: 5 } },
      '5 points',
      { customer: 'bert' },
      'none',
    ],
    [
      'an account without an id, then nobody',
      { customer: 'anna', account: { points: 5 } },
      '5 points',
      { customer: undefined },
      'none',
    ],
    [
      'new totals with the new customer',
      { customer: 'anna', points: 1280 },
      '1,280 points',
      { customer: 'bert', points: 9 },
      '9 points',
    ],
    ['totals of a page that names nobody', { points: 1280 }, '1,280 points', { customer: 'bert' }, 'none'],
    [
      'the same customer, written as a number',
      { customer: '1042', points: 3 },
      '3 points',
      { customer: 1042 },
      '3 points',
    ],
  ] as readonly [string, object, string, object, string][])
    it(`keeps nothing of the one before: ${what}`, async () => {
      const program = await shop({ rules: {}, ...given } as Partial<LojalProgram>, points);
      await shows(program, first);
      await settled();
      Object.assign(program, next);
      await program.updateComplete;
      if (first !== second) expect(balance(program), 'at once').not.to.equal(first);
      await shows(program, second);
      await settled();
      expect(balance(program)).to.equal(second);
    });

  it('is shown again with what was given for them', async () => {
    const program = await shop({ rules: {}, customer: 'anna', account: { id: 'anna', points: 5 } }, points);
    await shows(program, '5 points');
    program.customer = 'bert';
    await shows(program, 'none');
    program.customer = 'anna';
    await shows(program, '5 points');
  });

  it('is not shown the account of another, and the page is told once', async () => {
    account = () => Response.json({ id: 'dora', points: 1280 });
    const program = await shop({ rules: {}, customer: 'emil', account: '/who.json' }, points);
    await until(() => warnings.length);
    expect(balance(program)).to.equal('none');
    expect(program.customerId).to.equal('emil');
    warned('lojal-program', '"dora"', '"emil"', '[lojal/account-customer]');
  });

  it('is read past every HTTP cache', async () => {
    account = () => Response.json({ id: 'anna', points: 1 });
    const program = await shop({ rules: {}, account: '/who.json' }, points);
    await shows(program, '1 point');
    expect(requests.map(({ cache }) => cache)).to.deep.equal(['no-store']);
  });

  it('who has signed out is not signed in again by a cookie that is still there', async () => {
    account = () => Response.json({ id: 'anna', points: 1 });
    const program = await shop({ rules: {}, customer: 'anna', account: '/who.json' }, points);
    await shows(program, '1 point');
    program.customer = '';
    await until(() => !program.waiting);
    await settled();
    expect([balance(program), program.customerId]).to.deep.equal(['none', undefined]);
  });

  for (const value of ['nil', '{{ id }}', 'false', '[object HTMLElement]'])
    for (const [what, given] of [
      ['fetched', { account: '/who.json' }],
      ['given', { account: { id: 'anna', points: 1 } }],
    ] as readonly [string, object][])
      it(`a page that is rendered for ${JSON.stringify(value)} does not show an account that is ${what}`, async () => {
        account = () => Response.json({ id: 'anna', points: 1 });
        const program = await shop({ rules: {}, customer: value as string, ...given }, points);
        await until(() => !program.waiting);
        await settled();
        expect([balance(program), program.customerId]).to.deep.equal(['none', undefined]);
        expect(requests).to.deep.equal([]);
        program.account = { id: 'anna', points: 2 };
        await shows(program, '2 points');
        expect(program.customerId, 'who signs in later').to.equal('anna');
        program.customer = undefined as never;
        warnings.length = 0;
      });

  it('an account without an id is not fetched for a guest', async () => {
    account = () => Response.json({ points: 1 });
    const program = await shop({ rules: {}, customer: 'anna', account: '/who.json' }, points);
    await shows(program, '1 point');
    program.customer = '';
    await until(() => !program.waiting);
    await settled();
    expect([balance(program), requests.length]).to.deep.equal(['none', 1]);
    program.customer = 'bert';
    await shows(program, '1 point');
  });

  for (const value of [
    'undefined',
    'null',
    '0',
    '[object Object]',
    '  ',
    'NaN',
    'None',
    '{{ customer.id }}',
    0,
    {},
    'a'.repeat(129),
  ])
    it(`is a guest for ${JSON.stringify(value)}, with one warning`, async () => {
      const program = await shop({ rules: {}, customer: value as string, points: 3 }, points);
      await until(() => warnings.length);
      await settled();
      expect(program.customerId).to.equal(undefined);
      warned('lojal-program', 'customer', 'is not an opaque id');
    });

  for (const value of ['', undefined, null, 0, 'undefined', '[object Object]', ' '])
    for (const [what, given] of [
      ['an account that is fetched', { account: '/who.json' }],
      ['an account that is given', { account: { id: 'anna', points: 5 } }],
      ['an account without an id', { account: { points: 5 } }],
      ['totals', { points: 5 }],
    ] as readonly [string, object][])
      it(`who was known by ${what} alone is signed out by ${JSON.stringify(value)}`, async () => {
        account = () => Response.json({ id: 'anna', points: 5 });
        const program = await shop({ rules: {}, ...given } as Partial<LojalProgram>, points);
        await shows(program, '5 points');
        await settled();
        const { changes } = program;
        // As `configure()` does: also the same value again is news.
        program.customer = value as string;
        program.requestUpdate('customer', {});
        await program.updateComplete;
        expect(balance(program), 'at once').to.equal('none');
        expect(program.changes).to.equal(changes + 1);
        await until(() => !program.waiting);
        await settled();
        expect([balance(program), program.customerId]).to.deep.equal(['none', undefined]);
        Object.assign(program, { customer: 'bert', account: { id: 'bert', points: 7 }, points: undefined });
        await shows(program, '7 points');
        warnings.length = 0;
      });

  it('is whom an id means, whatever its type', () => {
    expect([1042, ' 1042\n', 7n, 'c_1', '0001'].map(customerIdOf)).to.deep.equal(['1042', '1042', '7', 'c_1', '0001']);
    expect(['', undefined, null, true, [], '00', 'a@b'].map(customerIdOf)).to.deep.equal(Array(7).fill(undefined));
  });

  it('may have a number for an id in the account', async () => {
    const program = await shop({ rules: {}, customer: '1042', account: { id: 1042, points: 3 } }, points);
    await shows(program, '3 points');
    expect(warnings).to.deep.equal([]);
  });
});

describe('many customers on one page', () => {
  suite();

  it('300 switches in the browser: nothing of one is shown to another', async () => {
    const POINTS: Readonly<Record<string, number>> = { anna: 1280, bert: 7, cara: 55 };
    let session = '';
    account = () =>
      session ? Response.json({ id: session, points: POINTS[session] }) : new Response(null, { status: 401 });
    const program = await shop(
      { rules: {}, lang: 'en', customer: 'anna' },
      html`${points}<lojal-review></lojal-review><lojal-nps></lojal-nps>`,
    );
    const [review, nps] = [inner(program, 'lojal-review'), inner(program, 'lojal-nps')];
    const field = (): HTMLTextAreaElement | null | undefined => review.shadowRoot?.querySelector('#body');
    const done: string[] = [];
    let [seed, written] = [1, 0];
    const random = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let switches = 0; switches < 300; switches++) {
      session = ['anna', 'bert', 'cara', ''][random(4)] ?? '';
      const way = random(4);
      if (way === 0) back();
      else if (way === 1) Object.assign(program, { customer: session, account: '/who.json' });
      else if (way === 2)
        Object.assign(program, {
          customer: session,
          account: session ? { id: session, points: POINTS[session] } : undefined,
        });
      else Object.assign(program, { customer: session });
      await program.updateComplete;
      await rendered(program);
      for (let wait = random(3); wait; wait--) await settled();
      const taken = program.customerId;
      const shown = balance(program);
      done.push(`${way} ${session}→${taken}${program.waiting ? '…' : ''}: ${field()?.value}`);
      if (shown !== 'none') {
        expect(taken, `switch ${switches}`).to.be.a('string');
        expect(shown).to.contain(POINTS[taken ?? '']?.toLocaleString('en'));
      }
      const words = field()?.value ?? '';
      expect(words.replaceAll(`<${taken ?? 'guest'}>`, ''), done.slice(-6).join('; ')).to.equal('');
      const area = field();
      if (area && !program.waiting && words.length < 50) {
        area.value = `${words}<${taken ?? 'guest'}>`;
        area.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        nps.shadowRoot?.querySelector<HTMLElement>(`input[value="${(taken ?? '').length}"]`)?.click();
        written++;
        // As after each event of a person, the form renders before anything else happens.
        await rendered(program);
      }
      const score = [...(nps.shadowRoot?.querySelectorAll<HTMLInputElement>('input[name="score"]') ?? [])].find(
        ({ checked }) => checked,
      );
      if (score) expect(score.value).to.equal(String((taken ?? '').length));
    }
    expect(written).to.be.greaterThan(50);
    warnings.length = 0;
  }).timeout(120_000);
});

describe('back from the back-forward cache', () => {
  suite();

  it('the account is read again, and shows nothing meanwhile', async () => {
    let bring = (): void => {};
    account = () => Response.json({ id: 'anna', points: 1 });
    const program = await shop({ rules: {}, customer: 'anna', account: '/who.json' }, points);
    await shows(program, '1 point');
    account = () =>
      new Promise((resolve) => {
        bring = () => resolve(Response.json({ id: 'anna', points: 2 }));
      });
    back();
    await program.updateComplete;
    await settled();
    expect([balance(program), program.customerId]).to.deep.equal(['none', undefined]);
    bring();
    await shows(program, '2 points');
    expect(program.customerId).to.equal('anna');
  });

  for (const [what, answer] of [
    ['nobody is signed in', () => new Response(null, { status: 401 })],
    ['another one is', () => Response.json({ id: 'bert', points: 7 })],
    ['the network is gone', () => Promise.reject(new TypeError('offline'))],
  ] as readonly [string, () => Response | Promise<Response>][])
    it(`the customer of then is a guest when ${what}`, async () => {
      account = () => Response.json({ id: 'anna', points: 1280 });
      const program = await shop({ rules: {}, customer: 'anna', account: '/who.json' }, points);
      await shows(program, '1,280 points');
      account = answer;
      back();
      await until(() => !program.waiting);
      await settled();
      expect([balance(program), program.customerId]).to.deep.equal(['none', undefined]);
      program.currency = 'SEK';
      await until(() => !program.waiting);
      await settled();
      expect(program.customerId, 'another change names nobody').to.equal(undefined);
      Object.assign(program, { customer: 'bert', account: { id: 'bert', points: 7 } });
      await shows(program, '7 points');
    });

  for (const [what, given] of [
    ['an account with an id', { account: { id: 'anna', points: 5 } }],
    ['totals', { points: 5 }],
    ['an account without an id', { account: { points: 5 } }],
    ['a named customer', { customer: 'anna', points: 5 }],
  ] as readonly [string, object][])
    for (const [then, who] of [
      ['nobody is signed in', undefined],
      ['another one is', 'bert'],
    ] as const)
      it(`a page with ${what} and a token shows nothing when ${then}`, async () => {
        let token: string | undefined = tokenOf('anna');
        const program = await shop({ rules: {}, ...given, identity: () => token } as Partial<LojalProgram>, points);
        await shows(program, '5 points');
        await settled();
        token = who && tokenOf(who);
        back();
        await program.updateComplete;
        expect(balance(program), 'at once').to.equal('none');
        await until(() => !program.waiting);
        await settled();
        expect([balance(program), program.customerId]).to.deep.equal(['none', undefined]);
        program.currency = 'SEK';
        await until(() => !program.waiting);
        expect(balance(program), 'after another change').to.equal('none');
        Object.assign(program, { customer: 'bert', account: { id: 'bert', points: 7 }, points: undefined });
        await shows(program, '7 points');
        expect(warnings.join()).not.to.contain('account-customer');
      });

  it('an account that is given as a value stays for the customer of the token', async () => {
    const identity = () => tokenOf('anna');
    const program = await shop({ rules: {}, account: { id: 'anna', points: 5 }, identity }, points);
    await shows(program, '5 points');
    back();
    await until(() => program.waiting);
    await shows(program, '5 points');
    expect(program.customerId).to.equal('anna');
  });

  it('an account that a cache gives does not count where the token is of another, or there is none', async () => {
    let who = '';
    account = () => Response.json({ id: 'anna', points: 1280 });
    const identity = () => who && tokenOf(who);
    for (const [given, next] of [
      [{ customer: 'anna' }, 'bert'],
      [{ customer: 'anna' }, ''],
      [{}, 'bert'],
      [{}, ''],
    ] as const) {
      who = 'anna';
      const program = await shop({ rules: {}, ...given, account: '/who.json', identity }, points);
      await shows(program, '1,280 points');
      who = next;
      back();
      await until(() => !program.waiting);
      await settled();
      expect([balance(program), program.customerId]).to.deep.equal(['none', undefined]);
    }
  });

  it('the account that says who is there is shown to a customer who signs in after all', async () => {
    account = () => Response.json({ id: 'anna', points: 1 });
    const program = await shop({ rules: {}, account: '/who.json' }, points);
    await shows(program, '1 point');
    account = () => new Response(null, { status: 401 });
    back();
    await until(() => !program.waiting);
    await settled();
    expect(balance(program)).to.equal('none');
    account = () => Response.json({ id: 'bert', points: 7 });
    back();
    await shows(program, '7 points');
    expect(program.customerId).to.equal('bert');
  });

  it('the token says who is there where no account is fetched', async () => {
    let who = 'anna';
    const identity = () => tokenOf(who);
    const program = await shop({ rules: {}, customer: 'anna', points: 4, identity }, points);
    await shows(program, '4 points');
    back();
    await shows(program, '4 points');
    who = 'bert';
    back();
    await until(() => !program.waiting && program.customerId === undefined);
    await shows(program, 'none');
  });
});

describe('what is remembered', () => {
  suite();

  it('is of one customer: history, visit, levels and consent', () => {
    const anna = openHistory('local', 'anna');
    anna.change((past) => ({ ...past, seed: 'hers' }));
    noteVisit('local', 'anna');
    setConsent('anna', true);
    rememberLevel('anna', 'level', 'gold');
    rememberLevel('bert', 'level', 'silver');
    for (const other of ['bert', undefined]) {
      expect(openHistory('local', other).read().seed).to.equal(undefined);
      expect(isVisited(other)).to.equal(false);
    }
    expect(recallLevel('bert', 'level')).to.equal('silver');
    expect(localStorage.getItem('lojal:seen')).to.contain('gold').and.not.to.contain('silver');
    setConsent('bert', false);
    expect(localStorage.getItem('lojal:seen'), 'the consent of another').to.contain('gold');
    setConsent('anna', false);
    expect(localStorage.getItem('lojal:seen')).to.equal(null);
  });

  it('is bounded on a browser with many customers', () => {
    for (let i = 0; i < 70; i++) openHistory('local', `c_${i}`).change((past) => ({ ...past, seed: `${i}` }));
    const kept = Object.keys(localStorage).filter((key) => key.startsWith('lojal:history'));
    expect(kept.length).to.be.at.most(50);
    expect(openHistory('local', 'c_69').read().seed).to.equal('69');
  });

  it('is forgotten when another tab forgets', async () => {
    const program = await fixture<LojalProgram>(html`<lojal-program lang="en" .rules=${{}} customer="anna">
      <lojal-review></lojal-review></lojal-program>`);
    await read(program);
    const review = inner(program, 'lojal-review');
    await program.drafts();
    const body = () => find<HTMLTextAreaElement>(review, '#body');
    body().value = 'Mine';
    body().dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    openHistory('none', 'anna').change((past) => ({ ...past, seed: 'hers' }));
    window.dispatchEvent(new StorageEvent('storage', { key: 'lojal:forget', newValue: '1' }));
    await until(() => body().value === '');
    await until(() => openHistory('none', 'anna').read().seed === undefined);
    expect(Object.keys(sessionStorage).filter((key) => key.includes('draft'))).to.deep.equal([]);
  });
});
