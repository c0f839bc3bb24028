import type { Parsed } from '../config/parsed.ts';
import { quickAccount, quickProgram } from '../config/quick-check.ts';
import { keepJson } from '../config/written-json.ts';
import { reportFaults } from '../diagnostics/faults.ts';
import { report } from '../diagnostics/report.ts';
import type { Computed } from '../loyalty/summary.ts';
import type { Account, Program } from '../loyalty/types.ts';
import { customerIdOf } from './customer-id.ts';
import { fetchJson } from './fetch-json.ts';
import type { Ownership } from './ownership.ts';

type Name = 'program' | 'account';

/** What the page supplies: JSON text, or a value that a script set. `of` is what the page gave it as, unless it was fetched. */
export type Source = ({ readonly text: string } | { readonly value: unknown }) & { readonly of?: unknown };

/** JSON text with more characters than this goes to the full reader, which checks the limits. */
const SHORT = 10_000;

const loadReader = () => import('../config/parse.ts');

/** The inline JSON of a program: inside its tag or, for the first program of the page, anywhere. */
export function inline(program: HTMLElement, name: Name, first: boolean): Source | undefined {
  const query = `script[type="application/json"][data-lojal="${name}"]`;
  const script = program.querySelector(query) ?? (first ? document.querySelector(query) : null);
  return script ? { text: script.textContent ?? '', of: script } : undefined;
}

/**
 * The source of a program or an account: the JSON at an address, a value, or inline JSON. Returns nothing when there is none
 * or it cannot be fetched; the latter is reported, except that a server need not have what nobody asked for (404).
 *
 * @param served the address at the server, where the page gives neither an address nor a value nor inline JSON
 * @param account for an account: gives the customer's token, and says whether the account is still needed
 */
export async function find(
  program: HTMLElement & { readonly customerId?: string | undefined; readonly identity?: unknown },
  name: Name,
  given: unknown,
  first: boolean,
  served?: string,
  account?: { token(fresh: boolean): Promise<string | undefined>; wanted(): boolean },
): Promise<Source | undefined> {
  const written = given === undefined ? inline(program, name, first) : undefined;
  const from = given ?? served;
  if (written || from === undefined) return written;
  if (typeof from !== 'string') return { value: from, of: name };
  try {
    // Calls that the page queued before this script ran, such as `configure()`, run first.
    if (account) await new Promise((resolve) => setTimeout(resolve));
    if (account?.wanted() === false) return undefined;
    // A Lojal server knows nobody without a token. The address that a page gives may know its customer by a cookie.
    const text = await fetchJson(from, account?.token, account && given === undefined && Boolean(program.identity));
    if (text !== undefined) return { text };
    // A guest without an account is no mistake. A customer who is signed in must have one.
    if (name === 'program' || program.customerId) throw Error('401');
  } catch (error) {
    const { message } = error as Error;
    if (message === '404' && given === undefined) return undefined;
    import('../diagnostics/failed-request.ts')
      .then(({ explainUnread }) => explainUnread(name, from, message))
      .then((finding) => report(program.localName, ...finding))
      .catch(() => report(program.localName, 'lojal/config-network', name, from, message));
  }
  return undefined;
}

/** Reads a program to a usable value and reports its faults as `who`. `currency` is for a program that names none. */
export async function readProgram(who: string, source: Source | undefined, currency?: string): Promise<Program> {
  const read = await parsed(who, 'program', source);
  const json = merge(read, currency && !Object.hasOwn(Object(read), 'currency') && { currency });
  return keepJson(
    quickProgram(json) ?? take(who, 'program', (await import('../config/program-reader.ts')).parseProgram(json)),
    json,
  );
}

/**
 * Reads an account to a usable value and reports its faults as `who`. Leaves out what belongs to another customer than the
 * page's. Returns nothing for a guest.
 *
 * @param totals override the account's own; money is in major units
 * @param page the page's currency, which overrides the account's own
 */
export async function readAccount(
  who: string,
  source: Source | undefined,
  { currency }: Program,
  totals: Readonly<Record<string, number | undefined>>,
  ownership: Ownership,
  page = '',
): Promise<Account | undefined> {
  let read = await parsed(who, 'account', source);
  const written = idIn(read);
  const id = customerIdOf(written);
  // The full reader reports an e-mail address.
  const odd = Boolean(written) && written !== id && !(typeof written === 'string' && written.includes('@'));
  if (odd && !id) report(who, 'lojal/attribute-customer', 'account.id', written);
  const owner = ownership.ownerOf(id);
  if (id ? id !== owner : source?.of && !ownership.has(source.of, owner)) {
    if (id && ownership.named) report(who, 'lojal/account-customer', id, ownership.named);
    read = undefined;
  } else if (odd) read = { ...(read as object), id };
  const given: [string, unknown][] = Object.entries(totals).filter(
    ([name, total]) => Number.isFinite(total) && ownership.has(name, owner),
  );
  if (read === undefined && !given.length) return undefined;
  // Another value is reported by the check of the attribute.
  if (/^[a-z]{3}$/i.test(page)) given.push(['currency', page]);
  const json = merge(read, Object.fromEntries(given));
  return keepJson(
    quickAccount(json, currency) ??
      take(who, 'account', (await import('../config/account-reader.ts')).parseAccount(json, currency)),
    json,
  );
}

/** Computes the ledger of an account for one day; returns nothing for an account without a ledger. */
export async function computed(
  { program, account }: { readonly program: Program; readonly account?: Account | undefined },
  today: string,
): Promise<Computed | undefined> {
  return account?.ledger && (await import('../loyalty/compute.ts')).compute(program, account.ledger, today);
}

/** The id that an account states; nothing where a getter throws. */
function idIn(account: unknown): unknown {
  try {
    return (account as { readonly id?: unknown } | undefined)?.id;
  } catch {
    return undefined;
  }
}

/** Adds the overrides to what was read. A value that is not an object stays as it is: the full reader reports it. */
const merge = (read: unknown, over: object | '' | false | undefined): unknown =>
  read === undefined || (typeof read === 'object' && read && !Array.isArray(read))
    ? { ...read, ...(over || {}) }
    : read;

/** The value of a source. Reports text that is too long or not JSON, and returns nothing for it. */
async function parsed(who: string, name: Name, source: Source | undefined): Promise<unknown> {
  if (!source || 'value' in source) return source?.value;
  try {
    if (source.text.length < SHORT) return JSON.parse(source.text);
  } catch {
    // The full reader reports what is wrong.
  }
  const { parseText, PROGRAM_LIMIT, ACCOUNT_LIMIT } = await loadReader();
  const read = parseText(source.text, name === 'program' ? PROGRAM_LIMIT : ACCOUNT_LIMIT);
  return 'value' in read ? read.value : take(who, name, { value: undefined, faults: [read] });
}

/** Reports the faults of a value and returns it. */
function take<T>(who: string, name: Name, { value, faults }: Parsed<T>): T {
  reportFaults(who, name, faults);
  return value;
}
