import { createHash, timingSafeEqual } from 'node:crypto';

/** The least number of characters of a key, as of 16 random bytes in hexadecimal. */
const MIN_LENGTH = 32;
/** Random keys have more different characters; "aaaa…" and "123123…" have fewer. */
const MIN_DIFFERENT = 8;

/**
 * Checks a secret that the shop chose.
 *
 * @param name the option, for the message
 * @throws TypeError for a secret that can be guessed
 */
export function checkStrength(name: string, secret: string | Uint8Array, minLength = MIN_LENGTH): void {
  if (secret.length >= minLength && new Set<string | number>([...secret]).size >= MIN_DIFFERENT) return;
  throw new TypeError(
    `${name} is too weak: use at least ${minLength} random characters, for example from "openssl rand -hex 32".`,
  );
}

/** The token in an `Authorization` header of the scheme `Bearer`; nothing for any other. */
export function bearerToken(authorization: string | null): string | undefined {
  return /^Bearer +(\S.*)/i.exec(authorization ?? '')?.[1];
}

/** Compares in constant time. Hashes first, so that the lengths are equal. */
export function sameSecret(a: string, b: string): boolean {
  const hash = (secret: string) => createHash('sha256').update(secret).digest();
  return timingSafeEqual(hash(a), hash(b));
}
