/** `lojal-points` and `lojal-tier`, alone and within a program. */
import { expect, fixture, html } from '@open-wc/testing';
import type { LojalPoints } from '../../src/elements/points/points.ts';
import type { LojalTier } from '../../src/elements/tier/tier.ts';
import { addMonths, dayBefore } from '../../src/loyalty/dates.ts';
import type { Tiers } from '../../src/loyalty/types.ts';
import {
  accessible,
  all,
  fallback,
  find,
  has,
  inner,
  part,
  RULES,
  read,
  shop,
  text,
  until,
  warned,
  warnings,
  watch,
  words,
} from './page.ts';

const longDate = (tag: string, on: string): string =>
  new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(on));
const euro = (amount: number): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(amount);
const now = new Date();
const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
const year = now.getFullYear();

describe('languages', () => {
  watch();

  // The first test that needs Swedish: its file is not here yet.
  it('shows English until the words have come, and then renders again', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="sv" points="1280"></lojal-points>`);
    expect(text(part(el, 'heading'))).to.equal('Your balance');
    await until(() => text(part(el, 'heading')) === 'Ditt saldo');
    expect(text(part(el, 'balance'))).to.equal('1\u00a0280 poäng');
  });

  it('follows the lang of an ancestor, also out of a shadow root', async () => {
    const outer = await fixture(html`<div lang="sv-SE"><div></div><lojal-points points="1"></lojal-points></div>`);
    await until(() => text(part(inner(outer, 'lojal-points'), 'heading')) === 'Ditt saldo');
    const root = inner<HTMLElement>(outer, 'div').attachShadow({ mode: 'open' });
    const el = document.createElement('lojal-points') as LojalPoints;
    el.points = 2;
    root.append(el);
    await el.updateComplete;
    expect(text(part(el, 'heading'))).to.equal('Ditt saldo');
  });

  it('follows the program’s lang, which wins over an ancestor’s but not over its own', async () => {
    const program = await shop(
      { account: { points: 5 }, lang: 'sv' },
      html`<div lang="en"><lojal-points></lojal-points><lojal-tier lang="en" value="5"></lojal-tier></div>`,
    );
    await until(() => text(part(inner(program, 'lojal-points'), 'heading')) === 'Ditt saldo');
    expect(text(part(inner(program, 'lojal-tier'), 'label'))).to.contain(' left until Silver');
  });

  it('renders again when its own lang or the program’s changes', async () => {
    const program = await shop({ account: { points: 5 }, lang: 'en' }, html`<lojal-points></lojal-points>`);
    const el = inner<LojalPoints>(program, 'lojal-points');
    el.lang = 'sv';
    await until(() => text(part(el, 'heading')) === 'Ditt saldo');
    el.removeAttribute('lang');
    await until(() => text(part(el, 'heading')) === 'Your balance', 'its own lang is gone');
    program.lang = 'sv';
    await until(() => text(part(el, 'heading')) === 'Ditt saldo', 'the program’s lang has changed');
  });

  it('writes dates, money and names of the shop in the page’s language', async () => {
    const rules = { ...RULES, tiers: { levels: [{ id: 's', name: { en: 'Silver', sv: 'Silvernivå' }, from: 1000 }] } };
    const program = await shop(
      { rules, account: { spend: 0 }, lang: 'sv' },
      html`<lojal-tier></lojal-tier><lojal-points points="3" expiring="1" expires="2026-12-31"></lojal-points>`,
    );
    const tier = inner(program, 'lojal-tier');
    await until(() => text(part(tier, 'label')).includes('kvar'));
    const money = new Intl.NumberFormat('sv', { style: 'currency', currency: 'EUR' }).format(1000);
    expect(text(part(tier, 'label'))).to.equal(`${money} kvar till Silvernivå`);
    await until(() => words(inner(program, 'lojal-points')).includes(longDate('sv', '2026-12-31')));
  });

  it('shows the shop’s own words in place of ours', async () => {
    const rules = { ...RULES, strings: { en: { balance: 'Your beans so far', toReward: '{amount} more: {reward}' } } };
    const program = await shop({ rules, account: { points: 400 }, lang: 'en' }, html`<lojal-points></lojal-points>`);
    const el = inner(program, 'lojal-points');
    expect(text(part(el, 'heading'))).to.equal('Your beans so far');
    expect(text(part(el, 'label'))).to.equal('100\u00a0beans more: A tote bag');
    expect(warnings).to.deep.equal([]);
  });

  it('takes English for a language that nobody has', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="tlh" points="1280"></lojal-points>`);
    expect(text(part(el, 'heading'))).to.equal('Your balance');
  });
});

