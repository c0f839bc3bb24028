/** `lojal import` and `lojal export`: what was written is read back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { canTestPostgres, type Postgres, run as runSql, startPostgres } from '../helpers/postgres.ts';
import { hasTurn } from '../helpers/rotation.ts';
import { mint, nps, review } from '../server/samples.ts';
import { CommandFolder } from './command-folder.ts';

const PROGRAM = {
  currency: 'EUR',
  points: { perUnit: 1, expire: { after: 'P24M' } },
  rewards: [{ id: 'r', name: 'R', points: 10, kind: 'discount', value: 5 }],
};

let commands: CommandFolder;
let server: Postgres | undefined;
before(async () => {
  commands = new CommandFolder();
  commands.write('lojal.json', JSON.stringify(PROGRAM));
  if (canTestPostgres()) server = await startPostgres();
});
after(async () => {
  commands.delete();
  await server?.stop();
});

/** One run in three takes the embedded databases, which need seconds of CPU for each command. The others take PostgreSQL. */
const isEmbedded = hasTurn(0);
const created = new Map<string, string>();

/** The options of a database. `name` is the folder of the embedded one. */
async function databaseOf(name: string): Promise<readonly string[]> {
  if (!server || isEmbedded) return ['--folder', name];
  const url = new URL(server.databaseUrl);
  url.pathname = created.get(name) ?? `${url.pathname}_${name.replaceAll(/\W/g, '_')}`;
  if (!created.has(name)) await runSql(server.databaseUrl, `create database "${url.pathname.slice(1)}"`);
  created.set(name, url.pathname);
  return ['--database', url.href];
}

/** Runs a command. `--folder NAME` names a database of its own. */
async function run(...args: readonly string[]) {
  if (args.includes('--database')) return commands.run(...args);
  const at = args.indexOf('--folder');
  const name = at < 0 ? 'usual' : (args[at + 1] ?? '');
  const others = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  return commands.run(...others, ...(await databaseOf(name)));
}

async function exported(...args: readonly string[]): Promise<string> {
  const { code, printed, output } = await run('export', ...args);
  assert.equal(code, 0, output);
  return printed;
}

const lines = (ndjson: string): Record<string, unknown>[] =>
  ndjson
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

test('points: a dry run, the import, the same file again, and a newer one', async () => {
  commands.write('points.csv', 'Customer ID;Points Balance;Note\r\nc_1;500;Old club\r\nc_2;-5;\r\nc_3;20;\r\n');
  const dry = await run('import', 'points', 'points.csv', '--dry-run');
  assert.equal(dry.code, 1);
  assert.match(dry.output, /Line 3: The points are below 0/);
  assert.match(dry.output, /Balances: 2, customers: 2, points: 520, expired: 0, faults: 1/);
  assert.match(dry.output, /Dry run\. New balances: 2, changed: 0, known: 0\. Nothing was booked/);
  assert.equal(await exported('ledger'), '');
  assert.match((await run('import', 'points', 'points.csv')).output, /New balances: 2/);
  assert.match((await run('import', 'points', 'points.csv')).output, /New balances: 0, changed: 0, known: 2/);
  commands.write('points.csv', 'customer,points\nc_1,450\nc_3,20\n');
  const newer = await run('import', 'points', 'points.csv');
  assert.equal(newer.code, 0);
  assert.match(newer.output, /New balances: 0, changed: 1, known: 1/);
  assert.doesNotMatch(newer.output, /count twice/);
  const ledger = lines(await exported('ledger'));
  const today = new Date().toISOString().slice(0, 10);
  assert.deepEqual(ledger, [
    { customer: 'c_1', kind: 'adjust', id: 'import.2:c_1', at: today, points: -50 },
    { customer: 'c_1', kind: 'adjust', id: 'import:c_1', at: ledger[1]?.at, points: 500, why: 'Old club' },
    { customer: 'c_3', kind: 'adjust', id: 'import:c_3', at: ledger[1]?.at, points: 20 },
  ]);
});

const ORDERS = [
  'id,customer,at,currency,total,tax,shipping,status,refunded,refund_list,updated,codes,referral,product,product_name,quantity,line_total,line_cost',
  `-1,c_1,2026-02-03T10:15:00Z,EUR,49.90,9.98,4.90,paid,13.00,"[{""id"":""r1"",""at"":""2026-02-10"",""amount"":10},{""id"":""r;=2"",""at"":""2026-02-11T08:00:00Z"",""amount"":3}]",2026-02-11T09:00:00Z,"A-1, B-2",ADV,fjord-lp,"Fjord, ""live""",2,40.00,12.50`,
  '-1,,,,,,,,,,,,,=x,,1,5.00,',
  'o2,c_4,2026-02-05,EUR,1000.00,,,cancelled,0.00,,,,,,,,,',
  'o3,c_5,2026-02-05,EUR,7.00,,,pending,0.00,,,,,,,,,',
];

