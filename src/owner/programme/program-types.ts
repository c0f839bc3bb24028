/** What the routes of the program give. */
import type { LiabilityData } from '../api/owner-data.ts';

/** `GET owner/liability`, with its sums. */
export interface OutstandingData extends LiabilityData {
  readonly points: number;
  /** In minor units; null in a program whose points have no value. */
  readonly worth: number | null;
  /** Of the last twelve months, the oldest first. */
  readonly flow?: readonly {
    readonly month: string;
    readonly issued: number;
    readonly redeemed: number;
    readonly expired: number;
  }[];
}

export interface VersionRow {
  readonly version: number;
  /** The first day, in the time zone of the program. */
  readonly from: string;
  /** RFC 3339. */
  readonly saved: string;
}

/** `GET owner/program`. */
export interface ProgramData {
  /** The program that holds today. */
  readonly program: unknown;
  /** The version that holds today; absent where the program is a file or a value of the server. */
  readonly version?: number;
  /** Oldest first. */
  readonly versions: readonly VersionRow[];
}

/** `GET owner/program/versions/<n>`. */
export interface VersionData extends VersionRow {
  readonly program: unknown;
}

interface Both<Value> {
  readonly before?: Value;
  readonly after?: Value;
}

export interface CustomerChange {
  readonly id: string;
  /** Ids of tiers; absent below the first one. */
  readonly tier: Both<string>;
  readonly points: Both<number>;
  readonly worth: Both<number>;
}

/** `POST owner/program/preview`. Money is in minor units. */
export interface EffectData {
  readonly currency: string;
  readonly customers: number;
  readonly changed: number;
  readonly tiers: { readonly up: number; readonly down: number };
  readonly points: { readonly before: number; readonly after: number };
  readonly debtors: { readonly before: number; readonly after: number };
  readonly liability: Both<number>;
  /** At most 1,000 of the changed customers. */
  readonly changes: readonly CustomerChange[];
}