describe('lojal-points alone', () => {
  watch();

  it('shows the number and its noun', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="en" points="1280"></lojal-points>`);
    expect(text(part(el, 'heading'))).to.equal('Your balance');
    expect(text(part(el, 'balance'))).to.match(/^1,280 ?points$/);
    expect(has(el, '[part~="note"]')).to.equal(false);
    expect(warnings).to.deep.equal([]);
    await accessible(el);
  });

  it('has the singular for one and shows a zero', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="en" variant="inline" points="1"></lojal-points>`);
    expect(text(part(el, 'balance'))).to.equal('1\u00a0point');
    el.points = 0;
    await el.updateComplete;
    expect(text(part(el, 'balance'))).to.equal('0\u00a0points');
  });

  it('stands in a sentence as variant inline, without a card', async () => {
    const el = await fixture<LojalPoints>(
      html`<p>You have <lojal-points lang="en" variant="inline" points="1280"></lojal-points>.</p>`,
    );
    const points = inner<LojalPoints>(el, 'lojal-points');
    expect(text(part(points, 'balance'))).to.equal('1,280\u00a0points');
    expect(has(points, '[part~="card"]')).to.equal(false);
    expect(getComputedStyle(points).display).to.match(/^inline/);
    await accessible(points);
  });

  it('tells of points on the way apart, and never adds them', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="en" points="100" pending="40"></lojal-points>`);
    expect(text(part(el, 'note'))).to.equal('40\u00a0points on the way');
    expect(text(part(el, 'balance'))).to.match(/^100 ?points$/);
  });

  for (const tag of ['en', 'en-GB', 'sv'])
    it(`tells what expires with the date as Intl writes it in ${tag}`, async () => {
      const el = await fixture<LojalPoints>(
        html`<lojal-points lang=${tag} points="500" expiring="120" expires="2026-12-31"></lojal-points>`,
      );
      const expected = tag === 'sv' ? 'Använd 120\u00a0poäng före den ' : 'Use 120\u00a0points before ';
      await until(() => text(part(el, 'note')) === expected + longDate(tag, '2026-12-31'));
    });

  it('says neither how many expire without a day, nor a day without how many', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="en" points="500" expiring="120"></lojal-points>`);
    expect(has(el, '[part~="note"]')).to.equal(false);
    el.expiring = undefined;
    el.expires = '2026-12-31';
    await el.updateComplete;
    expect(has(el, '[part~="note"]')).to.equal(false);
  });

  for (const expires of ['soon', '31/12/2026', '2026-13-01', '2026-02-31'])
    it(`does not take ${expires} for a date, and says so once`, async () => {
      const el = await fixture<LojalPoints>(
        html`<lojal-points lang="en" points="500" expiring="120" expires=${expires}></lojal-points>`,
      );
      el.points = 501;
      await el.updateComplete;
      warned(
        'lojal-points',
        'expires',
        `"${expires}"`,
        'is not a date. Accepted: YYYY-MM-DD',
        '[lojal/attribute-date]',
      );
      expect(has(el, '[part~="note"]')).to.equal(false);
    });

  it('is compact from a million on for the eye, and whole for assistive technology', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="en" points="999999"></lojal-points>`);
    expect(text(part(el, 'balance'))).to.match(/^999,999 ?points$/);
    el.setAttribute('points', '1234567');
    await el.updateComplete;
    const [eye] = all(el, '[part~="balance"] [aria-hidden="true"]');
    expect(text(eye)).to.equal(
      `${new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(1234567)} points`,
    );
    eye?.remove();
    expect(text(part(el, 'balance'))).to.match(/^1,234,567\u00a0points$/);
  });

  it('shows a negative balance with a real minus', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="en" variant="inline" points="-50"></lojal-points>`);
    expect(text(part(el, 'balance'))).to.equal('−50\u00a0points');
    el.setAttribute('points', '-2500000');
    await el.updateComplete;
    expect(text(part(el, 'balance')))
      .to.contain('−2.5M')
      .and.to.contain('−2,500,000')
      .and.not.to.contain('-');
  });

  for (const value of ['abc', '1,5', 'Infinity', '-Infinity', 'NaN', '1.5', '1e3', '0x10', '1 000', '9007199254740993'])
    it(`leaves the fallback for points="${value}", and says so once`, async () => {
      const el = await fixture<LojalPoints>(html`<lojal-points points=${value}><b>Log in</b></lojal-points>`);
      el.label = 'beans';
      await el.updateComplete;
      expect(fallback(el)).to.equal('Log in');
      const found = Number.isFinite(Number(value)) && !value.includes('.') ? value : `"${value}"`;
      warned('lojal-points', 'points=', found.replaceAll('"', ''), 'is not a whole number', 'Write points="1280"');
    });

  for (const name of ['pending', 'expiring'])
    it(`shows the balance without a ${name} that is none, and says so once`, async () => {
      const el = await fixture<LojalPoints>(html`<lojal-points points="5" expires="2026-12-31"></lojal-points>`);
      el.setAttribute(name, 'many');
      await el.updateComplete;
      expect(text(part(el, 'balance'))).to.contain('5');
      expect(has(el, '[part~="note"]')).to.equal(false);
      warned('lojal-points', `${name}="many" is not a whole number`, '[lojal/attribute-number]');
    });

  it('takes an empty attribute for one that is not given', async () => {
    const el = await fixture<LojalPoints>(
      html`<lojal-points lang="en" points="" pending="" expiring="" expires="">Log in</lojal-points>`,
    );
    expect(fallback(el)).to.equal('Log in');
    el.setAttribute('points', ' ');
    await el.updateComplete;
    expect(fallback(el)).to.equal('Log in');
    expect(warnings).to.deep.equal([]);
  });

  it('goes back to the fallback when its attribute is taken away', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points points="5">Log in</lojal-points>`);
    el.removeAttribute('points');
    await el.updateComplete;
    expect(fallback(el)).to.equal('Log in');
  });

  it('takes the shop’s noun, as a text or as plural forms; an empty one is not given', async () => {
    const el = await fixture<LojalPoints>(
      html`<lojal-points lang="en" variant="inline" points="2" label="miles"></lojal-points>`,
    );
    expect(text(part(el, 'balance'))).to.equal('2\u00a0miles');
    el.label = { one: 'bean', other: 'beans' };
    await el.updateComplete;
    expect(text(part(el, 'balance'))).to.equal('2\u00a0beans');
    el.points = 1;
    await el.updateComplete;
    expect(text(part(el, 'balance'))).to.equal('1\u00a0bean');
    el.setAttribute('label', '');
    await el.updateComplete;
    expect(text(part(el, 'balance'))).to.equal('1\u00a0point');
  });

  it('says so too of a variant that no JSON can hold', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points points="2"></lojal-points>`);
    const throws = {
      toString() {
        throw new Error('theirs');
      },
    };
    for (const variant of [1n, throws, Symbol('x')]) {
      el.variant = variant as never;
      await el.updateComplete;
      expect(text(part(el, 'balance'))).to.contain('2');
    }
    expect(warnings).to.have.length(3);
    expect(warnings.join()).to.contain('variant=1 is not accepted').and.to.contain('variant (object) is not accepted');
    warnings.length = 0;
  });

  it('is a card in a variant that nobody knows, and says so once', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points variant="banner" points="2"></lojal-points>`);
    expect(has(el, '[part~="card"]')).to.equal(true);
    warned('lojal-points', 'variant', '"banner" is not accepted. Accepted: card, inline. Write variant="card"');
  });

  it('never reads text as HTML', async () => {
    const el = await fixture<LojalPoints>(
      html`<lojal-points variant="inline" points="2" label="<img src=x onerror=alert(1)>"></lojal-points>`,
    );
    expect(has(el, 'img')).to.equal(false);
    expect(text(part(el, 'balance'))).to.equal('2\u00a0<img src=x onerror=alert(1)>');
  });

  it('announces changes, and not the first value', async () => {
    const el = await fixture<LojalPoints>(html`<lojal-points lang="en" points="5"></lojal-points>`);
    expect(text(find(el, '[role="status"]'))).to.equal('');
    const live = find(el, '[role="status"]');
    el.points = 1280;
    await el.updateComplete;
    expect(text(live)).to.equal('You now have 1,280\u00a0points.');
    expect(find(el, '[role="status"]') === live, 'the same live region').to.equal(true);
  });
});

describe('lojal-points within a program', () => {
  watch();

  it('shows the balance, what it is worth, and the rewards in reach and ahead', async () => {
    const program = await shop(
      { account: { points: 1280, pending: 1 }, lang: 'en' },
      html`<lojal-points></lojal-points>`,
    );
    const el = inner<LojalPoints>(program, 'lojal-points');
    expect(text(part(el, 'balance')))
      .to.contain('1,280')
      .and.to.contain('beans')
      .and.to.contain(`Worth ${euro(12.8)}`);
    expect(text(part(el, 'note'))).to.equal('1\u00a0bean on the way');
    expect(all(el, '[part~="label"]').map(text)).to.deep.equal([
      'Ready to redeem: A tote bag',
      '220\u00a0beans left until 10 € off vinyl',
    ]);
    expect(find<HTMLAnchorElement>(el, 'a').getAttribute('href')).to.equal('/rewards/tote');
    expect(all(el, 'a')).to.have.length(1);
    await accessible(el);
  });

  it('says "1 bean" and "2 beans"', async () => {
    const program = await shop(
      { account: { points: 1 }, lang: 'en' },
      html`<lojal-points variant="inline"></lojal-points>`,
    );
    const el = inner<LojalPoints>(program, 'lojal-points');
    expect(text(part(el, 'balance'))).to.equal('1\u00a0bean');
    program.account = { points: 2 };
    await until(() => text(part(el, 'balance')) === '2\u00a0beans');
    expect(text(find(el, '[role="status"]'))).to.equal('You now have 2\u00a0beans.');
  });

  it('says nothing of the worth of nothing, or of a debt', async () => {
    const program = await shop({ account: { points: -5 } }, html`<lojal-points></lojal-points>`);
    const el = inner(program, 'lojal-points');
    expect(words(el)).to.contain('−5').and.not.to.contain('Worth');
  });

  it('lets an attribute win, each for itself', async () => {
    const program = await shop(
      { account: { points: 1280, pending: 40 }, lang: 'en' },
      html`<lojal-points points="7" label="miles"></lojal-points><lojal-points points="" pending="3"></lojal-points>`,
    );
    const [first, second] = program.querySelectorAll('lojal-points');
    expect(text(first && part(first, 'balance')))
      .to.match(/^7 ?miles\b/)
      .and.to.contain(euro(0.07));
    expect(text(first && part(first, 'note'))).to.equal('40\u00a0miles on the way');
    expect(text(second && part(second, 'balance'))).to.match(/^1,280 ?beans\b/);
    expect(text(second && part(second, 'note'))).to.equal('3\u00a0beans on the way');
  });

  it('falls back to the program’s number for an attribute that is none', async () => {
    const program = await shop({ account: { points: 1280 } }, html`<lojal-points points="lots"></lojal-points>`);
    expect(text(part(inner(program, 'lojal-points'), 'balance'))).to.contain('1,280');
    warned('lojal-points', 'points="lots" is not a whole number');
  });

  it('does not announce the first value, however late it comes', async () => {
    const program = await shop({}, html`<lojal-points></lojal-points>`);
    const el = inner<LojalPoints>(program, 'lojal-points');
    expect(fallback(el)).to.equal('');
    program.account = { points: 5 };
    await until(() => has(el, '[part~="balance"]'));
    expect(text(find(el, '[role="status"]'))).to.equal('');
  });

  it('leaves the fallback for a guest, and where the account has no points', async () => {
    for (const account of [undefined, {}, { spend: 5 }]) {
      const program = await shop({ account }, html`<lojal-points>Log in</lojal-points>`);
      expect(fallback(inner(program, 'lojal-points'))).to.equal('Log in');
    }
    expect(warnings).to.deep.equal([]);
  });

  it('computes a ledger: what is spendable, on the way, and what expires next', async () => {
    const rules = { ...RULES, points: { ...RULES.points, expire: { after: 'P12M' } } };
    const ledger = [
      { id: 'o1', at: today, kind: 'order', spend: 120 },
      { id: 'o2', at: today, kind: 'order', spend: 40, pending: true },
    ];
    const program = await shop({ rules, account: { ledger }, lang: 'en' }, html`<lojal-points></lojal-points>`);
    const el = inner<LojalPoints>(program, 'lojal-points');
    const date = longDate('en', addMonths(today, 12));
    await until(() => text(part(el, 'note')).includes(date));
    expect(text(part(el, 'balance'))).to.match(/^120 ?beans\b/);
    expect(text(part(el, 'note'))).to.equal(`40\u00a0beans on the way Use 120\u00a0beans before ${date}`);
  });
});

/** How much of its track a fill covers. */
function share(el: Element, fill: Element | undefined): number {
  return (fill?.getBoundingClientRect().width ?? Number.NaN) / part(el, 'track').getBoundingClientRect().width;
}
const about = (value: number, wanted: number): boolean => Math.abs(value - wanted) < 0.005;

/** The bar says the same in numbers, in words for assistive technology, and in words for the eye. */
function bar(el: Element): { min: number; now: number; max: number } {
  const track = find(el, '[role="progressbar"]');
  const number = (name: string): number => Number(track.getAttribute(name) ?? Number.NaN);
  const level = text(part(el, 'heading')).replace('Your level: ', '');
  expect(track.getAttribute('aria-valuetext')).to.equal(`${level}: ${text(part(el, 'label'))}`);
  expect(track.getAttribute('aria-label')).to.equal('Your level');
  return { min: number('aria-valuemin'), now: number('aria-valuenow'), max: number('aria-valuemax') };
}

async function tier(
  account: unknown,
  content = html`<lojal-tier></lojal-tier>`,
  rules: unknown = RULES,
): Promise<LojalTier> {
  return inner<LojalTier>(await shop({ rules, account, lang: 'en' }, content), 'lojal-tier');
}

describe('lojal-tier as a bar', () => {
  watch();

  it('shows the first level, what is missing to the next, and what the next one gives', async () => {
    const el = await tier({ spend: 50 });
    expect(text(part(el, 'heading'))).to.equal('Your level: Bronze');
    expect(text(part(el, 'label'))).to.equal(`${euro(150)} left until Silver`);
    expect(bar(el)).to.deep.equal({ min: 0, now: 50, max: 200 });
    await until(() => about(share(el, part(el, 'fill')), 0.25));
    expect(text(part(el, 'note'))).to.match(/^With Silver:/);
    expect(all(el, '[part~="note"] li').map(text)).to.deep.equal(['Free shipping', 'Early access']);
    expect(warnings).to.deep.equal([]);
    await accessible(el);
  });

  it('is in a level exactly at its threshold', async () => {
    const el = await tier({ spend: 200 });
    expect(text(part(el, 'heading'))).to.equal('Your level: Silver');
    expect(text(part(el, 'label'))).to.equal(`${euro(400)} left until Gold`);
    expect(bar(el)).to.deep.equal({ min: 200, now: 200, max: 600 });
    await until(() => about(share(el, part(el, 'fill')), 0));
    await accessible(el);
  });

  it('is never full, and never says so, before the level is reached', async () => {
    const el = await tier({ spend: 199.99 });
    expect(text(part(el, 'heading'))).to.equal('Your level: Bronze');
    expect(text(part(el, 'label'))).to.equal(`${euro(0.01)} left until Silver`);
    expect(bar(el)).to.deep.equal({ min: 0, now: 199.99, max: 200 });
    expect(words(el)).not.to.contain('100');
    await accessible(el);
  });

  for (const spend of [600, 5000])
    it(`is full at the top with ${spend}, and says so`, async () => {
      const el = await tier({ spend });
      expect(text(part(el, 'heading'))).to.equal('Your level: Gold');
      expect(text(part(el, 'label'))).to.equal('You’ve reached the top level.');
      const { now, max } = bar(el);
      expect(now).to.equal(max);
      await until(() => about(share(el, part(el, 'fill')), 1));
      await accessible(el);
    });

  it('counts below zero as nothing done', async () => {
    const el = await tier({ spend: -20 });
    expect(text(part(el, 'label'))).to.equal(`${euro(220)} left until Silver`);
    expect(bar(el)).to.deep.equal({ min: 0, now: 0, max: 200 });
    expect(share(el, part(el, 'fill'))).to.equal(0);
  });

  it('counts points and orders in their own words', async () => {
    const levels = [
      { id: 'a', name: 'A', from: 0 },
      { id: 'b', name: 'B', from: 10 },
    ];
    const points = await tier({ points: 9 }, undefined, { ...RULES, tiers: { metric: 'points', levels } });
    expect(text(part(points, 'label'))).to.equal('1\u00a0bean left until B');
    const orders = await tier({ orders: 8 }, undefined, { ...RULES, tiers: { metric: 'orders', levels } });
    expect(text(part(orders, 'label'))).to.equal('2\u00a0orders left until B');
    expect(bar(orders)).to.deep.equal({ min: 0, now: 8, max: 10 });
  });

  it('shows how far the cart brings the customer, as a second fill and in words', async () => {
    const el = await tier({ spend: 100 }, html`<lojal-tier cart="49.90"></lojal-tier>`);
    const cart = (): Element | undefined => all(el, '[role="progressbar"] > :not([part])')[0];
    expect(text(all(el, '[part~="note"]')[0])).to.equal(`After this order: ${euro(50.1)} left until Silver`);
    await until(() => about(share(el, cart()), 0.7495));
    await until(() => about(share(el, part(el, 'fill')), 0.5));
    expect(bar(el).now).to.equal(100);
    el.setAttribute('cart', '100');
    await el.updateComplete;
    expect(text(all(el, '[part~="note"]')[0])).to.equal('This order takes you to Silver.');
    await until(() => about(share(el, cart()), 1));
    el.setAttribute('cart', '500');
    await el.updateComplete;
    expect(text(all(el, '[part~="note"]')[0])).to.equal('This order takes you to Gold.');
    await accessible(el);
  });

  it('says nothing of a cart that is empty or not given, and nothing at the top', async () => {
    const el = await tier({ spend: 100 }, html`<lojal-tier cart=""></lojal-tier>`);
    for (const cart of ['', '0', '-5']) {
      el.setAttribute('cart', cart);
      await el.updateComplete;
      expect(words(el)).not.to.contain('cart');
    }
    const top = await tier({ spend: 1000 }, html`<lojal-tier cart="50"></lojal-tier>`);
    expect(words(top)).not.to.contain('cart');
    expect(warnings).to.deep.equal([]);
  });

  it('leaves out a cart that is no number, and says so once', async () => {
    const el = await tier({ spend: 100 }, html`<lojal-tier cart="49,90"></lojal-tier>`);
    expect(words(el)).not.to.contain('cart');
    warned('lojal-tier', 'cart="49,90" is not a number. Write cart="49.90"', '[lojal/attribute-number]');
  });

  it('says until when the level is kept in a rolling period', async () => {
    const rules = { ...RULES, tiers: { ...RULES.tiers, period: 'rolling', months: 6 } };
    const el = await tier({ ledger: [{ id: 'o', at: today, kind: 'order', spend: 250 }] }, undefined, rules);
    const date = longDate('en', dayBefore(addMonths(today, 6)));
    await until(() => text(all(el, '[part~="note"]')[0]) === `You’ll keep Silver until ${date}.`);
    await accessible(el);
  });

  it('says until when the level is kept in a calendar year, this year’s and last year’s', async () => {
    const rules = { ...RULES, tiers: { ...RULES.tiers, period: 'calendar-year' } };
    const order = { id: 'o', kind: 'order', spend: 250 };
    const fresh = await tier({ ledger: [{ ...order, at: `${year}-01-01` }] }, undefined, rules);
    const next = longDate('en', `${year + 1}-12-31`);
    await until(() => text(all(fresh, '[part~="note"]')[0]) === `You’ll keep Silver until ${next}.`);
    const kept = await tier({ ledger: [{ ...order, at: `${year - 1}-12-31` }] }, undefined, rules);
    const end = longDate('en', `${year}-12-31`);
    await until(() => text(all(kept, '[part~="note"]')[0]) === `You’ll keep Silver until ${end}.`);
    // The level is last year's, the way to the next one counts this year's sum.
    expect(text(part(kept, 'heading'))).to.equal('Your level: Silver');
    expect(text(part(kept, 'label'))).to.equal(`${euro(600)} left until Gold`);
    expect(bar(kept)).to.deep.equal({ min: 200, now: 200, max: 600 });
  });

  it('counts the cart towards the level above one that is kept from last year', async () => {
    const rules = { ...RULES, tiers: { ...RULES.tiers, period: 'calendar-year' } };
    const ledger = [{ id: 'o', at: `${year - 1}-12-31`, kind: 'order', spend: 250 }];
    const el = await tier({ ledger }, html`<lojal-tier cart="50"></lojal-tier>`, rules);
    expect(text(part(el, 'heading'))).to.equal('Your level: Silver');
    expect(words(el))
      .to.contain(`After this order: ${euro(550)} left until Gold`)
      .and.not.to.contain('to Silver');
  });

  it('says nothing of keeping where a level is never lost', async () => {
    const el = await tier({ ledger: [{ id: 'o', at: today, kind: 'order', spend: 700 }] });
    expect(text(part(el, 'heading'))).to.equal('Your level: Gold');
    expect(words(el)).not.to.contain('keep');
  });

  it('lets value and metric win over the program', async () => {
    const el = await tier({ spend: 50 }, html`<lojal-tier value="250"></lojal-tier>`);
    expect(text(part(el, 'heading'))).to.equal('Your level: Silver');
    el.setAttribute('value', '');
    await el.updateComplete;
    expect(text(part(el, 'heading'))).to.equal('Your level: Bronze');
  });

  it('compares a metric of its own with the numbers that the shop wrote', async () => {
    const el = await tier({ spend: 50 }, html`<lojal-tier metric="points" value="250"></lojal-tier>`);
    expect(text(part(el, 'heading'))).to.equal('Your level: Silver');
    expect(text(part(el, 'label'))).to.equal('350\u00a0beans left until Gold');
    expect(bar(el)).to.deep.equal({ min: 200, now: 250, max: 600 });
  });

  it('stands alone with its tiers as a property', async () => {
    const tiers: Tiers = {
      metric: 'orders',
      period: 'lifetime',
      months: 12,
      levels: [
        { id: 'a', name: 'A', from: 0, perks: [] },
        { id: 'b', name: { en: 'Bee', sv: 'Bi' }, from: 10, perks: [] },
      ],
    };
    const el = await fixture<LojalTier>(html`<lojal-tier lang="en" value="9" .tiers=${tiers}></lojal-tier>`);
    expect(text(part(el, 'label'))).to.equal('1\u00a0order left until Bee');
    await accessible(el);
  });

  it('leaves the fallback without tiers, for a guest, and without a total that counts', async () => {
    const alone = await fixture<LojalTier>(html`<lojal-tier value="5">Join us</lojal-tier>`);
    expect(fallback(alone)).to.equal('Join us');
    const content = html`<lojal-tier>Join us</lojal-tier>`;
    for (const account of [undefined, {}, { points: 5 }])
      expect(fallback(await tier(account, content))).to.equal('Join us');
    expect(fallback(await tier({ spend: 5 }, content, { name: 'x' }))).to.equal('Join us');
    // An account that has only another total is a mistake.
    for (const line of warnings) expect(line).to.contain('the account has no spend');
  });

  for (const [name, found, accepted] of [
    ['value', 'plenty', 'is not a number'],
    ['metric', 'clicks', 'Accepted: spend, points, orders'],
    ['variant', 'pie', 'Accepted: bar, steps, ring, stamps'],
  ] as const)
    it(`falls back to the program for a ${name} that nobody knows, and says so once`, async () => {
      const el = await tier({ spend: 50 });
      el.setAttribute(name, found);
      await el.updateComplete;
      el.requestUpdate();
      await el.updateComplete;
      expect(text(part(el, 'label'))).to.equal(`${euro(150)} left until Silver`);
      expect(bar(el).now).to.equal(50);
      warned('lojal-tier', name, `"${found}"`, accepted);
    });

  it('says which level is missing below the first one', async () => {
    const levels = [{ id: 's', name: 'Silver', from: 100 }];
    const el = await tier({ spend: 20 }, undefined, { ...RULES, tiers: { levels } });
    expect(text(part(el, 'heading'))).to.equal('Your level: No level yet');
    expect(text(part(el, 'label'))).to.equal(`${euro(80)} left until Silver`);
    await accessible(el);
  });

  const level = (id: string, from: number) => ({ id, name: id.toUpperCase(), from });
  for (const [what, levels, words] of [
    ['unsorted levels', [level('c', 300), level('a', 0), level('b', 100)], ['levels', 'sorted']],
    ['two levels at one threshold', [level('a', 0), level('b', 100), level('x', 100)], ['from', 'another level']],
    ['two levels of one id', [level('a', 0), level('b', 100), level('b', 200)], ['id', 'another level']],
    ['a negative threshold', [level('a', 0), level('b', 100), level('n', -1)], ['from', '-1', 'The level was ignored']],
    ['eight levels', [0, 100, 200, 300, 400, 500, 600, 700].map((n) => level(n ? `l${n}` : 'a', n)), ['7']],
  ] as const)
    it(`shows ${what} all the same, with one clear warning`, async () => {
      const el = await tier({ spend: 50 }, undefined, { ...RULES, tiers: { levels } });
      expect(text(part(el, 'heading'))).to.equal('Your level: A');
      expect(text(part(el, 'label'))).to.match(new RegExp(`^${euro(50)} left until (B|L100)$`));
      warned('lojal-program', 'tiers.levels', ...words);
    });
});

describe('lojal-tier as steps', () => {
  watch();

  it('shows every level in order, the current one marked', async () => {
    const el = await tier({ spend: 250 }, html`<lojal-tier variant="steps"></lojal-tier>`);
    const steps = all(el, '[part~="step"]');
    expect(part(el, 'steps').localName).to.equal('ol');
    expect(steps.map(text)).to.deep.equal(['Bronze', 'Silver', 'Gold']);
    expect(steps.map((step) => step.getAttribute('aria-current'))).to.deep.equal([null, 'step', null]);
    expect(text(part(el, 'label'))).to.equal(`${euro(350)} left until Gold`);
    expect(has(el, '[role="progressbar"]')).to.equal(false);
    await accessible(el);
  });

  it('marks the first and the last level, and only one at a time', async () => {
    const program = await shop({ account: { spend: 0 }, lang: 'en' }, html`<lojal-tier variant="steps"></lojal-tier>`);
    const el = inner<LojalTier>(program, 'lojal-tier');
    expect(all(el, '[aria-current="step"]').map(text)).to.deep.equal(['Bronze']);
    program.account = { spend: 600 };
    await read(program);
    await until(() => text(all(el, '[aria-current="step"]')[0]) === 'Gold');
    expect(all(el, '[aria-current]')).to.have.length(1);
    expect(text(part(el, 'label'))).to.equal('You’ve reached the top level.');
    await accessible(el);
  });
});

/** Its picture is in a file of its own. */
const drawn = async (el: LojalTier): Promise<LojalTier> => {
  await until(() => has(el, '[part~="track"] svg'), 'it is drawn');
  return el;
};

describe('lojal-tier as a ring', () => {
  watch();

  it('closes as far as the bar is filled, and says the same', async () => {
    const el = await drawn(await tier({ spend: 300 }, html`<lojal-tier variant="ring" cart="100"></lojal-tier>`));
    expect(part(el, 'fill').getAttribute('stroke-dasharray')).to.equal('25 100');
    expect(bar(el).now).to.equal(300);
    // A quarter, and as much again with the cart: half of the way.
    expect(all(el, 'circle').map((one) => one.getAttribute('stroke-dasharray'))).to.deep.equal([
      null,
      '50 100',
      '25 100',
    ]);
    await accessible(el);
  });

  it('is closed at the top only', async () => {
    const near = await drawn(await tier({ spend: 599.99 }, html`<lojal-tier variant="ring"></lojal-tier>`));
    expect(Number.parseFloat(part(near, 'fill').getAttribute('stroke-dasharray') ?? '')).to.be.below(99);
    const top = await drawn(await tier({ spend: 600 }, html`<lojal-tier variant="ring"></lojal-tier>`));
    expect(part(top, 'fill').getAttribute('stroke-dasharray')).to.equal('100 100');
    expect(text(part(top, 'label'))).to.equal('You’ve reached the top level.');
  });
});

describe('lojal-tier as a stamp card', () => {
  watch();

  const card = async (
    points: number,
    rewards: unknown,
    attributes = html`<lojal-tier variant="stamps"></lojal-tier>`,
  ) => {
    const rules = { ...RULES, rewards };
    const program = await shop({ rules, account: { points, spend: 20, orders: 4 }, lang: 'en' }, attributes);
    return drawn(inner<LojalTier>(program, 'lojal-tier'));
  };
  const COFFEE = [
    { id: 'cup', name: 'A cup', points: 5 },
    { id: 'cake', name: 'A cake', points: 12 },
  ];

  for (const [points, given, of, label] of [
    [0, 0, 5, '5\u00a0beans left until A cup'],
    [3, 3, 5, '2\u00a0beans left until A cup'],
    [5, 5, 12, '7\u00a0beans left until A cake'],
    [12, 12, 12, 'Ready to redeem: A cake'],
    [40, 12, 12, 'Ready to redeem: A cake'],
    [-2, 0, 5, '7\u00a0beans left until A cup'],
  ] as const)
    it(`has ${given} of ${of} stamps with ${points} points`, async () => {
      const el = await card(points, COFFEE);
      expect(all(el, '[part~="step"]')).to.have.length(of);
      expect(all(el, '[part~="fill"]')).to.have.length(given);
      const told = ['label', 'valuenow', 'valuemax', 'valuetext'].map((name) =>
        find(el, '[role="progressbar"]').getAttribute(`aria-${name}`),
      );
      expect(told).to.deep.equal(['Your balance', String(given), String(of), label]);
      expect(text(part(el, 'label'))).to.equal(label);
      await accessible(el);
    });

  it('takes its value from the attribute', async () => {
    const el = await card(3, COFFEE, html`<lojal-tier variant="stamps" value="4"></lojal-tier>`);
    expect(all(el, '[part~="fill"]')).to.have.length(4);
  });

  it('counts orders to the next level where there are no rewards', async () => {
    const tiers = {
      metric: 'orders',
      levels: [
        { id: 'new', name: 'New', from: 0 },
        { id: 'regular', name: 'Regular', from: 10 },
      ],
    };
    const rules = { ...RULES, tiers, rewards: [] };
    const program = await shop(
      { rules, account: { orders: 4 }, lang: 'en' },
      html`<lojal-tier variant="stamps"></lojal-tier>`,
    );
    const el = await drawn(inner<LojalTier>(program, 'lojal-tier'));
    expect([all(el, '[part~="step"]').length, all(el, '[part~="fill"]').length]).to.deep.equal([10, 4]);
    expect(text(part(el, 'label'))).to.equal('6\u00a0orders left until Regular');
  });

  it('is a bar, with one warning, where there would be too many', async () => {
    const program = await shop(
      { account: { points: 9, spend: 50 }, lang: 'en' },
      html`<lojal-tier variant="stamps"></lojal-tier>`,
    );
    const el = inner<LojalTier>(program, 'lojal-tier');
    await until(() => has(el, '[part~="fill"]'));
    expect(bar(el).now).to.equal(50);
    warned('lojal-tier', 'stamps', '500', 'at most 30');
  });

  it('is stamped from where one begins to read', async () => {
    const el = await card(3, COFFEE, html`<lojal-tier variant="stamps" lang="ar"></lojal-tier>`);
    await until(() => find(el, '.root').getAttribute('dir') === 'rtl', 'Arabic has come');
    const [first, second] = all(el, '[part~="step"]').map((stamp) => stamp.getBoundingClientRect().x);
    expect(first).to.be.above(second ?? 0);
  });
});
