#!/usr/bin/env node
/** The command `lojal`. Each subcommand loads its own code, so that `lojal check` needs no database. */
import { parseArgs } from 'node:util';
import { DATA_FOLDER, DEFAULT_PORT, KEYS_FILE, PROGRAM_FILE } from './command-defaults.ts';
import { CommandError } from './command-error.ts';
import { USAGE } from './command-usage.ts';

/** A variable of the environment, by which containers are configured. An empty one counts as missing. */
const variable = (name: string, usual: string) => process.env[`LOJAL_${name}`] || usual;

const OPTIONS = {
  program: { type: 'string', default: variable('PROGRAM', PROGRAM_FILE) },
  keys: { type: 'string', default: variable('KEYS', KEYS_FILE) },
  port: { type: 'string', default: variable('PORT', DEFAULT_PORT) },
  host: { type: 'string', default: variable('HOST', '127.0.0.1') },
  origin: {
    type: 'string',
    multiple: true,
    default: variable('ORIGINS', '')
      .split(/[\s,]+/)
      .filter(Boolean),
  },
  proxies: { type: 'string', default: variable('PROXIES', '0') },
  folder: { type: 'string', default: variable('FOLDER', DATA_FOLDER) },
  database: { type: 'string' },
  map: { type: 'string', multiple: true, default: [] as string[] },
  customers: { type: 'string' },
  dates: { type: 'string' },
  consent: { type: 'string' },
  lang: { type: 'string' },
  to: { type: 'string' },
  segment: { type: 'string' },
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

/** The import of a kind, or of another tool. @throws CommandError */
async function loadImport(subject: string | undefined) {
  if (subject !== undefined && Object.hasOwn(IMPORTS, subject)) return IMPORTS[subject as keyof typeof IMPORTS]();
  const { isMovingTool, MOVING_TOOLS } = await import('../server/import/moving-tools.ts');
  if (subject !== undefined && isMovingTool(subject)) return (await import('./import-moved.ts')).importMoved(subject);
  const names = [...Object.keys(IMPORTS), ...Object.keys(MOVING_TOOLS)].join('|');
  throw new CommandError(`Name what to import, and the file: npx lojal import ${names} FILE`);
}

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
    const [{ readMail }, { readPlatforms }] = await Promise.all([
      import('./mail-settings.ts'),
      import('./platform-settings.ts'),
    ]);
    const platforms = readPlatforms(process.env);
    const trustedProxies = readProxies(values.proxies);
    const settings = { program, keys, port, host, folder, database, platforms, trustedProxies };
    await runServer({ ...settings, origins: values.origin, mail: readMail(process.env) }, say);
  } else if (command === 'import') {
    const run = await loadImport(file === undefined ? undefined : subject);
    const { readDateOrder, readMapping } = await import('./import-settings.ts');
    const { customers, consent, lang, 'dry-run': dryRun } = values;
    const given = { mapping: readMapping(values.map), dates: readDateOrder(values.dates), customers, consent, lang };
    const settings = { file: file ?? '', program, folder, database, dryRun, ...given };
    return (await run(settings, say)) ? 0 : 1;
  } else if (command === 'export') {
    const { to, format, customers, segment } = values;
    const source = { kind: subject, program, folder, database };
    if (to === undefined) {
      const { exportData } = await import('./export-command.ts');
      await exportData({ ...source, format }, process.stdout);
    } else {
      const { exportMoved } = await import('./export-moved.ts');
      await exportMoved({ ...source, to, customers, segment }, process.stdout, console.error);
    }
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
