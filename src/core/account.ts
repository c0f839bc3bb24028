/** Reads what the shop knows of a customer. */
import { amount, count, date, ledger } from './entries.ts';
import { LARGEST } from './money.ts';
import { complain, number, parse, type Read, shape, word } from './read.ts';
import type { Account, Parsed } from './types.ts';
import { ID } from './words.ts';

const account = (currency: string): Read<Account> => {
  const read = shape<Account>({
    id: word('an opaque id of 1 to 200 characters, never an e-mail address,', (text) =>
      ID.test(text) && !text.includes('@') ? text : undefined,
    ),
    points: number(-LARGEST, LARGEST, true),
    pending: count,
    earned: count,
    spend: amount(-LARGEST, currency),
    orders: count,
    expiring: count,
    expires: date,
    ledger: ledger(currency),
  });
  return (value, log, made) => {
    const found = read(value, log, made);
    if (!found || (found.expiring === undefined) === (found.expires === undefined)) return found;
    complain(
      log,
      'one of two',
      'expiring and expires are accepted together, it was left out',
      found.expires ? '.expires' : '.expiring',
    );
    const { expiring, expires, ...others } = found;
    return others;
  };
};

/** The account that `json` (any value whatsoever) stands for; its amounts are in major units of `currency`. */
export const parseAccount = (json: unknown, currency: string): Parsed<Account> =>
  parse(account(currency), json, 'the account', {});
