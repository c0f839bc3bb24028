const MINUTE_MS = 60_000;
const MINUTES = 60;

/** Counts requests by minute, for an hour. Sixty cells, whatever the number of requests. */
export interface HourCounts {
  add(isError: boolean): void;
  /** The counts of the last 60 minutes. */
  readonly sum: () => { readonly requests: number; readonly errors: number };
}

/** @param now the time in ms, which never goes back */
export function createHourCounts(now: () => number = () => performance.now()): HourCounts {
  const cells = Array.from({ length: MINUTES }, () => ({ minute: -1, requests: 0, errors: 0 }));
  const minuteNow = () => Math.floor(now() / MINUTE_MS);
  return {
    add(isError) {
      const minute = minuteNow();
      const cell = cells[minute % MINUTES];
      if (!cell) return;
      if (cell.minute !== minute) Object.assign(cell, { minute, requests: 0, errors: 0 });
      cell.requests += 1;
      cell.errors += Number(isError);
    },
    sum() {
      const from = minuteNow() - MINUTES;
      const recent = cells.filter(({ minute }) => minute > from && minute >= 0);
      return {
        requests: recent.reduce((n, { requests }) => n + requests, 0),
        errors: recent.reduce((n, { errors }) => n + errors, 0),
      };
    },
  };
}
