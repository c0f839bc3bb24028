import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SESSION_DAYS } from '../db/sessions.ts';
import type { Store } from '../db/store.ts';
import { sha256 } from '../digest.ts';
import { SERVER_ZONE } from '../ledger/calendar-day.ts';
import type { ApiKey, KeyCheck } from '../middleware/api-keys.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import { requireOwnPage, SESSION_COOKIE } from '../middleware/owner-session.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { type InboxOptions, programOrNothing } from './inbox-options.ts';

interface SessionOptions {
  readonly store: Store;
  readonly keys: KeyCheck;
  /** The prefix of all routes. */
  readonly path: string;
  readonly program: InboxOptions['program'];
}

/** With the time zone in which the server counts days, so that the page counts the same ones. */
async function wire({ name, scopes }: ApiKey, expires: string, program: InboxOptions['program']) {
  const timeZone = (await programOrNothing(program))?.program.timeZone ?? SERVER_ZONE;
  return { name, scopes, expires, timeZone };
}

/**
 * `/owner/session`: the owner signs in once with a key, and the browser gets a cookie that scripts cannot read. `/owner/keys`: the
 * names of the keys.
 */
export function sessionRoutes({ store, keys, path, program }: SessionOptions): Hono<Env> {
  /** The page knows whether the browser has an encrypted connection; a proxy may hide that from this server. */
  const attributes = (c: Context) =>
    ({
      path,
      httpOnly: true,
      sameSite: 'Strict',
      secure: !c.req.header('origin')?.startsWith('http:'),
    }) as const;

  return new Hono<Env>()
    .post('/owner/session', async (c) => {
      requireOwnPage(c);
      checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
      const { key } = Object(readJson(await readBody(c.req.raw))) as { key?: unknown };
      const known = typeof key === 'string' ? keys.find(key) : undefined;
      if (!known) throw new Problem(401, 'This key is not in use.');
      if (!known.scopes.includes('read')) throw new Problem(403, 'This key does not have the scope "read".');
      const { secret, expires } = await store.sessions.start(sha256(known.key));
      await store.audit({ actor: known.name, action: 'sign-in' });
      setCookie(c, SESSION_COOKIE, secret, { ...attributes(c), maxAge: SESSION_DAYS * 86_400 });
      return c.json(await wire(known, expires, program));
    })
    .get(async (c) => {
      const secret = getCookie(c, SESSION_COOKIE);
      const key = c.get('session');
      const session = key && secret !== undefined ? await store.sessions.read(secret) : undefined;
      if (!key || !session) throw new Problem(401, 'Sign in first.');
      return c.json(await wire(key, session.expires, program));
    })
    .delete(async (c) => {
      requireOwnPage(c);
      const secret = getCookie(c, SESSION_COOKIE);
      if (secret !== undefined) await store.sessions.end(secret);
      deleteCookie(c, SESSION_COOKIE, attributes(c));
      return c.body(null, 204);
    })
    .all(() => {
      throw new Problem(405, 'This route accepts GET, POST and DELETE.', {
        headers: { Allow: 'DELETE, GET, HEAD, POST' },
      });
    })
    .get('/owner/keys', (c) => {
      keys.require(c, 'read');
      return c.json({ keys: keys.names });
    })
    .all(() => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}
