/** The rules of messages. A message is decided as a question is: `rules/evaluate.ts` gives the verdicts on both. */

import { QUESTION_KINDS } from '../registry.ts';
import type { MessageName } from '../rules/message-fact.ts';
import type { Rule, RuleName } from '../rules/rule.ts';
import { readAskingRules } from './ask-reader.ts';

/** What the rule of a message does not say: a message has no answer, no event and no segment. */
const SKIPPED: readonly RuleName[] = [
  'after',
  'placed',
  'scroll',
  'dwell',
  'exit',
  'tier',
  'orders',
  'lang',
  'answered',
  'showings',
];
/** Below every question. Of several messages, the one that is over first comes first. */
const PRIORITIES: Readonly<Record<MessageName, number>> = {
  birthday: -2001,
  expiring: -2002,
  near: -2003,
  lapsed: -2004,
};

/** The rule of a message, with the defaults of a question. */
export function messageRule(message: MessageName, holdout = 0): Rule {
  const [defaults] = readAskingRules({ nps: {} }).rules as readonly [Rule];
  return {
    ...defaults,
    name: `message:${message}`,
    kind: 'message',
    priority: PRIORITIES[message],
    holdout,
    skips: SKIPPED,
  };
}

/** The rule of replies. Comes before everything else, and without the limits on how often. */
export const replyRule = (): Rule => ({
  ...messageRule('near'),
  name: 'message:reply',
  priority: 2000,
  skips: [...SKIPPED, 'sample', 'shown', 'dismissed', 'cooldown'],
});

/** What does not hold for a question that the shop wants this customer to be asked. */
const UNWISHED: readonly RuleName[] = [
  'after',
  'sample',
  'tier',
  'orders',
  'lang',
  'shown',
  'dismissed',
  'answered',
  'showings',
  'cooldown',
];

/** What can be wished without a rule. A testimonial is a review. */
const WISHABLE = [...QUESTION_KINDS, 'testimonial'];

/** The rules with those of wished questions. A wish for a name that is neither a rule nor wishable has no effect. */
export function withWishes(rules: readonly Rule[], wishes: readonly string[]): readonly Rule[] {
  const wish = (rule: Rule, wished: Rule['wished']): Rule =>
    ({ ...rule, wished, priority: 1500, skips: UNWISHED }) as Rule;
  const known = rules.map((rule) => (wishes.includes(rule.name) ? wish(rule, 'too') : rule));
  const alone = WISHABLE.filter((wished) => wishes.includes(wished) && !rules.some(({ name }) => name === wished));
  return [
    ...known,
    ...alone.flatMap((name) =>
      readAskingRules({ [name]: name === 'testimonial' ? { kind: 'review' } : {} }).rules.map((rule) =>
        wish(rule, 'alone'),
      ),
    ),
  ];
}
