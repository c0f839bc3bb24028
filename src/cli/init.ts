/** `lojal init`: writes a program and keys, and prints what to do next. A program that exists is kept. */
import { existsSync } from 'node:fs';
import { calendarDay, SERVER_ZONE } from '../server/ledger/calendar-day.ts';
import { DATA_FOLDER, DEFAULT_PORT, KEYS_FILE, PROGRAM_FILE } from './command-defaults.ts';
import { CommandError } from './command-error.ts';
import { readJsonFile } from './json-file.ts';
import { createKeys, write } from './keys-file.ts';
import { starterProgram } from './starter-program.ts';

export interface InitOptions {
  /** The path of the program. */
  readonly program: string;
  /** The path of the keys. */
  readonly keys: string;
  readonly port: number;
}

/** The customer of the examples. */
const CUSTOMER = 'c_1042';

/** The shortest tag that shows something: a button that opens the whole club. */
export const snippet = (server: string): string => `<script src="${server}/lojal.js" async
  data-server="${server}" data-customer="${CUSTOMER}" data-panel="end"></script>
<script>
  (window.lojal ||= []).push((lojal) => lojal.configure({ identity: async () => 'TOKEN' }));
</script>`;

/** The options that differ from their defaults, so that the next commands find the same files and address. */
const further = (options: Readonly<Record<string, readonly [given: string, usual: string]>>): string =>
  Object.entries(options)
    .filter(([, [given, usual]]) => given !== usual)
    .map(([name, [given]]) => ` --${name} ${given}`)
    .join('');

/** The time zone of this machine, probably that of the shop. A machine with a wrong `TZ` has none. */
const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone ?? SERVER_ZONE;

/** What the order of the example needs of a program that exists. @throws CommandError if the file is not JSON */
function orderFacts(program: string): { readonly currency: string; readonly timeZone: string | undefined } {
  const json = readJsonFile(program);
  const { currency, timeZone } = Object(json) as { readonly currency?: unknown; readonly timeZone?: unknown };
  return {
    currency:
      typeof currency === 'string' && /^[a-z]{3}$/i.test(currency) ? currency.toUpperCase() : starterProgram.currency,
    timeZone: typeof timeZone === 'string' ? timeZone : undefined,
  };
}

/** The day of today. A program that exists may name a zone that does not. */
function todayIn(timeZone: string | undefined): string {
  try {
    return calendarDay(Date.now(), timeZone);
  } catch {
    return calendarDay(Date.now());
  }
}

/** @throws CommandError if the file of the keys exists, or the file of the program is not JSON */
export function init({ program, keys, port }: InitOptions, say: (line: string) => void): void {
  if (existsSync(keys)) throw new CommandError(`The file ${keys} exists already. Nothing was changed.`);
  const isKept = existsSync(program);
  // The zone stands where an owner looks: beside the currency.
  const { name, currency: usual, ...rest } = starterProgram;
  const own = { name, currency: usual, timeZone: machineZone(), ...rest };
  const { currency, timeZone } = isKept ? orderFacts(program) : own;
  if (!isKept) write(program, `${JSON.stringify(own, null, 2)}\n`, 0o644);
  const { shopKey } = createKeys(keys);
  const server = `http://localhost:${port}/apps/lojal`;
  const files = { program: [program, PROGRAM_FILE], keys: [keys, KEYS_FILE] } as const;
  const order = { id: '10042', customer: CUSTOMER, at: todayIn(timeZone), currency };
  const json = JSON.stringify({ ...order, total: 129, status: 'paid' });
  const wrote = isKept
    ? `Kept ${program}, your program.`
    : `Wrote ${program}: change it to your program. Check its currency (${currency}) and its time zone (${timeZone}).`;
  say(`${wrote}
Wrote ${keys}: keep it secret.
A web server must not serve the folder of ${keys}.
Add ${keys} and ${DATA_FOLDER} to your .gitignore: the folder ${DATA_FOLDER} will hold the data.

1. Start the server. --origin is the address of your shop's pages. Ctrl-C stops the server:

     npx lojal serve${further({ ...files, port: [String(port), DEFAULT_PORT] })} --origin http://localhost:3000

2. Put this into a page of that address. For a trial, save it as index.html in a folder of its own:

${snippet(server).replace(/^/gm, '     ')}

   To try it, put the output of this command in place of TOKEN. It is valid for 15 minutes:

     npx lojal token ${CUSTOMER}${further({ keys: files.keys })}

   In your shop, the backend writes the id of the customer who is signed in and makes the token.

3. Post an order from your backend, and load the page again:

     curl ${server}/orders -H 'Authorization: Bearer ${shopKey}' -H 'Content-Type: application/json' \\
       -d '${json}'
`);
}
