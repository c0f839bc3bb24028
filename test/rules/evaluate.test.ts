/** Whether a question opens: a table for each rule, an oracle for all rules together, and the caps in random histories. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAskingRules } from '../../src/config/ask-reader.ts';
import { allows, DAY, evaluate, nextChange, triggeringEvent } from '../../src/rules/evaluate.ts';
import { explain, toText } from '../../src/rules/explain.ts';
import {
  addAnswered,
  addDismissed,
  addEvent,
  addShown,
  NOTHING,
  type QuestionHistory,
} from '../../src/rules/question-history.ts';
import type { AskingRules, Rule, RuleContext, RuleName } from '../../src/rules/rule.ts';
import { hashFraction } from '../../src/rules/sampling.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const QUIET: RuleContext = {
  now: NOW,
  path: '/products/fjord',
  bought: false,
  open: 60,
  dwelt: 60,
  scrolled: 100,
  leaving: true,
  tier: 'gold',
  orders: 5,
  lang: 'sv-FI',
  visitor: 'c_1042',
  visited: false,
  showing: undefined,
  placed: false,
  busy: undefined,
};

/** Reads one rule from the shop's JSON. */
function rule(written: object, name = 'nps'): { rule: Rule; asking: AskingRules } {
  const asking = readAskingRules({ [name]: written });
  assert.equal(asking.faulty, false);
  const [only] = asking.rules;
  assert.ok(only);
  return { rule: only, asking };
}

/** The names of the rules that forbid the question. */
function no(
  written: object,
  moment: Partial<RuleContext> = {},
  past: QuestionHistory = NOTHING,
  name = 'nps',
): RuleName[] {
  const { rule: one, asking } = rule(written, name);
  return evaluate(one, asking, { ...QUIET, ...moment }, past)
    .filter(({ yes }) => !yes)
    .map((verdict) => verdict.rule);
}

const bought = (daysAgo: number, order?: string, past: QuestionHistory = NOTHING): QuestionHistory =>
  addEvent(past, 'purchase', { at: NOW - daysAgo * DAY, ...(order && { order }) });
const AFTER = { after: { event: 'purchase', days: 7 } };

