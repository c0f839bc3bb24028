/** Which page is which. Patterns instead of regular expressions: nothing that a shop writes can take long. */

/**
 * Whether a path fits a pattern: the same path, or one that differs only where the pattern has a `*`, which stands for
 * any characters, also none and also slashes. Case and a slash at the end do not count. Takes time in proportion to both.
 */
export function matches(pattern: string, path: string): boolean {
  const [first = '', ...others] = trim(pattern).split('*');
  const text = trim(path);
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

const trim = (path: string): string => path.toLowerCase().replace(/(?<=.)\/$/, '');

/** Nobody is asked while they pay. */
const PAYING = /\/(cart|basket|checkouts?)([/.]|$)/;
/** The page after, by the names that shop systems give it: there the customer has just bought. */
const THANKS = /\/(order-received|order-?confirm(ed|ation)|thank[-_]?you|thanks|success|confirmation)([/.]|$)/;

/** Why a page is not for a question: `denied` by the shop, `paying`, not `allowed`; nothing when it is. */
export function refusal(
  path: string,
  { allow, deny }: { readonly allow: readonly string[]; readonly deny: readonly string[] },
  bought: boolean,
): 'denied' | 'paying' | 'allowed' | undefined {
  if (deny.some((pattern) => matches(pattern, path))) return 'denied';
  const plain = trim(path);
  if (PAYING.test(plain) && !bought && !THANKS.test(plain)) return 'paying';
  return allow.length && !allow.some((pattern) => matches(pattern, path)) ? 'allowed' : undefined;
}
