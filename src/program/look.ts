/** When to look again, after the rules have said no. */
import type { Rule, RuleName, Verdict } from '../core/rule.ts';
import { due } from '../core/rules.ts';

export const NEVER = Number.POSITIVE_INFINITY;
/** What changes without an event is looked at again after so long (ms). */
export const AGAIN = 1000;
/** Neither shorter nor longer (ms): what a sleeping device's clock says of a long time is worth little. */
const [SHORT, HOUR] = [50, 3_600_000];

const unheard: ReadonlySet<RuleName> = new Set<RuleName>(['busy', 'showing']);
/** What only this page decides, or will in a moment: without these the sample is what remains to be known. */
const PASSING = /^(sample|urls|placed|delay|scroll|dwell|exit|visit|showing|busy)$/;

/** ms since 1970; never, when something else than time must happen first, which is heard of. */
export const lookAgain = (verdicts: readonly Verdict[], now: number): number =>
  due(
    verdicts.map((one) => (unheard.has(one.rule) ? { ...one, at: now + AGAIN } : one)),
    now,
  );

export const pause = (ms: number): number => Math.min(HOUR, Math.max(SHORT, ms));

/** Whether it is the sample that decides about this customer: then it has to be remembered. */
export const hinges = ({ sample }: Rule, verdicts: readonly Verdict[]): boolean =>
  sample < 1 && verdicts.every(({ rule, yes }) => yes || PASSING.test(rule));
