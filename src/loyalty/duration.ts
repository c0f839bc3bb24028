/** ISO 8601 durations of calendar units. A file of its own, because a page without a ledger needs no other dates. */

/** A duration: first the months are added to a date, then the days. */
export interface Duration {
  readonly months: number;
  readonly days: number;
}

/**
 * Years, months, weeks and days of at most three digits each (days: four), not all of them 0: `P12M`, `P1Y6M`, `P90D`, `P2W`. Units of
 * the clock are not accepted, because a ledger has dates without times.
 */
export const DURATION = /^P(?=.*[1-9])(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?$/;

/** The months and days of a duration, together above 0; nothing for any other text. */
export function readDuration(text: string): Duration | undefined {
  const found = DURATION.exec(text);
  if (!found) return undefined;
  const unit = (i: number): number => +(found[i] ?? 0);
  return { months: unit(1) * 12 + unit(2), days: unit(3) * 7 + unit(4) };
}
