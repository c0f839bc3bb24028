import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addMonths } from '../../src/loyalty/dates.ts';
import { history, rules, seen, today } from '../rules/histories.ts';
import { nextDay, oraclePoints, oracleTier, type RawEntry, type Rules } from './oracle.ts';

const RUNS = { numRuns: Number(process.env.RUNS ?? 1500) };

test('points and standing of any history match the oracle', () => {
  fc.assert(
    fc.property(rules, history, today, (made, ledger, day) => {
      const { points, standing } = seen(made, ledger, day);
      const { tally, ...expected } = oraclePoints(ledger, made, day);
      assert.deepEqual(points, expected);
      const tier = oracleTier(ledger, made, day);
      assert.deepEqual(
        {
          value: standing?.value,
          index: standing?.index,
          ratio: standing?.ratio,
          remaining: standing?.remaining,
          keepUntil: standing?.keepUntil,
        },
        tier,
      );
    }),
    RUNS,
  );
});

test('spendable points are earned points less redeemed, expired and refunded points', () => {
  fc.assert(
    fc.property(rules, history, today, (made, ledger, day) => {
      const { earned, redeemed, expired, taken } = oraclePoints(ledger, made, day).tally;
      assert.equal(seen(made, ledger, day).points?.spendable, earned - redeemed - expired - taken);
    }),
    RUNS,
  );
});

test('shuffled and duplicate entries change nothing', () => {
  const shuffled = history.chain((ledger) =>
    fc.tuple(fc.constant(ledger), fc.shuffledSubarray([...ledger, ...ledger], { minLength: ledger.length * 2 })),
  );
  fc.assert(
    fc.property(rules, shuffled, today, (made, [ledger, other], day) => {
      assert.deepEqual(seen(made, other, day), seen(made, ledger, day));
    }),
    RUNS,
  );
});

test('redeeming changes neither the standing nor the lifetime points', () => {
  const redeem = fc.record({
    id: fc.constant('new'),
    at: today,
    kind: fc.constant('redeem'),
    points: fc.integer({ min: 1, max: 99 }),
  });
  fc.assert(
    fc.property(rules, history, redeem, today, (made, ledger, entry, day) => {
      const before = seen(made, ledger, day);
      const after = seen(made, [...ledger, entry], day);
      assert.deepEqual(after.standing, before.standing);
      assert.equal(after.points?.lifetime, before.points?.lifetime);
      if (entry.at <= day && !made.expireAfter && !made.expireDays)
        assert.equal(after.points?.spendable, (before.points?.spendable ?? 0) - entry.points);
    }),
    RUNS,
  );
});

test('keepUntil is the last day of a level', () => {
  fc.assert(
    fc.property(rules, history, today, (made, ledger, day) => {
      const past = ledger.filter(({ at }) => at <= day);
      const { standing } = seen(made, past, day);
      if (!standing?.keepUntil) return;
      assert.ok(standing.keepUntil >= day);
      assert.ok((seen(made, past, standing.keepUntil).standing?.index ?? -1) >= standing.index);
      assert.ok((seen(made, past, nextDay(standing.keepUntil)).standing?.index ?? 99) < standing.index);
    }),
    RUNS,
  );
});

test('expiring points can be spent until the day before they expire', () => {
  fc.assert(
    fc.property(rules, history, today, (made, ledger, day) => {
      // Points that become available later would add to the balance.
      const past = ledger.filter(({ at }) => at <= day).map(({ available: _, ...entry }) => entry);
      const now = seen(made, past, day).points;
      if (!now?.expiring) return;
      assert.ok(now.expiring.on > day);
      assert.equal(seen(made, past, nextDay(now.expiring.on, -1)).points?.spendable, now.spendable);
      assert.equal(seen(made, past, now.expiring.on).points?.spendable, now.spendable - now.expiring.points);
    }),
    RUNS,
  );
});

const plain: Rules = {
  perUnit: 1,
  places: 2,
  metric: 'spend',
  period: 'lifetime',
  months: 12,
  froms: [0, 10000, 20000],
};
const order = (id: string, at: string, spend: number, more: object = {}) => ({ id, at, kind: 'order', spend, ...more });
const redeem = (id: string, at: string, points: number) => ({ id, at, kind: 'redeem', points });
const refund = (id: string, at: string, of: string, spend: number, more: object = {}) => ({
  id,
  at,
  kind: 'refund',
  of,
  spend,
  ...more,
});

