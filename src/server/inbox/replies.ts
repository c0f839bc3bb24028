/** What the shop replied to a customer's answers. */
import { sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';
import { microseconds, rfc3339 } from './inbox-rows.ts';

/** How long pages show a reply, in days, and at most how many. */
const [REPLY_DAYS, MOST_REPLIES] = [90, 10];

export interface ShopReply {
  /** Names the answer and the words: a changed reply has another id, so that the customer reads it again. */
  readonly id: string;
  /** RFC 3339. A changed reply has a later time. */
  readonly at: string;
  readonly text: string;
}

/** The replies to answers that a token proved to be of the customer, newest first. */
export const readReplies = (db: Database, customer: string): Promise<readonly ShopReply[]> =>
  selectRows<ShopReply>(
    db,
    sql`select h.answer || '-' || ${microseconds(sql`h.replied`)} as id, ${rfc3339(sql`h.replied`)} as at, h.reply as text from lojal_handling h
        join lojal_answers a on a.id = h.answer
        where h.customer = ${customer} and h.reply is not null and a.verified and a.subject = ${customer}
          and h.replied > clock_timestamp() - make_interval(days => ${REPLY_DAYS}::int)
        order by h.replied desc, h.answer limit ${MOST_REPLIES}`,
  );
