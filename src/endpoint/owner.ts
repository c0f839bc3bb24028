import { createHash, timingSafeEqual } from 'node:crypto';
import { Problem } from './problem.ts';

/**
 * Lets through only who holds the owner's key. Without a key configured nobody does.
 *
 * @param authorization the request's header: `Bearer <key>`
 * @throws Problem 401
 */
export function checkOwner(authorization: string | null, ownerKey: string | undefined): void {
  const given = bearer(authorization);
  if (ownerKey && given !== undefined && sameSecret(given, ownerKey)) return;
  throw new Problem(401, "This needs the owner's key, as Authorization: Bearer.", {
    headers: { 'WWW-Authenticate': 'Bearer realm="lojal"' },
  });
}

/** What an `Authorization` header carries, if it is of the scheme `Bearer`. */
export function bearer(authorization: string | null): string | undefined {
  return /^Bearer +(\S.*)/i.exec(authorization ?? '')?.[1];
}

/** Takes as long for a wrong secret as for the right one; hashed first, so that the lengths are equal too. */
function sameSecret(a: string, b: string): boolean {
  const hash = (secret: string) => createHash('sha256').update(secret).digest();
  return timingSafeEqual(hash(a), hash(b));
}