const cases: readonly (readonly [string, Partial<Rules>, readonly object[], string, number, (number | undefined)?])[] =
  [
    ['no entries', {}, [], '2026-01-01', 0, 0],
    ['an order after today does not count', {}, [order('a', '2026-01-02', 50)], '2026-01-01', 0, 0],
    [
      'floor for each order, not for the sum',
      {},
      [order('a', '2026-01-01', 9.99), order('b', '2026-01-01', 9.99)],
      '2026-01-01',
      18,
    ],
    ['100 at 0.29 is 29', { perUnit: 0.29 }, [order('a', '2026-01-01', 100)], '2026-01-01', 29],
    [
      'points of a refunded and spent order become a debt',
      {},
      [order('a', '2026-01-01', 50), redeem('r', '2026-01-02', 50), refund('x', '2026-01-03', 'a', 50)],
      '2026-01-03',
      -50,
      0,
    ],
    [
      'the next earnings fill the debt',
      {},
      [
        order('a', '2026-01-01', 50),
        redeem('r', '2026-01-02', 50),
        refund('x', '2026-01-03', 'a', 50),
        order('b', '2026-01-04', 70),
      ],
      '2026-01-04',
      20,
      7000,
    ],
    [
      'a refund counts from its own day',
      {},
      [order('a', '2026-01-01', 50), refund('x', '2026-01-03', 'a', 20)],
      '2026-01-02',
      50,
      5000,
    ],
    [
      'expired points are not taken back again',
      { expireAfter: 1 },
      [order('a', '2026-01-01', 50), refund('x', '2026-03-01', 'a', 50), order('b', '2026-03-01', 10)],
      '2026-03-01',
      10,
    ],
    [
      'a leap day’s points last a year to 28 February',
      { expireAfter: 12 },
      [order('a', '2024-02-29', 50)],
      '2025-02-27',
      50,
    ],
    ['and are gone on it', { expireAfter: 12 }, [order('a', '2024-02-29', 50)], '2025-02-28', 0],
    ['P90D: points last 90 days', { expireDays: 90 }, [order('a', '2026-01-01', 50)], '2026-03-31', 50],
    ['and are gone on the day after', { expireDays: 90 }, [order('a', '2026-01-01', 50)], '2026-04-01', 0],
    ['P14D over a leap day', { expireDays: 14 }, [order('a', '2024-02-20', 50)], '2024-03-04', 50],
    ['and after it', { expireDays: 14 }, [order('a', '2024-02-20', 50)], '2024-03-05', 0],
    [
      'P1M15D: first the month, then the days',
      { expireAfter: 1, expireDays: 15 },
      [order('a', '2026-01-31', 50)],
      '2026-03-14',
      50,
    ],
    ['and gone after both', { expireAfter: 1, expireDays: 15 }, [order('a', '2026-01-31', 50)], '2026-03-15', 0],
    [
      'days: a redemption takes the oldest points that have not expired on its day',
      { expireDays: 30 },
      [order('a', '2026-01-01', 50), order('b', '2026-01-20', 50), redeem('r', '2026-02-01', 20)],
      '2026-02-01',
      30,
    ],
    [
      'the oldest are redeemed first, so the younger outlive them',
      { expireAfter: 1 },
      [order('a', '2026-01-01', 50), order('b', '2026-01-20', 50), redeem('r', '2026-01-25', 50)],
      '2026-02-10',
      50,
    ],
    [
      'a pending order counts for the tier alone',
      {},
      [order('a', '2026-01-01', 150, { pending: true })],
      '2026-01-01',
      0,
      15000,
    ],
    [
      'the shop’s own points shrink with the refund',
      {},
      [order('a', '2026-01-01', 30, { points: 100 }), refund('x', '2026-01-02', 'a', 10)],
      '2026-01-02',
      66,
    ],
    [
      'unless the refund says how many',
      {},
      [order('a', '2026-01-01', 30, { points: 100 }), refund('x', '2026-01-02', 'a', 10, { points: 5 })],
      '2026-01-02',
      95,
    ],
    [
      'a refund dated before its order',
      {},
      [refund('x', '2026-01-01', 'a', 10), order('a', '2026-01-02', 30)],
      '2026-01-02',
      20,
      2000,
    ],
    [
      'a refund larger than its order',
      {},
      [order('a', '2026-01-01', 30), refund('x', '2026-01-02', 'a', 300)],
      '2026-01-02',
      0,
      0,
    ],
    [
      'of an order part spent, part expired, a second refund takes nothing again',
      { expireAfter: 1 },
      [
        order('a', '2026-01-01', 10),
        redeem('r', '2026-01-02', 4),
        order('b', '2026-02-10', 9),
        refund('x', '2026-02-11', 'a', 5),
        refund('y', '2026-02-12', 'a', 5),
      ],
      '2026-02-12',
      5,
    ],
    [
      'of two orders on one day the first by id is spent first',
      { expireAfter: 1 },
      [
        order('b', '2026-01-01', 10),
        order('a', '2026-01-01', 10),
        redeem('r', '2026-01-02', 10),
        refund('x', '2026-02-11', 'b', 10),
      ],
      '2026-02-11',
      0,
    ],
    ['yen have no cents', { places: 0 }, [order('a', '2026-01-01', 1999)], '2026-01-01', 1999, 1999],
    ['dinars have mils', { places: 3 }, [order('a', '2026-01-01', 1.999)], '2026-01-01', 1, 1999],
    [
      'a fully refunded order is none',
      { metric: 'orders' },
      [order('a', '2026-01-01', 30), order('b', '2026-01-01', 0), refund('x', '2026-01-02', 'a', 30)],
      '2026-01-02',
      0,
      1,
    ],
    [
      'this year’s orders only',
      { period: 'calendar-year' },
      [order('a', '2025-12-31', 30), order('b', '2026-01-01', 5)],
      '2026-01-01',
      35,
      500,
    ],
  ];
