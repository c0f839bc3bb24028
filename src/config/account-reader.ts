/** The full reader of accounts. */
import { toMinor } from '../loyalty/money.ts';
import type { Account } from '../loyalty/types.ts';
import { accountDeclaration } from './ledger-declaration.ts';
import { ledgerReader } from './ledger-reader.ts';
import type { Parsed } from './parsed.ts';
import { addFault, parse, type Reader, show } from './reader.ts';
import { type Override, readerOf } from './value-reader.ts';
import type { ObjectType } from './vocabulary.ts';

/** Reads money, from major units of `currency` to minor units. */
const inMinorUnits =
  (currency: string): Override =>
  (type) => {
    if (type.type === 'list' && type.noun === 'entry') return ledgerReader(type, inMinorUnits(currency), currency);
    if (type.type !== 'number' || type.unit !== 'money') return undefined;
    const read = readerOf(type) as Reader<number>;
    return (value, log, made) => {
      const amount = read(value, log, made);
      return amount && toMinor(amount, currency);
    };
  };

/** Removes what is counted in another currency than the program's. `currency` stays, so that no money is shown. */
const withoutForeignMoney =
  (read: Reader<Account>, currency: string): Reader<Account> =>
  (value, log, made) => {
    const account = read(value, log, made);
    if (!account?.currency) return account;
    const { currency: code, spend: _, ledger: __, ...others } = account;
    const own = code.toUpperCase();
    if (own === currency) {
      const { currency: _, ...same } = account;
      return same;
    }
    addFault(log, 'lojal/currency-differs', {
      path: '.currency',
      found: show(own),
      accepted: currency,
      outcome: 'No money is shown',
    });
    return { ...others, currency: own };
  };

/** An account with all of its keys. Its amounts are in major units of `currency`; the result is in minor units. */
export function readWrittenAccount(
  json: unknown,
  currency: string,
  declaration: ObjectType = accountDeclaration,
): Parsed<Account> {
  const read = readerOf(declaration, inMinorUnits(currency)) as Reader<Account>;
  return parse(withoutForeignMoney(read, currency), json, 'the account', {});
}

/**
 * The account that any value stands for, without late keys. Its amounts are in major units of `currency`; the result is in
 * minor units. An account in another currency has neither amounts nor a ledger.
 *
 * @param currency of the program, in capitals
 */
export const parseAccount = (
  json: unknown,
  currency: string,
  declaration: ObjectType = accountDeclaration,
): Parsed<Account> => {
  const { value, faults } = readWrittenAccount(json, currency, declaration);
  const onPages = Object.entries(value).filter(([key]) => !declaration.fields[key]?.late);
  return { value: Object.fromEntries(onPages), faults };
};
