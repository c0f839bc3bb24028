/** `lojal init`: writes a program and keys, and prints what to do next. */
import { existsSync } from 'node:fs';
import { CommandError } from './command-error.ts';
import { createKeys, write } from './keys-file.ts';
import { starterProgram } from './starter-program.ts';

export interface InitOptions {
  /** The path of the program. */
  readonly program: string;
  /** The path of the keys. */
  readonly keys: string;
  readonly port: number;
}

/** The tag for a page, with the elements that need no further setting. */
export const snippet = (server: string): string => `<script src="${server}/lojal.js" async
  data-server="${server}" data-program="${server}/program" data-account="${server}/account"></script>
<script>
  (window.lojal ||= []).push((lojal) => {
    // Your backend makes the token of the customer who is signed in. To try it: npx lojal token c_1042
    lojal.configure({ identity: async () => 'TOKEN' });
  });
</script>
<lojal-points></lojal-points>
<lojal-tier></lojal-tier>`;

/** @throws CommandError if one of the files exists */
export function init({ program, keys, port }: InitOptions, say: (line: string) => void): void {
  const taken = [program, keys].find((path) => existsSync(path));
  if (taken) throw new CommandError(`The file ${taken} exists already. Nothing was changed.`);
  write(program, `${JSON.stringify(starterProgram, null, 2)}\n`, 0o644);
  const { shopKey } = createKeys(keys);
  const server = `http://localhost:${port}/apps/lojal`;
  say(`Wrote ${program}: change it to your program. Wrote ${keys}: keep it secret, and out of your repository.

1. Start the server:

     npx lojal serve --origin http://localhost:3000     (the address of your shop's pages)

2. Put this on a page:

${snippet(server).replace(/^/gm, '     ')}

3. Post an order from your backend:

     curl ${server}/orders -H 'Authorization: Bearer ${shopKey}' -H 'Content-Type: application/json' \\
       -d '{"id":"10042","customer":"c_1042","at":"${new Date().toISOString().slice(0, 10)}","currency":"EUR","total":49.9,"status":"paid"}'
`);
}
