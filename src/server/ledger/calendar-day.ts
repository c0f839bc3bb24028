/** Calendar days in the time zone of the program. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // `sv` writes dates as `YYYY-MM-DD`.
  const made = new Intl.DateTimeFormat('sv', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, made);
  return made;
}

/** The zone in which a program without `timeZone` has its days on a server. */
export const SERVER_ZONE = 'UTC';

/**
 * The calendar day of a moment.
 *
 * @param at RFC 3339, milliseconds since 1970, or a calendar date, which stays as it is
 * @throws RangeError for a time zone that this machine does not know
 */
export function calendarDay(at: string | number, timeZone: string = SERVER_ZONE): string {
  return typeof at === 'string' && at.length === 10 ? at : formatOf(timeZone).format(new Date(at));
}
