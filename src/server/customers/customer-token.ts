import { SignJWT } from 'jose';

/** How long a token of a customer is valid, in seconds: the longest that a server accepts. */
const TOKEN_LIFETIME = 15 * 60;

/** What a token is signed with, and for whom. */
export interface TokenSigner {
  readonly algorithm: 'HS256' | 'HS384' | 'HS512';
  /** The shared secret. A string is used as UTF-8. */
  readonly key: string | Uint8Array;
  /** The id of the key, where the verifier has several. */
  readonly kid?: string | undefined;
  readonly audience: string;
  readonly issuer?: string | undefined;
}

/** A token that proves to this server who the customer is, valid for 15 minutes from now. */
export function signCustomerToken(
  customer: string,
  { algorithm, key, kid, audience, issuer }: TokenSigner,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: customer, aud: audience, iat: now, exp: now + TOKEN_LIFETIME, ...(issuer && { iss: issuer }) };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, ...(kid && { kid }) })
    .sign(typeof key === 'string' ? new TextEncoder().encode(key) : key);
}
