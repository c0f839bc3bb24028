// @ts-check
/** The parts of the pages that depend on the customer and the cart. */

import { readFileSync } from 'node:fs';
import { pieces, total } from './cart.js';
import { chosen, isCustomer, orderCount, shift } from './customers.js';
import { Html, html } from './html.js';
import { findRecord, records } from './records.js';

/**
 * @typedef {object} Visit
 * @property {string} path path of the page
 * @property {URLSearchParams} query
 * @property {string | undefined} customer number of a customer in the sample; undefined for a guest
 * @property {import('./cart.js').Cart} cart
 * @property {string} today YYYY-MM-DD
 */

/** @typedef {import('./records.js').Shelved} Shelved */

/** @param {number} amount */
export const dollars = (amount) => `$${amount.toFixed(2)}`;

/** @param {number} n @param {string} one @param {string} other */
const some = (n, one, other) => `${n} ${n === 1 ? one : other}`;

/** @param {Visit} visit */
const back = ({ path, query }) => (query.size ? `${path}?${query}` : path);

// Inline, so that the elements need no request and nothing moves. Escaped, because `</script>` would end the script.
const program = new Html(
  JSON.stringify(JSON.parse(readFileSync(new URL('../lojal.json', import.meta.url), 'utf8'))).replaceAll(
    '<',
    '\\u003c',
  ),
);

/**
 * Lojal's script tag, as a shop's template writes it. A guest has no customer, no account and no identity.
 *
 * @param {Visit} visit
 */
export function lojal({ customer }) {
  const tag = customer
    ? html`<script src="/identity.js"></script>
<script src="/lojal.js" async data-server="/apps/lojal" data-customer="c_${customer}"></script>`
    : html`<script src="/lojal.js" async data-server="/apps/lojal"></script>`;
  return html`<script type="application/json" data-lojal="program">${program}</script>
${tag}`;
}

/** @param {Visit} visit */
export function header(visit) {
  const { cart, path } = visit;
  const n = pieces(cart);
  const current = (/** @type {string} */ href) => (path === href ? html` aria-current="page"` : '');
  return html`<a class="skip" href="#main">Skip to the content</a>
    <header>
      <p class="ribbon">Demo shop. The records are invented; the orders are real.</p>
      <div class="head">
      <a class="brand" href="/"${current('/')}><span class="disc" aria-hidden="true"></span><span>Nord Records</span></a>
      <nav class="nav" aria-label="Shop">
        <a href="/#records">Records</a>
        <a href="/rewards.html"${current('/rewards.html')}>Rewards</a>
        <a href="/account.html"${current('/account.html')}>Account</a>
        <a href="/cart.html"${current('/cart.html')}>Cart <span class="count">${n}<span class="unseen"> ${n === 1 ? 'piece' : 'pieces'}</span></span></a>
      </nav>
      ${chooser(visit)}
      </div>
    </header>`;
}

/** Replaces the sign-in of a real shop. @param {Visit} visit */
function chooser(visit) {
  const { customer } = visit;
  const listed = chosen.some(({ ids }) => customer !== undefined && ids.includes(customer));
  const option = (/** @type {string} */ id) =>
    html`<option value="${id}"${id === customer ? html` selected` : ''}>Customer ${id} · ${some(orderCount(id), 'order', 'orders')}</option>`;
  return html`<form class="chooser" action="/customer" method="post">
    <input type="hidden" name="back" value="${back(visit)}">
    <label for="customer">Signed in as</label>
    <select id="customer" name="customer" data-submits>
      <option value="">Guest</option>
      ${customer && !listed ? option(customer) : ''}
      ${chosen.map(({ label, ids }) => html`<optgroup label="${label}">${ids.map(option)}</optgroup>`)}
    </select>
    <button class="quiet">Change</button>
  </form>`;
}

/** @param {Visit} visit */
export function footer({ today }) {
  return html`<footer class="foot">
    <div>
      <p class="brand"><span class="disc" aria-hidden="true"></span><span>Nord Records</span></p>
      <p>A demo of Lojal. Nothing is for sale.</p>
    </div>
    <nav aria-label="More">
      <a href="/privacy.html">Privacy</a>
      <a href="/gallery.html">Every element in every state</a>
      <a href="/programs.html">Kinds of programme</a>
      <a href="/apps/lojal/owner/">For the shop owner</a>
    </nav>
    <p class="small">Orders: the public CDNOW sample, January 1997 to June 1998. All dates are moved forward by ${shift(today).toLocaleString('en')} days: 1 July 1998 becomes today.</p>
  </footer>`;
}

/** @param {Shelved} record @param {string} [loading] */
const cover = ({ id, title, artist }, loading) =>
  html`<img src="/covers/${id}.svg" width="400" height="400" alt="Cover of ${title} by ${artist}"${loading ? html` loading="${loading}"` : ''}>`;

