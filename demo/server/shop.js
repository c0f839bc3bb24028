// @ts-check
/** The shop's routes: its pages and its forms. */

import { readFileSync } from 'node:fs';
import { lines, readCart, setQuantity, total, writeCart } from './cart.js';
import { cover } from './covers.js';
import { isCustomer } from './customers.js';
import { fill } from './html.js';
import { findRecord } from './records.js';
import * as views from './views.js';

const YEAR = 31_536_000;
/** The maximum size of a form, in bytes. The shop's forms need a few dozen. */
const LONGEST_FORM = 2_000;

const page = (/** @type {string} */ name) => readFileSync(new URL(`../pages/${name}.html`, import.meta.url), 'utf8');

/** @type {Readonly<Record<string, string>>} */
const NAMES = {
  '/': 'index',
  '/index.html': 'index',
  '/product.html': 'product',
  '/cart.html': 'cart',
  '/checkout': 'checkout',
  '/checkout/order-received': 'thanks',
  '/account.html': 'account',
  '/rewards.html': 'rewards',
  '/privacy.html': 'privacy',
  '/gallery.html': 'gallery',
  '/programs.html': 'programs',
};

/** @param {Request} request */
const cookies = (request) =>
  new Map(
    (request.headers.get('cookie') ?? '').split(/;\s*/).map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return /** @type {const} */ ([name, value]);
    }),
  );

/** @param {string} body @param {string} type @param {number} [status] */
const give = (body, type, status = 200) =>
  new Response(body, { status, headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' } });

/** @param {string} to @param {string} [cookie] */
const seeOther = (to, cookie) =>
  new Response(null, {
    status: 303,
    headers: { Location: to, 'Cache-Control': 'no-store', ...(cookie !== undefined && { 'Set-Cookie': cookie }) },
  });

/** @param {string} name @param {string} value */
const cookie = (name, value) => `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR}`;

/** A path of this shop; `/` for anything else, so that a form cannot redirect to another site. @param {string | null} wanted */
const local = (wanted) => (wanted && /^\/(?![/\\])[\w./?=&%-]*$/.test(wanted) ? wanted : '/');

/**
 * Handles a request; undefined for an unknown path.
 *
 * @param {Request} request
 * @param {string} today YYYY-MM-DD
 * @param {object} services
 * @param {(customer: string) => Promise<string>} services.token signs a token for a customer
 * @param {(record: string) => Promise<readonly views.Published[]>} services.reviews published reviews of a record, newest first
 * @param {ReturnType<typeof import('./club.js').createClub>} services.club
 * @returns {Promise<Response | undefined>}
 */
export async function shop(request, today, { token, reviews, club }) {
  const { pathname: path, searchParams: query } = new URL(request.url);
  const jar = cookies(request);
  const cart = readCart(jar.get('nord_cart'));
  const customer = views.customerOf(jar.get('nord_customer'));
  if (request.method === 'POST' && path === '/token')
    return giveToken(request, customer, async (id) => {
      await club.prepare(id);
      return token(id);
    });
  if (request.method === 'POST') return post(request, path, cart, customer, club);
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;

  const drawn = findRecord(/^\/covers\/([a-z-]+)\.svg$/.exec(path)?.[1] ?? null);
  if (drawn) return give(cover(drawn), 'image/svg+xml');

  const record = findRecord(query.get('record') ?? (query.has('record') ? null : 'northern-lights'));
  const known = Object.hasOwn(NAMES, path) && (path !== '/product.html' || record);
  // Unknown pages get the "not found" page. Any other path may be a file.
  if (!known && !path.endsWith('.html')) return undefined;
  const name = (known && NAMES[path]) || 'missing';
  const visit = { path: path === '/index.html' ? '/' : path, query, customer, cart, today };
  const shown = {
    header: views.header(visit),
    lojal: views.lojal(visit),
    footer: views.footer(visit),
    ...(name === 'index' && { strip: views.strip(visit), shelf: views.shelf() }),
    ...(name === 'product' &&
      record && {
        title: `${record.title} – ${record.artist}`,
        product: views.product(record, await reviews(record.id)),
      }),
    ...(name === 'cart' && { basket: views.basket(visit) }),
    ...(name === 'checkout' && { checkout: views.checkout(visit) }),
    ...(name === 'thanks' && { order: views.orderNumber(visit), booked: views.booked(visit) }),
    ...(name === 'account' && { account: views.account(visit), who: customer ? `Customer ${customer}` : 'Guest' }),
  };
  return give(fill(page(name), shown), 'text/html; charset=utf-8', known ? 200 : 404);
}

/** Whether the request comes from a page of another site. @param {Request} request */
const isForeign = (request) => {
  const origin = request.headers.get('origin');
  return origin !== null && origin !== new URL(request.url).origin;
};

/**
 * @param {Request} request
 * @param {string | undefined} customer
 * @param {(customer: string) => Promise<string>} token
 */
async function giveToken(request, customer, token) {
  if (isForeign(request)) return give('Requests from other sites are not accepted.', 'text/plain', 403);
  if (!customer) return give('No customer is signed in.', 'text/plain', 401);
  const headers = { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' };
  return new Response(await token(customer), { headers });
}

/**
 * @param {Request} request
 * @param {string} path
 * @param {import('./cart.js').Cart} cart
 * @param {string | undefined} customer
 * @param {ReturnType<typeof import('./club.js').createClub>} club
 */
async function post(request, path, cart, customer, club) {
  if (!['/customer', '/cart', '/order'].includes(path)) return undefined;
  if (isForeign(request)) return give('Requests from other sites are not accepted.', 'text/plain', 403);
  if (!(Number(request.headers.get('content-length')) <= LONGEST_FORM))
    return give('The form is too large.', 'text/plain', 413);
  const form = new URLSearchParams(await request.text());

  if (path === '/customer') {
    const number = (form.get('customer') ?? '').trim();
    const id = number ? number.padStart(4, '0') : '';
    if (id && !isCustomer(id)) return seeOther(local(form.get('back')));
    return seeOther(local(form.get('back')), cookie('nord_customer', id));
  }
  if (path === '/cart') {
    const id = form.get('record') ?? '';
    setQuantity(cart, id, form.has('pieces') ? Number(form.get('pieces')) : (cart.get(id) ?? 0) + 1);
    return seeOther('/cart.html', cookie('nord_cart', writeCart(cart)));
  }
  const code = (form.get('code') ?? '').trim();
  const sum = total(cart);
  const off = code ? await club.discount(code, sum) : 0;
  if (off === undefined) return seeOther(`/checkout?code=${encodeURIComponent(code.slice(0, 40))}`);
  const number = 10_000 + Math.floor(Math.random() * 90_000);
  const paid = Math.round((sum - off) * 100) / 100;
  // A guest has no ledger.
  if (customer && cart.size) {
    await club.prepare(customer);
    await club.order({ id: `${number}`, customer, total: paid, lines: lines(cart), codes: code ? [code] : [] });
  }
  return seeOther(`/checkout/order-received?order=${number}&total=${paid.toFixed(2)}`, cookie('nord_cart', ''));
}
