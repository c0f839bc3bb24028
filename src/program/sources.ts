import { plainAccount, plainProgram } from '../core/plain.ts';
import type { Computed } from '../core/summary.ts';
import type { Account, Fault, Parsed, Program } from '../core/types.ts';
import { warn } from '../elements/warn.ts';
import { load } from './address.ts';

/** What a page gave: JSON text, or a value that a script set. */
export type Source = { readonly text: string } | { readonly value: unknown };

/** What was read: always usable. */
export interface Known {
  readonly program: Program;
  readonly account: Account | undefined;
}

/** JSON text longer than this goes to the full reader, which knows the limits. */
const SHORT = 10_000;

const full = () => import('./full.ts');

/**
 * What an address, a value or JSON on the page gives; nothing when there is none, or it does not come.
 *
 * @param first whether the program is the page's first: then JSON anywhere on the page is its own
 * @param token who asks, for the account
 */
export async function find(
  program: HTMLElement,
  name: 'program' | 'account',
  given: unknown,
  first: boolean,
  token?: () => Promise<string | undefined>,
): Promise<Source | undefined> {
  if (typeof given === 'string')
    try {
      return { text: await load(given, await token?.()) };
    } catch (error) {
      warn(program.localName, `${name}: ${(error as Error).message}; nothing of it is shown`);
      return undefined;
    }
  if (given !== undefined) return { value: given };
  const query = `script[type="application/json"][data-lojal="${name}"]`;
  const inline = program.querySelector(query) ?? (first ? document.querySelector(query) : null);
  return inline ? { text: inline.textContent ?? '' } : undefined;
}

/**
 * Reads what a page gave. `currency` wins over the program's, `totals` (money in major units) over the account's.
 * What is wrong is said in the console under the name `who`.
 */
export async function read(
  who: string,
  program: Source | undefined,
  account: Source | undefined,
  currency: string | undefined,
  totals: Readonly<Record<string, number | undefined>>,
): Promise<Known> {
  const take = <T>(what: string, { value, faults }: Parsed<T>): T => {
    for (const fault of faults) say(who, what, fault);
    return value;
  };
  const rules = { ...((await json(who, 'program', program)) as object), ...(currency && { currency }) };
  const decided = plainProgram(rules) ?? take('program', (await full()).parseProgram(rules));
  const given = Object.entries(totals).filter(([, total]) => Number.isFinite(total));
  if (!account && !given.length) return { program: decided, account: undefined };
  const told = { ...((await json(who, 'account', account)) as object), ...Object.fromEntries(given) };
  return {
    program: decided,
    account:
      plainAccount(told, decided.currency) ?? take('account', (await full()).parseAccount(told, decided.currency)),
  };
}

/** The value of a source; nothing, and a warning, for text that is too long or no JSON. */
async function json(who: string, what: 'program' | 'account', source: Source | undefined): Promise<unknown> {
  if (!source || 'value' in source) return source?.value;
  try {
    if (source.text.length < SHORT) return JSON.parse(source.text);
  } catch {
    // The full reader says what is wrong with it.
  }
  const { parseText, PROGRAM_LIMIT, ACCOUNT_LIMIT } = await full();
  const read = parseText(source.text, what === 'program' ? PROGRAM_LIMIT : ACCOUNT_LIMIT);
  if ('value' in read) return read.value;
  say(who, what, read);
  return undefined;
}

function say(who: string, what: string, { path, found, wanted }: Fault): void {
  warn(who, `${what}: ${path} is ${found}; ${wanted}`);
}

/** What the ledger of an account came to today; nothing for an account of totals. */
export async function computed({ program, account }: Known, today: string): Promise<Computed | undefined> {
  return account?.ledger && (await full()).compute(program, account.ledger, today);
}
