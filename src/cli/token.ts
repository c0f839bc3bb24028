/** `lojal token <customer>`: a token of a customer, to try a page without a backend. */
import { SignJWT } from 'jose';
import { isSubject } from '../server/validate.ts';
import { CommandError } from './command-error.ts';
import { AUDIENCE, type Keys } from './keys-file.ts';

/** How long the token is valid, in seconds: the longest that a server accepts. */
const LIFETIME = 15 * 60;

/** @throws CommandError for an id that no server accepts */
export async function signToken(customer: string, { identityKey }: Keys): Promise<string> {
  if (!isSubject(customer))
    throw new CommandError('This is not the id of a customer: 1 to 128 characters, no @ and no control character.');
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sub: customer, aud: AUDIENCE, iat: now, exp: now + LIFETIME })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(identityKey));
}
