/** What the readers give: a value that can always be used, and the faults of the JSON. Types only. */

/** The kinds of faults in the JSON of a program or an account. `diagnostics` has a message for each. */
export type FaultCode =
  | 'lojal/invalid-json'
  | 'lojal/json-too-long'
  | 'lojal/invalid-value'
  | 'lojal/unreadable-value'
  | 'lojal/unknown-key'
  | 'lojal/invalid-key'
  | 'lojal/too-many'
  | 'lojal/text-too-long'
  | 'lojal/too-precise'
  | 'lojal/duplicate'
  | 'lojal/too-few'
  | 'lojal/hard-to-follow'
  | 'lojal/levels-unsorted'
  | 'lojal/incomplete-pair'
  | 'lojal/unknown-entry'
  | 'lojal/currency-differs'
  | 'lojal/rule-without-kind'
  | 'lojal/rule-without-event'
  | 'lojal/more-faults';

/** A part of the JSON that was not used as it is. */
export interface Fault {
  readonly code: FaultCode;
  /** Where: `tiers.levels[2].from`. */
  readonly path: string;
  /** The value, shortened for a message, or the fact that the code is about. */
  readonly found: string;
  /** What is accepted; empty where the code says so by itself. */
  readonly accepted: string;
  /** What was done instead; empty where the fault changes nothing. */
  readonly outcome: string;
}

/** A value that can always be used, and the faults of the configuration from which it was read. */
export interface Parsed<T> {
  readonly value: T;
  readonly faults: readonly Fault[];
}
