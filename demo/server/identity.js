// @ts-check
/** Says who is signed in, in a form that the endpoint can check: what a shop's own server does for Lojal. */

import { SignJWT } from 'jose';

const ALGORITHM = 'HS256';
const AUDIENCE = 'lojal';
/** Short: a token that was taken from a page is soon worth nothing. */
const LIFE = '5 minutes';

/**
 * @param {string} secret at least 32 bytes, known to the shop and to the endpoint only
 */
export function createIdentity(secret) {
  const key = new TextEncoder().encode(secret);
  return {
    /** What `createEndpoint` takes as `identity`. */
    options: /** @type {const} */ ({ algorithm: ALGORITHM, key, audience: AUDIENCE }),
    /** A token for a customer. @param {string} customer */
    token: (customer) =>
      new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(`c_${customer}`)
        .setAudience(AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(LIFE)
        .sign(key),
  };
}
