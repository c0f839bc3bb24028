/** Made-up histories for property tests: few days, few ids, small amounts, so that things collide. */
import fc from 'fast-check';
import { parseAccount, parseProgram } from '../../src/core/parse.ts';
import { snapshot } from '../../src/core/snapshot.ts';
import type { Snapshot } from '../../src/core/types.ts';
import { nextDay, type RawEntry, type Rules } from './oracle.ts';

/** Days around the ends of months, a leap day among them, over three years. */
const day = fc.oneof(
  fc.constantFrom('2023-12-31', '2024-01-29', '2024-01-30', '2024-01-31', '2024-02-28', '2024-02-29', '2024-03-01'),
  fc.integer({ min: 0, max: 1000 }).map((n) => nextDay('2023-01-01', n)),
);

const order = fc.integer({ min: 0, max: 7 }).map((n) => `o${n}`);
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
    arbitrary: fc.record({ kind: fc.constant('redeem' as const), at: day, points: fc.integer({ min: 0, max: 30 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('bonus' as const), at: day, points: fc.integer({ min: 0, max: 20 }) }),
  },
);

const strip = (value: object): RawEntry => JSON.parse(JSON.stringify(value));

/** Ledgers with one entry an id. */
export const history: fc.Arbitrary<RawEntry[]> = fc
  .array(entry, { maxLength: 14 })
  .map((entries) => entries.map((one, i) => strip({ ...one, id: one.id ?? `e${i}` })))
  .map((entries) => entries.filter((one, i) => entries.findIndex((other) => other.id === one.id) === i));

export const today = fc.oneof(
  fc.constantFrom('2024-02-29', '2024-12-31', '2025-01-01', '2025-02-28'),
  fc.integer({ min: 0, max: 1100 }).map((n) => nextDay('2023-06-01', n)),
);

export const rules: fc.Arbitrary<Rules> = fc
  .record({
    perUnit: fc.constantFrom(1, 0.29, 0.1, 2.5, 0.333333),
    places: fc.constantFrom(0, 2, 3),
    expireAfter: fc.option(fc.constantFrom(1, 3, 12), { nil: undefined }),
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
  return {
    currency: CURRENCY[made.places],
    points: { perUnit: made.perUnit, ...(made.expireAfter && { expire: { after: `P${made.expireAfter}M` } }) },
    tiers: {
      metric: made.metric,
      period: made.period,
      months: made.months,
      levels: made.froms.map((from, i) => ({ id: `l${i}`, name: `L${i}`, from: from / scale })),
    },
  };
}

/** The whole way: JSON → parse → snapshot. */
export function seen(made: Rules, ledger: readonly unknown[], day: string, totals: object = {}): Snapshot {
  const program = parseProgram(programOf(made)).value;
  return snapshot(program, parseAccount({ ...totals, ledger }, program.currency).value, day);
}
