/** The counts from which the metrics are computed. */
export const metricTables: readonly string[] = [];
