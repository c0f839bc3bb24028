// @ts-check
/** The cart is a cookie with records and quantities: `low-sun.1_granite.2`. The server stores nothing. */

import { findRecord, records } from './records.js';

const MAX_PIECES = 9;

/** @typedef {Map<string, number>} Cart pieces by record id */

/**
 * @param {string | undefined} cookie
 * @returns {Cart}
 */
export function readCart(cookie = '') {
  const cart = new Map();
  for (const line of cookie.split('_').slice(0, records.length)) {
    const [id = '', pieces = ''] = line.split('.');
    if (findRecord(id) && /^[1-9]$/.test(pieces)) cart.set(id, Number(pieces));
  }
  return cart;
}

/** @param {Cart} cart */
export const writeCart = (cart) => [...cart].map(([id, pieces]) => `${id}.${pieces}`).join('_');

/** Sets the quantity of a record. @param {Cart} cart @param {string} id @param {number} pieces */
export function setQuantity(cart, id, pieces) {
  if (!findRecord(id) || !Number.isInteger(pieces)) return;
  if (pieces < 1) cart.delete(id);
  else cart.set(id, Math.min(pieces, MAX_PIECES));
}

/** @param {Cart} cart */
export const pieces = (cart) => [...cart.values()].reduce((sum, n) => sum + n, 0);

/** The total in dollars, computed in cents to be exact. @param {Cart} cart */
export const total = (cart) =>
  [...cart].reduce((sum, [id, n]) => sum + n * Math.round(100 * (findRecord(id)?.price ?? 0)), 0) / 100;

/** The lines of an order, in dollars. @param {Cart} cart */
export const lines = (cart) =>
  [...cart].map(([id, quantity]) => ({
    product: id,
    quantity,
    total: (quantity * Math.round(100 * (findRecord(id)?.price ?? 0))) / 100,
  }));
