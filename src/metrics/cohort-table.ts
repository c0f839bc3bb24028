/** Customers by the month of their first purchase, and how many of them bought in each month since. */

/** Customers of the cohort `cohort` who bought in the month `month`. Months are `YYYY-MM`. */
export interface CohortCell {
  readonly cohort: string;
  readonly month: string;
  readonly customers: number;
  /** Minor units. */
  readonly revenue: number;
}

/** `active[k]`: customers who bought k calendar months after the first. Months that are not over are absent. */
export interface CohortRow {
  readonly cohort: string;
  readonly size: number;
  readonly active: readonly number[];
  /** Minor units. */
  readonly revenue: readonly number[];
}

const monthIndex = (month: string): number => +month.slice(0, 4) * 12 + +month.slice(5, 7) - 1;

/** @param asOf the exclusive end of what is known, `YYYY-MM-DD`: its month is over only if the day is the first */
export function cohortTable(cells: readonly CohortCell[], asOf: string): readonly CohortRow[] {
  const end = monthIndex(asOf);
  const rows = new Map<string, { active: number[]; revenue: number[] }>();
  for (const { cohort, month, customers, revenue } of cells) {
    const length = end - monthIndex(cohort);
    if (length <= 0) continue;
    const blank = () => new Array<number>(length).fill(0);
    const row = rows.get(cohort) ?? { active: blank(), revenue: blank() };
    rows.set(cohort, row);
    const k = monthIndex(month) - monthIndex(cohort);
    if (k >= length) continue;
    row.active[k] = customers;
    row.revenue[k] = revenue;
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cohort, { active, revenue }]) => ({ cohort, size: active[0] ?? 0, active, revenue }));
}
