/** Counts and durations in English, for explanations. */

/** `1 day`, `3 days`. */
export const countText = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** A duration in words, rounded up: `3 days`. */
export function durationText(ms: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1000, 'second'],
  ] as const;
  const [unit, name] = units.find(([unit]) => ms >= 2 * unit) ?? [1000, 'second'];
  return countText(Math.ceil(ms / unit), name);
}
