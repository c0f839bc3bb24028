/** The Net Promoter Score (Reichheld, "The One Number You Need to Grow", 2003). */

export type NpsSegment = 'detractor' | 'passive' | 'promoter';

/** The segment of one score of 0–10: up to 6 detractor, 7 and 8 passive, above promoter. */
export function npsSegment(score: number): NpsSegment {
  return score < 7 ? 'detractor' : score < 9 ? 'passive' : 'promoter';
}

/** Percent of promoters less percent of detractors, −100 to 100, not rounded; nothing for no scores. */
export function npsScore(scores: readonly number[]): number | undefined {
  let sum = 0;
  for (const score of scores) sum += score < 7 ? -1 : score < 9 ? 0 : 1;
  return scores.length ? (sum * 100) / scores.length : undefined;
}
