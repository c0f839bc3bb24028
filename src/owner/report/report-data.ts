import type { OwnerClient } from '../api/owner-client.ts';
import type { LapsingData, LiabilityData, TodayData } from '../api/owner-data.ts';
import { readScore } from '../scores/read-score.ts';
import type { ScoreData } from '../scores/score-data.ts';
import type { ShownPeriod } from '../shared/period.ts';

/** What waits for the owner today; undefined for what the server did not say. */
export interface ReportTodos {
  readonly today: TodayData | undefined;
  readonly lapsing: LapsingData | undefined;
  /** The points that expire in the month of today. */
  readonly expiring: { readonly month: string; readonly points: number } | undefined;
  readonly isComplete: boolean;
}

export interface ReportData {
  readonly score: ScoreData;
  readonly todos: ReportTodos;
}

async function readTodos(get: <T>(path: string) => Promise<T>): Promise<ReportTodos> {
  // A fault of one of them must not cost the report.
  const [today, lapsing, liability] = await Promise.allSettled([
    get<TodayData>('today'),
    get<LapsingData>('lapsing?limit=1'),
    get<LiabilityData>('liability'),
  ]);
  const given = <T>(one: PromiseSettledResult<T>) => (one.status === 'fulfilled' ? one.value : undefined);
  const owed = given(liability);
  const month = owed?.today.slice(0, 7);
  const points = owed?.months.find((one) => one.month === month)?.points ?? 0;
  return {
    today: given(today),
    lapsing: given(lapsing),
    expiring: month && points > 0 ? { month, points } : undefined,
    isComplete: [today, lapsing, liability].every(({ status }) => status === 'fulfilled'),
  };
}

/** Everything of a report. @throws RequestFault if the numbers cannot be read */
export async function readReport(client: OwnerClient, period: ShownPeriod, signal: AbortSignal): Promise<ReportData> {
  const get = <T>(path: string) => client.json<T>(`owner/${path}`, { signal });
  const [score, todos] = await Promise.all([readScore(client, 'nps', period, signal), readTodos(get)]);
  return { score, todos };
}
