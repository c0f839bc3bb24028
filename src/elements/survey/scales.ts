import type { QuestionKindOf } from '../../registry.ts';

export type SurveyKind = QuestionKindOf<'survey'>;

/** Highest number of each scale, which starts at 1; 0 for a list of answers. */
export const SCALES = { csat: 5, ces: 7, choice: 0, exit: 0 } as const satisfies Record<SurveyKind, number>;

export const isKind = (kind: unknown): kind is SurveyKind => typeof kind === 'string' && Object.hasOwn(SCALES, kind);

/** The keys of a follow-up question. */
export type FollowUp = 'csatUnhappy' | 'middle' | 'csatHappy' | 'cesHard' | 'cesEasy' | 'more';

/** The follow-up question of a score: below, in or above the middle of its scale. */
export function followUpOf(kind: 'csat' | 'ces', score: number): FollowUp {
  const [low, high] = kind === 'csat' ? (['csatUnhappy', 'csatHappy'] as const) : (['cesHard', 'cesEasy'] as const);
  const middle = (SCALES[kind] + 1) / 2;
  return score < middle ? low : score > middle ? high : 'middle';
}
