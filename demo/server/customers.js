// @ts-check
/** The shop's customers: the real buyers of the CDNOW sample, identified by number. */

import { readFileSync } from 'node:fs';
import { parseCdnow } from '../data/cdnow.js';

const DAY = 86_400_000;

/** The day after the last order in the data. In the demo, this day is today. */
export const AS_OF = '1998-07-01';

const ledgers = parseCdnow(readFileSync(new URL('../data/cdnow-sample.txt', import.meta.url), 'utf8'));

/** A selection for the header, by what the elements show for them today. */
export const chosen = [
  { label: 'New, without an order', ids: ['3001', '3002', '3003'] },
  { label: 'One order, long ago', ids: ['0004', '0087'] },
  { label: 'Bronze', ids: ['0001', '1925', '0469'] },
  { label: 'Silver: just reached; close to Gold', ids: ['0602', '1166'] },
  { label: 'Gold: just reached; in the middle; close to Platinum', ids: ['0596', '1560', '0006'] },
  { label: 'Platinum: about to expire; at the top', ids: ['1088', '1203', '1981'] },
  { label: 'Highest total, no recent order', ids: ['1901'] },
];

/** Customers who have not ordered yet: nobody of the data. */
const fresh = ['3001', '3002', '3003'];

/** @param {string} id */
export const isNew = (id) => fresh.includes(id);

/** @param {string | undefined} id */
export const isCustomer = (id) => id !== undefined && (ledgers.has(id) || isNew(id));

/** The customers of the data. */
export const buyers = [...ledgers.keys()];

/** @param {string} id */
export const orderCount = (id) => ledgers.get(id)?.length ?? 0;

/** Days between the end of the data and `today`. @param {string} today */
export const shift = (today) => Math.round((Date.parse(today) - Date.parse(AS_OF)) / DAY);

/**
 * The account JSON of a customer, with all dates moved by the same number of days; undefined for an unknown
 * customer.
 *
 * @param {string} id
 * @param {string} today
 */
export function account(id, today) {
  if (!isCustomer(id)) return undefined;
  const by = shift(today) * DAY;
  const ledger = (ledgers.get(id) ?? []).map((order) => ({
    ...order,
    at: new Date(Date.parse(order.at) + by).toISOString().slice(0, 10),
  }));
  return { id: `c_${id}`, ledger };
}

/** Today's date in this machine's time zone. */
export function wallDate() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
