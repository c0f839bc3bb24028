/** `<lojal-program>`: who is served by whom, where data comes from, what is posted. Only the net and the date are ours. */
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { define } from '../../src/define.ts';
import type { LojalNps } from '../../src/elements/nps/nps.ts';
import type { LojalPoints } from '../../src/elements/points/points.ts';
import type { LojalReview } from '../../src/elements/review/review.ts';
import type { AnswerEvent, LevelEvent, OutcomeEvent } from '../../src/elements/shared/events.ts';
import type { LojalTier } from '../../src/elements/tier/tier.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import {
  accessible,
  all,
  axe,
  fallback,
  find,
  forget,
  has,
  inner,
  listen,
  part,
  RULES,
  read,
  rendered,
  shop,
  text,
  type,
  until,
  warned,
  warnings,
  watch,
  words,
} from '../elements/page.ts';

type Route = (init: RequestInit | undefined) => Response | Promise<Response>;
/** What the shop's server answers, by path. */
let routes: Record<string, Route> = {};
let asked: { path: string; init: RequestInit | undefined }[] = [];
// Delivery takes `fetch` when its file is read, which is when the first question shows.
const net = window.fetch;
window.fetch = async (input, init) => {
  const { pathname: path } = new URL(String(input), location.href);
  const route = routes[path];
  if (!route) return net(input, init);
  asked.push({ path, init });
  return route(init);
};
const json = (value: unknown): Response => Response.json(value);
const posts = () => asked.filter(({ init }) => init?.method === 'POST');
/** The events that were posted. */
const events = (): Record<string, unknown>[] => posts().map(({ init }) => JSON.parse(String(init?.body)));
const keys = Object.getOwnPropertyNames(Object.prototype).join();

function suite(): void {
  watch();
  beforeEach(() => {
    routes = {};
    asked = [];
  });
  afterEach(async () => {
    await forget();
    expect(Object.getOwnPropertyNames(Object.prototype).join()).to.equal(keys);
  });
}

const points = html`<lojal-points variant="inline" lang="en">none</lojal-points>`;
const balance = (around: Element): string => {
  const el = around.localName === 'lojal-points' ? around : inner(around, 'lojal-points');
  // A number and its noun are joined by a no-break space.
  return has(el, '[part~="balance"]') ? text(part(el, 'balance')).replaceAll('\u00a0', ' ') : fallback(el);
};
const shows = (around: Element, what: string): Promise<void> =>
  until(() => balance(around) === what, `${what} is shown`).catch(() => {
    expect(balance(around)).to.equal(what);
  });
/** Inline JSON as a shop writes it. */
function script(name: 'program' | 'account', value: unknown): HTMLScriptElement {
  const element = document.createElement('script');
  element.type = 'application/json';
  element.dataset.lojal = name;
  element.textContent = JSON.stringify(value);
  return element;
}
const make = (points: number): LojalProgram =>
  Object.assign(document.createElement('lojal-program') as LojalProgram, { storage: 'none', account: { points } });

describe('finding the program', () => {
  suite();

  it('is the nearest one around', async () => {
    const outer = await fixture<HTMLElement>(html`
      <lojal-program storage="none" .account=${{ points: 1 }}>
        <lojal-program storage="none" .account=${{ points: 2 }}>${points}</lojal-program>
        <div>${points}</div>
      </lojal-program>
    `);
    await shows(inner(outer, 'lojal-program'), '2 points');
    await shows(inner(outer, 'div'), '1 point');
  });

  it('is the page’s first one for an element outside of any', async () => {
    const page = await fixture(html`
      <div>
        <p>${points}</p>
        <lojal-program storage="none" .account=${{ points: 5 }}></lojal-program>
        <lojal-program storage="none" .account=${{ points: 6 }}></lojal-program>
      </div>
    `);
    await shows(page, '5 points');
  });

  it('is found out of a shadow root', async () => {
    const program = await shop({ account: { points: 7 }, rules: {} }, html`<div></div>`);
    const el = document.createElement('lojal-points') as LojalPoints;
    el.lang = 'en';
    el.variant = 'inline';
    inner<HTMLElement>(program, 'div').attachShadow({ mode: 'open' }).append(el);
    await shows(el, '7 points');
  });

  it('may come later than those who wait for it', async () => {
    const page = await fixture<HTMLElement>(html`<div>${points}</div>`);
    expect(balance(page)).to.equal('none');
    page.append(make(3));
    await shows(page, '3 points');
    expect(warnings).to.deep.equal([]);
  });

  it('changes to a nearer one that is upgraded later', async () => {
    const page = await fixture<HTMLElement>(html`
      <div>
        <lojal-program storage="none" .account=${{ points: 1 }}></lojal-program>
        <late-program>${points}</late-program>
      </div>
    `);
    await shows(page, '1 point');
    define('late');
    Object.assign(inner(page, 'late-program'), { storage: 'none', account: { points: 2 } });
    await shows(page, '2 points');
  });

  it('is another one for an element that was moved, and the old one’s news are none of its own', async () => {
    const page = await fixture<HTMLElement>(html`
      <div>
        <lojal-program storage="none" class="a" .account=${{ points: 10 }}>${points}</lojal-program>
        <lojal-program storage="none" class="b" .account=${{ points: 20 }}></lojal-program>
      </div>
    `);
    const el = inner(page, 'lojal-points');
    const a = inner<LojalProgram>(page, '.a');
    const b = inner<LojalProgram>(page, '.b');
    await shows(el, '10 points');
    b.append(el);
    await shows(el, '20 points');
    a.account = { points: 11 };
    await read(a);
    b.account = { points: 21 };
    await shows(el, '21 points');
    page.prepend(el);
    await shows(el, '11 points');
  });

  it('is the next one that comes when the page’s was removed', async () => {
    const page = await fixture<HTMLElement>(html`<div>${points}</div>`);
    const first = make(1);
    page.append(first);
    await shows(page, '1 point');
    first.remove();
    page.append(make(2));
    await shows(page, '2 points');
    expect(warnings).to.deep.equal([]);
  });

  it('is the page’s other one when its first was removed', async () => {
    const page = await fixture<HTMLElement>(html`<div>${points}</div>`);
    const first = make(1);
    page.append(first, make(2));
    await shows(page, '1 point');
    first.remove();
    await shows(page, '2 points');
  });

  it('serves again after it was taken away and put back', async () => {
    const page = await fixture<HTMLElement>(html`<div>${points}</div>`);
    const program = make(1);
    page.append(program);
    await shows(page, '1 point');
    program.remove();
    page.append(program);
    program.account = { points: 4 };
    await shows(page, '4 points');
  });
});

