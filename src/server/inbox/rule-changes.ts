/** When the asking rules of a question changed: other customers were asked, or at another moment, so scores cannot be compared. */
import { readAskingRules } from '../../config/ask-reader.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { ProgramVersion } from '../db/program-store.ts';
import { timelineOf } from '../program-timeline.ts';

export interface RuleChange {
  /** The version of the program that brought the change. */
  readonly version: number;
  /** Its first day. */
  readonly from: CalendarDate;
  /** The keys of the rule that differ, for example `sample`; `ask` where a rule was added or removed. */
  readonly changed: readonly string[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The rules of a kind of question by name, with every default, and the pause between any two questions. */
function rulesOf({ text }: ProgramVersion, kind: string) {
  const { cooldown, rules } = readAskingRules((JSON.parse(text) as { readonly ask?: unknown }).ask);
  return { cooldown, rules: new Map(rules.filter((rule) => rule.kind === kind).map((rule) => [rule.name, rule])) };
}

function changedKeys(older: ProgramVersion, newer: ProgramVersion, kind: string): string[] {
  const [before, after] = [rulesOf(older, kind), rulesOf(newer, kind)];
  const changed = new Set<string>();
  for (const name of new Set([...before.rules.keys(), ...after.rules.keys()])) {
    const [old, now] = [before.rules.get(name), after.rules.get(name)];
    if (!old || !now) changed.add('ask');
    else
      for (const [key, value] of Object.entries(now)) if (!same(value, old[key as keyof typeof old])) changed.add(key);
  }
  const isAsked = before.rules.size > 0 && after.rules.size > 0;
  if (isAsked && before.cooldown !== after.cooldown) changed.add('cooldown');
  return [...changed];
}

/**
 * The changes of a period, in their order. A version that never held is left out, and so is one that only changed words.
 *
 * @param versions in the order in which they were saved
 * @param until the first day that does not count
 */
export function ruleChanges(
  versions: readonly ProgramVersion[],
  kind: string,
  from: CalendarDate,
  until: CalendarDate,
): readonly RuleChange[] {
  const timeline = timelineOf(versions);
  return timeline.flatMap((version, i) => {
    const before = timeline[i - 1];
    if (!before || version.from < from || version.from >= until) return [];
    const changed = changedKeys(before, version, kind);
    return changed.length > 0 ? [{ version: version.version, from: version.from, changed }] : [];
  });
}
