/** What the effect of a change means for customers: who moves between which tiers, and what they lose. */
import { isRecord, valueAt } from './form/form-path.ts';
import { textIn } from './form/text-shapes.ts';
import type { EffectData } from './program-types.ts';

/** Customers who move from one tier to another. */
export interface TierMove {
  /** Ids; undefined below the first tier. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly isUp: boolean;
  readonly n: number;
}

export interface EffectSummary {
  readonly moves: readonly TierMove[];
  readonly fewerPoints: number;
  readonly morePoints: number;
  /** Customers whose points are worth less. */
  readonly worthLess: number;
  /** Whether the counts are of all changed customers, not only of the first 1,000. */
  readonly isComplete: boolean;
}

const levelsOf = (program: unknown): readonly unknown[] => {
  const levels = valueAt(program, ['tiers', 'levels']);
  return Array.isArray(levels) ? levels : [];
};

const placeIn = (program: unknown, id: string | undefined): number =>
  levelsOf(program).findIndex((level) => isRecord(level) && level.id === id);

/** The same order as the server's: that of the program which has both tiers, else their places. */
function isUp(before: unknown, after: unknown, old: string | undefined, now: string | undefined): boolean {
  if (old === undefined || now === undefined) return old === undefined;
  for (const program of [after, before])
    if (placeIn(program, old) >= 0 && placeIn(program, now) >= 0) return placeIn(program, now) > placeIn(program, old);
  return placeIn(after, now) > placeIn(before, old);
}

/** Adds up the changed customers. `before` and `after` are the programs. */
export function summaryOf({ changes, changed }: EffectData, before: unknown, after: unknown): EffectSummary {
  const moves = new Map<string, TierMove>();
  let [fewerPoints, morePoints, worthLess] = [0, 0, 0];
  for (const { tier, points, worth } of changes) {
    const [had = 0, has = 0] = [points.before, points.after];
    if (has < had) fewerPoints++;
    if (has > had) morePoints++;
    if ((worth.after ?? 0) < (worth.before ?? 0)) worthLess++;
    if (tier.before === tier.after) continue;
    const key = JSON.stringify([tier.before ?? null, tier.after ?? null]);
    const { n = 0 } = moves.get(key) ?? {};
    const up = isUp(before, after, tier.before, tier.after);
    moves.set(key, { before: tier.before, after: tier.after, isUp: up, n: n + 1 });
  }
  const sorted = [...moves.values()].sort((a, b) => Number(a.isUp) - Number(b.isUp) || b.n - a.n);
  return { moves: sorted, fewerPoints, morePoints, worthLess, isComplete: changes.length >= changed };
}

/** Whether a customer loses something. */
export const isLoss = ({ tiers, debtors }: EffectData, { fewerPoints, worthLess }: EffectSummary): boolean =>
  tiers.down > 0 || fewerPoints > 0 || worthLess > 0 || debtors.after > debtors.before;

/** The name of a tier in a language, as the programs say it; its id where none does. */
export function tierName(id: string, language: string, ...programs: readonly unknown[]): string {
  for (const program of programs) {
    const level = levelsOf(program)[placeIn(program, id)];
    const name = isRecord(level) ? textIn(level.name, language).trim() : '';
    if (name) return name;
  }
  return id;
}
