/**
 * Generated orders in any order of arrival, with refunds, cancellations, campaigns, tiers, memberships and leap days: the ledger of the
 * server, as a page reads it, has the points, the reasons and the tier of a slow and obvious second implementation. `RUNS=100000`
 * is the full run.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../../src/config/account-reader.ts';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { parseProgram } from '../../../src/config/program-reader.ts';
import { snapshot } from '../../../src/loyalty/snapshot.ts';
import type { ShopOrder } from '../../../src/schema/shop-order.ts';
import type { Database } from '../../../src/server/db/database.ts';
import { LedgerSession } from '../../../src/server/ledger/ledger-session.ts';
import { normalOrder } from '../../../src/server/ledger/normal-order.ts';
import { wireEntry } from '../../../src/server/ledger/wire-account.ts';
import { later, nextDay } from '../../loyalty/oracle.ts';

const TODAY = '2026-03-31';
const CUSTOMER = 'c_1';

interface Rules {
  readonly perUnit: number;
  readonly counts: readonly ('tax' | 'shipping')[];
  readonly period: 'lifetime' | 'rolling';
  readonly times: readonly number[];
  readonly campaigns: readonly { from: string; until: string; times: number; products?: string[]; tiers?: string[] }[];
  readonly memberTimes: number;
  readonly memberUntil: string | undefined;
}

const day = fc.oneof(
  fc.constantFrom('2024-02-28', '2024-02-29', '2024-03-01', '2025-02-28', '2025-03-01'),
  fc.integer({ min: 0, max: 700 }).map((n) => nextDay('2024-01-01', n)),
);
const factor = fc.constantFrom(1, 1.5, 2, 0.5, 1.333333, 3);
const rules: fc.Arbitrary<Rules> = fc.record({
  perUnit: fc.constantFrom(1, 0.29, 2.5, 0.333333),
  counts: fc.subarray(['tax', 'shipping'] as const),
  period: fc.constantFrom('lifetime' as const, 'rolling' as const),
  times: fc.tuple(fc.constant(1), factor, factor),
  campaigns: fc.array(
    fc
      .record(
        {
          from: day,
          days: fc.integer({ min: 0, max: 400 }),
          times: factor,
          products: fc.subarray(['a', 'b'], { minLength: 1 }),
          tiers: fc.subarray(['t0', 't1', 't2'], { minLength: 1 }),
        },
        { requiredKeys: ['from', 'days', 'times'] },
      )
      .map(({ days, ...rest }) => ({ ...rest, until: nextDay(rest.from, days) })),
    { maxLength: 3 },
  ),
  memberTimes: factor,
  memberUntil: fc.option(day, { nil: undefined }),
});

const cents = (max: number) => fc.integer({ min: 0, max });
const state = fc
  .record({
    id: fc.constantFrom('o1', 'o2', 'o3', 'o4'),
    at: day,
    lines: fc.tuple(cents(9_000), cents(9_000)),
    shipping: cents(900),
    tax: fc.integer({ min: 0, max: 25 }),
    status: fc.constantFrom('pending' as const, 'paid' as const, 'paid' as const, 'cancelled' as const),
    refunds: fc.array(fc.record({ part: fc.integer({ min: 0, max: 100 }), days: fc.integer({ min: 0, max: 60 }) }), {
      maxLength: 2,
    }),
  })
  .map(({ lines: [a, b], shipping, tax, refunds, ...rest }) => {
    const total = a + b + shipping;
    let left = total;
    const made = refunds.flatMap(({ part, days }, i) => {
      const amount = Math.floor((left * part) / 100);
      left -= amount;
      return amount ? [{ id: `r${i}`, at: nextDay(rest.at, days), amount: amount / 100 }] : [];
    });
    return {
      ...rest,
      customer: CUSTOMER,
      currency: 'EUR',
      total: total / 100,
      tax: Math.floor((total * tax) / 100) / 100,
      shipping: shipping / 100,
      lines: [
        { product: 'a', quantity: 1, total: a / 100 },
        { product: 'b', quantity: 1, total: b / 100 },
      ],
      refunds: made,
    } satisfies ShopOrder;
  });

const FROMS = [0n, 10_000n, 25_000n];
const big = (amount: number): bigint => BigInt(Math.round(amount * 100));
const micro = (rate: number): bigint => BigInt(Math.round(rate * 1e6));
const max0 = (n: bigint): bigint => (n > 0n ? n : 0n);

/** An order as the second implementation has booked it. */
interface Booked {
  readonly key: string;
  readonly day: string;
  readonly points: bigint;
  readonly counted: bigint;
  /** What counts and what is left of the points after the refunds up to a day. */
  net(until: string): { counted: bigint; points: bigint };
}

class Oracle {
  readonly booked = new Map<string, Booked>();

  constructor(readonly rules: Rules) {}

