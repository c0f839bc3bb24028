/** Visits a page without a browser: the page, and the files of its script tag. */
import { addressFinding, statusFindings } from './address-finding.ts';
import type { VisitSettings } from './browser-visit.ts';
import { charsetOf, withSnippet } from './insert-snippet.ts';
import { addressOf, type Blocked, lojalTags, type RequestedFile, type Visit } from './page-visit.ts';
import { scanHtml } from './scan-html.ts';

/** How long a response may take, in ms, and how much of a page is read, in bytes. */
const [TIME, SIZE] = [10_000, 5_000_000];
/** The file that every element needs. */
const BASE = 'lojal.base.js';

/** The body up to the size. */
async function read(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= SIZE) break;
  }
  return Buffer.concat(chunks).subarray(0, SIZE);
}

async function request(url: string, headers: Readonly<Record<string, string>>): Promise<[RequestedFile, Response?]> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIME) });
    await response.body?.cancel();
    return [{ url, status: response.status, type: response.headers.get('content-type') ?? '' }, response];
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    return [{ url, failure: `CONNECTION ${cause?.code ?? message}` }];
  }
}

/** The files of each script tag, and those that the browser would not give to the page. */
async function loadFiles(
  page: string,
  tags: readonly string[],
  own: Readonly<Record<string, string>> = {},
): Promise<{ files: RequestedFile[]; blocked: Blocked[] }> {
  const files: RequestedFile[] = [];
  const blocked: Blocked[] = [];
  const { origin } = new URL(page);
  for (const address of tags.slice(0, 3)) {
    if (!URL.canParse(address, page) || !/^https?:/.test(new URL(address, page).protocol)) continue;
    const { href } = new URL(address, page);
    const known = new URL(href).origin === origin ? own : {};
    files.push((await request(href, known))[0]);
    if (href.includes('.all.')) continue;
    const [part, response] = await request(new URL(BASE, href).href, { ...known, origin });
    files.push(part);
    const allowed = response?.headers.get('access-control-allow-origin');
    if (new URL(href).origin !== origin && response?.ok && allowed !== '*' && allowed !== origin)
      blocked.push({ by: 'cors', url: part.url, directive: '' });
  }
  return { files, blocked };
}

/** @returns what was seen, without `width` */
export async function fetchVisit({ url, snippet, insecure, user }: VisitSettings): Promise<Visit> {
  const nothing = { blocked: [], files: [], messages: [], errors: [], weakTexts: [] };
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  // The only switch that `fetch` has. It is read for every connection.
  if (insecure) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  try {
    const authorization = user && `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
    const response = await fetch(url, {
      headers: { accept: 'text/html', ...(authorization && { authorization }) },
      signal: AbortSignal.timeout(TIME),
    });
    const sent = await read(response);
    const charset = charsetOf(response.headers.get('content-type') ?? '', sent);
    const body = snippet === undefined ? sent : withSnippet(sent, snippet, charset);
    const markup = scanHtml(body.toString(/^utf-?8$/i.test(charset) ? 'utf8' : 'latin1'));
    const { status } = response;
    const page = response.url || url;
    const headers = Object.fromEntries(response.headers);
    const visit = {
      ...nothing,
      url: page,
      isRead: true,
      status,
      headers,
      markup,
      trouble: statusFindings(page, status),
    };
    // The shop may have led to a page of another host, which does not get the password.
    const isShop = new URL(page).origin === new URL(url).origin;
    const own = authorization && isShop ? { authorization } : undefined;
    return { ...visit, ...(await loadFiles(page, lojalTags(markup).map(addressOf), own)) };
  } catch (error) {
    const markup = scanHtml('<meta charset>');
    return { ...nothing, url, isRead: false, status: 0, headers: {}, markup, trouble: [addressFinding(url, error)] };
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  }
}
