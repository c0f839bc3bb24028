// @ts-check
/** Shows the ledger as a table: each order, and whether it still counts today. */

import { token } from './token.js';

const script = /** @type {HTMLScriptElement | null} */ (document.querySelector('script[data-account]'));
const rows = document.getElementById('orders');

/** @typedef {{ id: string, at: string, kind: 'order', spend: number }} Order */

const DAY = 86_400_000;
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' });

/** The customer's calendar date, `YYYY-MM-DD`. */
function wallDate() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The same date a year later: the first day on which the order no longer counts. @param {string} date */
function yearLater(date) {
  const later = `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
  return later.endsWith('02-29') && Number.isNaN(Date.parse(later)) ? later.replace('29', '28') : later;
}

/** @param {Order} order @param {string} today @param {number} shift */
function row({ at, spend }, today, shift) {
  const gone = yearLater(at) <= today;
  const points = Math.floor(spend);
  const row = document.createElement('tr');
  row.classList.toggle('past', gone);
  const cells = [
    day.format(Date.parse(at)),
    money.format(spend),
    points.toLocaleString('en'),
    gone
      ? 'Expired: more than twelve months old'
      : `Counts towards the level. Points valid until ${day.format(Date.parse(yearLater(at)) - DAY)}`,
    day.format(Date.parse(at) - shift * DAY),
  ];
  cells.forEach((text, i) => {
    const cell = document.createElement('td');
    cell.textContent = text;
    if (i === 1 || i === 2) cell.className = 'n';
    row.append(cell);
  });
  return row;
}

if (script?.dataset.account && rows) {
  const today = wallDate();
  const shift = Math.round((Date.parse(today) - Date.parse('1998-07-01')) / DAY);
  const response = await fetch(script.dataset.account, { headers: { authorization: `Bearer ${await token()}` } });
  /** @type {{ ledger: Order[] }} */
  const { ledger } = await response.json();
  rows.replaceChildren(...ledger.reverse().map((order) => row(order, today, shift)));
}
