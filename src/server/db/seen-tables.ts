/** Daily counts of how questions and messages were received. */
export const seenTables: readonly string[] = [];
