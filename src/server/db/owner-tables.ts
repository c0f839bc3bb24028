/** What the owner of the shop adds to answers, and the sessions of the owner page. */
export const ownerTables: readonly string[] = [];
