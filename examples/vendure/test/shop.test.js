/** A customer's whole way through the shop, in a browser: buy, see points, redeem, use the code, be refunded. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buy, keys, openBrowser, openShop, showsPoints, signUp } from './visit-shop.js';

let shop;
let browser;
/** Whether Lojal's database is away: every order is refused. */
let isAway = false;

before(async () => {
  shop = await openShop(
    (endpoint) => async (request) =>
      isAway && request.url.endsWith('/orders') ? new Response('away', { status: 503 }) : endpoint(request),
  );
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await shop?.close();
});

/** A page of a new customer, who is signed in. */
async function customer(name) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await signUp(page, shop.url, name);
  return { page, faults };
}

async function admin(query, variables) {
  const { headers } = admin;
  const response = await fetch(`${shop.url}/admin-api`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (cookies.length) admin.headers = { Cookie: cookies.join('; ') };
  const { data, errors } = await response.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

test('a customer buys, redeems, uses the code once, and keeps what Lojal missed', async () => {
  const { page, faults } = await customer('Ada');
  const kettle = await buy(page, shop.url, 'kettle');
  // The thank-you page told Lojal of the purchase. The question comes three days later.
  await page.waitForFunction(async () => /after: .*Earliest: in 3 days/.test(await window.lojal.explain?.('nps')));
  await showsPoints(page, shop.url, 59);
  await page.locator('#orders').getByText(kettle).waitFor();

  const rewards = page.locator('lojal-rewards');
  await rewards.getByRole('button', { name: 'Redeem' }).click();
  await rewards.getByText('Redeem 40 points for €2 off?').waitFor();
  await rewards.locator('.ask').getByRole('button', { name: 'Redeem' }).click();
  const [code] = /^[A-Z2-9]{12}$/m.exec(await rewards.locator('.issued').innerText()) ?? [];
  assert.ok(code, 'the code is shown');
  await showsPoints(page, shop.url, 19);

  const { page: other } = await customer('Bo');
  await other.goto(`${shop.url}/product.html?slug=kettle`);
  await other.getByRole('button', { name: 'Add to the cart' }).click();
  await other.getByLabel('Discount code').fill(code);
  await other.getByRole('button', { name: 'Use the code' }).click();
  await other
    .getByRole('status')
    .filter({ hasText: /no discount|not valid/ })
    .waitFor();
  assert.equal(await other.getByRole('cell', { name: '-€2.00' }).count(), 0);

  // 12 € − 2 € and the delivery, which earns nothing.
  await buy(page, shop.url, 'nightboat', code);
  await showsPoints(page, shop.url, 29);

  isAway = true;
  await buy(page, shop.url, 'breakwater');
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  await showsPoints(page, shop.url, 29);
  isAway = false;
  await showsPoints(page, shop.url, 40);

  await refund(kettle);
  // The points of the kettle are gone; those that were spent stay spent.
  await page.goto(`${shop.url}/account.html`);
  await page
    .locator('lojal-activity')
    .getByText(/refund/i)
    .first()
    .waitFor();
  assert.deepEqual(faults, []);
});

/** Pays a whole order back, as the shop's staff does. */
async function refund(code) {
  await admin(`mutation { login(username: "superadmin", password: "${keys.adminPassword}") { __typename } }`);
  const { orders } = await admin(
    `query ($code: String!) { orders(options: { filter: { code: { eq: $code } } }) { items { id shippingWithTax totalWithTax payments { id } lines { id quantity } } } }`,
    { code },
  );
  const [order] = orders.items;
  const { refundOrder } = await admin(
    `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { __typename ... on Refund { id state } ... on ErrorResult { message } } }`,
    {
      input: {
        paymentId: order.payments[0].id,
        lines: [],
        shipping: 0,
        adjustment: 0,
        amount: order.totalWithTax,
        reason: 'A scratch',
      },
    },
  );
  assert.equal(refundOrder.__typename, 'Refund', refundOrder.message);
  if (refundOrder.state !== 'Settled')
    await admin(
      `mutation ($id: ID!) { settleRefund(input: { id: $id, transactionId: "sample" }) { __typename ... on ErrorResult { message } } }`,
      { id: refundOrder.id },
    );
}
