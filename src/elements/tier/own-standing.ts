import { toMajor, toMinor } from '../../loyalty/money.ts';
import { standing } from '../../loyalty/tiers.ts';
import type { Metric, Standing, Tiers } from '../../loyalty/types.ts';
import type { ProgramData } from '../shared/program-data.ts';
import { snapshotOf } from '../shared/snapshot-of.ts';

/** What the page sets on one `lojal-tier`. */
interface Own {
  readonly tiers: Tiers | undefined;
  readonly metric: Metric | undefined;
  /** In major units of money, or a count. */
  readonly value: number | undefined;
}

/**
 * The standing that an element shows: the program's, unless the page sets the tiers, the metric or the value of the
 * element. Nothing without data, and for money in another currency than the program's.
 */
export function ownStanding(own: Own, data: ProgramData | undefined, currency: string): Standing | undefined {
  const { value } = own;
  const { account, program } = data ?? {};
  const known = snapshotOf(data)?.standing;
  const tiers = own.tiers ?? program?.tiers;
  if (!tiers || (value === undefined && !own.metric)) return known;
  const metric = own.metric ?? tiers.metric;
  if (metric === 'spend' && account?.currency) return undefined;
  const minor = (n: number): number => (metric === 'spend' ? toMinor(n, currency) : n);
  // Levels of `spend` are in minor units of money, all others are counts.
  const major = (n: number): number => (tiers.metric === 'spend' ? toMajor(n, currency) : n);
  const levels =
    metric === tiers.metric
      ? tiers.levels
      : tiers.levels.map((level) => ({ ...level, from: minor(major(level.from)) }));
  const total = metric === 'points' ? (account?.lifetime ?? account?.points) : account?.[metric];
  const now = value === undefined ? total : minor(value);
  if (now === undefined) return known?.metric === metric ? known : undefined;
  return standing({ ...tiers, metric, levels }, now);
}
