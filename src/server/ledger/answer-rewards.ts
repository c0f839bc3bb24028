/**
 * Gives the points of reviews and NPS answers of verified customers, whatever they say. An answer is stored together with a note that
 * its points are missing. The request that stored the answer gives the points; if its process ends before, the next tick does.
 */
import { sql } from 'drizzle-orm';
import type { CalendarDate, EarnRule, FullProgram } from '../../loyalty/types.ts';
import { npsAnswered } from '../../schema/nps-answered.ts';
import { tryWithCustomer } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { isReview } from '../moderation.ts';
import type { AnsweredEvent } from '../validate.ts';
import { changeEach } from './change-each.ts';
import { giveBonuses } from './give-bonus.ts';
import { type ReviewedItem, reviewedPurchase } from './reviewed-purchase.ts';

/** The most answers of one run. */
const MOST_ANSWERS = 1_000;
/** An answer whose points cannot be given for this number of days gives none. */
const KEPT_DAYS = 30;

/** An answer of which no points were given yet. */
export interface UnrewardedAnswer {
  readonly answer: string;
  readonly customer: string;
}

/** The kind of rule that an answer fulfils; nothing for an answer that gives no points. */
export function rewardedBy(type: string): Extract<EarnRule['when'], 'review' | 'nps'> | undefined {
  if (isReview(type)) return 'review';
  return type === npsAnswered.properties.type.const ? 'nps' : undefined;
}

/** What the points of an answer are for: a purchase that is reviewed, and each NPS answer. */
const occasionOf = async (
  tx: Database,
  customer: string,
  { id, data }: AnsweredEvent,
  when: 'review' | 'nps',
): Promise<string> => (when === 'nps' ? id : reviewedPurchase(tx, customer, data as ReviewedItem));

/**
 * Gives the points of an answer, unless it was erased meanwhile. Safe to run several times at once.
 *
 * @returns the number of entries
 */
export async function rewardAnswer(
  db: Database,
  program: FullProgram,
  { answer, customer }: UnrewardedAnswer,
  today: CalendarDate,
): Promise<number> {
  const given = await tryWithCustomer(db, customer, async (tx) => {
    const [row] = await selectRows<{ event: AnsweredEvent }>(
      tx,
      sql`select event from lojal_unrewarded join lojal_answers on id = answer and subject = customer
          where answer = ${answer} and customer = ${customer}`,
    );
    const when = row && rewardedBy(row.event.type);
    if (!when) return undefined;
    await tx.execute(sql`delete from lojal_unrewarded where answer = ${answer}`);
    const from = await occasionOf(tx, customer, row.event, when);
    return (await giveBonuses(tx, program, customer, when, from, today)).length;
  });
  if (given !== undefined) return given;
  // The answer is gone.
  await db.execute(sql`delete from lojal_unrewarded where answer = ${answer}`);
  return 0;
}

/** Gives the points that are still missing. Returns the number of entries. */
export async function rewardAnswers(db: Database, program: FullProgram, today: CalendarDate): Promise<number> {
  await db.execute(
    sql`delete from lojal_unrewarded where at < clock_timestamp() - make_interval(days => ${KEPT_DAYS})`,
  );
  const answers = await selectRows<UnrewardedAnswer>(
    db,
    sql`select answer, customer from lojal_unrewarded order by at limit ${MOST_ANSWERS}`,
  );
  return changeEach(answers, (one) => rewardAnswer(db, program, one, today));
}
