import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { withSequence } from './sequence-lock.ts';

/** How long something is kept: an ISO 8601 duration in years, months or days, for example `P24M` or `P90D`. */
export interface Retention {
  /** Answers, from the receipt of their last revision. Default: for ever. */
  readonly answers?: string | undefined;
  /** Answers that are not valid. Default: `P90D`. */
  readonly quarantine?: string | undefined;
  /** Entries of the audit log. Default: `P24M`. */
  readonly audit?: string | undefined;
}

const DEFAULT = { quarantine: 'P90D', audit: 'P24M' };

/** Rows per statement, so that no statement takes long. */
const BATCH = 5_000;

/** @throws TypeError for a duration that is not one of years, months and days, or that is zero */
export function readRetention(keep: Retention): Retention {
  const all = { ...DEFAULT, ...keep };
  for (const [name, duration] of Object.entries(all)) {
    if (duration === undefined) continue;
    if (/^P(?=\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,5}D)?$/.test(duration) && /[1-9]/.test(duration)) continue;
    throw new TypeError(`keep.${name} must be a duration in years, months or days, for example P24M or P90D.`);
  }
  return all;
}

/** Deletes what is older than its duration. */
export async function sweepRetention(db: Database, keep: Retention): Promise<void> {
  const old = (column: string, duration: string) => sql`${sql.raw(column)} < clock_timestamp() - ${duration}::interval`;
  const { answers, quarantine, audit } = keep;
  if (answers) {
    await withSequence(db, 'shared', (tx) =>
      tx.execute(
        sql`delete from lojal_answers where id in
              (select id from lojal_answers where ${old('received', answers)} order by received limit ${BATCH})`,
      ),
    );
  }
  if (quarantine) await db.execute(sql`delete from lojal_quarantine where ${old('received', quarantine)}`);
  if (audit) await db.execute(sql`delete from lojal_audit where ${old('at', audit)}`);
}
