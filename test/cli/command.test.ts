/** The command `lojal`: from an empty folder to points of an order. */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CommandFolder } from './command-folder.ts';

let folder: string;
let commands: CommandFolder;

before(() => {
  commands = new CommandFolder();
  folder = commands.path;
});
after(() => commands.delete());

const start = (args: readonly string[]): ChildProcess => commands.start(args);

async function run(...args: readonly string[]) {
  const { code, output } = await commands.run(...args);
  return { code, output };
}

/** The address that `lojal serve` prints. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const heard = (chunk: Buffer) => {
      output += chunk;
      const found = /^Server: +(\S+)/m.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', heard);
    child.stderr?.on('data', heard);
    child.once('exit', () => reject(new Error(output)));
  });
}

test('init writes a program and keys, once, and prints how to go on', async () => {
  const first = await run('init');
  assert.equal(first.code, 0, first.output);
  for (const words of ['npx lojal serve', '<script src="http://localhost:4174/apps/lojal/lojal.js"', 'curl '])
    assert.ok(first.output.includes(words), `${words} in ${first.output}`);
  assert.equal(statSync(join(folder, 'lojal.keys.json')).mode & 0o777, 0o600);
  const program = readFileSync(join(folder, 'lojal.json'), 'utf8');
  // The shortest tag that shows something.
  assert.match(first.output, /data-server="[^"]+" data-customer="c_1042" data-panel="end"><\/script>/);
  const again = await run('init');
  assert.equal(again.code, 1);
  assert.match(again.output, /exists already/);
  assert.equal(readFileSync(join(folder, 'lojal.json'), 'utf8'), program);
  assert.deepEqual(await run('check'), { code: 0, output: 'lojal.json has no fault.\n' });
});

test('init names the files and the port that were given in the commands that follow', async () => {
  const { code, output } = await run('init', '--port', '5000', '--program', 'club.json', '--keys', 'club.keys.json');
  assert.equal(code, 0, output);
  assert.match(output, /npx lojal serve --program club\.json --keys club\.keys\.json --port 5000 --origin /);
  assert.match(output, /npx lojal token c_1042 --keys club\.keys\.json/);
});

test('init keeps a program that exists, and posts the order in its currency', async () => {
  const program = '{ "name": "Nord", "currency": "sek" }';
  commands.write('own.json', program);
  const { code, output } = await run('init', '--program', 'own.json', '--keys', 'own.keys.json');
  assert.equal(code, 0, output);
  assert.match(output, /^Kept own\.json/);
  assert.match(output, /"currency":"SEK"/);
  assert.equal(commands.read('own.json'), program);
  commands.write('broken.json', '{ "name": ');
  const broken = await run('init', '--program', 'broken.json', '--keys', 'broken.keys.json');
  assert.equal(broken.code, 1);
  assert.match(broken.output, /broken\.json cannot be read/);
  assert.ok(!existsSync(join(folder, 'broken.keys.json')));
});

test('init writes the time zone of the machine, and an order of today there', async () => {
  // These two never have the same day.
  for (const [zone, hours] of [
    ['Pacific/Kiritimati', 14],
    ['Pacific/Pago_Pago', -11],
  ] as const) {
    const name = `init-${hours}.json`;
    const files = ['--program', name, '--keys', `init-${hours}.keys.json`];
    const { code, output } = await commands.runWith({ TZ: zone }, 'init', ...files);
    assert.equal(code, 0, output);
    assert.equal(JSON.parse(commands.read(name)).timeZone, zone);
    const today = new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10);
    assert.match(output, new RegExp(`"at":"${today}"`));
    assert.match(output, new RegExp(`time zone \\(${zone}\\)`));
  }
  const wrong = await commands.runWith({ TZ: 'foo' }, 'init', '--program', 'tz.json', '--keys', 'tz.keys.json');
  assert.equal(wrong.code, 0, wrong.output);
  assert.equal(JSON.parse(commands.read('tz.json')).timeZone, 'UTC');
  commands.write('zone.json', '{ "timeZone": "Moon/Base" }');
  const { code, output } = await run('init', '--program', 'zone.json', '--keys', 'zone.keys.json');
  assert.equal(code, 0, output);
});

test('serve refuses a port that another program uses, and releases the folder', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const settings = ['serve', '--folder', 'second'];
  const { code, output } = await run(...settings, '--port', String(port));
  other.close();
  assert.equal(code, 1, output);
  assert.match(output, new RegExp(`Port ${port} is taken by another program\\.`));
  assert.doesNotMatch(output, /^Server:/m);
  const child = start([...settings, '--port', '0']);
  await address(child);
  const taken = await run(...settings, '--port', '0');
  assert.equal(taken.code, 1);
  assert.match(taken.output, /Stop the other process, for example `npx lojal serve`/);
  child.kill('SIGKILL');
});

test('serve refuses a number of proxies that is none', async () => {
  const { code, output } = await run('serve', '--proxies', 'all');
  assert.equal(code, 1);
  assert.match(output, /--proxies all is not a number of proxies/);
});

test('serve books an order, and a token shows its points', async () => {
  const child = start(['serve', '--port', '0', '--origin', 'https://shop.example']);
  const server = await address(child);
  const page = await fetch(`${server}/owner/`);
  assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
  assert.match(await page.text(), /<owner-app>/);
  const { shopKey } = JSON.parse(readFileSync(join(folder, 'lojal.keys.json'), 'utf8'));
  const order = { id: '10042', customer: 'c_1042', at: '2026-02-03', currency: 'EUR', total: 49.9, status: 'paid' };
  const booked = await fetch(`${server}/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  assert.equal(booked.status, 200, await booked.clone().text());
  const token = (await run('token', 'c_1042')).output.trim();
  const headers = { authorization: `Bearer ${token}`, origin: 'https://shop.example' };
  const account = await fetch(`${server}/account`, { headers });
  assert.equal(account.headers.get('access-control-allow-origin'), 'https://shop.example');
  const { ledger } = (await account.json()) as { ledger: readonly { id: string; points: number }[] };
  assert.deepEqual(
    ledger.map(({ id, points }) => [id, points]),
    [['order:10042', 49]],
  );
  const script = await fetch(`${server}/lojal.js`, { headers: { 'accept-encoding': 'br' } });
  assert.equal(script.headers.get('content-encoding'), 'br');
  assert.match(await script.text(), /lojal/);
  assert.equal((await fetch(`${server}/../lojal.json`)).status, 404);
  assert.equal((await fetch(`${server}/lojal.keys.json`)).status, 404);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('import says what would happen, books the orders in any order of the file, and goes on after an interruption', async () => {
  const rows = [
    'Order ID;Customer ID;Order Date;Currency;Order Total;Status;Refunded',
    '2;c_7;2026-02-05;EUR;100,00;completed;0,00',
    '1;c_7;2026-02-03;EUR;700,00;completed;50,00',
    '3;0;2026-02-05;EUR;10,00;completed;0,00',
    '4;c_8;2026-02-05;ZAR;1700,00;completed;0,00',
  ];
  writeFileSync(join(folder, 'orders.csv'), `${rows.join('\r\n')}\r\n`);
  const dry = await run('import', 'orders', 'orders.csv', '--dry-run');
  assert.equal(dry.code, 1);
  assert.match(dry.output, /Line 5: .*EUR/);
  assert.match(dry.output, /Orders: 2, customers: 1, orders of guests: 1, faults: 1/);
  assert.match(dry.output, /New orders: 2, changed: 0, known: 0\. Nothing was booked/);
  assert.match((await run('import', 'orders', 'orders.csv')).output, /New entries of the ledgers: 3\./);
  assert.match((await run('import', 'orders', 'orders.csv')).output, /New entries of the ledgers: 0\./);
  assert.match(
    (await run('import', 'orders', 'orders.csv', '--dry-run')).output,
    /New orders: 0, changed: 0, known: 2/,
  );
  const child = start(['serve', '--port', '0']);
  const server = await address(child);
  const headers = { authorization: `Bearer ${(await run('token', 'c_7')).output.trim()}` };
  const { ledger } = (await (await fetch(`${server}/account`, { headers })).json()) as {
    ledger: readonly { id: string; points: number; times?: number }[];
  };
  // The first order leads to Gold, which multiplies the points of the second.
  assert.deepEqual(
    ledger.map(({ id, points, times }) => [id, points, times]),
    [
      ['order:1', 700, undefined],
      ['refund:1:imported', 50, undefined],
      ['order:2', 150, 1.5],
    ],
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
  assert.match((await run('import', 'orders', 'none.csv')).output, /none\.csv/);
  assert.match((await run('import', 'orders', 'orders.csv', '--map', 'x')).output, /--map x is not a column/);
});

test('a second server on the folder says why it does not start', async () => {
  const first = start(['serve', '--port', '0']);
  await address(first);
  const second = await run('serve', '--port', '0');
  assert.equal(second.code, 1);
  assert.doesNotMatch(second.output, /\n\s+at /, 'no stack trace');
  const ended = new Promise((resolve) => first.once('exit', resolve));
  first.kill('SIGTERM');
  await ended;
});

test('without a file, serve and import use the program that the owner saved', async () => {
  rmSync(join(folder, 'lojal.json'));
  const { ownerKey } = JSON.parse(readFileSync(join(folder, 'lojal.keys.json'), 'utf8'));
  assert.match((await run('import', 'orders', 'orders.csv')).output, /no program in the database/);
  const program = { points: { perUnit: 7 } };
  const withServer = async (use: (server: string) => Promise<void>) => {
    const child = start(['serve', '--port', '0']);
    await use(await address(child));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    assert.equal(await ended, 0);
  };
  await withServer(async (server) => {
    assert.equal((await fetch(`${server}/program`)).status, 404);
    const headers = { authorization: `Bearer ${ownerKey}`, 'content-type': 'application/json', 'if-none-match': '*' };
    const body = JSON.stringify({ program });
    // The orders that were booked by the file are in EUR, the currency of this program.
    assert.equal((await fetch(`${server}/owner/program`, { method: 'PUT', headers, body })).status, 200);
  });
  const rows = [
    'Order ID;Customer ID;Order Date;Currency;Order Total;Status',
    '77;c_77;2026-02-05;EUR;10,00;completed',
  ];
  writeFileSync(join(folder, 'more.csv'), `${rows.join('\r\n')}\r\n`);
  assert.match((await run('import', 'orders', 'more.csv')).output, /New entries of the ledgers: 1\./);
  await withServer(async (server) => {
    assert.deepEqual(await (await fetch(`${server}/program`)).json(), program);
    const headers = { authorization: `Bearer ${(await run('token', 'c_77')).output.trim()}` };
    const { ledger } = (await (await fetch(`${server}/account`, { headers })).json()) as {
      ledger: readonly { points: number }[];
    };
    assert.equal(ledger[0]?.points, 70);
  });
});

test('faults, missing files and wrong options are named in a sentence', async () => {
  writeFileSync(join(folder, 'wrong.json'), '{ "points": { "perUnit": -1 }, "ask": { "nps": { "sample": 2 } } }');
  const { code, output } = await run('check', 'wrong.json');
  assert.equal(code, 1);
  assert.match(output, /points\.perUnit is -1/);
  assert.match(output, /sample is 2/);
  for (const [args, words] of [
    [['serve', '--program', 'wrong.json'], /has faults:\n.*points\.perUnit/],
    [['serve', '--keys', 'none.json'], /There is no file none\.json/],
    [['serve', '--program', 'none.json'], /There is no file none\.json/],
    [['serve', '--port', 'x'], /--port x is not a port/],
    [['check', 'none.json'], /none\.json cannot be read/],
    [['token', 'anna@shop.example'], /not the id of a customer/],
    [['serve', '--colour'], /Unknown option '--colour'/],
    [['sing'], /There is no command "sing"/],
  ] as const) {
    const result = await run(...args);
    assert.equal(result.code, 1, args.join(' '));
    assert.match(result.output, words);
    assert.doesNotMatch(result.output, /\n\s+at /, 'no stack trace');
  }
});