describe('where data comes from', () => {
  suite();

  it('is the addresses of the program and of the account, the latter with the token', async () => {
    routes = {
      '/p.json': () => json({ ...RULES, points: { label: 'beans' } }),
      '/a.json': () => json({ points: 1280 }),
    };
    const page = await fixture<HTMLElement>(html`<div>${points}</div>`);
    const program = document.createElement('lojal-program') as LojalProgram;
    program.identity = async () => 'secret';
    program.setAttribute('src', '/p.json');
    program.setAttribute('account', '/a.json');
    page.append(program);
    await shows(page, '1,280 beans');
    const sent = Object.fromEntries(
      asked.map(({ path, init }) => [path, new Headers(init?.headers).get('authorization')]),
    );
    expect(sent).to.deep.equal({ '/p.json': null, '/a.json': 'Bearer secret' });
    expect(asked).to.have.length(2);
    expect(warnings).to.deep.equal([]);
  });

  it('holds the place with a quiet shape until it comes', async () => {
    let arrive: (response: Response) => void = () => {};
    routes = {
      '/slow.json': () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    };
    const program = await fixture<LojalProgram>(
      html`<lojal-program storage="none" account="/slow.json"><lojal-points></lojal-points><lojal-points>Log in</lojal-points></lojal-program>`,
    );
    await rendered(program);
    const [bare, filled] = [...program.querySelectorAll('lojal-points')] as [LojalPoints, LojalPoints];
    expect(bare.getBoundingClientRect().height).to.be.above(60);
    expect(words(bare).trim()).to.equal('');
    expect(all(bare, '[aria-hidden="true"]')).to.have.length(1);
    expect(fallback(filled)).to.equal('Log in');
    await until(() => asked.length);
    arrive(json({ points: 5 }));
    await until(() => has(bare, '[part~="balance"]'));
  });

  it('is JSON on the page, inside of the program or, for the first one, anywhere', async () => {
    const page = await fixture<HTMLElement>(html`<div>${points}</div>`);
    page.append(script('program', { points: { label: 'beans' } }), script('account', { points: 9 }));
    const program = document.createElement('lojal-program') as LojalProgram;
    page.append(program);
    await shows(page, '9 beans');
    const second = document.createElement('lojal-program') as LojalProgram;
    second.append(script('account', { points: 8 }), inner(page, 'lojal-points'));
    page.append(second);
    await shows(page, '8 points');
  });

  it('is what a script sets, and the attributes of totals alone', async () => {
    const program = await shop({ rules: { points: { label: 'beans' } } }, points);
    expect(balance(program)).to.equal('none');
    program.setAttribute('points', '12');
    await shows(program, '12 beans');
    program.removeAttribute('points');
    await shows(program, 'none');
  });

  it('takes attributes before what they stand beside, properties before the page’s JSON', async () => {
    const program = await fixture<LojalProgram>(html`
      <lojal-program storage="none" lang="en" .rules=${RULES}>${script('account', { points: 1, spend: 1 })}${points}<lojal-tier></lojal-tier></lojal-program>
    `);
    const tier = inner<LojalTier>(program, 'lojal-tier');
    await shows(program, '1 bean');
    program.account = { points: 2, spend: 100 };
    await shows(program, '2 beans');
    program.setAttribute('points', '3');
    await shows(program, '3 beans');
    await until(() => text(part(tier, 'label')) === '€100.00 left until Silver');
    program.setAttribute('spend', '150.50');
    await until(() => text(part(tier, 'label')) === '€49.50 left until Silver');
    inner(program, 'lojal-points').setAttribute('points', '4');
    await shows(program, '4 beans');
    expect(warnings).to.deep.equal([]);
  });

  it('takes empty attributes for ones that are not given', async () => {
    const program = await fixture<LojalProgram>(html`
      <lojal-program
        storage="" src="" endpoint="" customer="" currency="" lang="" color-scheme="" content-type="" privacy-url=""
        points="" pending="" spend="" orders="" .rules=${undefined}
      >
        ${points}
      </lojal-program>
    `);
    program.setAttribute('account', '');
    await read(program);
    expect(balance(program)).to.equal('none');
    // The check of the attributes comes after the first paint.
    program.setAttribute('points', '5');
    await shows(program, '5 points');
    program.setAttribute('color-scheme', 'sepia');
    program.setAttribute('points', '6');
    await until(() => warnings.some((one) => one.includes('sepia')));
    warned('lojal-program', 'color-scheme="sepia" is not accepted. Accepted: light, dark, system');
  });

  it('drops an answer that comes after a newer one', async () => {
    let late: (response: Response) => void = () => {};
    routes = {
      '/first.json': () =>
        new Promise((resolve) => {
          late = resolve;
        }),
      '/second.json': () => json({ points: 2 }),
      '/third.json': () => json({ points: 3 }),
    };
    const program = await fixture<LojalProgram>(
      html`<lojal-program storage="none" account="/first.json">${points}</lojal-program>`,
    );
    await until(() => asked.length);
    program.account = '/second.json';
    await shows(program, '2 points');
    late(json({ points: 1 }));
    program.account = '/third.json';
    await shows(program, '3 points');
  });

  const bad: readonly [string, Route, string][] = [
    ['answers 404', () => new Response('no', { status: 404 }), '404'],
    ['is a page of HTML', () => new Response('\n<!doctype html><p>Log in', { status: 200 }), 'HTML'],
    ['is a megabyte', () => json({ name: 'x'.repeat(2 ** 20) }), 'KiB'],
    ['is cut off', () => new Response('{"name": "Nord'), 'cannot be parsed'],
    ['is empty', () => new Response(''), 'cannot be parsed'],
    ['is a list', () => json([1, 2]), 'Accepted: an object'],
    ['is a text', () => json('Nord Records Club'), 'Accepted: an object'],
    ['is a number', () => json(5), 'Accepted: an object'],
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch')), 'Failed to fetch'],
  ];
  for (const [i, [what, route, said]] of bad.entries())
    it(`leaves the fallback for a program that ${what}, with one clear warning`, async () => {
      routes = { [`/bad-${i}.json`]: route };
      const program = await fixture<LojalProgram>(html`
        <lojal-program storage="none" src="/bad-${i}.json" .account=${{ spend: 5 }}><lojal-tier>Join us</lojal-tier></lojal-program>
      `);
      await read(program);
      expect(fallback(inner(program, 'lojal-tier'))).to.equal('Join us');
      await until(() => warnings.length);
      warned('lojal-program', said);
    });

  // An account may hold a ledger: a megabyte of it is none too many.
  for (const [i, [what, route, said]] of bad.entries())
    if (said !== 'KiB')
      it(`leaves the fallback for an account that ${what}, with one clear warning`, async () => {
        routes = { [`/bad-account-${i}.json`]: route };
        const program = await fixture<LojalProgram>(
          html`<lojal-program storage="none" account="/bad-account-${i}.json">${points}</lojal-program>`,
        );
        await read(program);
        expect(balance(program)).to.equal('none');
        await until(() => warnings.length);
        // One text may have been said of an earlier address; each test has its own, or its own kind.
        expect(warnings).to.have.length(1);
        expect(warnings[0]).to.contain('lojal-program').and.to.contain(said);
      });

  for (const key of ['__proto__', 'constructor', 'toString'])
    it(`reads on past a ${key} in the JSON, with one clear warning`, async () => {
      routes = {
        '/p.json': () => new Response(`{"points": {"label": "beans"}, "${key}": {"polluted": true}}`),
        '/a.json': () => json({ points: 5 }),
      };
      const program = await fixture<LojalProgram>(
        html`<lojal-program storage="none" src="/p.json" account="/a.json">${points}</lojal-program>`,
      );
      await shows(program, '5 beans');
      expect('polluted' in {}).to.equal(false);
      warned('lojal-program', key, 'is not a known key');
    });

  it('names a key that was misspelt, and uses the rest', async () => {
    const program = await shop({ rules: { pionts: {}, points: { label: 'beans' } }, account: { points: 2 } }, points);
    await shows(program, '2 beans');
    warned('lojal-program', 'pionts', 'Did you mean points?');
  });

  for (const name of ['src', 'account', 'endpoint', 'privacy-url'])
    it(`does not use ${name}="javascript:…", with one clear warning`, async () => {
      const program = await fixture<LojalProgram>(
        html`<lojal-program storage="none" points="5">${points}</lojal-program>`,
      );
      await shows(program, '5 points');
      program.setAttribute(name, `javascript:alert("${name}")`);
      program.setAttribute('points', '6');
      await shows(program, '6 points');
      await until(() => warnings.length);
      // What is checked after the first paint has been, once a later reading was.
      program.setAttribute('orders', `none of ${name}`);
      await until(() => warnings.some((one) => one.includes('orders')));
      const found = warnings.filter((one) => !one.includes('orders'));
      expect(found, found.join('\n')).to.have.length(1);
      expect(found[0]).to.contain('lojal-program').and.to.contain('javascript:alert').and.to.contain('https address');
    });

  it('goes on without a token when identity fails, and says so', async () => {
    routes = { '/a.json': () => json({ points: 5 }) };
    const program = await fixture<LojalProgram>(html`
      <lojal-program
        storage="none"
        account="/a.json"
        .identity=${() => {
          throw new Error('signed out');
        }}
        >${points}</lojal-program
      >
    `);
    await shows(program, '5 points');
    warned('lojal-program', 'identity() failed', 'signed out');
    expect(new Headers(asked[0]?.init?.headers).has('authorization')).to.equal(false);
  });
});

