/** Finds out who uses a page that came back from the back-forward cache: a page is kept there as it was when it was left. */
import { parse } from '../json.ts';
import type { Source } from './config-sources.ts';
import { customerIdOf } from './customer-id.ts';
import type { Ownership } from './ownership.ts';

/** The `sub` of a JSON Web Token. Returns nothing for another kind of token. */
function subjectOf(token: string): string | undefined {
  try {
    const [, payload = ''] = token.split('.');
    return customerIdOf(parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))).sub);
  } catch {
    return undefined;
  }
}

/** The id that an account states, if it can be read. */
function idOf(source: Source | undefined): string | undefined {
  try {
    const account = source && 'text' in source ? parse(source.text) : source?.value;
    return customerIdOf(account.id);
  } catch {
    return undefined;
  }
}

/**
 * Compares the customer of the page with the token, else with the account that was just fetched. The customer who is not
 * signed in any more counts as signed out, until the page names a customer again. Where the page names nobody, its data is of
 * the customer whose id the account states.
 *
 * @param source the account; nothing when nobody is signed in
 */
export async function confirmCustomer(
  program: {
    readonly fetchesAccount: boolean;
    readonly identity?: unknown;
    token(fresh: boolean): Promise<string | undefined>;
  },
  ownership: Ownership,
  source: Source | undefined,
): Promise<void> {
  const { named } = ownership;
  const stated = idOf(source);
  const fetched = program.fetchesAccount;
  const token = await program.token(true);
  // A cache on the way may answer with the account of the customer before.
  const found = (token && subjectOf(token)) || (fetched && stated);
  const somebody = (token || !program.identity) && (source || !fetched);
  // Since then the page may have named another customer.
  if (!ownership.unconfirmed || named !== ownership.named) return;
  ownership.unconfirmed = false;
  const claimed = named ?? stated;
  if (somebody ? found && found !== claimed : claimed || !fetched) ownership.leave();
}
