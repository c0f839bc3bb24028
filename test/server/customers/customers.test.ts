/** What the owner reads and changes of one customer. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { createEndpoint, type Handler } from '../../../src/server/index.ts';
import { isSubject } from '../../../src/server/validate.ts';
import { toShopOrder } from '../../../src/server/webhooks/platform-order.ts';
import { KEY, mint, nps } from '../samples.ts';
import { noErrors, withStores } from '../stores.ts';
import { identity, sign } from '../tokens.ts';

const BASE = 'https://api.example/apps/lojal';
const SHOP = 'shop-key-of-the-tests-0123456789ab';

interface Profile {
  readonly tier?: { readonly id: string };
  readonly points?: number;
  readonly worth?: number;
  readonly lastOrder?: string;
  readonly orders: readonly { readonly id: string }[];
  readonly answers: readonly { readonly id: string }[];
}

withStores('A customer of the owner', (bench) => {
  let handler: Handler;
  before(() => {
    handler = createEndpoint({
      store: bench.store,
      program: {
        points: { perUnit: 1, value: 0.01 },
        tiers: {
          metric: 'spend',
          levels: [
            { id: 'bronze', name: 'Bronze', from: 0 },
            { id: 'silver', name: { en: 'Silver', sv: 'Silver' }, from: 100 },
          ],
        },
      },
      ownerKey: KEY,
      shopKey: SHOP,
      identity,
      limits: false,
      log: noErrors,
    });
  });
  const send = (method: string, route: string, body?: unknown, key = KEY) =>
    handler(
      new Request(`${BASE}/${route}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': route === 'answers' ? 'application/cloudevents+json' : 'application/json',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const read = async <Body>(response: Response, status = 200): Promise<Body> => {
    assert.equal(response.status, status, await response.clone().text());
    return (await response.json()) as Body;
  };
  const order = (customer: string, id = mint(), total = 120) => ({
    id,
    customer,
    at: '2026-11-01T10:00:00Z',
    currency: 'EUR',
    total,
    status: 'paid',
  });
  const fresh = async () => {
    const customer = `c-${mint()}`;
    await read(await send('POST', 'orders', order(customer), SHOP));
    return customer;
  };
  const profile = async (customer: string) => read<Profile>(await send('GET', `owner/customers/${customer}`));

  test('the profile shows tier, points, orders and answers', async () => {
    const customer = await fresh();
    const event = nps({ score: 6 }, { id: mint(), subject: customer });
    await read(await send('POST', 'answers', event, await sign({ sub: customer })), 201);
    const { tier, points, worth, lastOrder, orders, answers } = await profile(customer);
    assert.deepEqual([tier?.id, points, worth, lastOrder], ['silver', 120, 120, '2026-11-01T10:00:00Z']);
    assert.equal(orders.length, 1);
    assert.deepEqual(
      answers.map(({ id }) => id),
      [event.id],
    );
  });

  test('a cancelled order is listed, and is not the last one', async () => {
    const customer = await fresh();
    const later = { ...order(customer), at: '2026-11-05T10:00:00Z' };
    await read(await send('POST', 'orders', later, SHOP));
    await read(await send('POST', 'orders', { ...later, status: 'cancelled' }, SHOP));
    const { lastOrder, orders, points } = await profile(customer);
    assert.deepEqual([lastOrder, orders.length, points], ['2026-11-01T10:00:00Z', 2, 120]);
  });

  test('an unknown customer is said to be unknown, whatever the id looks like', async () => {
    for (const customer of ['nobody', '%00', 'a%2Fb', `x@y.example`, 'x'.repeat(300)])
      assert.equal((await send('GET', `owner/customers/${customer}`)).status, 404, customer);
  });

  test('an id that no address of a page can contain is refused wherever a customer comes in', async () => {
    for (const customer of ['.', '..']) {
      const { detail } = await read<{ detail: string }>(await send('POST', 'orders', [order(customer)], SHOP), 422);
      assert.match(detail, /customer .* not \. or \.\./);
      assert.equal(isSubject(customer), false);
      const row = { ...order(customer), status: 'paid' as const, lines: [], refunds: [], codes: [] };
      assert.throws(() => toShopOrder({ ...row, tax: 0, shipping: 0 }), /nor "\." or "\.\."/);
    }
    for (const customer of ['...', '.a', 'a.', '..b']) {
      await read(await send('POST', 'orders', [order(customer)], SHOP));
      const path = new URL(`${BASE}/owner/customers/${encodeURIComponent(customer)}`).pathname.replace(
        '/apps/lojal/',
        '',
      );
      assert.equal((await read<{ id: string }>(await send('GET', path))).id, customer);
    }
  });

  test('a correction is given once, whatever is repeated or raced', async () => {
    const customer = await fresh();
    const adjust = (body: unknown, of = customer) => send('POST', `owner/customers/${of}/adjust`, body);
    const body = { id: mint(), points: 25, why: 'The parcel was late' };
    const statuses = (await Promise.all([adjust(body), adjust(body), adjust(body)])).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), [200, 200, 201]);
    assert.equal((await profile(customer)).points, 145);
    await read(await adjust({ ...body, points: 26 }), 409);
    await read(await adjust({ id: mint(), points: -200, why: 'Given twice' }), 201);
    assert.equal((await profile(customer)).points, -55);
    for (const fault of [
      { points: 0 },
      { points: 1.5 },
      { points: '5' },
      { points: 1e9 },
      { why: '' },
      { why: undefined },
      { id: 'short' },
      { more: 1 },
      { why: 'a\u0000' },
    ])
      assert.equal((await adjust({ ...body, id: mint(), ...fault })).status, 422, JSON.stringify(fault));
    await read(await adjust({ ...body, id: mint() }, 'nobody'), 404);
    assert.equal((await bench.query("select 1 from lojal_members where customer = 'nobody'")).length, 0);
    assert.equal((await profile(customer)).points, -55);
    const account = await read<{ ledger: readonly { why?: string }[] }>(
      await send('GET', 'account', undefined, await sign({ sub: customer })),
    );
    assert.ok(account.ledger.some(({ why }) => why === 'The parcel was late'));
    const audit = await (await send('GET', 'audit')).text();
    assert.match(audit, /"action":"adjust"/);
    assert.ok(!audit.includes(customer));
  });

  test('the export of one person has everything of that person and nothing of others', async () => {
    const [customer, other] = [await fresh(), await fresh()];
    await read(
      await send('POST', 'answers', nps({ comment: 'mine' }, { subject: customer }), await sign({ sub: customer })),
      201,
    );
    await read(await send('PUT', `members/${customer}`, { tags: ['vip'], cost: 3 }, SHOP));
    const response = await send('GET', `owner/customers/${customer}/export`);
    assert.match(response.headers.get('content-disposition') ?? '', /attachment/);
    const data = await read<Record<string, readonly unknown[]>>(response);
    const text = JSON.stringify(data);
    for (const name of ['member', 'orders', 'ledger', 'answers']) assert.equal(data[name]?.length, 1, name);
    assert.match(text, /vip/);
    assert.match(text, /mine/);
    assert.ok(!text.includes(other));
    assert.ok(!text.includes('digest'));
    await read(await send('GET', 'owner/customers/nobody/export'), 404);
  });

  test('a person of whom there is only a link, or an answer that was not valid, is exported', async () => {
    const [linked, wrong] = [`c-${mint()}`, `c-${mint()}`];
    await bench.query(`insert into lojal_advocates (code, customer) values ('${mint()}', '${linked}')`);
    const event = nps({ score: 99 }, { subject: wrong });
    await read(await send('POST', 'answers', event, await sign({ sub: wrong })), 202);
    for (const [customer, name] of [
      [linked, 'link'],
      [wrong, 'quarantine'],
    ] as const)
      assert.equal(
        (await read<Record<string, readonly unknown[]>>(await send('GET', `owner/customers/${customer}/export`)))[name]
          ?.length,
        1,
      );
  });

  test('the export of an advocate does not name the friend', async () => {
    const [advocate, friend] = [await fresh(), `friend-${mint()}`];
    const entry = { kind: 'bonus', id: `referral:${friend}`, at: '2026-11-02', points: 500, rule: 'referral' };
    await bench.query(
      `insert into lojal_entries (customer, id, at, kind, entry)
       values ('${advocate}', '${entry.id}', '${entry.at}', 'bonus', '${JSON.stringify(entry)}')`,
    );
    const text = await (await send('GET', `owner/customers/${advocate}/export`)).text();
    assert.match(text, /"rule": "referral"/);
    assert.ok(!text.includes(friend));
  });

  test('every table with a customer is part of the export and of the erasure', async () => {
    const customer = await fresh();
    const rows = await bench.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_name like 'lojal%' and column_name in ('customer', 'subject', 'friend', 'advocate')`,
    );
    assert.ok(rows.length > 10);
    await read(await send('POST', 'answers', nps({}, { subject: customer }), await sign({ sub: customer })), 201);
    await read(await send('PUT', `owner/customers/${customer}/ask`, { questions: ['review'] }));
    await read(await send('DELETE', `owner/customers/${customer}`));
    for (const { table, column } of rows)
      assert.equal((await bench.query(`select 1 from ${table} where ${column} = '${customer}'`)).length, 0, table);
    assert.equal((await send('GET', `owner/customers/${customer}`)).status, 404);
  });

  test('a list has the customers of a segment, page by page and as CSV', async () => {
    interface List {
      readonly customers: readonly {
        id: string;
        first: string;
        tier?: string;
        points: number;
        purchases: number;
        revenue: number;
      }[];
      readonly next: string | null;
    }
    const prefix = mint().slice(0, 12);
    const [one, two, three] = [`${prefix}-=1`, `${prefix}-b`, `${prefix}_c`];
    const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    const buy = async (customer: string, days: number, total: number) =>
      read(await send('POST', 'orders', { ...order(customer, mint(), total), at: at(days) }, SHOP));
    await buy(one, 0, 150);
    await buy(one, 10, 20);
    await buy(two, 3, 50);
    await buy(three, 20, 50);
    const list = async (query: string) => read<List>(await send('GET', `owner/customers?q=${prefix}&${query}`));
    const all = await list('');
    assert.deepEqual(
      all.customers.map(({ id, tier, points, purchases, revenue }) => [id, tier, points, purchases, revenue]),
      [
        [one, 'silver', 170, 2, 17_000],
        [two, 'bronze', 50, 1, 5_000],
        [three, 'bronze', 50, 1, 5_000],
      ],
    );
    const ids: string[] = [];
    for (let query = 'limit=1'; ; ) {
      const { customers, next } = await list(query);
      ids.push(...customers.map(({ id }) => id));
      if (next === null) break;
      query = `limit=1&after=${encodeURIComponent(next)}`;
    }
    assert.deepEqual(ids, [one, two, three]);
    assert.deepEqual(
      (await list('tier=silver')).customers.map(({ id }) => id),
      [one],
    );
    assert.equal((await list('segment=new')).customers.length, 3);
    const inSegment = async (segment: string) => (await list(`segment=${segment}`)).customers.map(({ id }) => id);
    assert.deepEqual(await inSegment('once'), [two, three]);
    const month = at(20).slice(0, 7);
    const ofMonth = all.customers.filter(({ first }) => first.startsWith(month)).map(({ id }) => id);
    assert.deepEqual(await inSegment(`cohort:${month}`), ofMonth);
    assert.ok(ofMonth.includes(three));
    assert.deepEqual(await inSegment('cohort:2019-02'), []);
    assert.equal((await read<List>(await send('GET', 'owner/customers?q=%25'))).customers.length, 0);
    const csv = await (await send('GET', `owner/customers?q=${prefix}&format=csv-semicolon`)).text();
    assert.equal(csv.trim().split('\r\n').length, 4);
    assert.match(csv, /;170;\d{4}-\d\d-\d\d;\d{4}-\d\d-\d\d;2;170;EUR/);
    for (const [format, first] of [
      ['klaviyo', 'External ID'],
      ['hubspot', 'Lojal Customer ID'],
    ]) {
      const response = await send('GET', `owner/customers?q=${prefix}&tier=silver&format=${format}`);
      assert.equal(response.headers.get('content-disposition'), `attachment; filename="lojal-${format}.csv"`);
      const [head, row, end] = (await response.text()).split('\r\n');
      assert.equal(
        head,
        `${first},Lojal Tier,Lojal Points,Lojal First Order,Lojal Last Order,Lojal Purchases,Lojal Revenue,Lojal Currency`,
      );
      assert.match(row ?? '', new RegExp(`^${one},silver,170,\\d{4}-\\d\\d-\\d\\d,\\d{4}-\\d\\d-\\d\\d,2,170,EUR$`));
      assert.equal(end, '');
    }
    for (const query of [
      'segment=x',
      'format=constructor',
      'limit=0',
      'after=x',
      'format=xml',
      'color=1',
      'q=%00',
      'after=2026-01-01~%00',
      'after=2026-02-30~x',
    ])
      await read(await send('GET', `owner/customers?${query}`), 422);
    await read(await send('GET', 'owner/customers', undefined, 'wrong'), 401);
  });

  test('a customer for whom the usual time has passed is due, one who waits much longer is lapsing', async () => {
    const prefix = mint().slice(0, 12);
    const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    for (const days of [400, 390, 380, 370])
      await read(await send('POST', 'orders', { ...order(`${prefix}-gone`), at: at(days) }, SHOP));
    for (const days of [30, 20, 10, 1])
      await read(await send('POST', 'orders', { ...order(`${prefix}-here`), at: at(days) }, SHOP));
    for (const days of [45, 35, 25, 15])
      await read(await send('POST', 'orders', { ...order(`${prefix}-late`), at: at(days) }, SHOP));
    const listed = async (segment: string) => {
      const found = await send('GET', `owner/customers?segment=${segment}&q=${prefix}`);
      return (await read<{ customers: readonly { id: string }[] }>(found)).customers.map(({ id }) => id);
    };
    assert.deepEqual(await listed('lapsing'), [`${prefix}-gone`]);
    assert.deepEqual(await listed('due'), [`${prefix}-late`]);
    // Who has bought today is not leaving, but was on the evening before.
    const leaving = async (query = '') =>
      (
        await read<{ customers: readonly { id: string }[] }>(await send('GET', `owner/lapsing?limit=1000${query}`))
      ).customers.some(({ id }) => id === `${prefix}-gone`);
    assert.equal(await leaving(), true);
    await read(await send('POST', 'orders', { ...order(`${prefix}-gone`), at: new Date().toISOString() }, SHOP));
    assert.equal(await leaving(), false);
    assert.equal(await leaving(`&until=${new Date().toISOString().slice(0, 10)}`), true);
  });

  test('only keys with the scope read, change and erase', async () => {
    const customer = await fresh();
    for (const [method, route, body] of [
      ['GET', '', undefined],
      ['GET', '/export', undefined],
      ['POST', '/adjust', { id: mint(), points: 1, why: 'x' }],
      ['PUT', '/ask', { questions: [] }],
      ['DELETE', '', undefined],
    ] as const) {
      assert.equal((await send(method, `owner/customers/${customer}${route}`, body, 'wrong')).status, 401);
      assert.equal((await send(method, `owner/customers/${customer}${route}`, body, SHOP)).status, 403);
    }
    assert.equal((await profile(customer)).points, 120);
  });
});
