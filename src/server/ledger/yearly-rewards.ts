/** Gives the points of birthdays and anniversaries on their day. */
import { type SQL, sql } from 'drizzle-orm';
import { addDays } from '../../loyalty/dates.ts';
import type { CalendarDate, EarnRule, FullProgram } from '../../loyalty/types.ts';
import { tryWithCustomer } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import type { BonusEntry } from './bonus.ts';
import { changeEach } from './change-each.ts';
import { giveBonuses } from './give-bonus.ts';
import { type MonthDay, nextAnniversary, nextYearly } from './yearly-day.ts';

/** The most customers of one run. */
const MOST_CUSTOMERS = 1_000;
/** A day that passed while the server was down is still rewarded for this number of days. */
const LATE_DAYS = 7;
/** No next day is further away. A day that is, was computed while the clock was wrong. */
const LONGEST_YEAR = 366;

/** What comes back every year. */
interface Yearly {
  readonly when: Extract<EarnRule['when'], 'birthday' | 'anniversary'>;
  /** The column with the next day. */
  readonly due: SQL;
  /** The column with the day that comes back. */
  readonly origin: SQL;
  /** The next day on or after `from`. */
  readonly next: (origin: string, from: CalendarDate) => CalendarDate;
}

const BIRTHDAY: Yearly = { when: 'birthday', due: sql`birthday_due`, origin: sql`birthday`, next: nextYearly };
const ANNIVERSARY: Yearly = {
  when: 'anniversary',
  due: sql`anniversary_due`,
  origin: sql`first_order`,
  next: nextAnniversary,
};

/** Gives the points of one customer's day, and notes the next day. Nothing for a customer without such a day. */
async function rewardDay(
  tx: Database,
  program: FullProgram,
  { when, due, origin, next }: Yearly,
  customer: string,
  today: CalendarDate,
): Promise<readonly BonusEntry[] | undefined> {
  const [row] = await selectRows<{ due: CalendarDate | null; origin: string | null }>(
    tx,
    sql`select ${due}::text as due, ${origin}::text as origin from lojal_members where customer = ${customer}`,
  );
  if (!row?.due || row.origin === null) return undefined;
  const oldest = addDays(today, -LATE_DAYS);
  const day = next(row.origin, row.due > oldest ? row.due : oldest);
  const given = day <= today ? await giveBonuses(tx, program, customer, when, day.slice(0, 4), day) : [];
  // A day that another process has rewarded meanwhile stays as it is.
  const following = next(row.origin, addDays(today, 1));
  await tx.execute(sql`update lojal_members set ${due} = ${following}::date where customer = ${customer}`);
  return given;
}

/** Safe to run several times at once. Without a rule, the days pass without points. */
async function rewardDays(db: Database, program: FullProgram, yearly: Yearly, today: CalendarDate): Promise<number> {
  const { due } = yearly;
  const customers = await selectRows<{ customer: string }>(
    db,
    sql`select customer from lojal_members
        where ${due} <= ${today}::date
          or (${due} > ${addDays(today, LONGEST_YEAR)}::date and coalesce(first_order <= ${today}::date, true))
        order by ${due} limit ${MOST_CUSTOMERS}`,
  );
  return changeEach(
    customers,
    async ({ customer }) =>
      (await tryWithCustomer(db, customer, (tx) => rewardDay(tx, program, yearly, customer, today)))?.length ?? 0,
  );
}

/** Gives the points of birthdays. Returns the number of entries. */
export const rewardBirthdays = (db: Database, program: FullProgram, today: CalendarDate): Promise<number> =>
  rewardDays(db, program, BIRTHDAY, today);

/** Gives the points of anniversaries. Returns the number of entries. */
export const rewardAnniversaries = (db: Database, program: FullProgram, today: CalendarDate): Promise<number> =>
  rewardDays(db, program, ANNIVERSARY, today);

/**
 * Notes the birthday that a customer tells. Call it while the customer is locked.
 *
 * @returns the entries that it gives at once: those of a birthday that is today
 */
export async function setBirthday(
  tx: Database,
  program: FullProgram,
  customer: string,
  birthday: MonthDay,
  today: CalendarDate,
): Promise<readonly BonusEntry[]> {
  await tx.execute(
    sql`update lojal_members set birthday = ${birthday}, birthday_set = ${today}::date,
          birthday_due = ${nextYearly(birthday, today)}::date, changed = clock_timestamp() where customer = ${customer}`,
  );
  return (await rewardDay(tx, program, BIRTHDAY, customer, today)) ?? [];
}
