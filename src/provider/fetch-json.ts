import { resolveUrl } from './resolve-url.ts';

/**
 * Fetches JSON text. Returns nothing when the server answers 401 and no token was sent: nobody is signed in.
 *
 * @param token for an account: gives the customer's token; called with `true` for a fresh one when the server refuses the
 * first. An account is never taken from an HTTP cache, which may hold another customer's, or one from before a redemption
 * @param needsToken whether nothing is fetched without a token: nobody is signed in
 * @throws Error whose message is the HTTP status, `HTML`, `address` for an address that may not be used, or the message of
 * `fetch`; the diagnostics explain each
 */
export async function fetchJson(
  text: string,
  token?: (fresh: boolean) => Promise<string | undefined>,
  needsToken?: boolean,
): Promise<string | undefined> {
  const url = resolveUrl(text);
  if (!url) throw Error('address');
  const ask = (bearer?: string) =>
    fetch(url, {
      headers: { accept: 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
      ...(token && { cache: 'no-store' }),
    });
  const first = await token?.(false);
  if (needsToken && !first) return undefined;
  let response = await ask(first);
  if (response.status === 401 && first) response = await ask(await token?.(true));
  if (response.status === 401 && !first) return undefined;
  if (!response.ok) throw Error(`${response.status}`);
  const body = await response.text();
  if (/^\s*</.test(body)) throw Error('HTML');
  return body;
}
