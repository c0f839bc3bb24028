import { WRITTEN } from '../../config/answer-limits.ts';
import type { Fields } from '../question/answer-form.ts';

/** The fields of a survey that are kept while its answer is half given. */
export interface SurveyFields {
  readonly score: number | undefined;
  /** Ids of the chosen answers. */
  readonly chosen: readonly string[];
  /** What the customer wrote for "Something else". */
  readonly otherText: string;
  readonly comment: string;
}

const text = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '');

/**
 * Reads a half-given answer, in which any field may be missing or invalid.
 *
 * @param most the highest number of the scale
 */
export const readSurveyFields = ({ score, chosen, otherText, comment }: Fields, most: number): SurveyFields => ({
  score: Number.isInteger(score) && Number(score) >= 1 && Number(score) <= most ? Number(score) : undefined,
  chosen: Array.isArray(chosen) ? chosen.filter((id) => typeof id === 'string') : [],
  otherText: text(otherText, WRITTEN.other),
  comment: text(comment, WRITTEN.comment),
});