for (const [what, says, written, moment, past, name] of [
  ['nothing in the way', [], {}, {}, NOTHING],
  ['no event', ['after'], AFTER, {}, NOTHING],
  ['6 days after', ['after'], AFTER, {}, bought(6)],
  ['a millisecond too early', ['after'], AFTER, { now: NOW - 1 }, bought(7)],
  ['to the millisecond', [], AFTER, {}, bought(7)],
  ['67 days after', [], AFTER, {}, bought(67)],
  ['too late', ['after'], AFTER, {}, bought(67.1)],
  ['within what the shop says', ['after'], { after: { event: 'purchase', days: 7, within: 3 } }, {}, bought(11)],
  ['at once', [], { after: { event: 'purchase' } }, {}, bought(0)],
  ['an event that lies ahead, the clock was set back', ['after'], { after: { event: 'purchase' } }, {}, bought(-1)],
  ['another event', ['after'], { after: { event: 'delivered' } }, {}, bought(8)],
  ['the younger of two is too young, the older counts', [], AFTER, {}, bought(1, '2', bought(9, '1'))],
  ['denied', ['urls'], { urls: { deny: ['/products/*'] } }, {}, NOTHING],
  ['not allowed', ['urls'], { urls: { allow: ['/blog/*'] } }, {}, NOTHING],
  ['paying', ['urls'], {}, { path: '/checkout' }, NOTHING],
  ['the thank-you page', [], {}, { path: '/checkout/order-received' }, NOTHING],
  ['a thank-you page by what was bought there', [], {}, { path: '/checkout/x', bought: true }, NOTHING],
  ['the page has one', ['placed'], {}, { placed: true }, NOTHING],
  ['4.9 seconds', ['delay'], {}, { open: 4.9 }, NOTHING],
  ['5 seconds', [], {}, { open: 5 }, NOTHING],
  ['a delay of the shop', ['delay'], { delay: 30 }, { open: 29 }, NOTHING],
  ['no delay', [], { delay: 0 }, { open: 0 }, NOTHING],
  ['half of the page', ['scroll'], { scroll: 60 }, { scrolled: 50 }, NOTHING],
  ['enough of the page', [], { scroll: 60 }, { scrolled: 60 }, NOTHING],
  ['not long enough in view', ['dwell'], { dwell: 20 }, { dwelt: 19 }, NOTHING],
  ['not leaving', ['exit'], { exit: true }, { leaving: false }, NOTHING],
  ['leaving', [], { exit: true }, {}, NOTHING],
  ['another tier', ['tier'], { segment: { tier: ['silver'] } }, {}, NOTHING],
  ['this tier', [], { segment: { tier: ['silver', 'gold'] } }, {}, NOTHING],
  ['a tier that nobody knows', ['tier'], { segment: { tier: ['gold'] } }, { tier: undefined }, NOTHING],
  ['too few orders', ['orders'], { segment: { orders: { min: 6 } } }, {}, NOTHING],
  ['too many orders', ['orders'], { segment: { orders: { max: 4 } } }, {}, NOTHING],
  ['orders on both bounds', [], { segment: { orders: { min: 5, max: 5 } } }, {}, NOTHING],
  ['orders that nobody knows', ['orders'], { segment: { orders: { min: 1 } } }, { orders: undefined }, NOTHING],
  ['orders that do not matter', [], {}, { orders: undefined }, NOTHING],
  ['another language', ['lang'], { segment: { lang: ['en'] } }, {}, NOTHING],
  ['the base language', [], { segment: { lang: ['sv'] } }, {}, NOTHING],
  ['the exact language', [], { segment: { lang: ['SV-fi'] } }, {}, NOTHING],
  ['another region', ['lang'], { segment: { lang: ['sv-SE'] } }, {}, NOTHING],
  ['a language that only begins alike', ['lang'], { segment: { lang: ['sv'] } }, { lang: 'svx' }, NOTHING],
  ['nobody’s sample', ['sample'], { sample: 0 }, {}, NOTHING],
  ['shown 6 days ago', ['shown', 'cooldown'], {}, {}, addShown(NOTHING, 'nps', NOW - 6 * DAY)],
  ['shown 7 days ago', [], {}, {}, addShown(NOTHING, 'nps', NOW - 7 * DAY)],
  ['another shown 6 days ago', ['cooldown'], {}, {}, addShown(NOTHING, 'csat', NOW - 6 * DAY)],
  ['dismissed 29 days ago', ['dismissed'], {}, {}, addDismissed(NOTHING, 'nps', NOW - 29 * DAY)],
  ['dismissed 30 days ago', [], {}, {}, addDismissed(NOTHING, 'nps', NOW - 30 * DAY)],
  ['another dismissed today', [], {}, {}, addDismissed(NOTHING, 'csat', NOW)],
  ['answered 89 days ago', ['answered'], {}, {}, addAnswered(NOTHING, 'nps', NOW - 89 * DAY)],
  ['answered 90 days ago', [], {}, {}, addAnswered(NOTHING, 'nps', NOW - 90 * DAY)],
  ['answered, and the clock was set back', ['answered'], {}, {}, addAnswered(NOTHING, 'nps', NOW + 400 * DAY)],
  ['a clock of the shop', ['answered'], { again: { answered: 365 } }, {}, addAnswered(NOTHING, 'nps', NOW - 364 * DAY)],
  ['no clock at all', [], { again: { answered: 0 } }, {}, addAnswered(NOTHING, 'nps', NOW)],
  ['3 showings', ['showings'], {}, {}, [1, 2, 3].reduce((past) => addShown(past, 'nps', 0), NOTHING)],
  ['2 showings', [], {}, {}, [1, 2].reduce((past) => addShown(past, 'nps', 0), NOTHING)],
  [
    'a review of an order that has its review',
    ['after'],
    AFTER,
    {},
    addAnswered(bought(9, 'a'), 'review', NOW - DAY, 'a'),
    'review',
  ],
  [
    'a review of the next order',
    [],
    AFTER,
    {},
    addAnswered(bought(8, 'b', bought(9, 'a')), 'review', NOW - DAY, 'a'),
    'review',
  ],
  [
    'a review of what was bought before the last review',
    ['after'],
    AFTER,
    {},
    addAnswered(bought(9), 'review', NOW - DAY),
    'review',
  ],
  [
    'a review without an event, 89 days after the last',
    ['answered'],
    {},
    {},
    addAnswered(NOTHING, 'review', NOW - 89 * DAY),
    'review',
  ],
  ['a visit that had its question', ['visit'], {}, { visited: true }, NOTHING],
  ['another question in view', ['showing'], {}, { showing: 'csat' }, NOTHING],
  ['typing', ['busy'], {}, { busy: 'typing' }, NOTHING],
  ['a dialog', ['busy'], {}, { busy: 'dialog' }, NOTHING],
  [
    'a tab disturbs nobody',
    [],
    { mode: 'tab' },
    { visited: true, busy: 'typing' },
    [1, 2, 3, 4].reduce((past) => addShown(past, 'nps', NOW), NOTHING),
  ],
] as readonly [string, RuleName[], object, Partial<RuleContext>, QuestionHistory, string?][])
  test(`${what}: ${says.join(' and ') || 'yes'}`, () => assert.deepEqual(no(written, moment, past, name), says));

