/** The message of the day for people: what was no alert. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type Database, selectRows } from '../db/database.ts';
import { DAILY_DIGEST } from './receiver.ts';

/** Letters of a comment in the message. */
const COMMENT_LETTERS = 300;

/** An event that the message of the day reports. */
export interface DigestItem {
  readonly type: string;
  /** Of an answer: its id, its type, its score or stars, and the start of its words. */
  readonly answer: string | null;
  readonly question: string | null;
  readonly score: number | null;
  readonly words: string | null;
}

export interface DailyDigests {
  /**
   * Makes the message of the day for each receiver that has something to report. Of several processes, one makes it. Returns how many
   * messages were made.
   *
   * @param today the day in the time zone of the program: there is one message a day
   */
  open(today: CalendarDate): Promise<number>;
  /** What a message reports, oldest first; each answer once, as it was last. */
  read(digest: string): Promise<readonly DigestItem[]>;
}

class NothingToReport extends Error {}

async function openDigest(tx: Database, receiver: string, today: CalendarDate): Promise<void> {
  const id = `dig_${receiver}_${today}`;
  const made = await selectRows(
    tx,
    sql`insert into lojal_events (id, type, data) values (${id}, ${DAILY_DIGEST}, ${JSON.stringify({ day: today })}::jsonb)
        on conflict do nothing returning 1 as one`,
  );
  const reported =
    made.length > 0 &&
    (await selectRows(
      tx,
      sql`update lojal_deliveries set state = 'reported', digest = ${id}, changed = clock_timestamp()
          where receiver = ${receiver} and state = 'waiting' returning 1 as one`,
    ));
  if (!reported || reported.length === 0) throw new NothingToReport();
  await tx.execute(sql`insert into lojal_deliveries (event, receiver) values (${id}, ${receiver})`);
}

export const createDailyDigests = (db: Database): DailyDigests => ({
  async open(today) {
    const receivers = await selectRows<{ id: string }>(
      db,
      sql`select id from lojal_receivers where enabled
            and exists (select from lojal_deliveries where receiver = lojal_receivers.id and state = 'waiting')`,
    );
    let made = 0;
    for (const { id } of receivers)
      try {
        await db.transaction((tx) => openDigest(tx, id, today));
        made++;
      } catch (error) {
        if (!(error instanceof NothingToReport)) throw error;
      }
    return made;
  },
  read: async (digest) =>
    selectRows<DigestItem>(
      db,
      sql`select type, answer, question, score, words from (
            select distinct on (coalesce(data #>> '{answer,id}', event.id)) event.type, data #>> '{answer,id}' as answer,
              data #>> '{answer,type}' as question,
              coalesce(data #>> '{answer,data,score}', data #>> '{answer,data,rating}')::float as score,
              left(coalesce(data #>> '{answer,data,comment}', data #>> '{answer,data,body}', data #>> '{answer,data,title}',
                data #>> '{answer,data,other}'), ${COMMENT_LETTERS}) as words, delivery.id as place
            from lojal_deliveries delivery join lojal_events event on event.id = delivery.event where digest = ${digest}
            order by coalesce(data #>> '{answer,id}', event.id), (data #>> '{answer,data,revision}')::integer desc nulls last
          ) items order by place`,
    ),
});
