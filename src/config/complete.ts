/** The last step of reading: a value as the shop wrote it, in the units of the arithmetic. */

import { BASE } from '../loyalty/base-level.ts';
import { type Duration, readDuration } from '../loyalty/duration.ts';
import { toMinor } from '../loyalty/money.ts';
import type { Account, Program } from '../loyalty/types.ts';
import type { programDeclaration } from './program-declaration.ts';
import type { Value } from './vocabulary.ts';

/** A program as the shop wrote it, with its defaults. */
export type DefaultedProgram = Value<typeof programDeclaration>;

/**
 * The program in the units of the arithmetic: money in minor units, durations in months and days, rewards by price, and a level
 * at 0 where the shop has none. Levels keep their order.
 */
export function completeProgram(program: DefaultedProgram): Program {
  const { tiers, rewards, currency: code, ...others } = program;
  const { expire, ...points } = others.points;
  const currency = code.toUpperCase();
  const levels = tiers?.levels.map((level) => ({
    ...level,
    from: tiers.metric === 'spend' ? toMinor(level.from, currency) : level.from,
  }));
  return {
    ...others,
    currency,
    points: { ...points, ...(expire && { expireAfter: readDuration(expire.after) as Duration }) },
    ...(tiers && levels && { tiers: { ...tiers, levels: levels[0]?.from ? [BASE, ...levels] : levels } }),
    rewards: [...rewards].sort((a, b) => a.points - b.points),
  };
}

/** An account of totals with its money in minor units. */
export const completeTotals = (totals: Account, currency: string): Account =>
  totals.spend === undefined ? totals : { ...totals, spend: toMinor(totals.spend, currency) };
