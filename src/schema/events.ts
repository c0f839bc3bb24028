import type { QuestionKind } from '../registry.ts';
import { cesAnswered } from './ces-answered.ts';
import { choiceAnswered } from './choice-answered.ts';
import { csatAnswered } from './csat-answered.ts';
import type { eventSchema } from './event.ts';
import { exitAnswered } from './exit-answered.ts';
import { npsAnswered } from './nps-answered.ts';
import { reviewAnswered } from './review-answered.ts';

/** The schema of every event that Lojal posts, by the name under which the build publishes it. A kind without one does not compile. */
export const events = {
  'nps-answered': npsAnswered,
  'review-answered': reviewAnswered,
  'csat-answered': csatAnswered,
  'ces-answered': cesAnswered,
  'choice-answered': choiceAnswered,
  'exit-answered': exitAnswered,
} as const satisfies { readonly [K in QuestionKind as `${K}-answered`]: ReturnType<typeof eventSchema<K>> };
