/** Finds out why a request failed. Loaded after a failed request only. */
import type { Finding } from './catalogue.ts';

/** The headers of a request for an account, and of a request that sends an answer. */
const ACCOUNT_HEADERS = 'authorization';
const ANSWER_HEADERS = 'content-type, authorization';

/**
 * Why the JSON of a program or an account was not read.
 *
 * @param given the address as the page wrote it
 * @param reason an HTTP status; `HTML`; `address` for an address that is not requested; otherwise the error of `fetch`
 */
export async function explainUnread(name: 'program' | 'account', given: string, reason: string): Promise<Finding> {
  if (reason === 'address') return ['lojal/config-insecure', name, given];
  const url = new URL(given, document.baseURI).href;
  if (reason === 'HTML') return ['lojal/config-html', name, url];
  if (reason === '401' && name === 'account') return ['lojal/config-unauthorized', url];
  if (/^\d+$/.test(reason)) return ['lojal/config-status', name, url, reason];
  const blocked = await findBlocked(name, url, name === 'account' ? ACCOUNT_HEADERS : '');
  return blocked ?? ['lojal/config-network', name, url, reason];
}

/** Why an answer was not sent; `undefined` when only the network failed, because Lojal tries again. */
export const explainUnsent = (endpoint: string): Promise<Finding | undefined> =>
  findBlocked('endpoint', endpoint, ANSWER_HEADERS);

/**
 * Sends a second request, whose response the page cannot read, to tell a blocked request from a failed network.
 *
 * @param headers names of the headers that the response to the preflight must allow
 * @returns what blocks the address; `undefined` when nothing does
 */
async function findBlocked(
  name: 'program' | 'account' | 'endpoint',
  url: string,
  headers: string,
): Promise<Finding | undefined> {
  let forbidden = false;
  const listen = ({ effectiveDirective }: SecurityPolicyViolationEvent): void => {
    forbidden ||= effectiveDirective === 'connect-src';
  };
  document.addEventListener('securitypolicyviolation', listen);
  const answered = await fetch(url, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  // The event is a separate task, which can run after the response.
  await new Promise((resolve) => setTimeout(resolve, 50));
  document.removeEventListener('securitypolicyviolation', listen);
  const { origin } = new URL(url);
  const own = origin === location.origin;
  if (forbidden) return ['lojal/blocked-by-csp', name, url, own ? "'self'" : origin];
  return answered && !own ? ['lojal/blocked-by-cors', name, url, location.origin, headers] : undefined;
}
