// @ts-check
/**
 * The shop's side of the club: as a real shop, it knows the Lojal server only by its routes and its key.
 */
import { account, isNew } from './customers.js';

const BASE = 'http://shop.invalid/apps/lojal';
/** How often the server does what time brings, in milliseconds. */
const TICK = 60_000;

/**
 * @typedef {object} Order
 * @property {string} id
 * @property {string} customer the customer's number
 * @property {number} total in dollars
 * @property {readonly { product: string, quantity: number, total: number }[]} lines
 * @property {readonly string[]} codes
 */

/**
 * @param {(request: Request) => Promise<Response>} endpoint
 * @param {string} shopKey
 * @param {(customer: string) => Promise<string>} token signs a token for a customer
 * @param {() => string} today YYYY-MM-DD
 */
export function createClub(endpoint, shopKey, token, today) {
  /** @param {string} method @param {string} path @param {unknown} [body] @param {string} [key] */
  const ask = (method, path, body, key = shopKey) =>
    endpoint(
      new Request(`${BASE}/${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );

  /** @type {Map<string, Promise<void>>} */
  const imported = new Map();

  /** @param {string} customer */
  async function importHistory(customer) {
    // The dates move with the day of the import, so the orders of an earlier day stay as they are.
    const known = await (await ask('GET', 'account', undefined, await token(customer))).json();
    if (known.ledger?.length > 0) return;
    const { ledger = [] } = account(customer, today()) ?? {};
    const orders = ledger.map(({ id, at, spend }) => ({
      id: `${customer}-${id.slice(1)}`,
      customer: `c_${customer}`,
      at,
      currency: 'USD',
      total: spend,
      status: 'paid',
    }));
    if (orders.length === 0) return;
    const response = await ask('POST', 'orders', orders);
    if (!response.ok) throw new Error(`The orders of customer ${customer}: ${await response.text()}`);
  }

  const timer = setInterval(() => ask('POST', 'tick').catch(console.error), TICK).unref();

  return {
    /**
     * Imports the orders of a customer from the data, unless the server has orders of the customer.
     *
     * @param {string} customer
     */
    prepare(customer) {
      const known = imported.get(customer) ?? (isNew(customer) ? Promise.resolve() : importHistory(customer));
      imported.set(customer, known);
      // The next visit tries again.
      known.catch(() => imported.delete(customer));
      return known;
    },
    /** @param {Order} order */
    async order({ customer, ...order }) {
      const all = {
        ...order,
        customer: `c_${customer}`,
        at: new Date().toISOString(),
        currency: 'USD',
        status: 'paid',
      };
      const response = await ask('POST', 'orders', all);
      if (!response.ok) throw new Error(`The order ${order.id}: ${await response.text()}`);
    },
    /**
     * What a code takes off, in dollars; undefined for a code that cannot be used for this order.
     *
     * @param {string} code
     * @param {number} total in dollars
     * @returns {Promise<number | undefined>}
     */
    async discount(code, total) {
      const response = await ask('GET', `codes/${encodeURIComponent(code)}`);
      if (!response.ok) return undefined;
      const { state, kind, value = 0, minimum = 0 } = await response.json();
      if (state !== 'issued' || total < minimum) return undefined;
      return kind === 'discount' ? Math.min(value, total) : 0;
    },
    close: () => clearInterval(timer),
  };
}
