// @ts-check
/** Signs tokens that prove who the customer is. A real shop does this on its own server. */

import { SignJWT } from 'jose';

const ALGORITHM = 'HS256';
const AUDIENCE = 'lojal';
/** Short, so that a stolen token soon expires. */
const LIFE = '5 minutes';

/**
 * @param {string} secret at least 32 bytes, shared by the shop and the Lojal server
 */
export function createIdentity(secret) {
  const key = new TextEncoder().encode(secret);
  return {
    /** The option `identity` of `createEndpoint`. */
    options: /** @type {const} */ ({ algorithm: ALGORITHM, key, audience: AUDIENCE }),
    /** Signs a token for a customer. @param {string} customer */
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
