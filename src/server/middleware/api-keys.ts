import { sha256 } from '../digest.ts';
import { Problem } from '../problem.ts';
import { bearerToken, checkStrength, sameSecret } from './secrets.ts';

/**
 * What a key may do. `read`: export, metrics and the audit log. `moderate`: decide about reviews, and replay quarantined
 * answers. `erase`: erase a customer. `program`: change the program. `webhooks`: change the receivers of webhooks. `ingest`:
 * post answers for any customer, from the shop's own servers. `shop`: the routes of the shop's backend.
 */
export type Scope = 'read' | 'moderate' | 'erase' | 'program' | 'webhooks' | 'ingest' | 'shop';

const scopes: readonly Scope[] = ['read', 'moderate', 'erase', 'program', 'webhooks', 'ingest', 'shop'];
/** What the owner's key may do. */
const OWNER: readonly Scope[] = ['read', 'moderate', 'erase', 'program', 'webhooks'];

/** What the key of the shop's backend may do. */
const BACKEND: readonly Scope[] = ['shop', 'ingest'];

/** A key with limited rights. */
export interface ApiKey {
  /** The name in the audit log: `helpdesk`. Two keys may have the same name while one replaces the other. */
  readonly name: string;
  /** At least 32 random characters. */
  readonly key: string;
  readonly scopes: readonly Scope[];
}

export interface KeyOptions {
  /**
   * The key for export, moderation and erasure; several while one replaces another. Each has at least 32 random characters.
   * Without a key these routes reject every request.
   */
  readonly ownerKey?: string | readonly string[] | undefined;
  /** The key of the shop's backend, for orders and codes: at least 32 random characters; several while one replaces another. */
  readonly shopKey?: string | readonly string[] | undefined;
  /** Keys with limited rights. */
  readonly keys?: readonly ApiKey[] | undefined;
}

/** The part of a route's context that says who sends the request. */
export interface KeyedContext {
  readonly req: { header(name: 'authorization'): string | undefined };
  /** The key with which the owner signed in. */
  get(name: 'session'): ApiKey | undefined;
}

/** Checks the keys of requests. */
export interface KeyCheck {
  /**
   * Returns the name of the request's key, or of the key with which the owner signed in.
   *
   * @throws Problem 401 for a missing or wrong key, 403 for a key without the scope
   */
  require(c: KeyedContext, scope: Scope): string;
  /**
   * Whether the request has a key with the scope.
   *
   * @param authorization the request's header: `Bearer <key>`
   */
  has(authorization: string | null, scope: Scope): boolean;
  /** The keys in use, without their secrets. Two keys of one name and the same scopes are one. */
  readonly names: readonly Pick<ApiKey, 'name' | 'scopes'>[];
  /** The key that somebody typed; nothing for a wrong one. */
  find(key: string): ApiKey | undefined;
  /** The key with this SHA-256, in hexadecimal; nothing for a key that is no longer in use. */
  findDigest(digest: string): ApiKey | undefined;
}

/** @throws TypeError for a weak key, an unknown scope, or one key with two meanings */
export function createKeyCheck({ ownerKey, shopKey, keys = [] }: KeyOptions): KeyCheck {
  const list = (given: string | readonly string[] = []) => [given].flat().filter((key) => key !== '');
  const [owner, shop] = [list(ownerKey), list(shopKey)];
  const all: readonly ApiKey[] = [
    ...owner.map((key) => ({ name: 'owner', key, scopes: OWNER })),
    ...shop.map((key) => ({ name: 'shop', key, scopes: BACKEND })),
    ...keys,
  ];
  for (const key of owner) checkStrength('ownerKey', key);
  for (const key of shop) checkStrength('shopKey', key);
  for (const { name, key, scopes: given } of keys) {
    if (!/^[\w.-]{1,40}$/.test(name))
      throw new TypeError('keys: each key needs a name of letters, digits, ".", "-", "_".');
    checkStrength(`keys: the key "${name}"`, key);
    const unknown = given.find((scope) => !scopes.includes(scope));
    if (unknown !== undefined || given.length === 0) {
      throw new TypeError(`keys: the scopes of "${name}" must be some of ${scopes.join(', ')}.`);
    }
  }
  if (new Set(all.map(({ key }) => key)).size < all.length) throw new TypeError('keys: the same key is given twice.');

  /** Compares with every key, so that the duration does not tell which one matches. */
  const find = (given: string): ApiKey | undefined => all.filter(({ key }) => sameSecret(given, key))[0];
  const ofHeader = (authorization: string | null): ApiKey | undefined => {
    const given = bearerToken(authorization);
    return given === undefined ? undefined : find(given);
  };
  const names = new Map(all.map(({ name, scopes }) => [JSON.stringify([name, scopes]), { name, scopes }]));
  const byDigest = new Map(all.map((one) => [sha256(one.key), one]));
  return {
    names: [...names.values()],
    find,
    findDigest: (digest) => byDigest.get(digest),
    has: (authorization, scope) => ofHeader(authorization)?.scopes.includes(scope) ?? false,
    require(c, scope) {
      const header = c.req.header('authorization');
      const known = header === undefined ? c.get('session') : ofHeader(header);
      if (!known) {
        const whose = scope === 'shop' ? 'key of the shop' : "owner's key";
        throw new Problem(401, `The ${whose} is required, as Authorization: Bearer.`, {
          headers: { 'WWW-Authenticate': 'Bearer realm="lojal"' },
        });
      }
      if (!known.scopes.includes(scope)) throw new Problem(403, `This key does not have the scope "${scope}".`);
      return known.name;
    },
  };
}
