/** The metrics of a store. */
import type { SQL } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { CohortCell } from '../../metrics/cohort-table.ts';
import type { Database } from '../db/database.ts';
import type { LoadedProgram } from '../program-source.ts';
import { type ActivityCounts, readActivity } from './activity-counts.ts';
import { type AnswerScores, readScores, responseEstimate, type ScoredKind } from './answer-scores.ts';
import { readCohortCells } from './cohort-cells.ts';
import { type ComputedMetrics, computeMetrics, type MetricSettings } from './compute-metrics.ts';
import { type CustomerStates, readStates } from './customer-states.ts';
import { type Holdout, type HoldoutGroups, readHoldoutGroups } from './holdout-groups.ts';
import { type LapsingCustomer, readLapsing } from './lapsing-customers.ts';
import { type LifeTable, readLifeTable } from './life-table.ts';
import type { MetricScope } from './metric-scope.ts';
import { type PeriodTotals, readPurchases, readTotals } from './period-totals.ts';
import { PredictionCache, type PredictionOutcome } from './prediction-cache.ts';
import { rebuildSummaries } from './rebuild.ts';
import { ResultCache } from './result-cache.ts';
import { type RfmCell, readRfm } from './rfm-query.ts';
import { withSegment } from './segment-table.ts';
import { TierSegments } from './tier-segments.ts';

/** Reads the summaries of orders, and the answers. Money is in minor units unless a type says otherwise. */
export interface MetricStore {
  compute(scope: MetricScope, settings: MetricSettings): Promise<ComputedMetrics>;
  scores(scope: MetricScope, kinds: readonly ScoredKind[]): Promise<AnswerScores>;
  totals(scope: MetricScope): Promise<PeriodTotals>;
  gaps(scope: MetricScope): Promise<ReadonlyMap<number, number>>;
  activity(scope: MetricScope): Promise<ActivityCounts>;
  life(scope: MetricScope): Promise<LifeTable>;
  cohorts(scope: MetricScope, since: CalendarDate): Promise<readonly CohortCell[]>;
  rfm(scope: MetricScope): Promise<readonly RfmCell[]>;
  states(scope: MetricScope): Promise<CustomerStates>;
  lapsing(scope: MetricScope, meanGap: number, limit: number): Promise<readonly LapsingCustomer[]>;
  /** Orders and revenue of the customers who can get a campaign or a message, and of those who are left out. */
  holdout(holdout: Holdout, signal?: AbortSignal): Promise<HoldoutGroups>;
  /** A query of the customers who are in a tier at the end of a day, by the rules of today. At most a minute old. */
  customersOfTier(loaded: LoadedProgram, tier: string, day: CalendarDate): Promise<SQL>;
  /** The forecast of what is known before `until`. Computed at most every ten minutes. */
  prediction(until: CalendarDate): Promise<PredictionOutcome>;
  /** The same; nothing while the forecast of another day is computed. */
  startPrediction(until: CalendarDate): Promise<PredictionOutcome> | undefined;
  /** Counts the summaries again from the orders. */
  rebuild(): Promise<void>;
}

export function createMetricStore(db: Database): MetricStore {
  const predictions = new PredictionCache(db);
  const results = new ResultCache(db);
  const tiers = new TierSegments(db);
  const kept = <Result>(
    name: string,
    scope: MetricScope,
    read: (db: Database, scope: MetricScope) => Promise<Result>,
  ): Promise<Result> => results.read(name, scope, () => withSegment(db, scope, read));
  return {
    compute: async (scope, { window, questions }) => {
      const [metrics, responseRate] = await Promise.all([
        kept(`metrics ${window}`, scope, (tx, own) => computeMetrics(tx, own, window)),
        responseEstimate(db, scope, questions),
      ]);
      return { ...metrics, estimates: { ...metrics.estimates, responseRate } };
    },
    scores: (scope, kinds) => kept(`scores ${kinds}`, scope, (tx, own) => readScores(tx, own, kinds)),
    totals: (scope) => kept('totals', scope, readTotals),
    gaps: async (scope) => (await kept('purchases', scope, readPurchases)).gaps,
    activity: (scope) => kept('activity', scope, readActivity),
    life: (scope) => kept('life', scope, readLifeTable),
    cohorts: (scope, since) => kept(`cohorts ${since}`, scope, (tx, own) => readCohortCells(tx, own, since)),
    rfm: (scope) => kept('rfm', scope, readRfm),
    states: (scope) => kept('states', scope, readStates),
    lapsing: (scope, ...of) => kept(`lapsing ${of}`, scope, (tx, own) => readLapsing(tx, own, ...of)),
    holdout: (...of) => readHoldoutGroups(db, ...of),
    customersOfTier: (...of) => tiers.customersOf(...of),
    prediction: (until) => predictions.read(until),
    startPrediction: (until) => predictions.readOrStart(until),
    rebuild: () => rebuildSummaries(db),
  };
}
