/** What each RFM segment brings and costs. Money is in minor units. */
import { RFM_SEGMENTS, type RfmSegment, rfmSegment } from './rfm-score.ts';

/** Customers with the same scores, as they were counted. `cost` is the cost of what was sold for `costed`. */
export interface RfmCounts {
  readonly r: number;
  readonly f: number;
  readonly customers: number;
  readonly revenue: number;
  readonly year: number;
  readonly costed: number;
  readonly cost: number;
  readonly service: number;
  readonly served: number;
}

export interface RfmSegmentSum {
  readonly segment: RfmSegment;
  readonly customers: number;
  /** Of all time, and of the last 365 days. */
  readonly revenue: number;
  readonly year: number;
  /** The part of `year` whose costs are known, and what is left of it; null where no costs are known. */
  readonly costed: number;
  readonly margin: number | null;
  /** What serving `served` of the customers cost in the last year. */
  readonly service: number;
  readonly served: number;
  /** Margin − service; null where either is not known. */
  readonly contribution: number | null;
}

/** All six segments, in the order of the rules. */
export function rfmSegments(cells: readonly RfmCounts[]): readonly RfmSegmentSum[] {
  return RFM_SEGMENTS.map((segment) => {
    const own = cells.filter(({ r, f }) => rfmSegment(r, f) === segment);
    const sum = (key: Exclude<keyof RfmCounts, 'r' | 'f'>) => own.reduce((total, one) => total + one[key], 0);
    const [costed, service, served] = [sum('costed'), sum('service'), sum('served')];
    const margin = costed > 0 || sum('cost') > 0 ? costed - sum('cost') : null;
    return {
      segment,
      customers: sum('customers'),
      revenue: sum('revenue'),
      year: sum('year'),
      costed,
      margin,
      service,
      served,
      contribution: margin === null || served === 0 ? null : margin - service,
    };
  });
}
