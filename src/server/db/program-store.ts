/** The versions of the program that the owner saved. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { writeAudit } from './audit.ts';
import { type Database, selectRows } from './database.ts';

/** A program, as it is stored. */
export interface StoredProgram {
  readonly currency: string;
  readonly timeZone: string | null;
  /** The JSON as it was written. */
  readonly text: string;
}

/** A program, and the day from which it holds. */
export interface ProgramVersion extends StoredProgram {
  /** Counts the saved programs, from 1. */
  readonly version: number;
  /** A day in the time zone of this program. */
  readonly from: CalendarDate;
  /** RFC 3339. */
  readonly saved: string;
}

/** What became of a program that is saved. `other-currency`: the ledgers are in the currency of the former program. */
export type SaveOutcome = 'saved' | 'stale' | 'other-currency';

export interface ProgramStore {
  /** The versions after this one, oldest first. `0` is the start. */
  versionsAfter(version: number): Promise<readonly ProgramVersion[]>;
  /**
   * Saves a program as the version after `version`. Of two at once, one is saved.
   *
   * @param version the newest one that the owner has read; 0 for none
   * @param from the first day on which the program holds
   * @param actor who saves it, for the audit log
   */
  saveVersion(version: number, from: CalendarDate, program: StoredProgram, actor: string): Promise<SaveOutcome>;
}

async function versionsAfter(db: Database, version: number): Promise<readonly ProgramVersion[]> {
  return selectRows<ProgramVersion>(
    db,
    sql`select version, starts::text as "from", currency, time_zone as "timeZone", body as text,
          to_json(saved at time zone 'utc') #>> '{}' || 'Z' as saved
        from lojal_programs where version > ${version} order by version`,
  );
}

/**
 * Whether the ledgers are in another currency: an order is, or a later version finds any entry. An entry without an order can have
 * paid for a code with an amount of money.
 */
async function hasOtherCurrency(db: Database, currency: string, isFirst: boolean): Promise<boolean> {
  const [row] = await selectRows<{ other: boolean }>(
    db,
    sql`select exists (select from lojal_orders where upper(body ->> 'currency') <> ${currency})
          or (not ${isFirst}::boolean and exists (select from lojal_entries)) as other`,
  );
  return row?.other !== false;
}

export const createProgramStore = (db: Database): ProgramStore => ({
  versionsAfter: (version) => versionsAfter(db, version),
  saveVersion: (version, from, { currency, timeZone, text }, actor) =>
    db.transaction(async (tx) => {
      const [newest] = (await versionsAfter(tx, version - 1)).slice(-1);
      if ((newest?.version ?? 0) !== version) return 'stale';
      if (newest?.currency !== currency && (await hasOtherCurrency(tx, currency, !newest))) return 'other-currency';
      const saved = await selectRows(
        tx,
        sql`insert into lojal_programs (version, starts, currency, time_zone, body)
            values (${version + 1}, ${from}::date, ${currency}, ${timeZone}, ${text}) on conflict do nothing returning version`,
      );
      if (saved.length === 0) return 'stale';
      await writeAudit(tx, { actor, action: 'program', detail: { version: version + 1, from } });
      return 'saved';
    }),
});
