/** Which version of the program holds when. */
import type { ProgramVersion } from './db/program-store.ts';
import { calendarDay } from './ledger/calendar-day.ts';

/** Whether a version had begun when a later one was saved. */
const hadBegun = ({ from, timeZone }: ProgramVersion, later: ProgramVersion): boolean =>
  from <= calendarDay(later.saved, timeZone ?? undefined);

/**
 * The versions that hold at some moment, by their first day. A version that had not begun when another one from the same day was saved
 * never holds. Versions in another currency than the newest one never booked an order: the currency changes only before the first.
 *
 * @param versions in the order in which they were saved
 */
export function timelineOf(versions: readonly ProgramVersion[]): readonly ProgramVersion[] {
  const currency = versions.at(-1)?.currency;
  const byDay = new Map<string, readonly ProgramVersion[]>();
  for (const version of versions) {
    if (version.currency !== currency) continue;
    const begun = (byDay.get(version.from) ?? []).filter((one) => hadBegun(one, version));
    byDay.set(version.from, [...begun, version]);
  }
  return [...byDay.values()].flat().sort((a, b) => (a.from < b.from ? -1 : +(a.from > b.from)));
}

/**
 * The version that holds at a moment. Of two from the same day, the later one holds as soon as the day has begun in its time zone. Before
 * the first day, the version of that day holds.
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
  return (
    timeline.findLast(({ from, timeZone }) => from <= dayIn(timeZone)) ??
    timeline.findLast(({ from }) => from === timeline[0]?.from)
  );
}