/** Answers the question with a score, and sends it. */
async function respond(program: Element, score: number, words = ''): Promise<LojalNps> {
  const el = inner<LojalNps>(program, 'lojal-nps');
  await el.updateComplete;
  find<HTMLInputElement>(el, `input[value="${score}"]`).click();
  await until(() => has(el, '[part~="comment"]'));
  if (words) type(find<HTMLTextAreaElement>(el, '[part~="comment"]'), words);
  await el.updateComplete;
  part(el, 'submit').click();
  await el.updateComplete;
  return el;
}
const nps = html`<lojal-nps></lojal-nps>`;
const created: Route = () => new Response(null, { status: 201 });

describe('what is posted', () => {
  suite();

  it('goes to the answers of the server, which must confirm them', async () => {
    const confirmed: Route = (init) => {
      const { id, data } = JSON.parse(String(init?.body)) as { id: string; data: { revision: number } };
      return json({ id, revision: data.revision, stored: true });
    };
    for (const server of ['/apps/lojal', '/apps/lojal/']) {
      routes = { '/apps/lojal/answers': created };
      const program = await shop({ server, lang: 'en' }, nps);
      const el = await respond(program, 9);
      await until(() => posts().length);
      routes = { '/apps/lojal/answers': confirmed };
      dispatchEvent(new Event('online'));
      await until(() => has(el, '[part~=thanks]') && text(part(el, 'thanks')).includes('has been sent'));
      expect(posts()).to.have.length(2);
      asked = [];
      await program.forget();
    }
  });

  it('is a CloudEvent of the customer', async () => {
    routes = { '/answers': created };
    const heard = listen<AnswerEvent>('lojal-answer');
    const program = await shop({ endpoint: '/answers', customer: 'c_1042', lang: 'en' }, nps);
    const before = Date.now();
    const el = await respond(program, 9, 'Fast delivery');
    await until(() => posts().length);
    const [{ path, init } = {}] = posts();
    expect(path).to.equal('/answers');
    expect(new Headers(init?.headers).get('content-type')).to.equal('application/cloudevents+json');
    expect(new Headers(init?.headers).has('authorization')).to.equal(false);
    expect(init?.credentials).to.equal('omit');
    const [{ time, ...event } = {}] = events();
    const { asked } = event.data as { asked: Record<string, string> };
    expect(asked.at).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(String(asked.at))).to.be.at.most(Date.parse(String(time)));
    expect(event).to.deep.equal({
      specversion: '1.0',
      id: heard[0]?.answer.id,
      source: location.origin,
      type: 'lojal.nps.answered.v1',
      subject: 'c_1042',
      datacontenttype: 'application/json',
      data: {
        score: 9,
        comment: 'Fast delivery',
        asked: {
          text: 'How likely are you to recommend Nord Records Club to a friend or colleague?',
          version: 'lojal-2',
          at: asked.at,
          page: location.pathname,
        },
        lang: 'en',
        revision: 1,
      },
    });
    expect(time).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(String(time))).to.be.within(before, Date.now());
    await until(() => text(part(el, 'thanks')).includes('Your feedback has been sent.'));
    expect(posts()).to.have.length(1);
    expect(warnings).to.deep.equal([]);
  });

  it('is the same as plain text where the program says so, with the token', async () => {
    routes = { '/answers': created };
    const program = await shop(
      { endpoint: '/answers', customer: 'c_1', contentType: 'text/plain', identity: () => 'secret' },
      nps,
    );
    await respond(program, 3);
    await until(() => posts().length);
    const headers = new Headers(posts()[0]?.init?.headers);
    expect(headers.get('content-type')).to.equal('text/plain');
    expect(headers.get('authorization')).to.equal('Bearer secret');
    expect(events()[0]).to.deep.include({ type: 'lojal.nps.answered.v1', subject: 'c_1' });
  });

  it('is a review as one', async () => {
    routes = { '/answers': created };
    const program = await shop({ endpoint: '/answers' }, html`<lojal-review rating="4" lang="en"></lojal-review>`);
    part(inner(program, 'lojal-review'), 'submit').click();
    await until(() => posts().length);
    const [event] = events();
    expect(event?.type).to.equal('lojal.review.answered.v1');
    expect(event).not.to.have.property('subject');
    expect(event?.data).to.deep.include({ rating: 4, lang: 'en', revision: 1 });
  });

  for (const [name, customer, account, subject] of [
    ['the account’s id without a customer', undefined, { id: 'c_7', points: 5 }, 'c_7'],
    ['the account’s id for an empty customer', '', { id: 'c_8', points: 5 }, 'c_8'],
    ['the customer before the account’s id', 'c_9', { id: 'c_7', points: 5 }, 'c_9'],
    ['nobody without either', undefined, undefined, undefined],
    ['nobody for an empty customer', '', undefined, undefined],
  ] as const)
    it(`has as its subject ${name}`, async () => {
      routes = { '/answers': created };
      const program = await shop({ endpoint: '/answers', account, ...(customer !== undefined && { customer }) }, nps);
      await respond(program, 9);
      await until(() => posts().length);
      expect(events()[0]?.subject).to.equal(subject);
      expect('subject' in (events()[0] ?? {})).to.equal(subject !== undefined);
    });

  it('never has an e-mail address for a customer, and says so once', async () => {
    routes = { '/answers': created };
    const program = await fixture<LojalProgram>(html`
      <lojal-program storage="none" endpoint="/answers" customer="anna@shop.example">${nps}</lojal-program>
    `);
    await read(program);
    await respond(program, 9);
    await until(() => posts().length);
    expect(posts()[0]?.init?.body).not.to.contain('anna').and.not.to.contain('subject');
    await until(() => warnings.length);
    warned('lojal-program', 'customer', 'never an e-mail address');
  });

  it('is nothing without an endpoint, or with one that is none; the thanks say neither sent nor saved', async () => {
    routes = { '/answers': created };
    for (const endpoint of ['', 'javascript:alert(1)', 'http://other.example/answers', 'data:,x']) {
      const program = await shop({ endpoint, lang: 'en' }, nps);
      const el = await respond(program, 9);
      expect(text(find(el, '[part~="thanks"] [role="status"]'))).to.equal('');
    }
    const program = await shop({ endpoint: '/answers' }, nps);
    await respond(program, 8);
    await until(() => posts().length);
    expect(events().map(({ data }) => (data as { score: number }).score)).to.deep.equal([8]);
  });

  it('is nothing in a test, which every element says', async () => {
    routes = { '/answers': created };
    const program = await shop(
      { endpoint: '/answers', test: true, account: { points: 5 }, lang: 'en' },
      html`<lojal-nps></lojal-nps><lojal-points></lojal-points>`,
    );
    for (const tag of ['lojal-nps', 'lojal-points'])
      expect(words(inner(program, tag)), tag).to.contain('Test: nothing is sent');
    await accessible(inner(program, 'lojal-nps'));
    const el = await respond(program, 9);
    expect(text(find(el, '[part~="thanks"] [role="status"]'))).to.equal('');
    program.test = false;
    await program.updateComplete;
    el.show();
    await respond(program, 7);
    await until(() => posts().length);
    expect(events().map(({ data }) => (data as { score: number }).score)).to.deep.equal([7]);
    expect(words(el)).not.to.contain('Test:');
  });

  it('has the same id after a failure, the same bytes if nothing was changed, else the next revision', async () => {
    let up = false;
    routes = {
      '/answers': () => (up ? new Response(null, { status: 201 }) : Promise.reject(new TypeError('offline'))),
    };
    const program = await shop({ endpoint: '/answers', customer: 'c_1' }, nps);
    const failed = oneEvent(inner(program, 'lojal-nps'), 'lojal-failed');
    const el = await respond(program, 4, 'First');
    await failed;
    await el.updateComplete;
    expect(find<HTMLTextAreaElement>(el, '[part~="comment"]').value).to.equal('First');
    const [first] = posts();
    asked = [];
    part(el, 'submit').click();
    await until(() => posts().length);
    expect(posts()[0]?.init?.body).to.equal(first?.init?.body);
    await until(() => text(part(el, 'submit')) === 'Try again');
    up = true;
    asked = [];
    type(find<HTMLTextAreaElement>(el, '[part~="comment"]'), 'Second');
    await el.updateComplete;
    part(el, 'submit').click();
    await until(() => text(el.shadowRoot?.querySelector('[part~="thanks"]') ?? undefined).includes('sent'));
    const before = JSON.parse(String(first?.init?.body));
    expect(before.data).to.deep.include({ comment: 'First', revision: 1 });
    const after = events().at(-1) as { id: string; data: object };
    expect(after.id).to.equal(before.id);
    expect(after.data).to.deep.include({ comment: 'Second', revision: 2 });
  });

  it('waits for its own customer after another has signed in', async () => {
    let up = false;
    routes = {
      '/answers': () => (up ? new Response(null, { status: 201 }) : Promise.reject(new TypeError('offline'))),
    };
    const program = await shop({ endpoint: '/answers', customer: 'c_anna' }, nps);
    const failed = oneEvent(inner(program, 'lojal-nps'), 'lojal-failed');
    await respond(program, 1);
    await failed;
    up = true;
    asked = [];
    program.customer = 'c_bo';
    await program.updateComplete;
    await respond(program, 10);
    await until(() => posts().length);
    expect(events().map(({ subject }) => subject)).to.deep.equal(['c_bo']);
    program.customer = 'c_anna';
    await until(() => posts().length > 1);
    expect(events()[1]).to.deep.include({ subject: 'c_anna' });
    expect(events()[1]?.data).to.deep.include({ score: 1 });
  });
});

