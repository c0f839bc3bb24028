// @ts-check
/**
 * The shop's side of the club: as a real shop, it knows the Lojal server only by its routes and its key.
 */
import { setTimeout } from 'node:timers/promises';
import { account, buyers, isNew } from './customers.js';

const BASE = 'http://shop.invalid/apps/lojal';
/** How often the server does what time brings, in milliseconds. */
const TICK = 60_000;
/** Orders of one part of the import, and the pause after it, in milliseconds. */
const [PART, PAUSE] = [50, 20];

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

  /** The orders of a customer in the data. @param {string} customer */
  const ordersOf = (customer) =>
    (account(customer, today())?.ledger ?? []).map(({ id, at, spend }) => ({
      id: `${customer}-${id.slice(1)}`,
      customer: `c_${customer}`,
      at,
      currency: 'USD',
      total: spend,
      status: 'paid',
    }));

  /** Whether the server has orders of a customer. @param {string} customer */
  const isImported = async (customer) => {
    const known = await (await ask('GET', 'account', undefined, await token(customer))).json();
    return known.ledger?.length > 0;
  };

  /** @param {string} customer */
  async function importHistory(customer) {
    // The dates move with the day of the import, so the orders of an earlier day stay as they are.
    if (await isImported(customer)) return;
    const orders = ordersOf(customer);
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
    /**
     * Imports the orders of all customers from the data, for the owner's page. In small parts, because the embedded database shares its
     * thread with the shop. Does nothing if that was done at an earlier start.
     *
     * @param {AbortSignal} signal ends the import
     */
    async prepareAll(signal) {
      const last = buyers.at(-1);
      if (last === undefined || (await isImported(last))) return;
      const pending = [];
      for (const customer of buyers) {
        if (signal.aborted) return;
        if (imported.has(customer) || (customer !== last && (await isImported(customer)))) continue;
        pending.push(...ordersOf(customer));
        if (pending.length < PART && customer !== last) continue;
        const response = await ask('POST', 'orders', pending.splice(0));
        if (!response.ok) throw new Error(`The orders of the data: ${await response.text()}`);
        await setTimeout(PAUSE);
      }
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
