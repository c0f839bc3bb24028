/** Checks the address of a receiver. */
import { KLAVIYO_URL } from './klaviyo-request.ts';
import { mayBePublic } from './public-address.ts';
import type { ReceiverKind } from './receiver.ts';

const MOST_LETTERS = 1_000;

/** One address of a person, without a name, a comment or a list. */
const MAIL_ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?=.{3,255}$)[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/;

/** The address in a `mailto:`; nothing for any other URL. */
export function mailAddress(url: string): string | undefined {
  const address = /^mailto:(.*)$/is.exec(url)?.[1] ?? '';
  return MAIL_ADDRESS.test(address) ? address : undefined;
}

/**
 * What is wrong with the address of a receiver; nothing if it can be used.
 *
 * @param allowsPrivate whether `http:` and addresses of private networks are accepted
 */
export function urlFault(kind: ReceiverKind, given: unknown, allowsPrivate: boolean): string | undefined {
  if (typeof given !== 'string' || given.length > MOST_LETTERS)
    return `must be a text of at most ${MOST_LETTERS} letters`;
  if (kind === 'email') return mailAddress(given) ? undefined : 'must be mailto: and one e-mail address';
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !(url.protocol === 'https:' || (allowsPrivate && url.protocol === 'http:')))
    return 'must be an https address';
  if (url.username || url.password) return 'must not contain a user name or a password';
  // The address decides who learns the API key.
  if (kind === 'klaviyo' && !allowsPrivate && url.href !== KLAVIYO_URL) return `must be ${KLAVIYO_URL}, or absent`;
  if (!allowsPrivate && !mayBePublic(url)) return 'must be an address of the public internet';
  return undefined;
}

/** The address as the owner sees it again: those of chat services are secrets, and so may be a query. */
export function shownUrl(kind: ReceiverKind, url: string): string {
  if (kind === 'email') return url;
  const { origin, pathname, search } = new URL(url);
  return kind === 'standard' || kind === 'klaviyo' ? origin + pathname + (search && '?…') : `${origin}/…`;
}
