/** What a customer does on a page for points: joining, a visit, telling the birthday. One transaction under the customer's lock. */
import { sql } from 'drizzle-orm';
import { addDays } from '../../loyalty/dates.ts';
import type { CalendarDate, EarnRule, Entry, FullProgram } from '../../loyalty/types.ts';
import { tryWithCustomer } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { type BonusEntry, type GivenAlready, YEAR_DAYS } from './bonus.ts';
import { giveBonus } from './give-bonus.ts';
import type { MonthDay } from './yearly-day.ts';
import { setBirthday } from './yearly-rewards.ts';

/** The rules whose points a customer asks for. The server gives those of the others by itself. */
export const ASKED: readonly EarnRule['when'][] = ['join', 'visit', 'birthday'];

export interface ActionRequest {
  readonly customer: string;
  /** The id that the page chose. */
  readonly id: string;
  /** The id of the rule. */
  readonly rule: string;
  /** The birthday that the customer tells. */
  readonly birthday?: MonthDay | undefined;
}

/** An action that was accepted. */
export interface Action {
  readonly id: string;
  /** The id of the rule. */
  readonly rule: string;
  /** What it gave. A birthday that is told gives its points on the day. */
  readonly entry?: Entry;
  readonly birthday?: MonthDay;
}

export type ActionOutcome =
  | { readonly kind: 'new' | 'known'; readonly action: Action }
  | { readonly kind: 'other-action' }
  | { readonly kind: 'no-rule' }
  | ({ readonly kind: 'done' } & GivenAlready);

/** An action of a customer; nothing for an unknown one. */
export async function readAction(db: Database, customer: string, id: string): Promise<Action | undefined> {
  const [row] = await selectRows<Record<string, unknown>>(
    db,
    sql`select one.id, rule_id as rule, birthday, entry from lojal_actions one
        left join lojal_entries given on given.customer = one.customer and given.id = entry_id
        where one.customer = ${customer} and one.id = ${id}`,
  );
  return row && (Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never);
}

/** Stores the birthday. Returns what that gives, or why it cannot be changed now. */
async function tellBirthday(
  tx: Database,
  program: FullProgram,
  customer: string,
  birthday: MonthDay,
  today: CalendarDate,
): Promise<readonly BonusEntry[] | GivenAlready> {
  const [row] = await selectRows<{ told: CalendarDate | null }>(
    tx,
    sql`select birthday_set::text as told from lojal_members where customer = ${customer}`,
  );
  const until = row?.told ? addDays(row.told, YEAR_DAYS) : '';
  return until > today ? { until } : setBirthday(tx, program, customer, birthday, today);
}

/** The entries that an action gives: none for a birthday that is still to come. Or why it gives nothing. */
async function reward(
  tx: Database,
  program: FullProgram,
  { customer, birthday }: ActionRequest,
  rule: EarnRule,
  today: CalendarDate,
): Promise<readonly BonusEntry[] | GivenAlready> {
  if (rule.when === 'birthday')
    return birthday === undefined ? {} : tellBirthday(tx, program, customer, birthday, today);
  const given = await giveBonus(tx, customer, rule, rule.when === 'visit' ? rule.id : '', today);
  if (!('kind' in given)) return given;
  if (rule.when === 'join')
    await tx.execute(
      sql`update lojal_members set joined = coalesce(joined, ${today}::date), changed = clock_timestamp()
          where customer = ${customer}`,
    );
  return [given];
}

/** Accepts an action once. The same action again gives nothing more, and changes nothing. */
export async function act(
  db: Database,
  program: FullProgram,
  request: ActionRequest,
  today: CalendarDate,
): Promise<ActionOutcome> {
  const { customer, id, birthday } = request;
  const outcome = await tryWithCustomer(db, customer, async (tx): Promise<ActionOutcome | undefined> => {
    const known = await readAction(tx, customer, id);
    if (known) {
      const isSame = known.rule === request.rule && (known.birthday ?? birthday) === birthday;
      return isSame ? { kind: 'known', action: known } : { kind: 'other-action' };
    }
    const rule = program.earn.find((one) => one.id === request.rule);
    if (!rule || !ASKED.includes(rule.when)) return undefined;
    const given = await reward(tx, program, request, rule, today);
    if (!('length' in given)) return { kind: 'done', ...given };
    const entry = given.find((one) => one.rule === rule.id);
    await tx.execute(
      sql`insert into lojal_actions (customer, id, rule_id, entry_id, birthday)
          values (${customer}, ${id}, ${rule.id}, ${entry?.id ?? null}, ${rule.when === 'birthday' ? birthday : null})`,
    );
    const action = await readAction(tx, customer, id);
    return action && { kind: 'new', action };
  });
  return outcome ?? { kind: 'no-rule' };
}
