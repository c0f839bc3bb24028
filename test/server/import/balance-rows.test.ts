/** Balances of points from CSV files of other systems. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFullProgram } from '../../../src/config/full-program.ts';
import { readBalances } from '../../../src/server/import/balance-rows.ts';
import { type CsvFault, readCsvRows } from '../../../src/server/import/csv-rows.ts';

const TODAY = '2026-11-27';

async function read(
  file: string,
  { expire, mapping = {} }: { expire?: string; mapping?: Record<string, string> } = {},
) {
  const { value: program } = parseFullProgram({ points: { perUnit: 1, ...(expire && { expire: { after: expire } }) } });
  const faults: CsvFault[] = [];
  const chunks = (async function* () {
    yield Buffer.from(file);
  })();
  const options = { program, today: TODAY, mapping };
  const { balances, expired } = await readBalances(readCsvRows(chunks), options, (fault) => faults.push(fault));
  return { balances, expired, faults };
}

const only = async (file: string, options?: Parameters<typeof read>[1]) => {
  const { balances, faults } = await read(file, options);
  assert.deepEqual(faults, []);
  return balances;
};

test('customers and points are found by their headers, in any form of CSV', async () => {
  const expected = [
    { line: 2, customer: 'c_1', source: 'c_1', points: 500, at: TODAY },
    { line: 3, customer: 'c_2', source: 'c_2', points: 12_500, at: TODAY },
  ];
  for (const file of [
    'customer,points\nc_1,500\nc_2,12500\n',
    '\uFEFFCustomer ID;Points Balance\r\nc_1;500\r\nc_2;12 500\r\n',
    'Name\tBalance\tCustomer: ID\nAnna\t500.0\tc_1\nBo\t12500,00\tc_2',
    '"points","customer_id"\n"500","c_1"\n"1.2500e4","x"\n'.replace('"1.2500e4","x"', '"12500","c_2"'),
  ])
    assert.deepEqual(await only(file), expected, file);
});

test('a quoted reason may have separators, quotation marks and line breaks', async () => {
  const [balance] = await only('customer,points,reason\nc_1,5,"Old club, ""gold""\nsince 2019"\n');
  assert.equal(balance?.why, 'Old club, "gold"\nsince 2019');
});

test('a column of the shop is named by --map, and an unknown field is refused', async () => {
  const file = 'Member;Saldo\nc_1;7\n';
  const [balance] = await only(file, { mapping: { customer: 'member', points: 'Saldo' } });
  assert.equal(balance?.points, 7);
  const { faults } = await read(file, { mapping: { costumer: 'member' } });
  assert.match(faults[0]?.message ?? '', /no field costumer.*customer, points, at, expires, why, id/);
});

test('each row that is not a balance is named by its line, in a sentence without its data', async () => {
  const rows: readonly [row: string, words: RegExp][] = [
    ['c_1,-5', /points are below 0/],
    ['c_2,1.5', /have a fraction/],
    ['c_3,', /no value for points/],
    ['c_4,1e30', /whole numbers like 1250/],
    ['c_5,999999999999999', /more than 100000000000/],
    ['c_6,"1,234"', /can mean a thousand or a fraction/],
    ['c_7,many', /whole numbers like 1250/],
    ['c_8,€ 50', /whole numbers like 1250/],
    [',50', /no value for customer/],
    ['anna@shop.example,50', /never an e-mail address/],
    [`${'x'.repeat(129)},50`, /1 to 128 characters/],
    ['c_9', /no value for points/],
  ];
  const { balances, faults } = await read(`customer,points\n${rows.map(([row]) => row).join('\n')}\nc_10,50\n`);
  assert.deepEqual(
    balances.map(({ customer }) => customer),
    ['c_10'],
  );
  assert.equal(faults.length, rows.length);
  for (const [i, [row, words]] of rows.entries()) {
    assert.equal(faults[i]?.line, i + 2);
    assert.match(faults[i]?.message ?? '', words, row);
    assert.doesNotMatch(faults[i]?.message ?? '', /anna|xxx|many/);
  }
});

test('a customer in two rows is used from neither, unless each row has an id', async () => {
  const { balances, faults } = await read('customer,points\nc_1,5\nc_2,6\nc_1,7\nc_1,8\n');
  assert.deepEqual(
    balances.map(({ customer }) => customer),
    ['c_2'],
  );
  assert.deepEqual(
    faults.map(({ line }) => line),
    [4, 5],
  );
  assert.match(faults[0]?.message ?? '', /also in line 2.*add the points up, or give each row an id/);
  const lots = await read('id,customer,points\na,c_1,5\nb,c_1,7\na,c_2,8\n,c_3,1\n');
  assert.deepEqual(
    lots.balances.map(({ source, customer, points }) => [source, customer, points]),
    [['b', 'c_1', 7]],
  );
  assert.match(lots.faults[0]?.message ?? '', /id of the row is also in line 2/);
  assert.match(lots.faults[1]?.message ?? '', /no value for id/);
});

test('a file without a needed column, an empty one and a broken one say so', async () => {
  const words = async (file: string) => (await read(file)).faults.map(({ line, message }) => `${line}: ${message}`);
  assert.match((await words('email,points\na@b.example,5\n')).join(), /^1: The file has no column for customer\./);
  assert.match((await words('customer,points,balance\nc_1,5,6\n')).join(), /^$/);
  assert.match((await words('customer,points,Points\nc_1,5,6\n')).join(), /two columns for points/);
  assert.match((await words('')).join(), /The file is empty/);
  assert.match((await words('customer,points\nc_1,5\n"c_2,6\n')).join(), /quotation mark/);
  const { balances, faults } = await read('customer,points\nc_1,5\n\n ; \n,\n');
  assert.deepEqual([balances.length, faults.length], [1, 1]);
});

test('points expire on the day of the file, as far as the program lets them', async () => {
  const at = async (expires: string, expire: string) =>
    (await only(`customer,points,expires\nc_1,5,${expires}\n`, { expire }))[0]?.at;
  assert.equal(await at('2027-03-01', 'P12M'), '2026-03-01');
  assert.equal(await at('2027-01-20', 'P90D'), '2026-10-22');
  assert.equal(await at('2026-12-01', 'P1M'), '2026-11-01');
  assert.equal(await at('20270301', 'P12M'), '2026-03-01');
  // Points of 30 and of 31 October end on 30 November.
  assert.equal(await at('2026-11-30', 'P1M'), '2026-10-30');
  const read2 = (rows: string, expire?: string) =>
    read(`customer,points,at,expires\n${rows}\n`, expire ? { expire } : {});
  const gone = await read2('c_1,5,,2026-11-27', 'P12M');
  assert.deepEqual([gone.balances.length, gone.expired, gone.faults.length], [0, 1, 0]);
  assert.match((await read2('c_1,5,,2027-11-28', 'P12M')).faults[0]?.message ?? '', /later than `points\.expire`/);
  assert.equal((await read2('c_1,5,,2027-11-27', 'P12M')).balances[0]?.at, TODAY);
  assert.match(
    (await read2('c_1,5,2025-11-20,', 'P12M')).faults[0]?.message ?? '',
    /have expired\. Leave the date out/,
  );
  assert.equal((await read2('c_1,5,2025-11-28,', 'P12M')).balances[0]?.at, '2025-11-28');
  assert.match((await read2('c_1,5,2026-11-28,')).faults[0]?.message ?? '', /in the future/);
  assert.equal((await read2('c_1,5,28/11/2025,')).balances[0]?.at, '2025-11-28');
  assert.match((await read2('c_1,5,03/04/2025,')).faults[0]?.message ?? '', /two days/);
  assert.match((await read2('c_1,5,31/02/2025,')).faults[0]?.message ?? '', /dates like 2026-11-21/);
  // The day that the customer was promised wins over the day of the balance.
  assert.equal((await read2('c_1,5,2026-01-01,2027-03-01', 'P12M')).balances[0]?.at, '2026-03-01');
  // Where nothing expires, the date of the file has no meaning.
  assert.equal((await read2('c_1,5,2026-01-01,2027-03-01')).balances[0]?.at, '2026-01-01');
});
