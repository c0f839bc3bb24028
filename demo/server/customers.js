// @ts-check
/** The shop's customers: the real buyers of the CDNOW sample, known by their numbers only. */

import { readFileSync } from 'node:fs';
import { parseCdnow } from '../data/cdnow.js';

const DAY = 86_400_000;

/** The day after the data's last order: in the demo this is today. */
export const AS_OF = '1998-07-01';

const ledgers = parseCdnow(readFileSync(new URL('../data/cdnow-sample.txt', import.meta.url), 'utf8'));

/** A spread of them for the chooser in the header: by what the club has to say to them today. */
export const chosen = [
  { label: 'One order, long ago', ids: ['0004', '0087'] },
  { label: 'Bronze, on the way to Silver', ids: ['0001', '1925', '0469'] },
  { label: 'Silver: just reached, close to Gold', ids: ['0602', '1166'] },
  { label: 'Gold: just reached, well in, close to Platinum', ids: ['0596', '1560', '0006'] },
  { label: 'Platinum: about to be lost, and at the top', ids: ['1088', '1203', '1981'] },
  { label: 'Spent most of all, then stayed away', ids: ['1901'] },
];

/** @param {string | undefined} id */
export const isCustomer = (id) => id !== undefined && ledgers.has(id);

/** @param {string} id */
export const orderCount = (id) => ledgers.get(id)?.length ?? 0;

/** How many days lie between the data's end and `today`. @param {string} today */
export const shift = (today) => Math.round((Date.parse(today) - Date.parse(AS_OF)) / DAY);

/**
 * The account JSON of a customer: every order of theirs, all dates moved by the same number of days; nothing for one
 * who is not known.
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

/** The calendar date on this machine's wall. */
export function wallDate() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
