/** Orders of CSV files: columns, dates, amounts, rows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ShopOrder } from '../../../src/schema/shop-order.ts';
import { delimiterOf, readCsvRows } from '../../../src/server/import/csv-rows.ts';
import { type ColumnMapping, findOrderColumns } from '../../../src/server/import/order-columns.ts';
import { type OrderOfRows, type OrderRowFault, readOrderRows } from '../../../src/server/import/order-rows.ts';
import { readAmount, readTime } from '../../../src/server/import/read-cell.ts';
import { assertValid, refusal } from './valid-order.ts';

type Chunks = Iterable<string | Uint8Array>;

async function* stream(chunks: Chunks): AsyncGenerator<string | Uint8Array> {
  yield* chunks;
}

interface Options {
  readonly currency?: string;
  readonly mapping?: ColumnMapping;
}
async function read(file: string | Chunks, { currency = 'EUR', mapping }: Options = {}) {
  const chunks = typeof file === 'string' ? [file] : file;
  const found: (OrderOfRows | OrderRowFault)[] = [];
  for await (const item of readOrderRows(readCsvRows(stream(chunks)), { currency, mapping })) {
    if ('order' in item) assertValid(item.order, currency);
    found.push(item);
  }
  return found;
}
/** The orders of a file without faults. */
async function orders(file: string | Chunks, options?: Options): Promise<readonly ShopOrder[]> {
  return (await read(file, options)).map((item) => {
    assert.ok('order' in item, JSON.stringify(item));
    return item.order;
  });
}
/** The faults of a file, each with its line. */
async function faults(file: string | Chunks, options?: Options): Promise<readonly string[]> {
  return (await read(file, options)).flatMap((item) => ('order' in item ? [] : [`${item.line}: ${item.message}`]));
}

const SHOPIFY = `Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem discount,Cancelled at,Refunded Amount,Id,Customer: ID
#1001,ada@example.com,paid,2026-02-03 10:00:05 +0100,fulfilled,EUR,49.90,4.90,9.13,54.80,VINYL10,0.00,2026-02-03 10:00:00 +0100,2,Fjord,20.00,FJORD-LP,0.00,,0.00,5512345678901,7001
#1001,ada@example.com,,,,,,,,,,,2026-02-03 10:00:00 +0100,1,"Cleaning cloth, grey",9.90,,0.00,,,,
#1002,bo@example.com,partially_refunded,2026-02-04 09:00:00 +0100,fulfilled,EUR,100.00,0.00,0.00,100.00,,,2026-02-04 09:00:00 +0100,1,Harbour,100.00,HARBOUR-LP,0.00,,25.50,5512345678902,7002
#1003,cy@example.com,refunded,2026-02-05 09:00:00 +0100,fulfilled,EUR,10.00,0.00,0.00,10.00,,,2026-02-05 09:00:00 +0100,1,Single,10.00,,0.00,,10.00,5512345678903,7003
#1004,di@example.com,voided,,,EUR,10.00,0.00,0.00,10.00,,,2026-02-06 09:00:00 +0100,1,Single,10.00,,0.00,,0.00,5512345678904,7004
#1005,ed@example.com,paid,2026-02-07 09:00:00 +0100,,EUR,10.00,0.00,0.00,10.00,,,2026-02-07 09:00:00 +0100,1,Single,10.00,,2.00,2026-02-08 09:00:00 +0100,0.00,5512345678905,7005
#1006,fi@example.com,authorized,,,EUR,0.00,0.00,0.00,0.00,,,2026-02-09 09:00:00 +0100,1,Gift,0.00,,0.00,,0.00,5512345678906,7006
#1007,guest@example.com,paid,2026-02-10 09:00:00 +0100,,EUR,10.00,0.00,0.00,10.00,,,2026-02-10 09:00:00 +0100,1,Single,10.00,,0.00,,0.00,5512345678907,
`;

