/** Browsers in which the owner is signed in. */
import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { sha256 } from '../digest.ts';
import { type Database, selectRows } from './database.ts';

/** How long the owner stays signed in, in days. */
export const SESSION_DAYS = 14;

/** A session that has not expired. */
export interface OwnerSession {
  /** SHA-256 of the key with which the owner signed in, in hexadecimal. */
  readonly keyDigest: string;
  /** RFC 3339. */
  readonly expires: string;
}

export interface SessionStore {
  /** Starts a session. Returns the secret for the cookie, of which the database keeps a digest. */
  start(keyDigest: string): Promise<{ readonly secret: string; readonly expires: string }>;
  /** The session of a cookie; nothing for an unknown or expired one. */
  read(secret: string): Promise<OwnerSession | undefined>;
  end(secret: string): Promise<void>;
}

/** RFC 3339 in UTC, from a column. */
const utc = (column: string) => sql`to_char(${sql.raw(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const createSessionStore = (db: Database): SessionStore => ({
  async start(keyDigest) {
    const secret = randomBytes(32).toString('base64url');
    await db.execute(sql`delete from lojal_sessions where expires <= clock_timestamp()`);
    const [row] = await selectRows<{ expires: string }>(
      db,
      sql`insert into lojal_sessions (digest, key_digest, expires)
          values (${sha256(secret)}, ${keyDigest}, clock_timestamp() + make_interval(days => ${SESSION_DAYS}::int))
          returning ${utc('expires')} as expires`,
    );
    return { secret, expires: row?.expires ?? '' };
  },
  async read(secret) {
    const [row] = await selectRows<OwnerSession>(
      db,
      sql`select key_digest as "keyDigest", ${utc('expires')} as expires from lojal_sessions
          where digest = ${sha256(secret)} and expires > clock_timestamp()`,
    );
    return row;
  },
  async end(secret) {
    await db.execute(sql`delete from lojal_sessions where digest = ${sha256(secret)}`);
  },
});
