/** What a server adds to an account, for the parts that earn and redeem. */
import type { HeldAccount } from '../loyalty/types.ts';
import { readWrittenAccount } from './account-reader.ts';
import { heldDeclaration } from './ledger-declaration.ts';

/** Reads codes, membership and the like of an account. Values with faults are left out. `currency` is the program's. */
export const parseHeld = (json: unknown, currency: string): HeldAccount =>
  readWrittenAccount(json, currency, heldDeclaration).value as HeldAccount;