test("Shopify's export: the rows of an order are joined", async () => {
  const found = await read(SHOPIFY);
  assert.deepEqual(found[0], {
    line: 2,
    order: {
      id: '5512345678901',
      customer: '7001',
      at: '2026-02-03T10:00:00+01:00',
      currency: 'EUR',
      total: 54.8,
      tax: 9.13,
      shipping: 4.9,
      status: 'paid',
      lines: [
        { product: 'FJORD-LP', name: 'Fjord', quantity: 2, total: 40 },
        { product: 'Cleaning cloth, grey', name: 'Cleaning cloth, grey', quantity: 1, total: 9.9 },
      ],
      codes: ['VINYL10'],
    },
  });
  assert.deepEqual(
    found.slice(1, 6).map((item) => 'order' in item && [item.line, item.order.status, item.order.refunds]),
    [
      [4, 'paid', [{ id: 'imported', at: '2026-02-04T09:00:00+01:00', amount: 25.5 }]],
      [5, 'paid', [{ id: 'imported', at: '2026-02-05T09:00:00+01:00', amount: 10 }]],
      [6, 'cancelled', undefined],
      [7, 'cancelled', undefined],
      [8, 'pending', undefined],
    ],
  );
  assert.equal(found[4] && 'order' in found[4] && found[4].order.lines?.[0]?.total, 8);
  assert.deepEqual(found.slice(6), [
    { line: 9, message: 'The order has no customer: a guest placed it, and guests collect no points.', isGuest: true },
  ]);
});

test("Shopify's export without ids of customers: the reader says what is missing, and never takes the e-mail address", async () => {
  const without = SHOPIFY.replace(',Customer: ID', ',Notes');
  assert.deepEqual(await faults(without), [
    '1: The file has no column for customer. Shopify\'s own export has no id of the customer, and an e-mail address is not used as one: add a column with the id, or export with an app that has `Customer: ID`. Name the column of each field, for example customer="My column".',
  ]);
  assert.equal((await read(without, { mapping: { customer: 'notes' } })).length, 7);
  const emails = await faults(SHOPIFY, { mapping: { customer: 'Email' } });
  assert.equal(emails.length, 7);
  for (const line of emails) {
    assert.match(line, /never an e-mail address, nor "\." or "\.\."\.$/);
    assert.doesNotMatch(line, /example/);
  }
});

test("WooCommerce's export", async () => {
  const [first, second, third] = await orders([
    'order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,tax_total,order_total,order_currency,customer_id,customer_email,refunded_total\n',
    '727,N-727,2026-02-03 10:00:00,2026-02-03 10:04:00,wc-completed,4.08,0.82,8.82,52.90,EUR,26,ada@example.com,0.00\n',
    '728,N-728,2026-02-04 23:30:00,,on-hold,0,0,0,0.00,EUR,27,bo@example.com,\n',
    '729,N-729,2026-02-05 10:00:00,2026-02-05 10:00:00,refunded,0,0,0,10.00,EUR,28,cy@example.com,-4.00\n',
  ]);
  assert.deepEqual(first, {
    id: '727',
    customer: '26',
    // The time of the shop's own zone: its date is the day of the program.
    at: '2026-02-03',
    currency: 'EUR',
    total: 52.9,
    tax: 8.82,
    shipping: 4.08,
    status: 'paid',
  });
  assert.equal(second?.status, 'pending');
  assert.equal(second?.total, 0);
  assert.equal(second?.at, '2026-02-04');
  assert.deepEqual(third?.refunds, [
    { id: 'imported', at: '2026-02-05', amount: 4 },
    { id: 'rest', at: '2026-02-05', amount: 6 },
  ]);
  const [utc] = await orders(
    'order_id,customer_id,date_created_gmt,date_modified_gmt,status,order_total,order_currency\n7,1,2026-02-03 23:30:00,2026-02-04T08:00:00,processing,5.00,eur\n',
  );
  assert.equal(utc?.at, '2026-02-03T23:30:00Z');
  assert.equal(utc?.updated, '2026-02-04T08:00:00Z');
  assert.equal(utc?.currency, 'EUR');
});

test('our own names, in any case, with spaces or underscores, in any order', async () => {
  const [order] = await orders(
    ' TOTAL ;Customer;at;ID;Currency;Tax;Shipping;Status;Refunded;Product;Quantity;Line Total;referral;codes\n' +
      '1.234,50;c_1;20260203;o1;EUR;0,50;4;paid;10;fjord-lp;2;1.230,5;q7w;A|B\n' +
      ';;;o1;;;;;;harbour-lp;;4;;\n' +
      '7;c_2;2026-02-04;o2;EUR;;;pending;;;;;;\n',
  );
  assert.deepEqual(order, {
    id: 'o1',
    customer: 'c_1',
    at: '2026-02-03',
    currency: 'EUR',
    total: 1234.5,
    tax: 0.5,
    shipping: 4,
    status: 'paid',
    lines: [
      { product: 'fjord-lp', quantity: 2, total: 1230.5 },
      { product: 'harbour-lp', quantity: 1, total: 4 },
    ],
    refunds: [{ id: 'imported', at: '2026-02-03', amount: 10 }],
    codes: ['A', 'B'],
    referral: 'q7w',
  });
});

