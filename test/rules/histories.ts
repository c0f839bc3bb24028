/** Random ledgers for property tests. Few days, few ids and small amounts make collisions likely. */
import fc from 'fast-check';
import { parseAccount } from '../../src/config/account-reader.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { snapshot } from '../../src/loyalty/snapshot.ts';
import type { Snapshot } from '../../src/loyalty/types.ts';
import { nextDay, type RawEntry, type Rules } from '../loyalty/oracle.ts';

/** Days around the ends of months in three years, including a leap day. */
const day = fc.oneof(
  fc.constantFrom('2023-12-31', '2024-01-29', '2024-01-30', '2024-01-31', '2024-02-28', '2024-02-29', '2024-03-01'),
  fc.integer({ min: 0, max: 1000 }).map((n) => nextDay('2023-01-01', n)),
);

const order = fc.integer({ min: 0, max: 7 }).map((n) => `o${n}`);
const redemption = fc.integer({ min: 0, max: 4 }).map((n) => `r${n}`);
const cents = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((n) => n / 100);
const optional = (points: number) => fc.option(fc.integer({ min: 0, max: points }), { nil: undefined, freq: 3 });

const entry: fc.Arbitrary<Omit<RawEntry, 'id'> & { id?: string }> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      id: order,
      at: day,
      spend: cents(30),
      points: optional(20),
      pending: fc.option(fc.boolean(), { nil: undefined, freq: 4 }),
      available: fc.option(day, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      at: day,
      spend: cents(20),
      of: order,
      points: optional(10),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('redeem' as const),
      id: redemption,
      at: day,
      points: fc.integer({ min: 0, max: 30 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('release' as const), at: day, of: redemption }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('bonus' as const),
      at: day,
      points: fc.integer({ min: 0, max: 20 }),
      available: fc.option(day, { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('adjust' as const), at: day, points: fc.integer({ min: -20, max: 20 }) }),
  },
);

const strip = (value: object): RawEntry => JSON.parse(JSON.stringify(value));

/** Ledgers in which each id occurs once, each refund has its order and each release its redemption. */
export const history: fc.Arbitrary<RawEntry[]> = fc
  .array(entry, { maxLength: 14 })
  .map((entries) => entries.map((one, i) => strip({ ...one, id: one.id ?? `e${i}` })))
  .map((entries) => entries.filter((one, i) => entries.findIndex((other) => other.id === one.id) === i))
  .map((entries) =>
    entries.filter(
      ({ kind, of }) =>
        (kind !== 'refund' || entries.some((one) => one.kind === 'order' && one.id === of)) &&
        (kind !== 'release' || entries.some((one) => one.kind === 'redeem' && one.id === of)),
    ),
  );

export const today = fc.oneof(
  fc.constantFrom('2024-02-29', '2024-12-31', '2025-01-01', '2025-02-28'),
  fc.integer({ min: 0, max: 1100 }).map((n) => nextDay('2023-06-01', n)),
);

export const rules: fc.Arbitrary<Rules> = fc
  .record({
    perUnit: fc.constantFrom(1, 0.29, 0.1, 2.5, 0.333333),
    places: fc.constantFrom(0, 2, 3),
    expireAfter: fc.option(fc.constantFrom(1, 3, 12), { nil: undefined }),
    expireDays: fc.option(fc.constantFrom(1, 7, 30, 90, 366), { nil: undefined }),
    metric: fc.constantFrom('spend' as const, 'points' as const, 'orders' as const),
    period: fc.constantFrom('lifetime' as const, 'rolling' as const, 'calendar-year' as const),
    months: fc.constantFrom(1, 6, 12),
  })
  .map((made) => {
    const scale = made.metric === 'spend' ? 10 ** made.places : 1;
    const froms = made.metric === 'orders' ? [0, 1, 3, 4] : [0, 10 * scale, 25 * scale, 60 * scale];
    return { ...made, froms };
  });

const CURRENCY: Record<number, string> = { 0: 'JPY', 2: 'EUR', 3: 'KWD' };

export function programOf(made: Rules): object {
  const scale = made.metric === 'spend' ? 10 ** made.places : 1;
  const { expireAfter: months, expireDays: days } = made;
  const duration = `P${months ? `${months}M` : ''}${days ? `${days}D` : ''}`;
  return {
    currency: CURRENCY[made.places],
    points: { perUnit: made.perUnit, ...(duration !== 'P' && { expire: { after: duration } }) },
    tiers: {
      metric: made.metric,
      period: made.period,
      months: made.months,
      levels: made.froms.map((from, i) => ({ id: `l${i}`, name: `L${i}`, from: from / scale })),
    },
  };
}

/** The snapshot of a program and a ledger: JSON, full reader, arithmetic. */
export function seen(made: Rules, ledger: readonly unknown[], day: string, totals: object = {}): Snapshot {
  const program = parseProgram(programOf(made)).value;
  return snapshot(program, parseAccount({ ...totals, ledger }, program.currency).value, day);
}
