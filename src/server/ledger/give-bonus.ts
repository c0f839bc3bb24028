/** Gives the points of a rule. Everything here is called while the customer is locked. */
import { sql } from 'drizzle-orm';
import type { CalendarDate, EarnRule, FullProgram } from '../../loyalty/types.ts';
import { type Database, selectRows } from '../db/database.ts';
import { type BonusEntry, decideBonus, type GivenAlready } from './bonus.ts';
import { appendEntries } from './entries.ts';

async function readBonuses(tx: Database, customer: string): Promise<readonly BonusEntry[]> {
  const rows = await selectRows<{ entry: BonusEntry }>(
    tx,
    sql`select entry from lojal_entries where customer = ${customer} and kind = 'bonus' order by seq`,
  );
  return rows.map(({ entry }) => entry);
}

/**
 * Appends the entry that a rule gives, unless the points were given already.
 *
 * @param from what the points are for: see `decideBonus`
 * @param day the day of the entry
 */
export async function giveBonus(
  tx: Database,
  customer: string,
  rule: EarnRule,
  from: string,
  day: CalendarDate,
): Promise<BonusEntry | GivenAlready> {
  const decided = decideBonus(rule, from, await readBonuses(tx, customer), day);
  if ('kind' in decided) await appendEntries(tx, [{ customer, entry: decided }]);
  return decided;
}

/** Gives what all rules of one kind give. Returns the entries. */
export async function giveBonuses(
  tx: Database,
  { earn }: Pick<FullProgram, 'earn'>,
  customer: string,
  when: EarnRule['when'],
  from: string,
  day: CalendarDate,
): Promise<readonly BonusEntry[]> {
  const entries: BonusEntry[] = [];
  for (const rule of earn.filter((one) => one.when === when)) {
    const given = await giveBonus(tx, customer, rule, from, day);
    if ('kind' in given) entries.push(given);
  }
  return entries;
}

/** Gives a customer who joins the points for it, once. */
export const giveJoinBonus = (
  tx: Database,
  program: FullProgram,
  customer: string,
  today: CalendarDate,
): Promise<readonly BonusEntry[]> => giveBonuses(tx, program, customer, 'join', '', today);
