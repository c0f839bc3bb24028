/** Which version of the program holds when. */
import type { ProgramVersion } from './db/program-store.ts';
import { calendarDay } from './ledger/calendar-day.ts';

/**
 * The versions that hold on some day, in order. Of two from the same day, the later one holds. Versions in another currency than the
 * newest one never booked an order: the currency changes only before the first.
 *
 * @param versions in the order in which they were saved
 */
export function timelineOf(versions: readonly ProgramVersion[]): readonly ProgramVersion[] {
  const currency = versions.at(-1)?.currency;
  const byDay = new Map<string, ProgramVersion>();
  for (const version of versions) if (version.currency === currency) byDay.set(version.from, version);
  return [...byDay.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/**
 * The version that holds at a moment. Before the first version, the first one.
 *
 * @param at RFC 3339, milliseconds since 1970, or a calendar date
 */
export function versionAt(timeline: readonly ProgramVersion[], at: string | number): ProgramVersion | undefined {
  const days = new Map<string | null, string>();
  const dayIn = (timeZone: string | null): string => {
    const day = days.get(timeZone) ?? calendarDay(at, timeZone ?? undefined);
    days.set(timeZone, day);
    return day;
  };
  return timeline.findLast(({ from, timeZone }) => from <= dayIn(timeZone)) ?? timeline[0];
}
