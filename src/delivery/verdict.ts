/** What a response means for an answer. */

export type Verdict = 'done' | 'retry' | 'identity' | 'gone' | 'refused' | 'never';

/**
 * - `done`: it is in the shop's store.
 * - `retry`: later. Also an opaque response: it may say anything, so it says nothing.
 * - `identity`: it waits for a better token.
 * - `gone`: nobody receives answers at this address; a redirect is one of these, it would carry the answer elsewhere.
 * - `refused`: given up after three tries over a day. Also any 4xx that the table does not name.
 * - `never`: the same bytes will not be accepted tomorrow either.
 *
 * A 409 is `done` (they have it, or a newer revision of it), unless it says that the first try is still being worked
 * on: by `Retry-After`, or by a word in its body, because a page may not read that header across origins by default.
 */
export function verdict(status: number, type: string, busy: boolean): Verdict {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return 'gone';
  if (status >= 200 && status < 300) return 'done';
  switch (status) {
    case 409:
      return busy ? 'retry' : 'done';
    case 401:
    case 403:
      return 'identity';
    case 404:
    case 405:
    case 410:
      return 'gone';
    case 413:
    case 415:
    case 422:
      return 'never';
    case 408:
    case 425:
    case 429:
      return 'retry';
  }
  return status >= 400 && status < 500 ? 'refused' : 'retry';
}
