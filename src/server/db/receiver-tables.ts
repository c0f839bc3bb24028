/** Receivers of webhooks, and the deliveries to them. */
export const receiverTables: readonly string[] = [];
