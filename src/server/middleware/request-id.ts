import { randomBytes } from 'node:crypto';

/** An id from a proxy. Anything else could forge log entries. */
const VALID = /^[A-Za-z0-9._-]{8,64}$/;

/** The id of a request: `X-Request-Id`, if a proxy has set a valid one, else a new one. */
export function requestId(header: string | undefined): string {
  return header !== undefined && VALID.test(header) ? header : randomBytes(12).toString('base64url');
}