test('a file that repeats the order in each row is the same', async () => {
  const [order] = await orders(
    'id,customer,at,currency,total,status,product,line_total\n1,c,2026-02-03,EUR,9,paid,a,4\n1,c,2026-02-03,EUR,9,paid,b,5\n',
  );
  assert.equal(order?.total, 9);
  assert.equal(order?.lines?.length, 2);
});

test('a named column wins over a known header', async () => {
  const file = 'id,customer,at,currency,total,status,Club No.\n1,wrong,2026-02-03,EUR,9,paid,c_9\n';
  assert.equal((await orders(file, { mapping: { customer: 'club no.' } }))[0]?.customer, 'c_9');
  assert.deepEqual(await faults(file, { mapping: { customer: 'Member' } }), [
    '1: The file has no column with the name that was given for customer.',
  ]);
});

test('what a header lacks or has twice is said in a sentence', () => {
  const header = (text: string) => findOrderColumns(text.split(','));
  assert.equal(
    header('id,customer,when'),
    'The file has no column for at (the date of the order), currency, total, status. Name the column of each field, for example customer="My column".',
  );
  assert.equal(
    header('id,customer,at,currency,total,status,Total'),
    'The file has two columns for total. Rename one of them.',
  );
  assert.equal(typeof header('id,customer,at,currency,total,paid_at'), 'object');
  assert.equal(typeof header('\uFEFFid,customer,at,currency,total,status'), 'object');
  for (const odd of ['__proto__,constructor,toString', '', ',,,'])
    assert.match(String(header(odd)), /^The file has no column for id, customer/);
});

test('without a status, the payment decides', async () => {
  const head = 'id,customer,at,currency,total,paid_at,cancelled_at\n';
  const found = await orders(
    `${head}1,c,2026-02-03,EUR,9,2026-02-04,\n2,c,2026-02-03,EUR,9,,\n3,c,2026-02-03,EUR,9,2026-02-04,2026-02-05\n`,
  );
  assert.deepEqual(
    found.map(({ status }) => status),
    ['paid', 'pending', 'cancelled'],
  );
});

const HEAD = 'id,customer,at,currency,total,status,tax,quantity,product,line_total,refunded';
for (const [row, sentence] of [
  [',c,2026-02-03,EUR,9,paid', 'The order has no value for id.'],
  ['1,c,,EUR,9,paid', 'The order has no value for at.'],
  ['1,c,2026-02-03,,9,paid', 'The order has no value for currency.'],
  ['1,c,2026-02-03,EUR,,paid', 'The order has no value for total.'],
  ['1,c,2026-02-03,EUR,9,', 'The order has no value for status.'],
  ['1,c,2026-02-03,EUR', 'The order has no value for status.'],
  ['1,c,2026-02-03,USD,9,paid', 'The order must be in EUR, the currency of the program.'],
  ['1,c,2026-02-03,EUR,9,shipped', 'The order has a status that is not known: use pending, paid or cancelled.'],
  ['1,c,2026-02-03,EUR,9,__proto__', 'The order has a status that is not known: use pending, paid or cancelled.'],
  ['1,c,2026-02-03,EUR,-9,paid', 'The order has an amount below 0 for total.'],
  ['1,c,2026-02-03,EUR,NaN,paid', 'The column for total must have amounts like 1234.50, up to 100000000000.'],
  ['1,c,2026-02-03,EUR,999999999999,paid', 'The column for total must have amounts like 1234.50, up to 100000000000.'],
  [
    '1,c,2026-02-03,EUR,"1,234",paid',
    'The column for total has an amount with one separator before three digits, which can mean a thousand or a fraction. Leave out what separates thousands, and write decimals with a point.',
  ],
  [
    '1,c,03/02/2026,EUR,9,paid',
    'The column for at must have dates like 2026-11-21, 2026-11-21 20:11:05 +0100 or 2026-11-21T20:11:05Z.',
  ],
  ['1,c,2026-02-03,EUR,9,paid,,two,a,9', 'The column for quantity must have numbers like 2.'],
  [
    '1,a@b.example,2026-02-03,EUR,9,paid',
    'The id of a customer must be a text of 1 to 128 characters, never an e-mail address, nor "." or "..".',
  ],
  [`${'x'.repeat(201)},c,2026-02-03,EUR,9,paid`, 'The id of an order must be a text of 1 to 200 characters.'],
] as const)
  test(`a fault has its line and a sentence: ${row.slice(0, 40)}`, async () => {
    const found = await read(`${HEAD}\n0,c,2026-02-03,EUR,9,paid\n${row}\n2,c,2026-02-03,EUR,9,paid\n`);
    assert.deepEqual(
      found.map((item) => ('order' in item ? item.order.id : item)),
      ['0', { line: 3, message: sentence }, '2'],
    );
  });