test('nextChange is the latest time of all rules, and infinite while a rule without a time forbids the question', () => {
  const past = addDismissed(addShown(bought(5), 'nps', NOW - 2 * DAY), 'nps', NOW - 2 * DAY);
  const { rule: one, asking } = rule(AFTER);
  const verdicts = evaluate(one, asking, QUIET, past);
  const at = Object.fromEntries(verdicts.filter(({ yes }) => !yes).map((verdict) => [verdict.rule, verdict.at]));
  assert.deepEqual(at, {
    after: NOW + 2 * DAY,
    shown: NOW + 5 * DAY,
    dismissed: NOW + 28 * DAY,
    cooldown: NOW + 5 * DAY,
  });
  assert.equal(nextChange(verdicts, NOW), NOW + 28 * DAY);
  assert.ok(allows(evaluate(one, asking, { ...QUIET, now: NOW + 28 * DAY }, past)));
  assert.equal(nextChange(evaluate(one, asking, { ...QUIET, path: '/cart' }, past), NOW), Number.POSITIVE_INFINITY);
  assert.equal(nextChange(evaluate(one, asking, QUIET, bought(8)), NOW), NOW);
});

test('the triggering event is the oldest order without an answer', () => {
  const { rule: review } = rule(AFTER, 'review');
  const past = bought(1, 'c', bought(8, 'b', bought(9, 'a')));
  assert.equal(triggeringEvent(review, past, NOW)?.order, 'a');
  assert.equal(triggeringEvent(review, addAnswered(past, 'review', NOW, 'a'), NOW)?.order, 'b');
  assert.equal(
    triggeringEvent(review, addAnswered(addAnswered(past, 'review', NOW, 'a'), 'review', NOW, 'b'), NOW),
    undefined,
  );
});

// Random rules, histories and contexts.
const PATHS = ['/', '/cart', '/checkout', '/checkout/order-received', '/products/a', '/blog/x'];
const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 });
const ago = fc.oneof(fc.integer({ min: -2, max: 120 }), some([0, 7, 30, 90]));
const written = fc
  .record(
    {
      mode: some(['corner', 'tab'] as const),
      after: fc.record({ event: some(['purchase', 'delivered']), days: some([0, 3, 7]) }),
      urls: fc.record({ allow: fc.subarray(['/products/*', '/checkout/*', '*']), deny: fc.subarray(['/blog/*', '/']) }),
      delay: some([0, 5, 20]),
      scroll: some([0, 50]),
      dwell: some([0, 10]),
      exit: fc.boolean(),
      segment: fc.record({
        tier: fc.subarray(['silver', 'gold']),
        orders: fc.record({ min: some([0, 2]), max: some([3, 1e9]) }),
        lang: fc.subarray(['sv', 'en-GB']),
      }),
      sample: some([0, 0.5, 0.9, 1, 1, 1]),
      again: fc.record({ shown: some([0, 7]), dismissed: some([0, 30]), answered: some([0, 90]) }),
      showings: some([1, 3]),
    },
    { requiredKeys: [] },
  )
  .map((rule) => JSON.parse(JSON.stringify(rule)));
const moments = fc.record({
  path: some(PATHS),
  query: fc.constant(''),
  bought: fc.boolean(),
  open: some([0, 5, 60]),
  dwelt: some([0, 10, 60]),
  scrolled: some([0, 50, 100]),
  leaving: fc.boolean(),
  tier: maybe(some(['silver', 'gold'])),
  orders: maybe(some([0, 2, 5])),
  lang: some(['sv-FI', 'en', 'en-GB']),
  visitor: some(['a', 'b', 'c']),
  visited: fc.boolean(),
  showing: maybe(some(['csat'])),
  placed: fc.boolean(),
  busy: maybe(some(['typing', 'dialog', 'hidden', 'fullscreen'] as const)),
});
/** At most one key differs from a context in which all rules allow. Otherwise hardly any random case would allow a question. */
const moment: fc.Arbitrary<RuleContext> = fc
  .tuple(moments, fc.subarray(Object.keys(QUIET) as (keyof RuleContext)[], { maxLength: 1 }))
  .map(([odd, keys]) => ({
    ...QUIET,
    ...Object.fromEntries(keys.map((key) => [key, ({ now: NOW, ...odd } as Partial<RuleContext>)[key]])),
  }));
