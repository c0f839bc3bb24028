/**
 * The levels that customers have seen. They are kept as long as the page, and across visits only for a customer who has
 * consented (`lojal.consent(true)`): seeing a level is not an act of the visitor, so it gives no reason to write to storage.
 */
import { parse, toJson } from '../json.ts';

const KEY = 'lojal:seen';

/** By customer, then by milestone. A guest is the empty text. */
type Levels = Map<string, Map<string, string>>;

const CONSENT = 'consent';

/** The customers who refused on this page. */
const refusals = new Set<string>();

/** Whether a customer has refused, so that nothing is counted either. */
export const hasRefused = (customer: string): boolean => refusals.has(customer);

function stored(): Levels {
  const levels: Levels = new Map();
  try {
    for (const [customer, seen] of Object.entries(parse(localStorage.getItem(KEY) ?? '{}')))
      if (typeof seen === 'object' && seen)
        levels.set(customer, new Map(Object.entries(seen).map(([name, value]) => [name, String(value)])));
  } catch {
    // Storage is denied, or another script wrote the entry: nothing is remembered.
  }
  return levels;
}

let levels = stored();

const of = (customer: string): Map<string, string> => {
  const seen = levels.get(customer) ?? new Map<string, string>();
  levels.set(customer, seen);
  return seen;
};

/** Stores what each consenting customer has seen. Without one, nothing is stored. */
function store(): void {
  const consenting = [...levels].filter(([, seen]) => seen.has(CONSENT));
  try {
    if (consenting.length)
      localStorage.setItem(
        KEY,
        toJson(Object.fromEntries(consenting.map(([customer, seen]) => [customer, Object.fromEntries(seen)]))),
      );
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is denied or full: the levels are kept as long as the page.
  }
}

export const recallLevel = (customer: string, name: string): string | undefined => of(customer).get(name);

export function rememberLevel(customer: string, name: string, value: string): void {
  const seen = of(customer).set(name, value);
  if (seen.has(CONSENT)) store();
}

/** Remembers the levels of a customer across visits from now on, or removes what is remembered of this customer. */
export function setConsent(customer: string, given: boolean): void {
  if (given) {
    refusals.delete(customer);
    rememberLevel(customer, CONSENT, 'yes');
  } else {
    refusals.add(customer);
    levels.delete(customer);
    store();
  }
}

/** Removes the levels of all customers. */
export function forgetLevels(): void {
  levels = new Map();
  store();
}
