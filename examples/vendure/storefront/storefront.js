// The storefront: plain pages over Vendure's Shop API.
import { ERROR, shop } from './shop-api.js';

const page = /(\w+)\.html$/.exec(location.pathname)?.[1] ?? 'index';
const byId = (id) => document.getElementById(id);

const money = (minor, currency = 'EUR') =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(minor / 100);

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function say(text) {
  byId('notice').textContent = text;
}

async function count() {
  const { activeOrder } = await shop('{ activeOrder { totalQuantity } }');
  byId('count').textContent = activeOrder?.totalQuantity ? `(${activeOrder.totalQuantity})` : '';
}

/** What a price earns. The price is in the smallest unit of the currency. */
const productPoints = (product, price) => {
  const points = element('lojal-product-points');
  points.setAttribute('product', product);
  points.setAttribute('price', String(price / 100));
  return points;
};

const picture = (slug) =>
  element('div', { className: 'picture' }, element('img', { src: `/images/${slug}.svg`, alt: '' }));

const pages = {
  async index() {
    const { products } = await shop('{ products { items { name slug description variants { priceWithTax } } } }');
    byId('products').replaceChildren(
      ...products.items.map(({ name, slug, description, variants }) =>
        element(
          'li',
          {},
          element('a', { href: `/product.html?slug=${slug}` }, picture(slug), element('h2', {}, name)),
          element('p', { className: 'note' }, description),
          element('p', { className: 'price' }, money(variants[0].priceWithTax)),
        ),
      ),
    );
  },

  async product() {
    const slug = new URLSearchParams(location.search).get('slug');
    const { product } = await shop(
      'query ($slug: String!) { product(slug: $slug) { id name description variants { id priceWithTax } } }',
      { slug },
    );
    document.title = `${product.name} – Harbour Coffee`;
    const [{ id, priceWithTax }] = product.variants;
    const add = element('button', { className: 'primary' }, 'Add to the cart');
    add.onclick = async () => {
      await shop(`mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) { __typename ${ERROR} } }`, {
        id,
      });
      location.href = '/cart.html';
    };
    byId('product').replaceChildren(
      picture(slug),
      element(
        'div',
        { className: 'buy' },
        element('h1', {}, product.name),
        element('p', { className: 'lead' }, product.description),
        element('p', { className: 'price' }, money(priceWithTax)),
        productPoints(product.id, priceWithTax),
        add,
        element(
          'ul',
          { className: 'facts' },
          element('li', {}, 'Delivery to the letterbox for €5.00'),
          element('li', {}, 'Fourteen days to send it back'),
        ),
      ),
    );
  },

  async cart() {
    const { activeOrder: order } = await shop(`{
      activeOrder {
        shippingWithTax totalWithTax
        discounts { description amountWithTax }
        lines { quantity linePriceWithTax productVariant { name } }
      }
    }`);
    const isEmpty = !order?.lines.length;
    byId('coupon').hidden = isEmpty;
    byId('checkout').hidden = isEmpty;
    if (isEmpty) return byId('cart').replaceChildren(element('p', {}, 'The cart is empty.'));
    const row = (name, amount) => element('tr', {}, element('td', {}, name), element('td', {}, amount));
    byId('cart').replaceChildren(
      element(
        'table',
        {},
        ...order.lines.map(({ quantity, productVariant, linePriceWithTax }) =>
          row(`${quantity} × ${productVariant.name}`, money(linePriceWithTax)),
        ),
        ...order.discounts.map(({ description, amountWithTax }) => row(description, money(amountWithTax))),
        ...(order.shippingWithTax ? [row('Delivery', money(order.shippingWithTax))] : []),
        row('Total', money(order.totalWithTax)),
      ),
      element('p', { className: 'note' }, 'Delivery to the letterbox costs €5.00.'),
    );
  },

  async thanks() {
    const order = new URLSearchParams(location.search).get('order');
    byId('order').textContent = order;
    // The program asks a question some days after a purchase.
    window.lojal.push((lojal) => lojal.track('purchase', { order }));
  },

  async account() {
    const { activeCustomer: customer } = await shop(`{
      activeCustomer {
        firstName lastName emailAddress
        addresses { fullName streetLine1 postalCode city }
        orders(options: { filter: { active: { eq: false } }, sort: { orderPlacedAt: DESC } }) {
          items { code orderPlacedAt totalWithTax lines { quantity productVariant { name } } }
        }
      }
    }`);
    byId('signed-in').hidden = !customer;
    byId('signed-out').hidden = Boolean(customer);
    if (!customer) return;
    byId('who').textContent = `${customer.firstName} ${customer.lastName}`;
    const [address] = customer.addresses ?? [];
    byId('details').textContent = [
      customer.emailAddress,
      ...(address ? [address.fullName, address.streetLine1, `${address.postalCode} ${address.city}`] : []),
    ].join('\n');
    const { items } = customer.orders;
    byId('orders').replaceChildren(...(items.length ? items.map(orderRow) : [element('li', {}, 'No orders yet.')]));
  },
};

