/** `lojal token <customer>`: a token of a customer, to try a page without a backend. */
import { signCustomerToken } from '../server/customers/customer-token.ts';
import { isSubject } from '../server/validate.ts';
import { CommandError } from './command-error.ts';
import { AUDIENCE, type Keys } from './keys-file.ts';

/** @throws CommandError for an id that no server accepts */
export async function signToken(customer: string, { identityKey }: Keys): Promise<string> {
  if (!isSubject(customer))
    throw new CommandError('This is not the id of a customer: 1 to 128 characters, no @ and no control character.');
  return signCustomerToken(customer, { algorithm: 'HS256', key: identityKey, audience: AUDIENCE });
}
