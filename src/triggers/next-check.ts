/** When the rules are evaluated again, after they have refused. */
import { nextChange } from '../rules/evaluate.ts';
import type { Rule, RuleName, RuleVerdict } from '../rules/rule.ts';

export const NEVER = Number.POSITIVE_INFINITY;
/** The delay (ms) for what changes without an event. */
export const POLL = 1000;
/** The limits of a timer (ms). The upper one is short because the timers of a sleeping device are not reliable. */
const [SHORTEST, LONGEST] = [50, 3_600_000];

/** Rules that look at what changes without an event. */
const SILENT: ReadonlySet<RuleName> = new Set<RuleName>(['busy', 'showing']);
/** The sample, and rules that this page decides: if only these refuse, the sample may decide later on this page. */
const PASSING = /^(sample|urls|placed|delay|scroll|dwell|exit|visit|showing|busy)$/;

/** The time of the next check in ms since 1970; `NEVER` when an event must happen first. */
export const nextCheck = (verdicts: readonly RuleVerdict[], now: number): number =>
  nextChange(
    verdicts.map((one) => (SILENT.has(one.rule) ? { ...one, at: now + POLL } : one)),
    now,
  );

/** The delay of a timer that is due in `ms`. */
export const timerDelay = (ms: number): number => Math.min(LONGEST, Math.max(SHORTEST, ms));

/** Whether the sample decides about this customer: its outcome must then be remembered. */
export const sampleDecides = ({ sample }: Rule, verdicts: readonly RuleVerdict[]): boolean =>
  sample < 1 && verdicts.every(({ rule, yes }) => yes || PASSING.test(rule));