  #counted(order: ShopOrder): bigint {
    const { counts } = this.rules;
    const tax = counts.includes('tax') ? 0n : big(order.tax ?? 0);
    const shipping = counts.includes('shipping') ? 0n : big(order.shipping ?? 0);
    return max0(big(order.total) - tax - shipping);
  }

  #countedAfter(order: ShopOrder, refunded: bigint): bigint {
    const aside = this.rules.counts.includes('shipping') ? 0n : big(order.shipping ?? 0);
    const whole = big(order.total) - aside;
    return whole > 0n ? (this.#counted(order) * max0(big(order.total) - refunded - aside)) / whole : 0n;
  }

  /** The level on a day, from the other orders. */
  level(day: string, without: string): number {
    let sum = 0n;
    for (const [id, order] of this.booked)
      if (id !== without && order.day <= day && (this.rules.period === 'lifetime' || day < later(order.day, 12)))
        sum += order.net(day).counted;
    return FROMS.filter((from) => from <= sum).length - 1;
  }

  #points(order: ShopOrder): bigint {
    const { perUnit, times, campaigns, memberTimes, memberUntil } = this.rules;
    const at = order.at;
    const level = this.level(at, order.id);
    let points = (this.#counted(order) * micro(perUnit)) / 100_000_000n;
    points = (points * micro(times[level] ?? 1)) / 1_000_000n;
    if (memberUntil !== undefined && at < memberUntil) points = (points * micro(memberTimes)) / 1_000_000n;
    let best = 0n;
    for (const { from, until, times, products, tiers } of campaigns) {
      if (at < from || at >= until || (tiers && !tiers.includes(`t${level}`))) continue;
      let more = max0((points * micro(times)) / 1_000_000n - points);
      if (products) {
        const all = (order.lines ?? []).reduce((sum, line) => sum + big(line.total), 0n);
        const some = (order.lines ?? []).filter(({ product }) => products.includes(product));
        more = all > 0n ? (more * some.reduce((sum, line) => sum + big(line.total), 0n)) / all : 0n;
      }
      if (more > best) best = more;
    }
    return points + best;
  }

  post(order: ShopOrder): void {
    if (order.status !== 'paid') {
      this.booked.delete(order.id);
      return;
    }
    const counted = this.#counted(order);
    const before = this.booked.get(order.id);
    const refunds = [...(order.refunds ?? [])].sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1,
    );
    const key = JSON.stringify([order.at, String(counted)]);
    // The points stay while the booking can become the order by further refunds alone.
    const shares = (upto: number) =>
      JSON.stringify(
        refunds.slice(0, upto).map(({ id }, i) => {
          const sum = (n: number) => refunds.slice(0, n).reduce((all, one) => all + big(one.amount), 0n);
          return [id, String(this.#countedAfter(order, sum(i)) - this.#countedAfter(order, sum(i + 1)))];
        }),
      );
    const known = before?.key.split('\n') ?? [];
    const booked: string[][] = known[1] ? JSON.parse(known[1]) : [];
    const now: string[][] = JSON.parse(shares(refunds.length));
    const grows = booked.every(([id, spend]) => now.some(([other, same]) => other === id && same === spend));
    const points = before && known[0] === key && grows ? before.points : this.#points(order);
    this.booked.set(order.id, {
      key: `${key}\n${shares(refunds.length)}`,
      day: order.at,
      points,
      counted,
      net: (until) => {
        const refunded = refunds.filter(({ at }) => at <= until).reduce((all, one) => all + big(one.amount), 0n);
        const left = this.#countedAfter(order, refunded);
        const whole = counted > 0n ? (points * left) / counted : refunded < big(order.total) ? points : 0n;
        return { counted: left, points: whole };
      },
    });
  }
}

/** A database without a row. */
const empty = { execute: async () => ({ rows: [] }) } as unknown as Database;

test('the points, their reasons and the tier of any orders in any order of arrival', async () => {
  let multiplied = 0;
  await fc.assert(
    fc.asyncProperty(rules, fc.array(state, { minLength: 1, maxLength: 10 }), async (made, states) => {
      const json = {
        points: { perUnit: made.perUnit, counts: made.counts },
        tiers: {
          period: made.period,
          levels: FROMS.map((from, i) => ({ id: `t${i}`, name: 'T', from: Number(from) / 100, times: made.times[i] })),
        },
        campaigns: made.campaigns.map((one, i) => ({ id: `k${i}`, ...one })),
        membership: { name: 'Plus', price: 1, period: 'P1Y', times: made.memberTimes },
      };
      const { value: program, faults } = parseFullProgram(json);
      assert.deepEqual(faults, []);
      const session = await LedgerSession.open(empty, program, TODAY, [CUSTOMER], []);
      (session.members as Map<string, object>).set(CUSTOMER, {
        ...(made.memberUntil && { memberUntil: made.memberUntil }),
      });
      const oracle = new Oracle(made);
      for (const order of states) {
        const normal = normalOrder(order, program);
        assert.ok('status' in normal);
        session.book(normal);
        oracle.post(order);
      }
      const entries = session.entries(CUSTOMER);
      assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length);
      for (const entry of entries) {
        if (entry.kind !== 'order' || !entry.factors) continue;
        multiplied++;
        assert.equal(
          entry.points,
          entry.factors.reduce((sum, { points }) => sum + points, entry.base ?? 0),
        );
      }
      const page = parseProgram(json).value;
      const account = parseAccount({ ledger: entries.map((entry) => wireEntry(entry, 'EUR')) }, 'EUR');
      assert.deepEqual(account.faults, []);
      for (const on of [TODAY, '2027-12-31']) {
        const { points, standing } = snapshot(page, account.value, on);
        let balance = 0n;
        let sum = 0n;
        for (const order of oracle.booked.values()) {
          balance += order.net(on).points;
          if (made.period === 'lifetime' || on < later(order.day, 12)) sum += order.net(on).counted;
        }
        assert.deepEqual([points?.spendable, standing?.value], [Number(balance), Number(sum)], on);
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 2000) },
  );
  assert.ok(multiplied > 500, `${multiplied} orders were multiplied`);
});
