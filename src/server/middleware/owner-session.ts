/** Recognizes the browser in which the owner signed in. */
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { SessionStore } from '../db/sessions.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { KeyCheck } from './api-keys.ts';

/** The name of the cookie. */
export const SESSION_COOKIE = 'lojal_owner';

/**
 * Whether a page of the server's own address sent the request. The browser sets the header, and no page can change it. The
 * cookie alone does not prove that: browsers also send a `SameSite=Strict` cookie for pages of other subdomains.
 */
export const isOwnPage = (c: Context): boolean => c.req.header('sec-fetch-site') === 'same-origin';

/** Sets `session` to the key with which the owner signed in. A request with an `Authorization` header has no session. */
export function readOwnerSession(sessions: SessionStore, keys: KeyCheck): MiddlewareHandler<Env> {
  return async (c, next) => {
    const secret = c.req.header('authorization') === undefined ? getCookie(c, SESSION_COOKIE) : undefined;
    if (secret !== undefined && isOwnPage(c)) {
      const session = await sessions.read(secret);
      const key = session && keys.findDigest(session.keyDigest);
      if (key) c.set('session', key);
    }
    await next();
  };
}

/** @throws Problem 403 for a request that no page of the server's own address sent */
export function requireOwnPage(c: Context): void {
  if (!isOwnPage(c)) throw new Problem(403, "Sign in on the owner's page of this server, in a current browser.");
}