/** The strip below the hero: an invitation, the balance for members, the club for guests. @param {Visit} visit */
export function strip({ customer, query }) {
  if (query.has('lojal-referral')) return html`<lojal-referral></lojal-referral>`;
  return customer
    ? html`<p>Welcome back, customer ${customer}.</p>
        <p>Your balance: <lojal-points variant="inline"><a href="/account.html">on your account page</a></lojal-points></p>
        <a href="/account.html">Your account</a>`
    : html`<p>Nord Records Club</p>
        <p><lojal-points variant="inline">One point per dollar, four levels.</lojal-points></p>
        <a href="/rewards.html">Rewards</a>`;
}

export const shelf = () =>
  html`<ul class="shelf">${records.map(
    (record, i) => html`<li>
      <a class="record" href="/product.html?record=${record.id}">
        <span class="sleeve">${cover(record, i > 3 ? 'lazy' : undefined)}</span>
        <span class="title">${record.title}</span>
        <span class="artist">${record.artist}</span>
        <span class="facts"><span>${record.kind}</span> <span>${dollars(record.price)}</span></span>
      </a>
    </li>`,
  )}</ul>`;

/** The name as the customer chose to show it. @param {{ name?: string, display?: string }} [author] */
function named({ name = '', display } = {}) {
  const [first = '', ...rest] = name.split(/\s+/);
  const last = rest.at(-1);
  if (!first || display === 'anonymous') return 'A customer';
  if (display === 'full' || !last) return name;
  return `${first} ${[...last][0]}.`;
}

/** Reviews that the customer agreed to publish and the shop approved. @param {readonly Published[]} reviews */
const reviewList = (reviews) =>
  reviews.length
    ? html`<section class="voices" aria-labelledby="voices">
      <h2 id="voices">Reviews</h2>
      <ul>${reviews.map(
        ({ rating, title, body, author, time, incentive }) => html`<li>
          <p class="stars" role="img" aria-label="${rating} of 5 stars">${'★'.repeat(rating)}${'☆'.repeat(5 - rating)}</p>
          ${title ? html`<p class="headline">${title}</p>` : ''}
          ${body ? html`<p class="body">${body}</p>` : ''}
          <p class="small"><bdi>${named(author)}</bdi>, <time datetime="${time}">${time.slice(0, 10)}</time>${incentive ? ` · received ${incentive} for this review` : ''}</p>
        </li>`,
      )}</ul>
    </section>`
    : '';

/**
 * @typedef {{ rating: number, title?: string, body?: string, author?: { name?: string, display?: string }, time: string, incentive?: string }} Published
 *
 * @param {Shelved} record
 * @param {readonly Published[]} reviews
 */
export function product(record, reviews) {
  const url = `/product.html?record=${record.id}`;
  return html`<article class="product">
      <div class="art"><span class="sleeve">${cover(record)}</span></div>
      <div class="about">
        <p class="kind">${record.kind} · ${record.year}</p>
        <h1>${record.title}</h1>
        <p class="by">${record.artist}</p>
        <p class="lead">${record.about}</p>
        <form class="buy" action="/cart" method="post">
          <input type="hidden" name="record" value="${record.id}">
          <p class="price">${dollars(record.price)}</p>
          <button>Add to cart</button>
        </form>
        <lojal-product-points price="${record.price}" product="${record.id}"></lojal-product-points>
        <h2>Tracks</h2>
        <ol class="tracks">${record.tracks.map(([name, time]) => html`<li><span>${name}</span> <time>${time}</time></li>`)}</ol>
      </div>
    </article>
    ${reviewList(reviews)}
    <section class="write" aria-labelledby="write">
      <div>
        <h2 id="write">Write a review</h2>
        <p>Every customer can write a review, good or bad. The shop publishes your review here after approval, if you agree.</p>
      </div>
      <lojal-review product="${record.id}" product-name="${record.title}" product-url="${url}"><p class="plain">The review form needs JavaScript.</p></lojal-review>
    </section>`;
}

