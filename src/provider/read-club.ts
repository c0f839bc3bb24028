import { parseFullProgram } from '../config/full-program.ts';
import { parseHeld } from '../config/held-account.ts';
import { jsonOf } from '../config/written-json.ts';
import type { Club } from '../elements/shared/club-host.ts';
import type { ProgramData } from '../elements/shared/program-data.ts';

const clubs = new WeakMap<ProgramData, Club>();

/**
 * The whole program and account of some data, read once for all elements; nothing where the page gives no program. Faults
 * were reported when the data was read.
 */
export function readClub(data: ProgramData): Club | undefined {
  const known = clubs.get(data);
  if (known) return known;
  const { program, account, today } = data;
  const json = jsonOf.get(program);
  if (json === undefined) return undefined;
  const club: Club = {
    program: parseFullProgram(json).value,
    today,
    history: async () => (await import('../loyalty/history.ts')).history(program, account?.ledger ?? [], today),
    ...(account && { account: { ...account, ...parseHeld(jsonOf.get(account), program.currency) } }),
  };
  clubs.set(data, club);
  return club;
}
