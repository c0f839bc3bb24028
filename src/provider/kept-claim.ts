/** The code that a friend got for an invitation. Nothing is stored before the friend accepts. */
import { parse, toJson } from '../json.ts';

const KEY = 'lojal:claim';

/** Where an accepted invitation is kept; nothing where the shop stores nothing. */
function place(storage: string | undefined): Storage | undefined {
  const { globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return storage === 'none' ? undefined : storage === 'session' || globalPrivacyControl ? sessionStorage : localStorage;
}

/**
 * The code that this visitor got; an empty text for an invitation without a code. A guest's code becomes that of the customer who
 * signs in next, and is then nobody else's.
 */
export function keptClaim(storage: string | undefined, customer: string | undefined): string | undefined {
  try {
    const { code, owner } = parse(place(storage)?.getItem(KEY) ?? '{}');
    if (typeof code !== 'string' || (owner !== undefined && owner !== customer)) return undefined;
    if (customer !== owner) keepClaim(storage, customer, code);
    return code;
  } catch {
    // Storage is denied, or another script has written there.
    return undefined;
  }
}

export function keepClaim(storage: string | undefined, owner: string | undefined, code: string): void {
  try {
    place(storage)?.setItem(KEY, toJson({ code, owner }));
  } catch {
    // A full or forbidden storage: the code stays on this page.
  }
}

export function forgetClaim(): void {
  for (const storage of [() => localStorage, () => sessionStorage])
    try {
      storage().removeItem(KEY);
    } catch {
      // Nothing is stored there.
    }
}