test('rows that contradict each other, stand apart, or are too many', async () => {
  assert.deepEqual(await faults(`${HEAD}\n1,c,2026-02-03,EUR,9,paid\n1,c,2026-02-03,EUR,8,paid\n`), [
    '2: The rows of the order have different values for total.',
  ]);
  assert.deepEqual(
    await faults(`${HEAD}\n1,c,2026-02-03,EUR,9,paid\n2,c,2026-02-03,EUR,8,paid\n1,c,2026-02-03,EUR,9,paid\n`),
    ['4: The rows of the order do not follow each other. Sort the file by order.'],
  );
  const many = `1,c,2026-02-03,EUR,9,paid,,1,a,0\n`.repeat(5_000);
  assert.deepEqual(await faults(`${HEAD}\n${many}`), ['2: An order must have at most 1000 lines.']);
});

test('a byte order mark before a quoted header', async () => {
  const file = '\uFEFF"id","customer","at","currency","total","status"\n1,c,2026-02-03,EUR,9,paid\n';
  assert.equal((await orders(file)).length, 1);
  assert.equal((await orders([new TextEncoder().encode(file)])).length, 1);
});

test('empty files, empty rows and quoted line breaks', async () => {
  assert.deepEqual(await faults(''), ['1: The file is empty.']);
  assert.deepEqual(await faults([]), ['1: The file is empty.']);
  assert.deepEqual(await read(`${HEAD}\n`), []);
  const found = await read(`${HEAD}\r\n\r\n,,,,,,,,,,\r\n1,c,2026-02-03,EUR,9,paid,,1,"a\r\nb",9\r\n,,,,,,,,,,\r\n`);
  assert.equal(found.length, 1);
});

test('a broken file ends with a fault, and the order before it is not used', async () => {
  const good = `${HEAD}\n1,c,2026-02-03,EUR,9,paid\n2,c,2026-02-03,EUR,9,paid\n`;
  const open = await read(`${good}3,"c,2026-02-03,EUR,9,paid\n`);
  assert.deepEqual(
    open.map((item) => ('order' in item ? item.order.id : item)),
    ['1', { line: 4, message: 'The file is not CSV from here on: perhaps a quotation mark is not closed.' }],
  );
  const middle = await read(
    `${good}3,c"d,2026-02-03,EUR,9,paid\n4,c,2026-02-03,EUR,9,paid\n5,c,2026-02-03,EUR,9,paid\n`,
  );
  assert.deepEqual(middle, open);
  const latin = await faults([good, Uint8Array.of(0x33, 0x2c, 0xe5, 0xff, 0x0a)]);
  assert.equal(latin.length, 1);
  assert.match(latin[0] ?? '', /The file is not UTF-8 from here on\. Save it as CSV UTF-8\.$/);
  const long = await faults([good, `3,"${'x'.repeat(2 * 1024 * 1024)}`]);
  assert.match(long.join(), /A row is longer than 1048576 characters/);
});

test('an error of the source is thrown as it is', async () => {
  const broken = async function* () {
    yield `${HEAD}\n`;
    throw new Error('disk');
  };
  const rows = readOrderRows(readCsvRows(broken()), { currency: 'EUR' });
  await assert.rejects(async () => {
    for await (const _ of rows);
  }, /^Error: disk$/);
});

test('a file is read as it comes: any cut gives the same orders, also inside a character', async () => {
  const bytes = new TextEncoder().encode(SHOPIFY.replaceAll('Fjord', 'Fjørd 💿'));
  const whole = await read([bytes]);
  for (const size of [1, 7, 64]) {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.slice(i * size, (i + 1) * size),
    );
    assert.deepEqual(await read(parts), whole);
  }
});

test('the source is not read ahead of the orders, and ends with them', async () => {
  let made = 0;
  let isClosed = false;
  const endless = async function* () {
    try {
      yield `${HEAD}\n`;
      for (;;) yield `${made++},c,2026-02-03,EUR,9,paid\n`;
    } finally {
      isClosed = true;
    }
  };
  let taken = 0;
  for await (const _ of readOrderRows(readCsvRows(endless()), { currency: 'EUR' })) if (++taken === 10) break;
  assert.ok(made < 1_000, String(made));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(isClosed, true);
});

test('delimiters', () => {
  assert.equal(delimiterOf('id,customer,total'), ',');
  assert.equal(delimiterOf('id;customer;"a,b,c,d"'), ';');
  assert.equal(delimiterOf('id\tcustomer'), '\t');
  assert.equal(delimiterOf('id'), ',');
});

