/** What the routes behind the customers give. Money is in minor units. */

export interface RfmData {
  readonly currency: string;
  /** The first day that does not count. */
  readonly until: string;
  readonly customers: number;
  readonly segments: readonly RfmSegmentData[];
  readonly cells: readonly { readonly r: number; readonly f: number; readonly customers: number }[];
}

export interface RfmSegmentData {
  readonly segment: string;
  readonly customers: number;
  readonly revenue: number;
  /** Of the last 365 days. */
  readonly year: number;
  /** What is left after the costs of what was sold; null where no costs are known. */
  readonly margin: number | null;
  /** What serving `served` of the customers cost. */
  readonly service: number;
  readonly served: number;
  /** Margin less service; null where either is unknown. */
  readonly contribution: number | null;
}

export interface CohortData {
  readonly until: string;
  readonly cohorts: readonly { readonly cohort: string; readonly size: number; readonly active: readonly number[] }[];
}

export interface RepurchaseData {
  readonly until: string;
  readonly customers: number;
  /** The days after which a tenth, a quarter and a half have bought again; null where the curve ends before. */
  readonly p10: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly points: readonly {
    readonly days: number;
    readonly rate: number;
    readonly low: number;
    readonly high: number;
  }[];
}

export interface GapData {
  readonly until: string;
  readonly n: number;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly values: readonly { readonly value: number; readonly n: number }[];
}

export interface PredictionData {
  readonly currency: string;
  readonly reason?: string;
  readonly customers?: number;
  readonly value?: number;
  readonly repeatPurchases?: { readonly observed: number; readonly expected: number };
  readonly holdout?: { readonly weeks: number; readonly observed: number; readonly expected: number };
}