/** @param {Visit} visit */
export function basket({ cart, customer }) {
  if (!cart.size)
    return html`<p class="lead">Your cart is empty.</p><p><a class="button" href="/#records">See the records</a></p>`;
  const sum = total(cart);
  return html`<div class="till">
    <ul class="lines">${[...cart].map(([id, n]) => {
      const record = /** @type {Shelved} */ (findRecord(id));
      return html`<li>
        <a href="/product.html?record=${id}" tabindex="-1" aria-hidden="true"><img src="/covers/${id}.svg" width="96" height="96" alt=""></a>
        <div><a class="title" href="/product.html?record=${id}">${record.title}</a><p class="artist">${record.artist}</p></div>
        <form action="/cart" method="post">
          <input type="hidden" name="record" value="${id}">
          <label class="unseen" for="n-${id}">Pieces of ${record.title}</label>
          <select id="n-${id}" name="pieces" data-submits>${[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(
            (i) => html`<option value="${i}"${i === n ? html` selected` : ''}>${i || 'Remove'}</option>`,
          )}</select>
          <button class="quiet">Change</button>
        </form>
        <p class="amount">${dollars(n * record.price)}</p>
      </li>`;
    })}</ul>
    <aside class="sum" aria-label="Your order">
      <dl>
        <div><dt>${some(pieces(cart), 'record', 'records')}</dt><dd>${dollars(sum)}</dd></div>
        <div><dt>Shipping</dt><dd>None (demo)</dd></div>
        <div class="total"><dt>Total</dt><dd>${dollars(sum)}</dd></div>
      </dl>
      <p><a class="button" href="/checkout">Check out</a></p>
      <lojal-tier cart="${sum.toFixed(2)}">${
        customer
          ? ''
          : html`<p class="plain">Members see here how this cart brings them closer to the next level. It is worth ${Math.floor(sum)} points. <a href="/rewards.html">About the club</a></p>`
      }</lojal-tier>
    </aside>
  </div>`;
}

/** The last step. No question opens here. @param {Visit} visit */
export function checkout({ cart, customer, query }) {
  if (!cart.size)
    return html`<p class="lead">Your cart is empty.</p><p><a class="button" href="/#records">See the records</a></p>`;
  const refused = query.has('code');
  return html`<p class="lead">${some(pieces(cart), 'record', 'records')} for ${customer ? `Customer ${customer}` : 'a guest'}, ${dollars(total(cart))} in total.</p>
    <form class="place" action="/order" method="post">
      <label for="code">Code of a reward or an invitation (optional)</label>
      <input id="code" name="code" maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" value="${query.get('code') ?? ''}"${refused ? html` aria-invalid="true" aria-describedby="refused"` : ''}>
      ${refused ? html`<p class="small" id="refused">This code cannot be used for this order.</p>` : ''}
      <button>Place the order</button>
    </form>
    <p class="small">This is a demo: nothing is charged or shipped. <a href="/cart.html">Back to the cart</a></p>`;
}

/** The order number of the thank-you page: five digits from the query. @param {Visit} visit */
export function orderNumber({ query }) {
  return /^\d{5}$/.test(query.get('order') ?? '') ? query.get('order') : '10042';
}

/** What became of the order. @param {Visit} visit */
export const booked = ({ customer }) =>
  customer
    ? html`The points of the order are <a href="/account.html">on your account page</a>.`
    : html`Guests earn no points.`;

/** @param {Visit} visit */
export function account({ customer }) {
  if (!customer)
    return html`<div class="cards">
        <lojal-points><div class="plain"><p>Members see their points here.</p><p>Select a customer at the top of the page, or enter one of 2,357 numbers below.</p></div></lojal-points>
        <lojal-tier><div class="plain"><p>Levels: Bronze from $0, Silver from $100, Gold from $300, Platinum from $700 within twelve months.</p></div></lojal-tier>
      </div>
      ${pick('')}`;
  return html`<div class="cards">
      <lojal-points></lojal-points>
      <lojal-tier></lojal-tier>
      <lojal-tier class="wide" variant="steps"></lojal-tier>
      <lojal-activity><p class="plain">The list of your points needs JavaScript.</p></lojal-activity>
      <div class="stack">
        <lojal-earn></lojal-earn>
        <lojal-referral></lojal-referral>
      </div>
    </div>
    <p class="small" id="moved">Real orders of one customer in the CDNOW sample, and the orders that you place here. The dates of the sample are moved forward: 1 July 1998, the day after the data end, becomes the day on which you first signed in as this customer.</p>
    ${pick(customer)}`;
}

/** @param {string} value */
const pick = (value) => html`<form class="pick" action="/customer" method="post">
  <input type="hidden" name="back" value="/account.html">
  <label for="number">Customer number, 0001 to 2357, or 3001 to 3003</label>
  <input id="number" name="customer" inputmode="numeric" pattern="\\d{1,4}" maxlength="4" autocomplete="off" value="${value}" placeholder="1560">
  <button class="quiet">Show</button>
</form>`;

/** Who is signed in before anybody has chosen: the first page shows points, a tier and the way to the next. */
const FIRST = '1560';

/** No cookie: the first visit. An empty one: a guest. @param {string | undefined} cookie */
export const customerOf = (cookie = FIRST) => (isCustomer(cookie) ? cookie : undefined);
