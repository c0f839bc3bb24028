import { type JWTPayload, SignJWT } from 'jose';

/** The secret that the test shop and the test server share. */
export const SECRET = 'a shop secret of thirty-two bytes, or some more';
export const AUDIENCE = 'https://api.example/apps/lojal';
export const identity = { algorithm: 'HS256', key: SECRET, audience: AUDIENCE } as const;

/** Unix time, in seconds. */
export const now = (): number => Math.floor(Date.now() / 1000);

/** The claims of a valid token. Undefined claims are omitted. */
export function claims(more: Record<string, unknown> = {}): JWTPayload {
  const all = { sub: 'c_1042', aud: AUDIENCE, iat: now(), exp: now() + 300, ...more };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Signs a token as the shop does. */
export function sign(
  more: Record<string, unknown> = {},
  key: Parameters<SignJWT['sign']>[0] = new TextEncoder().encode(SECRET),
  alg = 'HS256',
): Promise<string> {
  return new SignJWT(claims(more)).setProtectedHeader({ alg }).sign(key);
}
