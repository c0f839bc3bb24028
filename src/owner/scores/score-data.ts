/** What the routes behind the scores give. */
import type { MetricsData } from '../api/owner-data.ts';

/** The questions with a score. */
export const SCORED_KINDS = ['nps', 'csat', 'ces'] as const;
export type ScoredQuestion = (typeof SCORED_KINDS)[number];

export interface SeriesStep {
  /** The first day of the week or the month. */
  readonly from: string;
  readonly until: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** The reason for a missing value or a missing interval. */
  readonly reason?: string;
  /** Answers that arrived after the week or the month. */
  readonly late?: number;
}

export interface Distribution {
  readonly n: number;
  readonly values: readonly { readonly value: number; readonly n: number }[];
}

export interface WordingData {
  readonly version: string;
  readonly text: string;
  /** The day of the first answer to this wording. */
  readonly first: string;
}

/** A version of the program that changed when the question is asked. */
export interface RuleChangeData {
  readonly version: number;
  readonly from: string;
  /** Keys of the rules: `sample`. */
  readonly changed: readonly string[];
}

export interface ScoreData {
  readonly metrics: MetricsData;
  readonly steps: readonly SeriesStep[];
  readonly distribution: Distribution;
  readonly wordings: readonly WordingData[];
  readonly rules: readonly RuleChangeData[];
}

export interface ChoiceData {
  readonly questions: readonly {
    readonly question: string;
    readonly n: number;
    readonly options: readonly { readonly text: string; readonly n: number }[];
  }[];
}

export interface WordData {
  readonly n: { readonly unhappy: number; readonly happy: number };
  readonly words: readonly {
    readonly word: string;
    readonly group: 'unhappy' | 'happy';
    readonly counts: { readonly unhappy: number; readonly happy: number };
    readonly examples: readonly { readonly id: string; readonly text: string }[];
  }[];
}

/** The values that a question can have. */
export const SCORE_BOUNDS: Readonly<Record<ScoredQuestion, readonly [number, number]>> = {
  nps: [0, 10],
  csat: [1, 5],
  ces: [1, 7],
};

/** The group of a score: unhappy, between, or happy. */
export function toneOf(kind: ScoredQuestion, score: number): 'bad' | 'faint' | undefined {
  const [low, high] = { nps: [6, 8], csat: [2, 3], ces: [3, 4] }[kind] as [number, number];
  return score <= low ? 'bad' : score <= high ? 'faint' : undefined;
}
