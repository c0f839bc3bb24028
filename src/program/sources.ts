import { plainAccount, plainProgram } from '../core/plain.ts';
import type { Computed } from '../core/summary.ts';
import type { Account, Fault, Parsed, Program } from '../core/types.ts';
import { warn } from '../elements/warn.ts';
import { load } from './address.ts';
import { advise } from './advise.ts';

type Name = 'program' | 'account';

/** What a page gave: JSON text, or a value that a script set. */
export type Source = { readonly text: string } | { readonly value: unknown };

/** JSON text longer than this goes to the full reader, which knows the limits. */
const SHORT = 10_000;

const full = () => import('./full.ts');

/** JSON that stands on the page: inside the program's tag or, for the page's first program, anywhere. */
export function inline(program: HTMLElement, name: Name, first: boolean): Source | undefined {
  const query = `script[type="application/json"][data-lojal="${name}"]`;
  const script = program.querySelector(query) ?? (first ? document.querySelector(query) : null);
  return script ? { text: script.textContent ?? '' } : undefined;
}

/**
 * What an address leads to, a value or inline JSON holds; nothing when none is given, or it does not come.
 *
 * @param account for the account: who asks, and whether what was asked for is still wanted
 */
export async function find(
  program: HTMLElement & { readonly customer?: string | undefined },
  name: Name,
  given: unknown,
  first: boolean,
  account?: { token(fresh: boolean): Promise<string | undefined>; wanted(): boolean },
): Promise<Source | undefined> {
  if (given === undefined) return inline(program, name, first);
  if (typeof given !== 'string') return { value: given };
  try {
    // One turn of the event loop later: what the page has asked of us before this script came is done by then.
    if (account) await new Promise((resolve) => setTimeout(resolve));
    if (account?.wanted() === false) return undefined;
    const text = await load(given, account?.token);
    if (text !== undefined) return { text };
    // A guest is no fault; who is signed in has an account, and everybody a program.
    if (name === 'program' || program.customer) throw Error('401');
  } catch (error) {
    advise(program.localName, 'unread', name, given, (error as Error).message);
  }
  return undefined;
}

/** Reads a program to a usable value; `currency` wins over its own. What is wrong is said under the name `who`. */
export async function readProgram(who: string, source: Source | undefined, currency?: string): Promise<Program> {
  const json = merge(await parsed(who, 'program', source), currency && { currency });
  return plainProgram(json) ?? take(who, 'program', (await full()).parseProgram(json));
}

/** Reads an account, likewise; `totals` (money in major units) win over its own. Nothing for a guest. */
export async function readAccount(
  who: string,
  source: Source | undefined,
  { currency }: Program,
  totals: Readonly<Record<string, number | undefined>>,
): Promise<Account | undefined> {
  const given = Object.entries(totals).filter(([, total]) => Number.isFinite(total));
  if (!source && !given.length) return undefined;
  const json = merge(await parsed(who, 'account', source), Object.fromEntries(given));
  return plainAccount(json, currency) ?? take(who, 'account', (await full()).parseAccount(json, currency));
}

/** What the ledger of an account came to today; nothing for an account of totals. */
export async function computed(
  { program, account }: { readonly program: Program; readonly account?: Account | undefined },
  today: string,
): Promise<Computed | undefined> {
  return account?.ledger && (await full()).compute(program, account.ledger, today);
}

/** What wins, over what was read; a value that is no object is left for the full reader to speak of. */
const merge = (read: unknown, over: object | '' | undefined): unknown =>
  read === undefined || (typeof read === 'object' && read && !Array.isArray(read))
    ? { ...read, ...(over || {}) }
    : read;

/** The value of a source; nothing, and a warning, for text that is too long or no JSON. */
async function parsed(who: string, name: Name, source: Source | undefined): Promise<unknown> {
  if (!source || 'value' in source) return source?.value;
  try {
    if (source.text.length < SHORT) return JSON.parse(source.text);
  } catch {
    // The full reader says what is wrong with it.
  }
  const { parseText, PROGRAM_LIMIT, ACCOUNT_LIMIT } = await full();
  const read = parseText(source.text, name === 'program' ? PROGRAM_LIMIT : ACCOUNT_LIMIT);
  return 'value' in read ? read.value : take(who, name, { value: undefined, faults: [read] });
}

/** The value, its faults told. */
function take<T>(who: string, name: Name, { value, faults }: Parsed<T>): T {
  for (const { path, found, wanted } of faults as Fault[]) warn(who, `${name}: ${path} is ${found}; ${wanted}`);
  return value;
}
