/** The date that the customer's wall calendar shows, `YYYY-MM-DD`. */
export function today(): string {
  const now = new Date();
  // What the clock on the wall says, read as if it were UTC's.
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
