/** What there is to tell a customer: each message at its bounds, the verdict on it, and against a slow oracle. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readWrittenAccount } from '../../src/config/account-reader.ts';
import { readAskingRules } from '../../src/config/ask-reader.ts';
import { parseFullProgram } from '../../src/config/full-program.ts';
import { messageRule, replyRule, withWishes } from '../../src/config/message-rules.ts';
import { compute } from '../../src/loyalty/compute.ts';
import { addDays } from '../../src/loyalty/dates.ts';
import type { FullAccount } from '../../src/loyalty/types.ts';
import { DAY, evaluate } from '../../src/rules/evaluate.ts';
import { explain, toText } from '../../src/rules/explain.ts';
import { MESSAGE_NAMES, type MessageName, messageState, replyState } from '../../src/rules/message-fact.ts';
import {
  addDismissed,
  addShown,
  addTold,
  keepWishes,
  NOTHING,
  type QuestionHistory,
  readHistory,
  WISHES,
  writeHistory,
} from '../../src/rules/question-history.ts';
import type { RuleContext, RuleName } from '../../src/rules/rule.ts';
import { isSampled } from '../../src/rules/sampling.ts';
import { questionAttributes } from '../../src/triggers/page-questions.ts';

const PROGRAM = {
  currency: 'EUR',
  points: { perUnit: 1, expire: { after: 'P90D' } },
  tiers: {
    metric: 'spend',
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'gold', name: { en: 'Gold', sv: 'Guld' }, from: 600, times: 1.5, perks: ['Free shipping'] },
    ],
  },
  earn: [{ id: 'birthday', when: 'birthday', points: 100 }],
  messages: { near: {}, expiring: {}, lapsed: {}, birthday: {} },
};

function context(account: object, program: object = PROGRAM, today = '2026-11-27') {
  const { value: full, faults } = parseFullProgram(program);
  assert.deepEqual(faults, []);
  const read = readWrittenAccount({ id: 'c_1', ...account }, full.currency);
  assert.deepEqual(read.faults, []);
  const { ledger } = read.value;
  return {
    program: full,
    account: read.value as FullAccount,
    computed: ledger && compute(full, ledger, today),
    today,
  };
}
const state = (name: MessageName, account: object, program?: object, today?: string) =>
  messageState(name, context(account, program, today));
const order = (at: string, spend = 10) => ({ id: `order:${at}`, at, kind: 'order', spend });
const bonus = (id: string, at: string, points = 100) => ({ id, at, kind: 'bonus', points });
const orders = { ...PROGRAM.tiers, metric: 'orders', period: 'calendar-year' };
const yearly = { ...PROGRAM, tiers: { ...orders, levels: [{ id: 'ten', name: 'Ten', from: 10 }] } };

for (const [what, name, id, account, program] of [
  ['20 % of the way is missing', 'near', 'gold', { spend: 480 }, PROGRAM],
  ['a cent more is missing', 'near', undefined, { spend: 479.99 }, PROGRAM],
  ['a cent is missing', 'near', 'gold', { spend: 599.99 }, PROGRAM],
  ['the level is reached', 'near', undefined, { spend: 600 }, PROGRAM],
  ['the progress is not known', 'near', undefined, { points: 5 }, PROGRAM],
  ['a program without levels', 'near', undefined, { spend: 5 }, { messages: { near: {} } }],
  ['the whole way is near enough', 'near', 'gold', { spend: 0 }, { ...PROGRAM, messages: { near: { within: 1 } } }],
  ['nothing is near enough', 'near', undefined, { spend: 599.99 }, { ...PROGRAM, messages: { near: { within: 0 } } }],
  ['a level of this year', 'near', 'ten:2026', { orders: 9 }, yearly],
  ['14 days', 'expiring', '2026-12-11', { points: 120, expiring: 120, expires: '2026-12-11' }, PROGRAM],
  ['15 days', 'expiring', undefined, { points: 120, expiring: 120, expires: '2026-12-12' }, PROGRAM],
  ['tomorrow', 'expiring', '2026-11-28', { points: 120, expiring: 120, expires: '2026-11-28' }, PROGRAM],
  ['today they are gone', 'expiring', undefined, { points: 120, expiring: 120, expires: '2026-11-27' }, PROGRAM],
  ['no points expire', 'expiring', undefined, { points: 120 }, PROGRAM],
  ['points of a ledger', 'expiring', '2026-12-05', { ledger: [order('2026-09-06')] }, PROGRAM],
  ['120 days since the order', 'lapsed', '2026-07-30', { ledger: [order('2026-07-30')] }, PROGRAM],
  ['119 days', 'lapsed', undefined, { ledger: [order('2026-07-31')] }, PROGRAM],
  ['the last of two orders', 'lapsed', undefined, { ledger: [order('2026-01-31'), order('2026-11-01')] }, PROGRAM],
  ['a bonus is no order', 'lapsed', '2026-01-31', { ledger: [order('2026-01-31'), bonus('x', '2026-11-01')] }, PROGRAM],
  ['an order that lies ahead', 'lapsed', undefined, { ledger: [order('2026-11-28')] }, PROGRAM],
  ['no order', 'lapsed', undefined, { ledger: [] }, PROGRAM],
  ['totals do not say when', 'lapsed', undefined, { orders: 4, spend: 3 }, PROGRAM],
  ['an order of the recent ones', 'lapsed', undefined, { ledger: [], recent: [order('2026-11-01')] }, PROGRAM],
  ['the day', 'birthday', 'birthday:2026', { ledger: [bonus('birthday:2026', '2026-11-27')] }, PROGRAM],
  ['6 days later', 'birthday', 'birthday:2026', { ledger: [bonus('birthday:2026', '2026-11-21')] }, PROGRAM],
  ['7 days later', 'birthday', undefined, { ledger: [bonus('birthday:2026', '2026-11-20')] }, PROGRAM],
  ['tomorrow is the day', 'birthday', undefined, { ledger: [bonus('birthday:2026', '2026-11-28')] }, PROGRAM],
  ['an anniversary', 'birthday', undefined, { ledger: [bonus('anniversary:2026', '2026-11-27')] }, PROGRAM],
  ['no points', 'birthday', undefined, { ledger: [bonus('birthday:2026', '2026-11-27', 0)] }, PROGRAM],
  ['no rule', 'birthday', undefined, { ledger: [bonus('birthday:2026', '2026-11-27')] }, { ...PROGRAM, earn: [] }],
  ['no message', 'lapsed', undefined, { ledger: [order('2026-01-31')] }, { ...PROGRAM, messages: {} }],
] as readonly [string, MessageName, string | undefined, object, object][])
  test(`${name}: ${what}`, () => {
    const { fact, words } = state(name, account, program);
    assert.equal(fact?.id, id);
    assert.ok(words.length > 0 && words.every((one) => one && !one.endsWith('.')), words.join());
  });

test('what a message says of the customer', () => {
  assert.deepEqual(state('near', { spend: 360 }).words, ['The customer is 40 % from Gold; the message needs 20 %']);
  const { fact } = state('near', { spend: 576 });
  assert.ok(fact?.name === 'near' && fact.remaining === 2400 && fact.level.times === 1.5, JSON.stringify(fact));
  assert.deepEqual(state('lapsed', { ledger: [order('2026-11-26')] }).words, [
    'The last order was 1 day ago; the message needs 120 days',
  ]);
});

test('expiring and lapsed: every day against counting one day after the other', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (away, days) => {
      const today = '2026-11-27';
      let on = today;
      for (let i = 0; i < away; i++) on = addDays(on, 1);
      let last = today;
      for (let i = 0; i < away; i++) last = addDays(last, -1);
      const program = { ...PROGRAM, messages: { expiring: { days }, lapsed: { days } } };
      const expiring = state('expiring', { points: 9, expiring: 9, expires: on }, program);
      assert.equal(Boolean(expiring.fact), away > 0 && away <= days);
      const lapsed = state('lapsed', { ledger: [order(last)] }, program);
      assert.equal(Boolean(lapsed.fact), away >= days);
    }),
    { numRuns: 300 },
  );
});

const NOW = Date.UTC(2026, 10, 27, 12);
const QUIET: RuleContext = {
  now: NOW,
  path: '/products/fjord',
  bought: false,
  open: 5,
  dwelt: 5,
  scrolled: 0,
  leaving: false,
  tier: undefined,
  orders: undefined,
  lang: 'en',
  visitor: 'c_1',
  visited: false,
  showing: undefined,
  placed: true,
  busy: undefined,
};
const NEAR = state('near', { spend: 576 });
function no(moment: Partial<RuleContext>, past: QuestionHistory = NOTHING, holdout = 0): RuleName[] {
  const verdicts = evaluate(
    messageRule('near', holdout),
    { cooldown: 7 },
    { ...QUIET, message: NEAR, ...moment },
    past,
  );
  return verdicts.filter(({ yes }) => !yes).map(({ rule }) => rule);
}

for (const [what, says, moment, past] of [
  ['nothing in the way', [], {}, NOTHING],
  ['nothing to tell', ['message'], { message: { words: ['No'] } }, NOTHING],
  ['nobody’s account', ['message'], { message: undefined }, NOTHING],
  ['told already', ['message'], {}, addTold(NOTHING, 'message:near', 'gold')],
  ['told of another level', [], {}, addTold(NOTHING, 'message:near', 'silver')],
  ['another message told the same word', [], {}, addTold(NOTHING, 'message:lapsed', 'gold')],
  ['the cart', ['urls'], { path: '/cart' }, NOTHING],
  ['4.9 seconds', ['delay'], { open: 4.9 }, NOTHING],
  ['closed 29 days ago', ['dismissed'], {}, addDismissed(NOTHING, 'message:near', NOW - 29 * DAY)],
  ['closed 30 days ago', [], {}, addDismissed(NOTHING, 'message:near', NOW - 30 * DAY)],
  ['the clock was set back', ['dismissed'], {}, addDismissed(NOTHING, 'message:near', NOW + DAY)],
  ['another message was closed', [], {}, addDismissed(NOTHING, 'message:lapsed', NOW - DAY)],
  ['a question 6 days ago', ['cooldown'], {}, addShown(NOTHING, 'nps', NOW - 6 * DAY)],
  ['itself 6 days ago', ['shown', 'cooldown'], {}, addShown(NOTHING, 'message:near', NOW - 6 * DAY)],
  ['the second of a visit', ['visit'], { visited: true }, NOTHING],
  ['a question in view', ['showing'], { showing: 'nps' }, NOTHING],
  ['the customer types', ['busy'], { busy: 'typing' }, NOTHING],
] as readonly [string, RuleName[], Partial<RuleContext>, QuestionHistory][])
  test(`the rule of a message: ${what}`, () => {
    assert.deepEqual(no(moment, past), says);
  });

test('a hold-out leaves out those whom the server computes, and is stable', () => {
  let out = 0;
  for (let i = 0; i < 1000; i++) {
    const left = no({ visitor: `c_${i}` }, NOTHING, 0.3).includes('sample');
    assert.equal(left, isSampled(`c_${i}`, 'message:near', 0.3));
    out += +left;
  }
  assert.ok(out > 230 && out < 370, String(out));
  assert.deepEqual(no({}, NOTHING, 0), []);
  assert.deepEqual(no({}, NOTHING, 1), ['sample']);
});

test('what was told survives storage, for every message beside twenty questions', () => {
  let past = NOTHING;
  for (let i = 0; i < 20; i++) past = addShown(past, `question-${i}`, NOW);
  for (const name of MESSAGE_NAMES) past = addTold(addTold(past, `message:${name}`, 'a'), `message:${name}`, 'a');
  const read = readHistory(writeHistory(past));
  for (const name of MESSAGE_NAMES) assert.deepEqual(read.asked[`message:${name}`]?.orders, ['a'], name);
});

test('replies: the oldest that was not told', () => {
  const replies = [
    { id: 'b', at: '2026-11-20T08:00:00Z', text: 'B' },
    { id: 'a', at: '2026-11-19', text: 'A', url: '/a' },
    { id: 'c', at: '2026-11-21', text: 'C' },
  ];
  const { account } = context({ replies });
  for (const [told, id] of [
    [[], 'a'],
    [['a'], 'b'],
    [['b'], 'a'],
    [['a', 'b'], 'c'],
    [['a', 'b', 'c'], 'c'],
  ] as const)
    assert.equal(replyState(account, told).fact?.id, id);
  assert.equal(replyState(context({}).account, []).fact, undefined);
});

test('a reply keeps the page and the moment, and no limit on how often', () => {
  const shown = addDismissed(addShown(NOTHING, 'message:reply', NOW - 1000), 'message:reply', NOW - 1000);
  const verdict = (moment: Partial<RuleContext>) =>
    evaluate(replyRule(), { cooldown: 7 }, { ...QUIET, message: { ...NEAR, words: ['x'] }, ...moment }, shown)
      .filter(({ yes }) => !yes)
      .map(({ rule }) => rule);
  assert.deepEqual(verdict({}), []);
  assert.deepEqual(verdict({ path: '/checkout' }), ['urls']);
  assert.deepEqual(verdict({ busy: 'dialog' }), ['busy']);
  assert.deepEqual(verdict({ visited: true }), ['visit']);
});

test('a wish leaves out what speaks of the customer, until it is fulfilled', () => {
  const written = { nps: { after: { event: 'x' }, sample: 0, segment: { tier: ['gold'] }, urls: { deny: ['/x'] } } };
  const { rules } = readAskingRules({ ...written, why: { kind: 'choice' } });
  const all = withWishes(rules, ['nps', 'csat', 'testimonial', 'constructor', 'nobody']);
  assert.deepEqual(all.map(({ name, kind, wished }) => [name, kind, wished]).sort(), [
    ['csat', 'csat', 'alone'],
    ['nps', 'nps', 'too'],
    ['testimonial', 'review', 'alone'],
    ['why', 'choice', undefined],
  ]);
  const purposes = all.map((rule) => questionAttributes(rule).purpose);
  assert.deepEqual(
    purposes.filter((purpose) => purpose !== undefined),
    ['testimonial'],
  );
  const past = addDismissed(addShown(NOTHING, 'nps', NOW - 1000), 'nps', NOW - 1000);
  const verdict = (name: string, history: QuestionHistory, moment: Partial<RuleContext> = {}) => {
    const rule = all.find((one) => one.name === name);
    assert.ok(rule);
    return evaluate(rule, { cooldown: 7 }, { ...QUIET, placed: false, ...moment }, history)
      .filter(({ yes }) => !yes)
      .map(({ rule }) => rule);
  };
  assert.deepEqual(verdict('nps', past), []);
  assert.deepEqual(verdict('nps', past, { path: '/x' }), ['urls']);
  assert.deepEqual(verdict('nps', past, { path: '/cart' }), ['urls']);
  assert.deepEqual(verdict('nps', past, { visited: true, busy: 'typing', showing: 'y' }), ['visit', 'showing', 'busy']);
  const done = addTold(addTold(past, WISHES, 'nps'), WISHES, 'csat');
  assert.deepEqual(verdict('nps', done), ['after', 'tier', 'sample', 'shown', 'dismissed', 'cooldown']);
  assert.deepEqual(verdict('csat', done), ['wished']);
  // The entry is gone: a later one of this name is another wish.
  assert.deepEqual(verdict('nps', keepWishes(done, ['csat'])), []);
  assert.deepEqual(verdict('csat', keepWishes(done, ['csat'])), ['wished']);
  assert.equal(keepWishes(done, ['csat', 'nps', 'z']), done);
  assert.deepEqual(readHistory(writeHistory(done)).asked[WISHES]?.orders, ['nps', 'csat']);
});

test('a message explains itself', () => {
  const far = messageRule('near', 0.1);
  const verdicts = evaluate(far, { cooldown: 7 }, { ...QUIET, message: state('near', { spend: 360 }) }, NOTHING);
  const text = toText(explain(far, { cooldown: 7 }, QUIET, verdicts));
  assert.match(
    text,
    /^message:near: not now\. 1 of 10 rules says no\.\nno {2}message: The customer is 40 % from Gold; the message needs 20 %\.$/m,
  );
  assert.match(text, /10 % of customers are left out\. This customer is (not )?one of them\./);
  const again = evaluate(far, { cooldown: 7 }, { ...QUIET, message: NEAR }, addTold(NOTHING, far.name, 'gold'));
  assert.match(toText(explain(far, { cooldown: 7 }, QUIET, again)), /The customer was told already\./);
});
