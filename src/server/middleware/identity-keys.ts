import { createPublicKey, KeyObject } from 'node:crypto';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWK, type JWTVerifyGetKey } from 'jose';
import { checkStrength } from './secrets.ts';

export type IdentityAlgorithm = 'HS256' | 'HS384' | 'HS512' | 'RS256' | 'PS256' | 'ES256' | 'ES384' | 'EdDSA';

/** A secret or a public key: a string or bytes for `HS…`; PEM, JWK or KeyObject for any other algorithm. */
export type IdentityKey = string | Uint8Array | KeyObject | JWK;

/** A JSON Web Key Set (RFC 7517). */
export interface KeySet {
  readonly keys: readonly JWK[];
}

export interface IdentityKeyOptions {
  /** The algorithm of the shop's tokens. A token with another algorithm is rejected. */
  readonly algorithm: IdentityAlgorithm;
  /**
   * For `HS…` the shared secret, at least as long as the digest (32 bytes for HS256); a string is used as UTF-8. For any
   * other algorithm the public key, as PEM, JWK or KeyObject.
   */
  readonly key?: IdentityKey | undefined;
  /**
   * Instead of `key`: several keys, each with the `kid` that the tokens have in their header. To replace a key, add the new
   * one, sign with it, and remove the old one after 15 minutes.
   */
  readonly keys?: readonly { readonly kid: string; readonly key: IdentityKey }[] | undefined;
  /** Instead of `key`: the shop's JSON Web Key Set, or its https URL. Not for `HS…`. */
  readonly jwks?: string | KeySet | undefined;
}

/** How long to wait for a key set, in milliseconds. */
const JWKS_TIMEOUT = 3_000;

/** The key set could not be fetched: no token can be checked for now. */
export class KeySetUnavailable extends Error {}

/** @throws TypeError if a key does not fit the algorithm, or not exactly one of `key`, `keys` and `jwks` is given */
export function createKeySource({ algorithm, key, keys, jwks }: IdentityKeyOptions): JWTVerifyGetKey {
  if ([key, keys, jwks].filter((one) => one !== undefined).length !== 1) {
    throw new TypeError('identity needs one of key, keys and jwks.');
  }
  if (jwks !== undefined) return readKeySet(algorithm, jwks);
  if (key !== undefined) {
    const only = readKey(algorithm, key, 'identity.key');
    return async () => only;
  }
  const byId = new Map<string | undefined, KeyObject | Uint8Array>();
  for (const { kid, key: one } of keys ?? []) {
    if (!kid || byId.has(kid)) throw new TypeError('identity.keys: each key needs its own kid.');
    byId.set(kid, readKey(algorithm, one, `identity.keys: the key "${kid}"`));
  }
  if (byId.size === 0) throw new TypeError('identity.keys is empty.');
  return async ({ kid }) => {
    const known = byId.get(kid);
    if (!known) throw new errors.JWKSNoMatchingKey();
    return known;
  };
}

function readKeySet(algorithm: IdentityAlgorithm, jwks: string | KeySet): JWTVerifyGetKey {
  if (BITS[algorithm]) throw new TypeError('identity.jwks is for public keys: choose another algorithm than HS….');
  if (typeof jwks !== 'string') {
    for (const key of jwks.keys) readKey(algorithm, key, `identity.jwks: the key "${key.kid ?? ''}"`);
    return createLocalJWKSet({ keys: [...jwks.keys] });
  }
  const url = URL.canParse(jwks) ? new URL(jwks) : undefined;
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal))) {
    throw new TypeError('identity.jwks must be an https URL.');
  }
  const remote = createRemoteJWKSet(url, { timeoutDuration: JWKS_TIMEOUT });
  return async (...of) => {
    try {
      return await remote(...of);
    } catch (error) {
      const isTokensFault =
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSENotSupported;
      if (isTokensFault) throw error;
      throw new KeySetUnavailable('The key set of the shop is not available.', { cause: error });
    }
  };
}

const BITS: Readonly<Record<string, number>> = { HS256: 256, HS384: 384, HS512: 512 };
const CURVES: Readonly<Record<string, string>> = { ES256: 'prime256v1', ES384: 'secp384r1' };

/** Rejects a key that does not fit at the start: otherwise every token would fail without an explanation. */
function readKey(algorithm: IdentityAlgorithm, given: IdentityKey, name: string): KeyObject | Uint8Array {
  const bits = BITS[algorithm];
  if (bits) {
    const secret = typeof given === 'string' ? new TextEncoder().encode(given) : given;
    const isSecret = secret instanceof Uint8Array && secret.length * 8 >= bits;
    // A public key must not be used as a secret: anyone who has it could sign.
    if (!isSecret || Buffer.from(secret).includes('-----BEGIN')) {
      throw new TypeError(`${name} for ${algorithm} must be a secret of at least ${bits / 8} bytes.`);
    }
    checkStrength(name, secret, bits / 8);
    return secret;
  }
  const key = readPublicKey(given);
  const { namedCurve, modulusLength = 0 } = key?.asymmetricKeyDetails ?? {};
  const fits = {
    EdDSA: key?.asymmetricKeyType === 'ed25519',
    ES: namedCurve === CURVES[algorithm],
    RS: key?.asymmetricKeyType === 'rsa' && modulusLength >= 2048,
  };
  if (key && fits[algorithm === 'EdDSA' ? algorithm : algorithm.startsWith('ES') ? 'ES' : 'RS']) return key;
  throw new TypeError(`${name} is not a public key for ${algorithm}.`);
}

function readPublicKey(given: IdentityKey): KeyObject | undefined {
  try {
    if (given instanceof KeyObject) return given.type === 'public' ? given : createPublicKey(given);
    if (given instanceof Uint8Array || typeof given === 'string') return createPublicKey(Buffer.from(given));
    return createPublicKey({ key: { ...given }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