test('orders: the CSV of the export is read back, and changes nothing where it came from', async () => {
  commands.write('orders.csv', `${ORDERS.join('\r\n')}\r\n`);
  const first = await run('import', 'orders', 'orders.csv');
  assert.match(first.output, /faults: 0\.\nNew entries of the ledgers: 3\./);
  const csv = await exported('orders', '--format', 'csv');
  const orders = lines(await exported('orders'));
  const [order] = orders;
  assert.deepEqual(order?.refunds, [
    { id: 'r1', at: '2026-02-10', amount: 10 },
    { id: 'r;=2', at: '2026-02-11T08:00:00Z', amount: 3 },
  ]);
  assert.deepEqual(order?.lines, [
    { product: 'fjord-lp', name: 'Fjord, "live"', quantity: 2, total: 40, cost: 12.5 },
    { product: '=x', quantity: 1, total: 5 },
  ]);
  assert.deepEqual([order?.id, order?.codes, order?.referral], ['-1', ['A-1', 'B-2'], 'ADV']);
  assert.match(csv, /^\uFEFFid,customer,/);
  assert.doesNotMatch(csv, /(^|,)[=-]/m, 'no cell is a formula');
  commands.write('exported.csv', csv);
  assert.match((await run('import', 'orders', 'exported.csv')).output, /New entries of the ledgers: 0\./);
  assert.deepEqual(lines(await exported('orders')), orders);
  const other = ['--folder', 'other'];
  assert.match((await run('import', 'orders', 'exported.csv', ...other)).output, /New entries of the ledgers: 3\./);
  assert.equal(await exported('orders', '--format', 'csv', ...other), csv);
  assert.deepEqual(lines(await exported('orders', ...other)), orders);
});

test('points: a customer whose orders earned points is reported', async () => {
  commands.write('more.csv', 'customer,points\nc_1,450\nc_9,1\n');
  const none = await run('import', 'points', 'more.csv', '--dry-run');
  assert.doesNotMatch(none.output, /count twice/, 'the balance of c_1 is not new');
  const other = await run('import', 'points', 'more.csv', '--dry-run', '--folder', 'other');
  assert.match(other.output, /Customers with points of orders here, to which the balances are added: 1\./);
  // Orders that were booked without points count for tiers alone.
  commands.write('no-points.json', JSON.stringify({ ...PROGRAM, points: { perUnit: 0 } }));
  const bare = ['--folder', 'bare'];
  assert.match(
    (await run('import', 'orders', 'exported.csv', '--program', 'no-points.json', ...bare)).output,
    /New entries of the ledgers: 3\./,
  );
  assert.match((await run('import', 'orders', 'exported.csv', ...bare)).output, /New entries of the ledgers: 0\./);
  assert.doesNotMatch((await run('import', 'points', 'more.csv', ...bare)).output, /count twice|points of orders here/);
});

const withoutCursors = (text: string) =>
  text.replace(/"lojalcursor":"[^"]*",?/g, '').replace(/,[0-9a-z]{8}-\d+\r$/gm, '');

