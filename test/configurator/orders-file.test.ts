/** A file of orders in the browser: read as the server reads it, and counted by the server's rules. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { askedAt, type ImaginedVisit } from '../../src/configurator/asked-at.ts';
import { countOrdersFile } from '../../src/configurator/count-orders-file.ts';
import { readTextRows } from '../../src/configurator/csv-reader.ts';

async function* chunksOf(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function rowsOf(text: string, size: number) {
  const rows = [];
  for await (const row of readTextRows(chunksOf(text, size))) rows.push(row);
  return rows;
}

const count = (text: string, program: unknown, mapping = {}) =>
  countOrdersFile(chunksOf(text, 64), { program, mapping });

test('rows are those of the parser of the server, in chunks of any size', async () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab ,;"\r\n\té'), maxLength: 6 });
  const row = fc.array(cell, { minLength: 2, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, size) => {
        const text = `x,y\r\n${rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;
        const expected = parse(text, { relax_column_count: true, skip_empty_lines: true, info: true }) as unknown as {
          record: string[];
          info: { lines: number };
        }[];
        const read = await rowsOf(text, size);
        assert.deepEqual(
          read.map((one) => 'cells' in one && one.cells),
          expected.map(({ record }) => record),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('separators, a byte order mark, line ends and lines are read', async () => {
  assert.deepEqual(await rowsOf('\uFEFFa;b\r\n"1\r\n2";"x;y"\r\n\r\n3;4', 3), [
    { line: 1, cells: ['a', 'b'] },
    { line: 3, cells: ['1\r\n2', 'x;y'] },
    { line: 5, cells: ['3', '4'] },
  ]);
  assert.deepEqual(await rowsOf('a\tb\n1\t2\n', 1), [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1', '2'] },
  ]);
  const broken = await rowsOf('a,b\n"1,2\n3,4\n', 4);
  assert.match(JSON.stringify(broken.at(-1)), /not CSV/);
  assert.deepEqual(await rowsOf('', 4), []);
});

const PROGRAM = {
  currency: 'EUR',
  points: { perUnit: 1, value: 0.01 },
  tiers: {
    metric: 'spend',
    period: 'lifetime',
    levels: [
      { id: 'bronze', name: 'Bronze', from: 0 },
      { id: 'silver', name: 'Silver', from: 100, times: 2 },
    ],
  },
};

test('a small file by hand: points, worth, tiers, refunds, and the rows that are not counted', async () => {
  const csv = `id,customer,at,currency,total,status,refunded,refundedat
2,anna,2026-02-01,EUR,50.00,paid,,
1,anna,2026-01-01,EUR,100.00,paid,,
3,bert,2026-01-05,EUR,80.00,paid,20.00,2026-01-09
4,bert,2026-01-06,SEK,80.00,paid,,
5,,2026-01-06,EUR,80.00,paid,,
6,carl,yesterday,EUR,80.00,paid,,
7,carl,2026-03-01,EUR,10.00,pending,,
8,carl,2026-03-02,EUR,10.00,cancelled,,
`;
  const { report, guests, faulty, faults } = await count(csv, PROGRAM);
  // Anna: 100, then 50 at twice the points. Bert: 80, of which a quarter was paid back. Carl: nothing that was paid.
  assert.deepEqual(report, {
    currency: 'EUR',
    orders: 5,
    customers: 3,
    from: '2026-01-01',
    until: '2026-03-02',
    revenue: 21_000,
    issued: 100 + 100 + 60,
    outstanding: 260,
    issuedWorth: 260,
    liability: 260,
    tiers: [
      { id: 'bronze', name: 'Bronze', customers: 2 },
      { id: 'silver', name: 'Silver', customers: 1 },
    ],
  });
  assert.equal(guests, 1);
  assert.equal(faulty, 2);
  assert.deepEqual(
    faults.map(({ line }) => line),
    [5, 7],
  );
});

test('columns that the shop names itself, a file without them, and an empty one', async () => {
  const csv = 'Nr;Kund;Datum;currency;Summa;status\n1;a;2026-01-01;EUR;1,50;paid\n';
  const none = await count(csv, PROGRAM);
  assert.equal(none.report, undefined);
  assert.match(none.faults[0]?.message ?? '', /no column for id, customer/);
  const named = await count(csv, PROGRAM, { id: 'Nr', customer: 'Kund', at: 'Datum', total: 'Summa' });
  assert.equal(named.report?.revenue, 150);
  assert.match((await count('', PROGRAM)).faults[0]?.message ?? '', /empty/);
});

test('the own export of Shopify names customers by e-mail address: they are told apart, and no address stays', async () => {
  const csv = `Name,Email,Financial Status,Paid at,Currency,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Id
#1,Anna@shop.example,paid,2026-01-01 10:00:00 +0100,EUR,0,100.00,2026-01-01 10:00:00 +0100,1,Fjord,60.00,11
#1,Anna@shop.example,,,,,,,1,Skog,40.00,
#2,anna@shop.example,paid,2026-02-01 10:00:00 +0100,EUR,0,50.00,2026-02-01 10:00:00 +0100,1,Fjord,50.00,12
#3,bert@shop.example,paid,2026-02-02 10:00:00 +0100,EUR,0,20.00,2026-02-02 10:00:00 +0100,1,Fjord,20.00,13
#4,,paid,2026-02-02 10:00:00 +0100,EUR,0,20.00,2026-02-02 10:00:00 +0100,1,Fjord,20.00,14
`;
  const read = await count(csv, PROGRAM);
  assert.deepEqual([read.report?.orders, read.report?.customers, read.guests, read.faulty], [3, 2, 1, 0]);
  assert.deepEqual(
    read.report?.tiers.map(({ customers }) => customers),
    [1, 1],
  );
  assert.doesNotMatch(JSON.stringify(read), /shop\.example/);
  // The column of the customer may have addresses, too, also where the shop names it.
  const named =
    'id,Buyer,at,currency,total,status\n1,a@x.example,2026-01-01,EUR,10,paid\n2,A@x.example ,2026-01-02,EUR,10,paid\n';
  assert.equal((await count(named, PROGRAM, { customer: 'Buyer' })).report?.customers, 1);
  // An id wins over an address.
  const both =
    'id,email,customer,at,currency,total,status\n1,a@x.example,7,2026-01-01,EUR,10,paid\n2,a@x.example,8,2026-01-02,EUR,10,paid\n';
  assert.equal((await count(both, PROGRAM)).report?.customers, 2);
});

test('a text with a line break in it may stand where two large parts of the file meet', async () => {
  const size = 1_500_000;
  let csv = 'id,customer,at,currency,total,status,note\n';
  const row = (n: number): string => `${n},c${n},2026-01-01,EUR,1,paid,"first\nsecond"\n`;
  for (let n = 0; csv.length < size - 100; n++) csv += row(n);
  // The part ends within the quotation marks.
  csv += `x,c,2026-01-01,EUR,1,paid,"${'-'.repeat(Math.max(0, size - csv.length))}\nsecond"\n`;
  const rows = await rowsOf(csv, size);
  assert.ok(rows.every((one) => 'cells' in one));
  assert.equal(rows.length, csv.split('"\n').length);
});

test('100,000 orders take a few seconds, and say how far they are', async () => {
  let csv = 'id,customer,at,currency,total,status\n';
  for (let i = 0; i < 100_000; i++) csv += `${i},c${i % 20_000},2026-0${1 + (i % 9)}-15,EUR,${(i % 300) + 0.5},paid\n`;
  const steps: number[] = [];
  const began = process.cpuUsage();
  const { report } = await countOrdersFile(chunksOf(csv, 65_536), {
    program: PROGRAM,
    progress: ({ orders, customers }) => steps.push(orders + customers),
  });
  const { user } = process.cpuUsage(began);
  assert.equal(report?.orders, 100_000);
  assert.equal(report?.customers, 20_000);
  assert.ok(steps.length >= 100 && steps.every((n, i) => n >= (steps[i - 1] ?? 0)));
  // Measured: 2 s. The limit is for a busy machine.
  assert.ok(user < 20_000_000, `${user} µs`);
});

const DAY = 86_400_000;
const ORDER = Date.UTC(2026, 0, 1, 12);
const VISIT: ImaginedVisit = {
  now: ORDER + 7 * DAY,
  ordered: ORDER,
  shown: undefined,
  page: '/products/fjord?x=1',
  orders: 2,
  tier: undefined,
  lang: 'en',
  customer: 'c_1042',
  seconds: 60,
  scrolled: 100,
};

test('the time machine: a week after the order, before it, on the checkout, and where a question came yesterday', () => {
  const ask = { nps: { after: { event: 'purchase', days: 7 }, sample: 1 } };
  const said = (visit: Partial<ImaginedVisit>) => {
    const [found] = askedAt(ask, { ...VISIT, ...visit });
    return {
      yes: found?.yes,
      no: found?.rules.flatMap(({ rule, yes }) => (yes ? [] : [rule])),
      summary: found?.summary,
    };
  };
  assert.deepEqual(said({}).no, []);
  assert.equal(said({}).yes, true);
  const early = said({ now: ORDER + 3 * DAY });
  assert.deepEqual(early.no, ['after']);
  assert.match(early.summary ?? '', /Earliest: in 4 days/);
  assert.deepEqual(said({ ordered: undefined }).no, ['after']);
  assert.ok(said({ page: '/checkout' }).no?.includes('urls'));
  assert.ok(said({ shown: VISIT.now - DAY }).no?.includes('cooldown'));
  assert.deepEqual(askedAt(undefined, VISIT), []);
  assert.deepEqual(askedAt('nonsense', VISIT), []);
});
