import { cesAnswered } from './ces-answered.ts';
import { choiceAnswered } from './choice-answered.ts';
import { csatAnswered } from './csat-answered.ts';
import { exitAnswered } from './exit-answered.ts';
import { npsAnswered } from './nps-answered.ts';
import { reviewAnswered } from './review-answered.ts';

/** Every event that Lojal posts, by the name under which its schema is published. */
export const events = {
  'nps-answered': npsAnswered,
  'review-answered': reviewAnswered,
  'csat-answered': csatAnswered,
  'ces-answered': cesAnswered,
  'choice-answered': choiceAnswered,
  'exit-answered': exitAnswered,
} as const;
