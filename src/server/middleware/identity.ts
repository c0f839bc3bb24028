import { jwtVerify } from 'jose';
import { Problem } from '../problem.ts';
import { isSubject } from '../validate.ts';
import { createKeySource, type IdentityKeyOptions, KeySetUnavailable } from './identity-keys.ts';
import { bearerToken } from './secrets.ts';

/** How to verify a customer's token (JWT, RFC 7519). */
export interface IdentityOptions extends IdentityKeyOptions {
  /** The value that `aud` must contain. It keeps tokens for the shop's other services out. */
  readonly audience: string;
  /** The value that `iss` must have. Default: any. */
  readonly issuer?: string | undefined;
}

/**
 * Returns the customer that the request's token proves, or nothing for a request without a token.
 *
 * @throws Problem 401 for an invalid token, always with the same text; 503 if the shop's keys cannot be fetched
 */
export type Identify = (request: Request) => Promise<string | undefined>;

/** How far the clocks of the shop and of this machine may differ, in seconds. */
const MAX_SKEW = 60;
/** The maximum lifetime of a token, from `iat` to `exp`, in seconds. */
const MAX_LIFETIME = 15 * 60;

export const missingToken = (): Problem =>
  new Problem(401, 'A valid token of the customer is required, as Authorization: Bearer.', {
    headers: { 'WWW-Authenticate': 'Bearer realm="lojal"' },
  });

/** @throws TypeError if the key does not fit the algorithm, or `audience` is missing */
export function createIdentify(options: IdentityOptions): Identify {
  const { algorithm, audience, issuer } = options;
  if (!audience)
    throw new TypeError(
      'identity.audience is missing: choose a name for this server and use it as `aud` of your tokens.',
    );
  const key = createKeySource(options);
  const wanted = {
    algorithms: [algorithm],
    audience,
    issuer,
    clockTolerance: MAX_SKEW,
    requiredClaims: ['exp', 'iat', 'sub'],
  };

  return async (request) => {
    const token = bearerToken(request.headers.get('authorization'));
    if (token === undefined) return undefined;
    try {
      const { sub, iat = Number.NaN, exp = Number.NaN } = (await jwtVerify(token, key, wanted)).payload;
      if (isSubject(sub) && exp - iat <= MAX_LIFETIME && iat <= Date.now() / 1000 + MAX_SKEW) return sub;
    } catch (error) {
      if (error instanceof KeySetUnavailable) {
        // With a 401 the widget would ask the shop for another token, which could not be checked either.
        throw new Problem(503, 'The key set of the shop is not available. Send the same request again later.', {
          headers: { 'Retry-After': '30' },
        });
      }
      // Any other reason would only help an attacker.
    }
    throw missingToken();
  };
}
