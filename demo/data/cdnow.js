/**
 * Converts the CDNOW sample (see README.md) to one ledger per customer.
 *
 * @typedef {{ id: string, at: string, kind: 'order', spend: number }} Order `at` is YYYY-MM-DD, `spend` in dollars
 */

/**
 * @param {string} text the file's content
 * @returns {Map<string, Order[]>} by the customer's id in the sample ("0001"). Order ids are o1, o2 …, in the order of the file
 */
export function parseCdnow(text) {
  /** @type {Map<string, Order[]>} */
  const ledgers = new Map();
  for (const line of text.split('\n')) {
    const [, customer, day, , dollars] = line.trim().split(/\s+/);
    if (!customer || !day || !dollars) continue;
    const ledger = ledgers.get(customer) ?? [];
    ledgers.set(customer, ledger);
    ledger.push({
      id: `o${ledger.length + 1}`,
      at: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
      kind: 'order',
      spend: Number(dollars),
    });
  }
  return ledgers;
}
