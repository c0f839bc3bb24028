import type { Bar } from '../charts/bar-chart.ts';
import type { TrendPoint } from '../charts/trend-chart.ts';
import { reasonText } from '../shared/change-line.ts';
import type { ShownPeriod } from '../shared/period.ts';
import type { Translator } from '../shared/translator.ts';
import { changesOf } from './score-changes.ts';
import { type Distribution, SCORE_BOUNDS, type ScoreData, type ScoredQuestion, toneOf } from './score-data.ts';

/** Periods with more days are shown by month. */
const MOST_WEEKLY = 120;

/** The length of a step of a series. */
export const stepOf = ({ days }: ShownPeriod): 'month' | 'week' => (days > MOST_WEEKLY ? 'month' : 'week');

/** The course of a score, as the chart shows it. */
export function trendPoints(
  words: Translator,
  period: ShownPeriod,
  { steps, wordings, rules }: Pick<ScoreData, 'steps' | 'wordings' | 'rules'>,
): TrendPoint[] {
  const short = new Intl.DateTimeFormat(words.tag, {
    timeZone: 'UTC',
    ...(stepOf(period) === 'month' ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' }),
  });
  return steps.map(({ from, until, value, low, high, n, reason, late = 0 }) => {
    const { mark, notes } = changesOf(words, { from, until }, wordings, rules);
    if (value !== null && low === null && reason) notes.push(reasonText(words, reason));
    if (late > 0) notes.push(words.t('scores.late', { n: late }));
    return {
      label: short.format(Date.parse(`${from}T00:00:00Z`)),
      value,
      low,
      high,
      n,
      mark,
      ...(notes.length > 0 && { note: notes.join(' · ') }),
    };
  });
}

/** How often each score was given. */
export function scoreBars(kind: ScoredQuestion, { values }: Distribution): Bar[] {
  const [least, greatest] = SCORE_BOUNDS[kind];
  const counts = new Map(values.map(({ value, n }) => [value, n]));
  return Array.from({ length: greatest - least + 1 }, (_, i) => {
    const score = least + i;
    const tone = toneOf(kind, score);
    return { label: String(score), n: counts.get(score) ?? 0, ...(tone && { tone }) };
  });
}