describe('what becomes of an answer', () => {
  suite();

  it('is told with all that a script of the shop needs', async () => {
    let up = false;
    routes = { '/answers': () => (up ? created(undefined) : new Response(null, { status: 503 })) };
    const heard = listen<OutcomeEvent>('lojal-failed', 'lojal-sent');
    const program = await shop({ endpoint: '/answers', lang: 'en' }, nps);
    const el = await respond(program, 9, 'Fast');
    await until(() => heard.length);
    up = true;
    part(el, 'submit').click();
    await until(() => heard.length > 1);
    const { id, data } = events()[0] as { id: string; data: Record<string, unknown> };
    const answer = { id, kind: 'nps', data: { score: 9, comment: 'Fast', asked: data.asked, lang: 'en' } };
    const [failed, sent] = heard.map(({ type, status, kept, revision, answer }) => ({
      type,
      status,
      kept,
      revision,
      answer: JSON.parse(JSON.stringify(answer)),
    }));
    expect(failed).to.deep.equal({ type: 'lojal-failed', status: 503, kept: 'memory', revision: 1, answer });
    expect(sent).to.deep.equal({ type: 'lojal-sent', status: 201, kept: 'memory', revision: 1, answer });
    expect(heard.every(({ target }) => target === el)).to.equal(true);
  });

  it('is no alarm while the person is still answering', async () => {
    routes = { '/answers': () => new Response(null, { status: 422 }) };
    const heard = listen<OutcomeEvent>('lojal-failed', 'lojal-sent', 'lojal-queued');
    const program = await shop({ endpoint: '/answers' }, nps);
    const el = inner<LojalNps>(program, 'lojal-nps');
    find<HTMLInputElement>(el, 'input[value="3"]').click();
    // Who leaves before the outbox has come, a frame after the question, leaves nothing.
    await until(() => {
      window.dispatchEvent(new Event('pagehide'));
      return posts().length;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard.map(({ type }) => type)).to.deep.equal([]);
    expect(has(el, '[part~="submit"]')).to.equal(true);
  });
});

describe('signing in and out', () => {
  suite();

  it('leaves no words of one customer to the next, but leaves them to who signs in while answering', async () => {
    const program = await shop(
      { endpoint: '/answers', rules: {} },
      html`<lojal-nps></lojal-nps><lojal-review></lojal-review>`,
    );
    const el = inner<LojalReview>(program, 'lojal-review');
    await until(() => has(el, 'textarea'));
    const words = () => find<HTMLTextAreaElement>(el, 'textarea').value;
    type(find<HTMLTextAreaElement>(el, 'textarea'), 'Mine');
    program.customer = 'anna';
    await rendered(program);
    expect(words()).to.equal('Mine');
    program.customer = 'bo';
    await rendered(program);
    expect(words()).to.equal('');
    type(find<HTMLTextAreaElement>(el, 'textarea'), 'Theirs');
    await el.updateComplete;
    program.removeAttribute('customer');
    program.customer = undefined;
    await rendered(program);
    expect(words()).to.equal('');
  });

  it('asks for a fresh token once when the account’s is not accepted', async () => {
    const asks: boolean[] = [];
    routes = {
      '/a.json': (init) =>
        new Headers(init?.headers).get('authorization') === 'Bearer new'
          ? json({ id: 'c_1', points: 7 })
          : new Response(null, { status: 401 }),
    };
    const identity = (fresh: boolean) => {
      asks.push(fresh);
      return fresh ? 'new' : 'old';
    };
    const program = await shop({ account: '/a.json', identity, rules: {} }, points);
    await shows(program, '7 points');
    expect(asks).to.deep.equal([false, true]);
    expect(asked).to.have.length(2);
    // A token that is never accepted: a guest, without asking on and on.
    program.identity = () => 'bad';
    await shows(program, 'none');
    await until(() => !program.waiting);
    expect(asked).to.have.length(4);
    await until(() => warnings.length);
    warned('lojal-program', '401', 'identity');
  });

  it('does not ask a server for the account of a guest, but an address that the page gives', async () => {
    const account: Route = (init) =>
      new Headers(init?.headers).has('authorization')
        ? json({ id: 'c_1', points: 7 })
        : new Response(null, { status: 401 });
    routes = { '/apps/lojal/account': account, '/a.json': account };
    const guest = () => undefined;
    const program = await shop({ server: '/apps/lojal', identity: guest, rules: {} }, points);
    await until(() => !program.waiting);
    expect(asked, 'nobody is signed in').to.have.length(0);
    program.identity = () => 'c_1';
    await shows(program, '7 points');
    expect(asked).to.have.length(1);
    await shop({ account: '/a.json', identity: guest, rules: {} }, points);
    await until(() => asked.length === 2, 'a cookie may say who it is');
  });

  it('reads the account of who signs in later, and forgets it when they sign out', async () => {
    routes = {
      '/a.json': (init) => {
        const who = new Headers(init?.headers).get('authorization')?.slice(-1);
        return who ? json({ id: who, points: who === 'a' ? 1 : 2 }) : new Response(null, { status: 401 });
      },
    };
    const program = await shop({ account: '/a.json', rules: {} }, points);
    await until(() => !program.waiting);
    await shows(program, 'none');
    program.identity = () => 'a';
    await shows(program, '1 point');
    program.identity = () => 'b';
    await program.updateComplete;
    expect(program.customerId, 'nothing of the one before is left meanwhile').to.equal(undefined);
    await shows(program, '2 points');
    program.identity = undefined;
    await shows(program, 'none');
    expect(program.customerId).to.equal(undefined);
  });

  it('delivers the answers of two programs of two customers on one page, each under its own name', async () => {
    routes = { '/answers': created };
    const page = await fixture(html`<div>
      ${['a', 'b'].map(
        (who) => html`<lojal-program
          class=${who}
          storage="none"
          endpoint="/answers"
          customer=${who}
          .rules=${{}}
          .identity=${() => `token of ${who}`}
          ><lojal-nps></lojal-nps
        ></lojal-program>`,
      )}
    </div>`);
    for (const who of ['a', 'b']) {
      const program = inner<LojalProgram>(page, `.${who}`);
      await until(() => program.data);
      await respond(program, 8);
    }
    await until(() => posts().length > 1);
    expect(
      posts().map(({ init }) => [
        JSON.parse(String(init?.body)).subject,
        new Headers(init?.headers).get('authorization'),
      ]),
    ).to.deep.equal([
      ['a', 'Bearer token of a'],
      ['b', 'Bearer token of b'],
    ]);
  });
});

describe('levels', () => {
  suite();

  it('tell that the next one is near, once, and that one was reached', async () => {
    const heard = listen<LevelEvent>('lojal-near', 'lojal-up');
    const program = await shop(
      { account: { spend: 50 }, customer: 'levels_1', lang: 'en' },
      html`<lojal-tier></lojal-tier>`,
    );
    const el = inner<LojalTier>(program, 'lojal-tier');
    const at: (number | undefined)[] = [];
    for (const type of ['lojal-near', 'lojal-up']) el.addEventListener(type, () => at.push(el.standing?.value));
    const spend = async (amount: number): Promise<void> => {
      program.account = { spend: amount };
      await until(() => program.data?.account?.spend === Math.round(amount * 100));
      // What there is to celebrate is looked for after the paint: one task and one import later.
      await new Promise((resolve) => setTimeout(resolve));
      await import('../../src/provider/startup.ts');
      await el.updateComplete;
    };
    await spend(159.99);
    await spend(160);
    await until(() => heard.length);
    await spend(170);
    await spend(200);
    await until(() => heard.length > 1);
    expect(heard.map(({ type, level }, i) => [type, level, at[i]])).to.deep.equal([
      ['lojal-near', 'silver', 16000],
      ['lojal-up', 'silver', 20000],
    ]);
    for (const event of heard) {
      expect([event.bubbles, event.composed]).to.deep.equal([true, true]);
      expect(event.target === el, 'raised on the tier').to.equal(true);
    }
    await until(() => text(find(el, '[role="status"]')) === 'Welcome to Silver!', 'it is said');
    await accessible(el);
  });

  for (const [page, content] of [
    ['without a tier', points],
    ['without any element', html``],
  ] as const)
    it(`are announced once on the program of a page ${page}`, async () => {
      const heard = listen<LevelEvent>('lojal-near', 'lojal-up');
      const program = await shop({ account: { spend: 50 }, customer: `levels ${page}` }, content);
      const spend = async (amount: number): Promise<void> => {
        program.account = { spend: amount };
        await until(() => program.data?.account?.spend === Math.round(amount * 100));
        await new Promise((resolve) => setTimeout(resolve, 50));
        await import('../../src/provider/startup.ts');
      };
      for (const amount of [160, 170, 200, 210]) await spend(amount);
      await until(() => heard.length > 1);
      await spend(220);
      expect(heard.map(({ type, level }) => [type, level])).to.deep.equal([
        ['lojal-near', 'silver'],
        ['lojal-up', 'silver'],
      ]);
      for (const event of heard) {
        expect([event.bubbles, event.composed]).to.deep.equal([true, true]);
        expect(event.target === program, 'dispatched on the program').to.equal(true);
      }
    });

  it('are announced once where two tiers show the level, from the account and not from what a tier shows', async () => {
    const heard = listen<LevelEvent>('lojal-near', 'lojal-up');
    const program = await shop(
      { account: { spend: 50 }, customer: 'levels_two' },
      html`<lojal-tier value="190"></lojal-tier><lojal-tier></lojal-tier>`,
    );
    await until(() => words(inner(program, 'lojal-tier')).includes('Silver'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.map(({ type, level }) => [type, level])).to.deep.equal([]);
    program.account = { spend: 165 };
    await until(() => heard.length);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.map(({ type, level, target }) => [type, level, (target as Element).localName])).to.deep.equal([
      ['lojal-near', 'silver', 'lojal-tier'],
    ]);
  });

  it('are none of another customer’s, and nothing is reached by being seen first', async () => {
    const heard = listen<LevelEvent>('lojal-near', 'lojal-up');
    const program = await shop({ account: { spend: 0 }, customer: 'levels_2' }, html`<lojal-tier></lojal-tier>`);
    // Two changes at once: this customer is seen for the first time, in the highest level.
    Object.assign(program, { account: { spend: 900 }, customer: 'levels_3' });
    await read(program);
    await until(() => words(inner(program, 'lojal-tier')).includes('top level'));
    Object.assign(program, { account: { spend: 190 }, customer: 'levels_4' });
    await until(() => heard.length);
    expect(heard.map(({ type, level }) => [type, level])).to.deep.equal([['lojal-near', 'silver']]);
  });

  it('show another customer’s data once that has come', async () => {
    const program = await shop({ account: { id: 'a', points: 5 }, rules: {} }, points);
    expect(program.customerId).to.equal('a');
    program.account = { id: 'b', points: 6 };
    await shows(program, '6 points');
    expect(program.customerId).to.equal('b');
    program.account = undefined;
    await shows(program, 'none');
    expect(program.customerId).to.equal(undefined);
  });
});

describe('the day', () => {
  suite();

  const Real = Date;
  let shift = 0;
  class Shifted extends Real {
    constructor(...given: [] | [number | string]) {
      if (given.length) super(given[0]);
      else super(Real.now() + shift);
    }
  }
  beforeEach(() => {
    shift = 0;
    globalThis.Date = Shifted as DateConstructor;
  });
  afterEach(() => {
    globalThis.Date = Real;
  });
  const turn = (): boolean => document.dispatchEvent(new Event('visibilitychange'));

  it('that has changed while the page was hidden changes what is shown, without a request', async () => {
    const now = new Date();
    const today = new Real(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
    routes = { '/a.json': () => json({ ledger: [{ id: 'o', at: today, kind: 'order', spend: 100 }] }) };
    const rules = { points: { perUnit: 1, expire: { after: 'P1M' } } };
    const program = await shop({ rules, account: '/a.json' }, points);
    await shows(program, '100 points');
    const before = program.data;
    turn();
    await program.updateComplete;
    expect(program.data === before, 'the same day is not computed again').to.equal(true);
    shift = 32 * 86_400_000;
    turn();
    await shows(program, '0 points');
    expect(asked).to.have.length(1);
  });
});

describe('colours', () => {
  suite();

  it('are the dark ones where the program says so, with enough contrast', async () => {
    const program = await shop(
      { account: { points: 600, pending: 3, spend: 170 }, colorScheme: 'dark' },
      html`<lojal-points></lojal-points><lojal-tier cart="10"></lojal-tier><lojal-tier variant="steps"></lojal-tier>
        <lojal-nps></lojal-nps><lojal-review></lojal-review>`,
    );
    for (const el of program.children) {
      expect(getComputedStyle(part(el, 'card')).colorScheme, el.localName).to.equal('dark');
      await axe(el);
    }
    // What is none names no class of ours.
    program.colorScheme = 'card' as never;
    await program.updateComplete;
    await rendered(program);
    for (const el of program.children) expect(el.shadowRoot?.querySelectorAll('.root.card').length).to.equal(0);
    program.colorScheme = 'light';
    await program.updateComplete;
    await rendered(program);
    for (const el of program.children) {
      expect(getComputedStyle(part(el, 'card')).colorScheme, el.localName).to.equal('light');
      await axe(el);
    }
  });
});
