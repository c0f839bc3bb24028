// The storefront: plain pages over Vendure's Shop API.

const page = document.body.dataset.page;
const byId = (id) => document.getElementById(id);

/** Asks the Shop API. Throws an error with the shop's own words. */
async function shop(query, variables = {}) {
  const response = await fetch('/shop-api', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  const failed = Object.values(data).find((value) => value?.errorCode);
  if (failed) throw new Error(failed.message);
  return data;
}

/** Proves to Lojal who the customer is. Lojal asks again before the proof expires. */
window.lojal ??= [];
window.lojal.push((lojal) =>
  lojal.configure({ identity: async () => (await shop('{ lojalIdentity }')).lojalIdentity ?? undefined }),
);

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

const ORDER = `id code totalQuantity currencyCode subTotalWithTax shippingWithTax totalWithTax couponCodes
  discounts { description amountWithTax }
  lines { id quantity linePriceWithTax productVariant { name } }`;
const ERROR = '... on ErrorResult { errorCode message }';

async function count() {
  const { activeOrder } = await shop('{ activeOrder { totalQuantity } }');
  byId('count').textContent = activeOrder?.totalQuantity ? `(${activeOrder.totalQuantity})` : '';
}

const productPoints = (product, price) => {
  const points = element('lojal-product-points');
  points.setAttribute('product', product);
  points.setAttribute('price', String(price / 100));
  return points;
};

const pages = {
  async index() {
    const { products } = await shop('{ products { items { name slug description variants { priceWithTax } } } }');
    byId('products').replaceChildren(
      ...products.items.map(({ name, slug, description, variants }) =>
        element(
          'li',
          {},
          element('h2', {}, element('a', { href: `/product.html?slug=${slug}` }, name)),
          element('span', {}, description),
          element('span', { className: 'price' }, money(variants[0].priceWithTax)),
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
    const [{ id, priceWithTax }] = product.variants;
    const add = element('button', { className: 'primary' }, 'Add to the cart');
    add.onclick = async () => {
      await shop(`mutation ($id: ID!) { addItemToOrder(productVariantId: $id, quantity: 1) { __typename ${ERROR} } }`, {
        id,
      });
      location.href = '/cart.html';
    };
    byId('product').replaceChildren(
      element('h1', {}, product.name),
      element('p', { className: 'lead' }, product.description),
      element('p', { className: 'price' }, money(priceWithTax)),
      productPoints(product.id, priceWithTax),
      element('p', {}, add),
    );
  },

  async cart() {
    const { activeOrder: order } = await shop(`{ activeOrder { ${ORDER} } }`);
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
    );
  },

  async thanks() {
    byId('order').textContent = new URLSearchParams(location.search).get('order');
  },

  async account() {
    const { activeCustomer } = await shop('{ activeCustomer { firstName lastName } }');
    byId('signed-in').hidden = !activeCustomer;
    byId('signed-out').hidden = Boolean(activeCustomer);
    if (activeCustomer) byId('who').textContent = `${activeCustomer.firstName} ${activeCustomer.lastName}`;
  },
};

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
