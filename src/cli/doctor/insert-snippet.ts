/** Puts a snippet into a page while the page loads, as if the shop had written it at the end of the body. */
import type { CDPSession } from 'playwright-core';

/** The largest page that is changed, in bytes. */
const LARGEST = 20_000_000;

/** The bytes of a text in the character set of the page. A character that the set does not have becomes `?`. */
function encode(text: string, charset: string): Buffer {
  if (/^utf-?8$/i.test(charset)) return Buffer.from(text, 'utf8');
  return Buffer.from(text.replace(/[^\0-\xFF]/g, '?'), 'latin1');
}

/** The page with the snippet before its last `</body>`, or at its end. */
export function withSnippet(page: Buffer, snippet: string, charset: string): Buffer {
  const text = page.toString('latin1');
  const at = text.toLowerCase().lastIndexOf('</body');
  const place = at < 0 ? page.length : at;
  return Buffer.concat([page.subarray(0, place), encode(`\n${snippet}\n`, charset), page.subarray(place)]);
}

/** The character set that a page names, in its header or in the first kilobyte. */
export function charsetOf(type: string, page: Buffer): string {
  const [, inHeader] = /charset=["']?([\w-]+)/i.exec(type) ?? [];
  const [, inMeta] = /<meta[^>]+charset=["']?([\w-]+)/i.exec(page.subarray(0, 1_024).toString('latin1')) ?? [];
  return inHeader ?? inMeta ?? 'windows-1252';
}

/** Whom the shop wants a password of, and where. */
interface Visitor {
  readonly url: string;
  readonly user?: { readonly username: string; readonly password: string } | undefined;
}

/** Changes the documents of the main frame. Resolves to a function that says whether a page was changed. */
export async function insertSnippet(session: CDPSession, snippet: string, visitor: Visitor): Promise<() => boolean> {
  let done = false;
  const { url, user } = visitor;
  const { origin } = new URL(url);
  const Authorization = user && `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
  const { frameTree } = await session.send('Page.getFrameTree');
  session.on('Fetch.requestPaused', async (event) => {
    const { requestId, frameId, responseStatusCode, responseHeaders = [] } = event;
    const header = (name: string) => responseHeaders.find((one) => one.name.toLowerCase() === name)?.value ?? '';
    const isPage = frameId === frameTree.frame.id && /html/i.test(header('content-type'));
    const isRedirect = !responseStatusCode || (responseStatusCode >= 300 && responseStatusCode < 400);
    try {
      if (Authorization && !responseStatusCode && !event.responseErrorReason) {
        const headers = Object.entries({ ...event.request.headers, Authorization }).map(([name, value]) => ({
          name,
          value,
        }));
        await session.send('Fetch.continueRequest', { requestId, headers });
        return;
      }
      if (!isPage || isRedirect || Number(header('content-length')) > LARGEST) throw new Error('left as it is');
      const { body, base64Encoded } = await session.send('Fetch.getResponseBody', { requestId });
      const page = Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
      if (page.length > LARGEST) throw new Error('left as it is');
      const changed = withSnippet(page, snippet, charsetOf(header('content-type'), page));
      done = true;
      await session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: responseStatusCode,
        // The body is decoded, and has another length.
        responseHeaders: responseHeaders.filter(({ name }) => !/^content-(encoding|length)$/i.test(name)),
        body: changed.toString('base64'),
      });
    } catch {
      // The page may be gone.
      await session.send('Fetch.continueRequest', { requestId }).catch(() => {});
    }
  });
  await session.send('Fetch.enable', {
    patterns: [
      { urlPattern: '*', resourceType: 'Document', requestStage: 'Response' },
      // Other hosts do not get the password.
      ...(user ? [{ urlPattern: `${origin}/*`, requestStage: 'Request' } as const] : []),
    ],
  });
  return () => done;
}
