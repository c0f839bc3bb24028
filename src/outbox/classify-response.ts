/** What a response means for an answer. */
import type { Statement } from './read-response.ts';

/**
 * - `done`: the answer is in the shop's store.
 * - `retry`: the answer is sent again later. Also an opaque response, which says nothing about what happened, and a 304,
 *   which comes from a cache.
 * - `identity`: the answer waits for a valid token.
 * - `gone`: nothing receives answers at this address. Also a redirect, which would carry the answer elsewhere.
 * - `refused`: given up after three tries over a day. Also any 4xx that is not named below.
 * - `never`: the same body will not be accepted later either.
 */
export type ResponseClass = 'done' | 'retry' | 'identity' | 'gone' | 'refused' | 'never';

const BY_STATUS: Readonly<Record<number, ResponseClass>> = {
  401: 'identity',
  403: 'identity',
  404: 'gone',
  405: 'gone',
  408: 'retry',
  410: 'gone',
  413: 'never',
  415: 'never',
  422: 'never',
  425: 'retry',
  429: 'retry',
};

/**
 * Classifies a response. A 409 is `done`, because the server has this revision or a newer one, unless the first try is
 * still in progress. A 2xx or a 409 from somebody else (a captive portal, a proxy, a service worker's cached page) says
 * nothing about the answer, so the answer is sent again.
 * @param statement what the headers and the body say about the answer
 * @param confirms whether the endpoint names what it has stored, so that only `stored` counts
 */
export function classifyResponse(status: number, type: string, statement: Statement, confirms: boolean): ResponseClass {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304)) return 'gone';
  if (status === 409 || (status >= 200 && status < 300))
    return statement === 'stored' || (statement === 'unclear' && !confirms) ? 'done' : 'retry';
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'refused' : 'retry');
}