interface Facts {
  events: [string, number, string?][];
  shown: [string, number][];
  dismissed?: number | undefined;
  answered?: [number, string?] | undefined;
}
const facts: fc.Arbitrary<Facts> = fc.record({
  events: fc.array(fc.tuple(some(['purchase', 'delivered']), ago, maybe(some(['o1', 'o2']))), { maxLength: 3 }),
  shown: fc.array(fc.tuple(some(['it', 'csat']), ago), { maxLength: 2 }),
  dismissed: maybe(ago),
  answered: maybe(fc.tuple(ago, maybe(some(['o1', 'o2'])))),
});

/** The history of these facts. Showings are recorded from the oldest to the newest, as on a page. */
function pastOf({ events, shown: showings, dismissed: closed, answered: done }: Facts): QuestionHistory {
  let past = NOTHING;
  for (const [event, days, order] of events)
    past = addEvent(past, event, { at: NOW - days * DAY, ...(order && { order }) });
  if (done) past = addAnswered(past, 'it', NOW - done[0] * DAY, done[1]);
  for (const [name, days] of [...showings].sort((a, b) => b[1] - a[1])) past = addShown(past, name, NOW - days * DAY);
  return closed === undefined ? past : addDismissed(past, 'it', NOW - closed * DAY);
}

/** A second implementation of the decision, written from the documentation of the rules. Works on the facts, not on the history. */
// biome-ignore lint/suspicious/noExplicitAny: the oracle reads the JSON of the shop
function oracle(kind: string, shop: any, at: RuleContext, { events, shown, dismissed, answered }: Facts): boolean {
  const passed = (days: number, wanted: number) => days >= wanted && days >= 0;
  const tab = shop.mode === 'tab';
  if (shop.after) {
    const seen = new Set<string>();
    const mine = events.filter(([event, , order]) => {
      if (event !== shop.after.event) return false;
      // The first event of an order counts.
      if (order && seen.has(order)) return false;
      if (order) seen.add(order);
      return true;
    });
    const open = mine.filter(([, days, order]) => (order ? answered?.[1] !== order : !answered || days < answered[0]));
    if (!open.some(([, days]) => passed(days, shop.after.days ?? 0) && days <= (shop.after.days ?? 0) + 60))
      return false;
  }
  const fits = (pattern: string) =>
    pattern === '*' || (pattern.endsWith('*') ? at.path.startsWith(pattern.slice(0, -1)) : at.path === pattern);
  if (shop.urls?.deny.some(fits)) return false;
  if (['/cart', '/checkout'].includes(at.path) && !at.bought) return false;
  if (shop.urls?.allow.length && !shop.urls.allow.some(fits)) return false;
  if (at.placed || at.open < (shop.delay ?? 5) || at.scrolled < (shop.scroll ?? 0) || at.dwelt < (shop.dwell ?? 0))
    return false;
  if (shop.exit && !at.leaving) return false;
  const { tier = [], orders = {}, lang = [] } = shop.segment ?? {};
  if (tier.length && !tier.includes(at.tier)) return false;
  const { min = 0, max = 1e9 } = orders;
  if (at.orders === undefined ? min > 0 || max < 1e9 : at.orders < min || at.orders > max) return false;
  if (lang.length && !lang.some((one: string) => at.lang === one || at.lang.startsWith(`${one}-`))) return false;
  if (hashFraction(`it\n${at.visitor}`) >= (shop.sample ?? 1)) return false;
  const {
    shown: s = 7,
    dismissed: d = 30,
    answered: a = kind === 'review' ? (shop.after ? 0 : 90) : 90,
  } = shop.again ?? {};
  if (dismissed !== undefined && d && !passed(dismissed, d)) return false;
  const clock = kind === 'review' && !shop.after && a === 0 ? 90 : a;
  if (answered && clock && !passed(answered[0], clock)) return false;
  if (at.showing) return false;
  if (tab) return true;
  const own = shown.filter(([name]) => name === 'it');
  if (s && own.length && !passed(Math.min(...own.map(([, days]) => days)), s)) return false;
  if (own.length >= (shop.showings ?? 3)) return false;
  if (shown.length && !passed(Math.min(...shown.map(([, days]) => days)), 7)) return false;
  return !at.visited && !at.busy;
}

