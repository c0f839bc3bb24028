/** The rules of messages. A message is decided as a question is: `rules/evaluate.ts` gives the verdicts on both. */
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