for (const [name, made, ledger, day, spendable, value] of cases)
  test(name, () => {
    const { points, standing } = seen({ ...plain, ...made }, ledger, day);
    assert.equal(points?.spendable, spendable);
    if (value !== undefined) assert.equal(standing?.value, value);
    const { tally, ...expected } = oraclePoints(ledger as RawEntry[], { ...plain, ...made }, day);
    assert.deepEqual(points, expected);
  });

test('calendar-year: a level is kept until the end of the following year', () => {
  const made: Rules = { ...plain, period: 'calendar-year' };
  const ledger = [order('a', '2025-05-05', 250), order('b', '2026-02-02', 120)];
  const now = seen(made, ledger, '2026-06-01').standing;
  assert.deepEqual([now?.index, now?.value, now?.keepUntil, now?.ratio], [2, 12000, '2026-12-31', 1]);
  assert.deepEqual(seen(made, ledger, '2027-01-01').standing?.keepUntil, '2027-12-31');
});

test('a level begins exactly at its threshold', () => {
  assert.equal(seen(plain, [order('a', '2026-01-01', 100)], '2026-01-01').standing?.index, 1);
  const below = seen(plain, [order('a', '2026-01-01', 99.99)], '2026-01-01').standing;
  assert.deepEqual([below?.index, below?.remaining], [0, 1]);
  assert.ok((below?.ratio ?? 1) < 1);
});

test('the time grows linearly with the length of the ledger', () => {
  const made: Rules = { ...plain, period: 'rolling', expireAfter: 12 };
  const ledgerOf = (n: number) =>
    Array.from({ length: n }, (_, i) => {
      const at = addMonths('2020-01-01', Math.floor((i * 70) / n));
      if (i % 10 === 7) return redeem(`r${i}`, at, 100);
      return i % 20 === 9 ? refund(`x${i}`, at, `o${i - 4}`, 10) : order(`o${i}`, at, 20 + (i % 9000) / 100);
    });
  const [short, long] = [ledgerOf(10_000), ledgerOf(100_000)];
  // CPU time, and the minimum of alternating rounds, so that other processes hardly matter.
  const cost = (ledger: ReturnType<typeof ledgerOf>): number => {
    const start = process.cpuUsage().user;
    seen(made, ledger, '2026-01-05');
    return process.cpuUsage().user - start;
  };
  const rounds = Array.from({ length: 9 }, () => [cost(short), cost(long)] as const);
  const ratio = Math.min(...rounds.map(([, of]) => of)) / Math.min(...rounds.map(([of]) => of));
  // Linear growth gives 10, quadratic growth 100.
  assert.ok(ratio < 40, `×${ratio.toFixed(1)}`);
});

const bonus = (id: string, at: string, points: number, more: object = {}) => ({
  id,
  at,
  kind: 'bonus',
  points,
  ...more,
});
const release = (id: string, at: string, of: string) => ({ id, at, kind: 'release', of });
const adjust = (id: string, at: string, points: number) => ({ id, at, kind: 'adjust', points });
const yearly = { ...plain, expireAfter: 12 };
const pointsOn = (ledger: readonly object[], day: string, made: Rules = yearly) => seen(made, ledger, day).points;