test('answers: NDJSON and CSV of the export are read back into an empty store, and change nothing again', async () => {
  const id = mint();
  const meta = { lojalreceived: '2026-01-02T03:04:05.678Z', lojalverified: true };
  const answers = [
    { ...nps({ comment: '=SUM(A1); "x"\n-y' }), ...meta },
    { ...review({}, { id }), ...meta, lojalverified: false, lojalstate: 'pending' },
    { ...nps({ score: 11 }), ...meta },
    { ...review({}, { id }), ...meta, lojalverified: false, lojalstate: 'approved' },
  ];
  commands.write('answers.ndjson', `${answers.map((answer) => JSON.stringify(answer)).join('\n')}\nno json\n`);
  const dry = await run('import', 'answers', 'answers.ndjson', '--dry-run');
  assert.equal(dry.code, 1);
  assert.match(dry.output, /Line 3: .*data\.score/);
  assert.match(dry.output, /Line 5: The line is not JSON/);
  assert.match(dry.output, /Dry run\. New answers: 2, .* faults: 2\. Nothing was stored/);
  assert.equal(await exported(), '');
  const first = await run('import', 'answers', 'answers.ndjson');
  assert.match(first.output, /Lines left out, because another line has the same answer: 1/);
  const again = await run('import', 'answers', 'answers.ndjson');
  assert.match(again.output, /New answers: 0, newer than those stored: 0, known: 2, erased here: 0/);
  const ndjson = await exported('answers');
  assert.deepEqual(
    lines(ndjson).map(({ lojalcursor, ...answer }) => answer),
    [answers[0], answers[3]].map((answer) => ({ ...answer })),
  );
  for (const [format, text] of [
    ['ndjson', ndjson],
    ['csv', await exported('answers', '--format', 'csv')],
  ] as const) {
    commands.write(`exported.${format}`, text);
    const folder = ['--folder', `from-${format}`];
    const { code, output } = await run('import', 'answers', `exported.${format}`, ...folder);
    assert.equal(code, 0, output);
    assert.match(output, /New answers: 2/);
    assert.equal(/CSV does not have the address of a product/.test(output), format === 'csv');
    assert.equal(withoutCursors(await exported('answers', '--format', format, ...folder)), withoutCursors(text));
  }
});

test('members and codes are written with their columns, and what is not known is named', async () => {
  const members = await exported('members', '--format', 'csv');
  assert.equal(members.split('\r\n')[0], '\uFEFFcustomer,joined,birthday,memberUntil,tags,cost,referral');
  assert.match(members, /^c_1,,,,,,\r$/m);
  assert.equal(await exported('codes'), '');
  assert.match(await exported('codes', '--format', 'csv'), /^\uFEFFcode,state,reward,/);
  for (const [args, words] of [
    [['export', 'sales'], /no export of sales: name one of answers, orders, ledger, codes, members/],
    [['export', '--format', 'xml'], /--format xml is not a format/],
    [['export', 'ledger', '--program', 'none.json'], /none\.json cannot be read/],
    [['import', 'sales', 'x.csv'], /import orders\|points\|answers\|smile\|.* FILE/],
    [['import', 'points'], /import orders\|points\|answers\|smile\|.* FILE/],
    [['import', 'points', 'none.csv'], /none\.csv/],
    [['import', 'answers', 'none.csv'], /none\.csv/],
    [['import', 'points', 'points.csv', '--map', 'saldo=points'], /There is no field saldo/],
  ] as const) {
    const { code, output, printed } = await run(...args);
    assert.equal(code, 1, args.join(' '));
    assert.match(output, words);
    assert.doesNotMatch(output, /\n\s+at /, 'no stack trace');
    if (args[0] === 'export') assert.equal(printed, '', 'the standard output has data only');
  }
});

if (canTestPostgres()) {
  const database = () => ['--database', server?.databaseUrl ?? ''];
  const ROWS = Number(process.env.ROWS ?? 100_000);

  test('on PostgreSQL: points are imported, and a large ledger is written in little memory', async () => {
    const first = await run('import', 'points', 'points.csv', ...database());
    assert.match(first.output, /New balances: 2/);
    await runSql(
      server?.databaseUrl ?? '',
      `insert into lojal_entries (customer, id, at, kind, entry)
       select 'd_' || n % 1000, 'order:' || n, '2026-02-03', 'order', jsonb_build_object('id', 'order:' || n,
         'at', '2026-02-03', 'kind', 'order', 'spend', n, 'points', n, 'why', repeat('x', 400))
       from generate_series(1, ${ROWS}) as n`,
    );
    // All rows together are larger than this heap.
    process.env.NODE_OPTIONS = '--max-old-space-size=32';
    const child = commands.start(['export', 'ledger', ...database()]);
    delete process.env.NODE_OPTIONS;
    let count = 0;
    let errors = '';
    child.stderr?.on('data', (chunk) => (errors += chunk));
    for await (const chunk of child.stdout ?? []) count += (chunk as Buffer).toString('latin1').split('\n').length - 1;
    assert.equal(errors, '');
    assert.equal(count, ROWS + 2);
  });

  test('on PostgreSQL: a reader that stops ends the export without an error', async () => {
    const child = commands.start(['export', 'ledger', ...database()]);
    let errors = '';
    child.stderr?.on('data', (chunk) => (errors += chunk));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdout?.once('data', () => child.stdout?.destroy());
    assert.equal(await ended, 0);
    assert.equal(errors, '');
  });
}
