import { createPublicKey, KeyObject } from 'node:crypto';
import { type JWK, jwtVerify } from 'jose';
import { bearer } from './owner.ts';
import { Problem } from './problem.ts';
import { isSubject } from './validate.ts';

/** Which tokens (JWT, RFC 7519) say who a customer is. */
export interface IdentityOptions {
  /** The one algorithm that the shop signs with; a token that names another is refused. */
  readonly algorithm: 'HS256' | 'HS384' | 'HS512' | 'RS256' | 'PS256' | 'ES256' | 'ES384' | 'EdDSA';
  /**
   * For `HS…` the shared secret, as long as the digest at least (32 bytes for HS256), a string by its UTF-8; for any
   * other the public key, as PEM, JWK or KeyObject.
   */
  readonly key: string | Uint8Array | KeyObject | JWK;
  /** What `aud` must name: this endpoint, so that a token for another service of the shop does not open it. */
  readonly audience: string;
  /** What `iss` must be, if that matters. */
  readonly issuer?: string | undefined;
}

/**
 * Gives the customer that a request's token proves; nothing when it has no token.
 *
 * @throws Problem 401, the same one whatever is wrong with the token
 */
export type Identify = (request: Request) => Promise<string | undefined>;

/** How far the clocks of the shop and of this machine may differ, in seconds. */
const SKEW = 60;
/** The longest life of a token, from `iat` to `exp`, in seconds. */
const LIFE = 15 * 60;

export const noToken = (): Problem =>
  new Problem(401, "This needs a valid token of the customer's, as Authorization: Bearer.", {
    headers: { 'WWW-Authenticate': 'Bearer realm="lojal"' },
  });

/** @throws TypeError for a key that does not fit the algorithm, or no audience */
export function createIdentify({ algorithm, key: given, audience, issuer }: IdentityOptions): Identify {
  if (!audience) throw new TypeError('identity.audience is missing: name this endpoint, and put the name into `aud`.');
  const key = readKey(algorithm, given);
  const wanted = {
    algorithms: [algorithm],
    audience,
    issuer,
    clockTolerance: SKEW,
    requiredClaims: ['exp', 'iat', 'sub'],
  };

  return async (request) => {
    const token = bearer(request.headers.get('authorization'));
    if (token === undefined) return undefined;
    try {
      const { sub, iat = Number.NaN, exp = Number.NaN } = (await jwtVerify(token, key, wanted)).payload;
      if (isSubject(sub) && exp - iat <= LIFE && iat <= Date.now() / 1000 + SKEW) return sub;
    } catch {
      // Why is of use to nobody but someone who is trying.
    }
    throw noToken();
  };
}

const BITS: Readonly<Record<string, number>> = { HS256: 256, HS384: 384, HS512: 512 };
const CURVES: Readonly<Record<string, string>> = { ES256: 'prime256v1', ES384: 'secp384r1' };

/** A key that does not fit would refuse every token, and say so to nobody; so it is refused at the start. */
function readKey(algorithm: IdentityOptions['algorithm'], given: IdentityOptions['key']): KeyObject | Uint8Array {
  const bits = BITS[algorithm];
  if (bits) {
    const secret = typeof given === 'string' ? new TextEncoder().encode(given) : given;
    const isSecret = secret instanceof Uint8Array && secret.length * 8 >= bits;
    // A public key is no secret: whoever has it could sign.
    if (isSecret && !Buffer.from(secret).includes('-----BEGIN')) return secret;
    throw new TypeError(`identity.key for ${algorithm} must be a secret of at least ${bits / 8} bytes.`);
  }
  const key = readPublicKey(given);
  const { namedCurve, modulusLength = 0 } = key?.asymmetricKeyDetails ?? {};
  const fits = {
    EdDSA: key?.asymmetricKeyType === 'ed25519',
    ES: namedCurve === CURVES[algorithm],
    RS: key?.asymmetricKeyType === 'rsa' && modulusLength >= 2048,
  };
  if (key && fits[algorithm === 'EdDSA' ? algorithm : algorithm.startsWith('ES') ? 'ES' : 'RS']) return key;
  throw new TypeError(`identity.key is no public key for ${algorithm}.`);
}

function readPublicKey(given: IdentityOptions['key']): KeyObject | undefined {
  try {
    if (given instanceof KeyObject) return given.type === 'public' ? given : createPublicKey(given);
    if (given instanceof Uint8Array || typeof given === 'string') return createPublicKey(Buffer.from(given));
    return createPublicKey({ key: { ...given }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