test('100,000 random cases: the decision matches the oracle, and explain() agrees', () => {
  let yes = 0;
  fc.assert(
    fc.property(some(['nps', 'review', 'choice']), written, moment, facts, (kind, shop, at, all) => {
      const asking = readAskingRules({ it: { kind, ...shop } });
      const [one] = asking.rules;
      assert.ok(one && !asking.faulty);
      const verdicts = evaluate(one, asking, at, pastOf(all));
      const decided = allows(verdicts);
      const explained = explain(one, asking, at, verdicts);
      assert.equal(decided, oracle(kind, shop, at, all));
      assert.equal(explained.yes, decided);
      assert.equal(
        explained.rules.every((line) => line.yes),
        decided,
      );
      const text = toText(explained);
      assert.equal(/^it: yes/.test(text), decided);
      assert.equal(/\nno {2}\w/.test(text), !decided);
      assert.doesNotMatch(text, /undefined|NaN|null|: *$/m);
      if (decided) yes++;
    }),
    { numRuns: 100_000 },
  );
  // Both decisions occur often enough.
  assert.ok(yes > 5000 && yes < 95_000, `${yes} of 100,000 were asked`);
  console.log(`asking: 100,000 random cases, ${yes} of them allowed; decision, explanation and oracle agree`);
});

test('random histories: one question at a time, no question within the cooldown, none beyond the caps', () => {
  const steps = fc.array(
    fc.record({
      hours: fc.integer({ min: 0, max: 24 * 12 }),
      does: some(['look', 'look', 'look', 'dismiss', 'answer', 'leave', 'buy', 'new visit', 'clock back'] as const),
    }),
    { minLength: 20, maxLength: 120 },
  );
  let shows = 0;
  fc.assert(
    fc.property(steps, some([1, 7, 14]), some([1, 3]), (all, cooldown, showings) => {
      const asking = readAskingRules({
        cooldown,
        nps: { showings },
        csat: { showings, after: { event: 'purchase', days: 2 }, priority: 1 },
        review: { showings, after: { event: 'purchase', days: 3 } },
      });
      let past: QuestionHistory = NOTHING;
      let now = NOW;
      let open: string | undefined;
      let visited = false;
      const since = new Map<string, number>();
      const clocks = new Map<string, { dismissed?: number; answered?: number }>();
      let last: number | undefined;
      for (const [i, { hours, does }] of all.entries()) {
        now += does === 'clock back' ? -hours * 3_600_000 : hours * 3_600_000;
        if (does === 'new visit') [visited, open] = [false, undefined];
        if (does === 'buy') past = addEvent(past, 'purchase', { at: now, order: String(i) });
        if (open && does === 'dismiss') {
          past = addDismissed(past, open, now);
          clocks.set(open, { ...clocks.get(open), dismissed: now });
          open = undefined;
        }
        if (open && does === 'answer') {
          past = addAnswered(past, open, now);
          clocks.set(open, { ...clocks.get(open), answered: now });
          since.set(open, 0);
          open = undefined;
        }
        if (does === 'leave') open = undefined;
        for (const one of asking.rules) {
          if (!allows(evaluate(one, asking, { ...QUIET, now, visited, showing: open }, past))) continue;
          assert.equal(open, undefined, 'two at once');
          assert.equal(visited, false, 'two on one visit');
          assert.ok(last === undefined || now - last >= cooldown * DAY, 'inside the cooldown');
          assert.ok((since.get(one.name) ?? 0) < showings, 'over the cap');
          const { dismissed: closed, answered: done } = clocks.get(one.name) ?? {};
          assert.ok(closed === undefined || now - closed >= 30 * DAY, 'too soon after a dismissal');
          if (one.name !== 'review')
            assert.ok(done === undefined || now - done >= 90 * DAY, 'too soon after an answer');
          past = addShown(past, one.name, now);
          since.set(one.name, (since.get(one.name) ?? 0) + 1);
          [open, visited, last] = [one.name, true, now];
          shows++;
        }
      }
    }),
    { numRuns: 1000 },
  );
  assert.ok(shows > 1000, `only ${shows} showings`);
});