test('dates', () => {
  const table: readonly (readonly [string, string])[] = [
    ['2026-02-03', '2026-02-03'],
    ['20260203', '2026-02-03'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-03 23:30:00', '2026-02-03'],
    ['2026-02-03T23:30', '2026-02-03'],
    ['2026-02-03 23:30:05 +0100', '2026-02-03T23:30:05+01:00'],
    ['2026-02-03 23:30:05 -05:00', '2026-02-03T23:30:05-05:00'],
    ['2026-02-03 23:30:05 UTC', '2026-02-03T23:30:05Z'],
    ['2026-02-03T23:30:05Z', '2026-02-03T23:30:05Z'],
    ['2026-02-03T23:30:05.123+02:00', '2026-02-03T23:30:05.123+02:00'],
  ];
  for (const [cell, time] of table) assert.equal(readTime(cell, 'at'), time);
  assert.equal(readTime('2026-02-03 23:30:00', 'at', true), '2026-02-03T23:30:00Z');
  for (const cell of [
    '',
    '03.02.2026',
    '2/3/2026',
    '2026-02-30',
    '20260230',
    '2026-2-3',
    '1969-12-31',
    '3000-01-01',
    '2026-02-03 24:00:00',
    '2026-02-03 10:00:60',
    '1770109200',
    'NaN',
    '2026-02-03 10:00 CET',
  ])
    assert.match(
      refusal(() => readTime(cell, 'at')),
      /^The column for at must have dates like/,
    );
});

test('amounts, in minor units', () => {
  const table: readonly (readonly [string, number, string?])[] = [
    ['49.90', 4990],
    ['49,90', 4990],
    ['49,9', 4990],
    ['1,234.50', 123450],
    ['1.234,50', 123450],
    ['1.234.567,89', 123456789],
    ['1,234,567', 123456700],
    ['1 234,50', 123450],
    ['1\u00A0234,50', 123450],
    ['1\u202F234', 123400],
    ["1'234.50", 123450],
    ['€ 49,90', 4990],
    ['49,90 €', 4990],
    ['$49.90', 4990],
    ['EUR 49.90', 4990],
    ['49.90 EUR', 4990],
    ['49,90 kr', 4990],
    ['1234', 123400],
    ['0', 0],
    ['0.005', 1],
    ['0,123', 12],
    ['1234.567', 123457],
    ['41.583333', 4158],
    ['0.30000000000000004', 30],
    ['-10.00', -1000],
    ['1100', 1100, 'JPY'],
    ['1.100,00', 1100, 'JPY'],
    ['12.345', 12345, 'KWD'],
    ['1,234.567', 1234567, 'KWD'],
  ];
  for (const [cell, minor, currency = 'EUR'] of table) assert.equal(readAmount(cell, 'total', currency), minor, cell);
  for (const [cell, currency = 'EUR'] of [
    ['1,234'],
    ['1.234'],
    ['-1,234'],
    ['€ 12.345'],
    ['1,100', 'JPY'],
    ['12,345', 'KWD'],
  ])
    assert.match(
      refusal(() => readAmount(cell ?? '', 'total', currency)),
      /thousand or a fraction/,
      cell,
    );
  for (const cell of [
    '',
    'x',
    'NaN',
    'Infinity',
    '1e3',
    '0x10',
    '1,23,4.5',
    '1.2.3',
    '--1',
    '1-',
    '(5.00)',
    '5%',
    '1,234.567,8',
    '12,34,567.00',
    '١٢٣',
    '9'.repeat(400),
  ])
    assert.match(
      refusal(() => readAmount(cell, 'total', 'EUR')),
      /must have amounts like/,
      cell,
    );
});

test('any cells give valid orders, or faults that do not repeat them', async () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      'c',
      'EUR',
      '9.90',
      '-1',
      'NaN',
      '1,234',
      '2026-02-03',
      'paid',
      'refunded',
      '__proto__',
      '\u0000',
      '\ud800',
      'a@b.example',
      '=1+1',
      "'",
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const names = HEAD.split(',');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 0, maxLength: names.length }), { maxLength: 6 }),
      async (rows) => {
        const all = async function* () {
          yield { line: 1, cells: names };
          for (const [i, cells] of rows.entries()) yield { line: i + 2, cells };
        };
        for await (const item of readOrderRows(all(), { currency: 'EUR' })) {
          if ('order' in item) assertValid(item.order);
          else assert.match(item.message, /^(The|An) [\x20-\x7E]*\.$/);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
