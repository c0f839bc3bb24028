/** `lojal check <file>`: names what is wrong with a program or an account. */
import { parseAccount } from '../config/account-reader.ts';
import { askFaults } from '../config/ask-faults.ts';
import type { Fault } from '../config/parsed.ts';
import { parseProgram } from '../config/program-reader.ts';
import { configMessages } from '../diagnostics/config-messages.ts';
import { compose } from '../diagnostics/message.ts';
import { readJsonFile } from './json-file.ts';

/** Whether the JSON is an account, and not a program: it has a ledger, or totals as numbers. */
const isAccount = (json: unknown): boolean =>
  typeof json === 'object' &&
  json !== null &&
  ('ledger' in json || typeof (json as { points?: unknown }).points === 'number');

const askFaultsOf = (json: unknown): readonly Fault[] => {
  const ask = typeof json === 'object' && json !== null && 'ask' in json ? json.ask : undefined;
  return ask === undefined ? [] : askFaults(ask);
};

/**
 * @param currency of the program, for an account
 * @returns a line for each fault
 * @throws CommandError if the file cannot be read or is not JSON
 */
export function check(path: string, currency = 'EUR'): readonly string[] {
  const json = readJsonFile(path);
  const account = isAccount(json);
  const faults: readonly Fault[] = account
    ? parseAccount(json, currency.toUpperCase()).faults
    : [...parseProgram(json).faults, ...askFaultsOf(json)];
  const source = account ? 'account' : 'program';
  return faults.map(({ code, path, found, accepted, outcome }) =>
    compose(code, configMessages[code](source, path, found, accepted, outcome)),
  );
}
