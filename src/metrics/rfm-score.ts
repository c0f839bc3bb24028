/** Recency, frequency and monetary value, scored 1 to 5, and the segments made of them. */

export const RFM_SEGMENTS = ['champions', 'loyal', 'recent', 'needs_attention', 'at_risk', 'hibernating'] as const;
export type RfmSegment = (typeof RFM_SEGMENTS)[number];

/** The score by how many of `n` customers are worse. Customers with the same value share a score. */
export const rfmScore = (worse: number, n: number): number => 1 + Math.floor((5 * worse) / n);

/** The segment of the scores. The first rule that fits decides. */
export function rfmSegment(recency: number, frequency: number): RfmSegment {
  if (recency >= 4) return frequency >= 4 ? 'champions' : frequency >= 3 ? 'loyal' : 'recent';
  if (recency === 3) return frequency >= 3 ? 'loyal' : 'needs_attention';
  return frequency >= 3 ? 'at_risk' : 'hibernating';
}
