/** Retention and churn of a shop without contracts: a customer at a time bought within the window before it. */
import { type Estimate, noValue } from './estimate.ts';
import { shareOf } from './wilson.ts';

export interface RetentionCounts {
  /** Customers at the start and at the end of the period. */
  readonly start: number;
  readonly end: number;
  /** First purchase within the period. */
  readonly acquired: number;
  /** Those of `acquired` who are customers at the end. */
  readonly acquiredAtEnd: number;
  /** Customers at the start and at the end. */
  readonly retained: number;
}

export const retentionEstimate = ({ retained, start }: RetentionCounts): Estimate =>
  shareOf(retained, start, 'no_customers_at_start');

export const churnEstimate = ({ retained, start }: RetentionCounts): Estimate =>
  shareOf(start - retained, start, 'no_customers_at_start');

/** Customers at the end who were neither customers at the start nor new. */
export const reactivatedCount = ({ end, retained, acquiredAtEnd }: RetentionCounts): number =>
  end - retained - acquiredAtEnd;

/** The common formula (E − N) / S. It counts customers who came back as retained, so it can pass 100 %. */
export const formulaRetention = ({ start, end, acquired }: RetentionCounts): number | null =>
  start > 0 ? (end - acquired) / start : null;

/** The length of a relation in years: 1 / annual churn. `years`: the time in which the churn was observed. */
export function relationYears(churn: number, years = 1): number | null {
  return churn > 0 ? years / churn : null;
}

/** The simple value of a customer: value per year × years of the relation. */
export function simpleValue(perYear: number | null, churn: Estimate, years = 1): Estimate {
  if (churn.value === null) return noValue(churn.reason ?? 'no_customers_at_start', churn.n);
  if (perYear === null) return noValue('no_customers', churn.n);
  const length = relationYears(churn.value, years);
  return length === null
    ? noValue('no_churn_observed', churn.n)
    : { value: perYear * length, low: null, high: null, n: churn.n };
}
