/** Which addresses are used. Only the shop's own configuration is read, never the page's URL. */

/** An `https:` address, or `http:` where the page itself is such or on this machine; absolute; else nothing. */
export function address(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    const url = new URL(text, document.baseURI);
    const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
    if (url.protocol === 'https:' || (url.protocol === 'http:' && (local || url.origin === location.origin)))
      return url.href;
  } catch {
    // Not an address at all: refused like one of the wrong kind.
  }
  return undefined;
}

/**
 * The JSON text of an address; nothing where nobody is signed in.
 *
 * @param token says who asks; a fresh one is asked for once, when the first is not accepted
 * @throws Error what came instead, in a word that `unread.ts` explains: a status, `HTML`, `address`
 */
export async function load(
  text: string,
  token?: (fresh: boolean) => Promise<string | undefined>,
): Promise<string | undefined> {
  const url = address(text);
  if (!url) throw Error('address');
  const ask = (bearer?: string) =>
    fetch(url, { headers: { accept: 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) } });
  const first = await token?.(false);
  let response = await ask(first);
  if (response.status === 401 && first) response = await ask(await token?.(true));
  if (response.status === 401 && !first) return undefined;
  if (!response.ok) throw Error(`${response.status}`);
  const body = await response.text();
  if (/^\s*</.test(body)) throw Error('HTML');
  return body;
}
