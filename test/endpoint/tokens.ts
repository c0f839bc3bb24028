import { type JWTPayload, SignJWT } from 'jose';

/** A secret that the shop and the endpoint of the tests share. */
export const SECRET = 'a shop secret of thirty-two bytes, or some more';
export const AUDIENCE = 'https://api.example/apps/lojal';
export const identity = { algorithm: 'HS256', key: SECRET, audience: AUDIENCE } as const;

/** Unix time, in seconds. */
export const now = (): number => Math.floor(Date.now() / 1000);

/** What a good token says; an undefined claim is left out. */
export function claims(more: Record<string, unknown> = {}): JWTPayload {
  const all = { sub: 'c_1042', aud: AUDIENCE, iat: now(), exp: now() + 300, ...more };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A token of the shop's. */
export function sign(
  more: Record<string, unknown> = {},
  key: Parameters<SignJWT['sign']>[0] = new TextEncoder().encode(SECRET),
  alg = 'HS256',
): Promise<string> {
  return new SignJWT(claims(more)).setProtectedHeader({ alg }).sign(key);
}