function orderRow({ code, orderPlacedAt, totalWithTax, lines }) {
  const date = new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(new Date(orderPlacedAt));
  return element(
    'li',
    {},
    element(
      'div',
      {},
      element('p', {}, lines.map(({ quantity, productVariant }) => `${quantity} × ${productVariant.name}`).join(', ')),
      element('p', { className: 'note' }, `${date}, order\u00a0${code}`),
    ),
    element('p', { className: 'price' }, money(totalWithTax)),
  );
}

/** Sends the form's fields to `work` and says what went wrong. */
function onSubmit(id, work) {
  byId(id)?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = event.target.querySelector('button');
    button.disabled = true;
    say('');
    try {
      await work(Object.fromEntries(new FormData(event.target)));
    } catch (error) {
      say(error.message);
    } finally {
      button.disabled = false;
    }
  });
}

const signIn = ({ email, password }) =>
  shop(
    `mutation ($email: String!, $password: String!) {
      login(username: $email, password: $password, rememberMe: true) { __typename ${ERROR} }
    }`,
    { email, password },
  );

onSubmit('sign-in', async (fields) => {
  await signIn(fields);
  location.reload();
});

onSubmit('register', async (fields) => {
  const { firstName, lastName, email: emailAddress, password } = fields;
  await shop(
    `mutation ($input: RegisterCustomerInput!) { registerCustomerAccount(input: $input) { __typename ${ERROR} } }`,
    { input: { firstName, lastName, emailAddress, password } },
  );
  await signIn(fields);
  location.reload();
});

byId('sign-out')?.addEventListener('click', async () => {
  await shop('mutation { logout { success } }');
  location.reload();
});

onSubmit('coupon', async ({ code }) => {
  const { applyCouponCode } = await shop(
    `mutation ($code: String!) { applyCouponCode(couponCode: $code) { __typename ... on Order { discounts { amount } } ${ERROR} } }`,
    { code },
  );
  await pages.cart();
  if (!applyCouponCode.discounts.length) say('The code is kept, but it gives no discount on this cart.');
});

onSubmit('checkout', async (input) => {
  await shop(
    `mutation ($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) { __typename ${ERROR} } }`,
    { input: { ...input, countryCode: 'NO' } },
  );
  const { eligibleShippingMethods } = await shop('{ eligibleShippingMethods { id } }');
  await shop(`mutation ($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { __typename ${ERROR} } }`, {
    id: [eligibleShippingMethods[0].id],
  });
  await shop(
    `mutation { transitionOrderToState(state: "ArrangingPayment") { __typename ... on OrderStateTransitionError { errorCode message transitionError } } }`,
  );
  const { addPaymentToOrder } = await shop(
    `mutation { addPaymentToOrder(input: { method: "sample-card", metadata: {} }) { __typename ... on Order { code } ${ERROR} } }`,
  );
  location.href = `/thanks.html?order=${addPaymentToOrder.code}`;
});

await Promise.all([pages[page](), count()]);
