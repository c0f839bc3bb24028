const two = (n: number): string => String(n).padStart(2, '0');

/** The date that the customer's wall calendar shows, `YYYY-MM-DD`. Throws not even where the page has broken `Date`. */
export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
