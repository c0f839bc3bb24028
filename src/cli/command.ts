#!/usr/bin/env node
/** The command `lojal`. Each subcommand loads its own code, so that `lojal check` needs no database. */
import { parseArgs } from 'node:util';
import { DATA_FOLDER, DEFAULT_PORT, KEYS_FILE, PROGRAM_FILE } from './command-defaults.ts';
import { CommandError } from './command-error.ts';

const USAGE = `Usage: lojal <command> [options]

  init            writes lojal.json and lojal.keys.json, and prints the tag for your pages
  serve           starts the server
  import orders|points <file.csv>
                  books orders, or balances of another system
  import answers <file>
                  stores the answers of an export, NDJSON or CSV
  export [answers|orders|ledger|codes|members]
                  writes all of them to the standard output
  check <file>    names what is wrong with a program or an account
  token <id>      prints a token of a customer, to try a page
  doctor <url>    opens a page of your shop and says what keeps Lojal from working there

Options
  --program FILE  the program (lojal.json; without that file, the one in the database)
  --keys FILE     the keys (lojal.keys.json)
  --port NUMBER   the port (4174; 0: a free one)
  --host ADDRESS  the address to listen on (127.0.0.1: this machine only)
  --origin URL    the address of your shop's pages; may be given several times
  --proxies NUMBER  your own proxies in front of the server (0)
  --folder PATH   the folder of the embedded database (.lojal)
  --map FIELD=COLUMN  the column of a field, for import; may be given several times
  --dry-run       says what an import would do, and changes nothing
  --format FORMAT ndjson or csv, for export (ndjson)
  --database URL  a PostgreSQL server in place of the folder (DATABASE_URL)
  --snippet FILE  HTML that the doctor puts into the page, to try a tag before the shop has it
  --browser PATH  the Chrome, Chromium or Edge of the doctor (the installed one)
  --insecure      lets the doctor visit a shop with a certificate that nobody has signed
  --json          prints what the doctor has found as JSON
`;

const OPTIONS = {
  program: { type: 'string', default: PROGRAM_FILE },
  keys: { type: 'string', default: KEYS_FILE },
  port: { type: 'string', default: DEFAULT_PORT },
  host: { type: 'string', default: '127.0.0.1' },
  origin: { type: 'string', multiple: true, default: [] as string[] },
  proxies: { type: 'string', default: '0' },
  folder: { type: 'string', default: DATA_FOLDER },
  database: { type: 'string' },
  map: { type: 'string', multiple: true, default: [] as string[] },
  format: { type: 'string', default: 'ndjson' },
  'dry-run': { type: 'boolean', default: false },
  snippet: { type: 'string' },
  browser: { type: 'string' },
  insecure: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const IMPORTS = {
  orders: async () => (await import('./import-orders.ts')).importOrders,
  points: async () => (await import('./import-points.ts')).importBalances,
  answers: async () => (await import('./import-answers.ts')).importAnswers,
};

const say = (line: string) => console.log(line);

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CommandError(`--port ${text} is not a port: a whole number from 0 to 65535 is.`);
}

function readProxies(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  throw new CommandError(`--proxies ${text} is not a number of proxies: a whole number from 0 to 99 is.`);
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const [command, subject, file] = positionals;
  if (values.help || !command) {
    say(USAGE);
    return command || values.help ? 0 : 1;
  }
  const { program, keys, host, folder, database = process.env.DATABASE_URL } = values;
  const port = readPort(values.port);
  if (command === 'init') {
    const { init } = await import('./init.ts');
    init({ program, keys, port }, say);
  } else if (command === 'serve') {
    const { runServer } = await import('./serve-command.ts');
    const { SHOPIFY_WEBHOOK_SECRET: shopify, WOOCOMMERCE_WEBHOOK_SECRET: woocommerce } = process.env;
    const webhooks = { shopify, woocommerce };
    const { readMail } = await import('./mail-settings.ts');
    const trustedProxies = readProxies(values.proxies);
    const settings = { program, keys, port, host, folder, database, webhooks, trustedProxies };
    await runServer({ ...settings, origins: values.origin, mail: readMail(process.env) }, say);
  } else if (command === 'import') {
    const load = IMPORTS[subject as keyof typeof IMPORTS];
    if (!load || !file)
      throw new CommandError('Name what to import, and the file: npx lojal import orders|points|answers FILE');
    const [run, { readMapping }] = await Promise.all([load(), import('./import-settings.ts')]);
    const settings = { file, program, folder, database, mapping: readMapping(values.map), dryRun: values['dry-run'] };
    return (await run(settings, say)) ? 0 : 1;
  } else if (command === 'export') {
    const { exportData } = await import('./export-command.ts');
    await exportData({ kind: subject, format: values.format, program, folder, database }, process.stdout);
  } else if (command === 'check') {
    const { check } = await import('./check.ts');
    const faults = check(subject ?? program);
    for (const fault of faults) say(fault);
    if (faults.length === 0) say(`${subject ?? program} has no fault.`);
    return faults.length > 0 ? 1 : 0;
  } else if (command === 'token') {
    if (!subject) throw new CommandError('Name the customer: npx lojal token c_1042');
    const [{ signToken }, { readKeys }] = await Promise.all([import('./token.ts'), import('./keys-file.ts')]);
    say(await signToken(subject, readKeys(keys)));
  } else if (command === 'doctor') {
    const { runDoctor } = await import('./doctor-command.ts');
    const { snippet, browser, insecure, json } = values;
    return (await runDoctor({ url: subject, snippet, browser, insecure, json }, say)) ? 0 : 1;
  } else throw new CommandError(`There is no command "${command}".\n\n${USAGE}`);
  return 0;
}

/** The packages of the server are optional for those who use the widget alone. */
function explain(error: unknown): string {
  if (error instanceof CommandError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  const missing = code === 'ERR_MODULE_NOT_FOUND' && /Cannot find package '([^']+)'/.exec(message)?.[1];
  if (missing)
    return `The package ${missing} is not installed. Run: npm install @electric-sql/pglite @hono/node-server ajv ajv-formats csv-parse csv-stringify drizzle-orm hono jose pg`;
  return message;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(explain(error));
    process.exitCode = 1;
  },
);
