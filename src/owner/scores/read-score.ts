import type { OwnerClient } from '../api/owner-client.ts';
import type { MetricsData } from '../api/owner-data.ts';
import { periodQuery, type ShownPeriod } from '../shared/period.ts';
import type { ScoreData, ScoredQuestion } from './score-data.ts';
import { stepOf } from './score-points.ts';

/**
 * Reads a score with its course, its distribution, and what changed in the question.
 *
 * @param whose parameters that say whose answers count; empty for all
 * @throws RequestFault
 */
export async function readScore(
  client: OwnerClient,
  kind: ScoredQuestion,
  period: ShownPeriod,
  signal: AbortSignal,
  whose = '',
): Promise<ScoreData> {
  const scope = periodQuery(period, whose);
  const get = <T>(path: string) => client.json<T>(`owner/${path}`, { signal });
  const [metrics, { steps }, distribution, { wordings, rules = [] }] = await Promise.all([
    get<MetricsData>(`metrics?${scope}&compare=previous`),
    get<Pick<ScoreData, 'steps'>>(`series?of=${kind}&${scope}&step=${stepOf(period)}`),
    get<ScoreData['distribution']>(`distribution?of=${kind}&${scope}`),
    get<Pick<ScoreData, 'wordings'> & Partial<Pick<ScoreData, 'rules'>>>(`wordings?of=${kind}&${periodQuery(period)}`),
  ]);
  return { metrics, steps, distribution, wordings, rules };
}
