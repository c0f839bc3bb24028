/** Explains the decision about a question: what each rule says, and when that can change. */

import { durationText } from './duration-text.ts';
import { allows, nextChange } from './evaluate.ts';
import type { AskingRules, Rule, RuleContext, RuleName, RuleVerdict } from './rule.ts';
import { verdictSentences } from './verdict-sentences.ts';

/** The decision about one question. */
export interface Explanation {
  readonly name: string;
  readonly yes: boolean;
  /** The decision in short. */
  readonly summary: string;
  /** `words` is one or more sentences. */
  readonly rules: readonly { readonly rule: RuleName; readonly yes: boolean; readonly words: string }[];
}

/** @param verdicts what `evaluate` gave for this rule in this context */
export function explain(
  rule: Rule,
  asking: Pick<AskingRules, 'cooldown'>,
  { now }: Pick<RuleContext, 'now'>,
  verdicts: readonly RuleVerdict[],
): Explanation {
  const yes = allows(verdicts);
  const no = verdicts.filter((one) => !one.yes);
  const earliest = (at: number): string | false => Number.isFinite(at) && `Earliest: in ${durationText(at - now)}`;
  const sentences = (parts: readonly (string | false | undefined)[]): string =>
    parts
      .filter(Boolean)
      .map((part) => `${part}.`)
      .join(' ');
  return {
    name: rule.name,
    yes,
    summary: yes
      ? `${rule.name}: yes. All ${verdicts.length} rules say yes.`
      : `${rule.name}: not now. ${sentences([
          `${no.length} of ${verdicts.length} rules ${no.length === 1 ? 'says' : 'say'} no`,
          earliest(nextChange(verdicts, now)),
        ])}`,
    rules: verdicts.map((one) => ({
      rule: one.rule,
      yes: one.yes,
      words: sentences([...verdictSentences(one, rule, asking), !one.yes && one.at !== undefined && earliest(one.at)]),
    })),
  };
}

/** The explanation as lines of text. The rules that say no come first. */
export const toText = ({ summary, rules }: Explanation): string =>
  [
    summary,
    ...[...rules]
      .sort((a, b) => +a.yes - +b.yes)
      .map(({ rule, yes, words }) => `${yes ? 'yes' : 'no '} ${rule}: ${words}`),
  ].join('\n');