test('a release returns points to the lots from which they were taken, which expire when they would have', () => {
  const ledger = [
    bonus('old', '2026-01-10', 100),
    bonus('new', '2026-06-10', 50),
    redeem('r1', '2026-07-01', 120),
    release('g1', '2026-08-01', 'r1'),
  ];
  const { spendable, expiring } = pointsOn(ledger, '2026-08-01') ?? {};
  assert.deepEqual([spendable, expiring], [150, { points: 100, on: '2027-01-10' }]);
  assert.equal(pointsOn(ledger, '2027-01-10')?.spendable, 50);
  assert.equal(pointsOn(ledger, '2026-07-31')?.spendable, 30);
});

test('points that expired before a release stay expired', () => {
  const ledger = [
    bonus('old', '2026-01-10', 100),
    bonus('new', '2026-06-10', 50),
    redeem('r1', '2026-07-01', 120),
    release('g1', '2027-02-01', 'r1'),
  ];
  assert.equal(pointsOn(ledger, '2027-02-01')?.spendable, 50);
});

test('a release after the order was refunded pays the debt of the refund', () => {
  const ledger = [
    order('o1', '2026-01-10', 100),
    redeem('r1', '2026-02-01', 100),
    refund('x1', '2026-03-01', 'o1', 100),
    release('g1', '2026-04-01', 'r1'),
  ];
  assert.deepEqual(
    ['2026-02-01', '2026-03-01', '2026-04-01'].map((day) => pointsOn(ledger, day)?.spendable),
    [0, -100, 0],
  );
});

test('a second release, and one before its redemption, give nothing', () => {
  const twice = [
    bonus('b', '2026-01-10', 100),
    redeem('r1', '2026-02-01', 40),
    release('g1', '2026-03-01', 'r1'),
    release('g2', '2026-03-02', 'r1'),
  ];
  assert.equal(pointsOn(twice, '2026-03-02')?.spendable, 100);
  const early = [bonus('b', '2026-01-10', 100), release('g1', '2026-01-20', 'r1'), redeem('r1', '2026-02-01', 40)];
  assert.equal(pointsOn(early, '2026-03-02')?.spendable, 60);
});

test('points are pending until the day on which they are available, and the order counts at once', () => {
  const ledger = [order('o1', '2026-01-10', 150, { available: '2026-01-24' }), redeem('r1', '2026-01-24', 150)];
  const on = (day: string) => {
    const { points, standing } = seen(yearly, ledger, day);
    return [points?.spendable, points?.pending, standing?.index];
  };
  assert.deepEqual(on('2026-01-23'), [0, 150, 1]);
  assert.deepEqual(on('2026-01-24'), [0, 0, 1]);
  // Points that are available on the day of the redemption leave no debt.
  assert.equal(pointsOn(ledger.slice(0, 1), '2026-01-24')?.spendable, 150);
});

test('points that expire before they are available are never spendable', () => {
  const ledger = [bonus('b', '2026-01-10', 100, { available: '2027-03-01' })];
  assert.equal(pointsOn(ledger, '2027-01-09')?.pending, 100);
  assert.equal(pointsOn(ledger, '2027-01-10')?.pending, 0);
  assert.equal(pointsOn(ledger, '2027-03-01')?.spendable, 0);
});

test('a refund before the points are available takes them from the pending ones', () => {
  const ledger = [order('o1', '2026-01-10', 150, { available: '2026-01-24' }), refund('x1', '2026-01-20', 'o1', 50)];
  assert.equal(pointsOn(ledger, '2026-01-20')?.pending, 100);
  assert.equal(pointsOn(ledger, '2026-01-24')?.spendable, 100);
});

test('a correction changes the balance, and neither lifetime points nor the tier', () => {
  const counting: Rules = { ...yearly, metric: 'points', froms: [0, 100, 200] };
  const ledger = [bonus('b', '2026-01-10', 120), adjust('plus', '2026-01-11', 100), adjust('minus', '2026-01-12', -30)];
  const { points, standing } = seen(counting, ledger, '2026-01-12');
  assert.deepEqual([points?.spendable, points?.lifetime, standing?.index], [190, 120, 1]);
  assert.equal(pointsOn([adjust('minus', '2026-01-12', -30)], '2026-01-12')?.spendable, -30);
});
