/** `lojal init`: writes a program and keys, and prints what to do next. A program that exists is kept. */
import { existsSync } from 'node:fs';
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

/** The currency of a program that exists, for the order of the example. @throws CommandError if the file is not JSON */
function currencyOf(program: string): string {
  const json = readJsonFile(program);
  const currency = typeof json === 'object' && json !== null && 'currency' in json && json.currency;
  return typeof currency === 'string' && /^[a-z]{3}$/i.test(currency)
    ? currency.toUpperCase()
    : starterProgram.currency;
}

/** @throws CommandError if the file of the keys exists, or the file of the program is not JSON */
export function init({ program, keys, port }: InitOptions, say: (line: string) => void): void {
  if (existsSync(keys)) throw new CommandError(`The file ${keys} exists already. Nothing was changed.`);
  const isKept = existsSync(program);
  const currency = isKept ? currencyOf(program) : starterProgram.currency;
  if (!isKept) write(program, `${JSON.stringify(starterProgram, null, 2)}\n`, 0o644);
  const { shopKey } = createKeys(keys);
  const server = `http://localhost:${port}/apps/lojal`;
  const files = { program: [program, PROGRAM_FILE], keys: [keys, KEYS_FILE] } as const;
  const order = { id: '10042', customer: CUSTOMER, at: new Date().toISOString().slice(0, 10), currency };
  const json = JSON.stringify({ ...order, total: 129, status: 'paid' });
  const wrote = isKept ? `Kept ${program}, your program.` : `Wrote ${program}: change it to your program.`;
  say(`${wrote} Wrote ${keys}: keep it secret.
A web server must not serve the folder of ${keys}.
Add ${keys} and ${DATA_FOLDER} to your .gitignore: the folder ${DATA_FOLDER} will hold the data.

1. Start the server. --origin is the address of your shop's pages. Ctrl-C stops the server:

     npx lojal serve${further({ ...files, port: [String(port), DEFAULT_PORT] })} --origin http://localhost:3000

2. Put this into a page of that address, in a folder of its own:

${snippet(server).replace(/^/gm, '     ')}

   To try it, put the output of this command in place of TOKEN. It is valid for 15 minutes:

     npx lojal token ${CUSTOMER}${further({ keys: files.keys })}

   In your shop, the backend writes the id of the customer who is signed in and makes the token.

3. Post an order from your backend, and load the page again:

     curl ${server}/orders -H 'Authorization: Bearer ${shopKey}' -H 'Content-Type: application/json' \\
       -d '${json}'
`);
}
