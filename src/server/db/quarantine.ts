import { sql } from 'drizzle-orm';
import { sha256 } from '../digest.ts';
import type { EventFault } from '../problem.ts';
import { type Database, selectRows } from './database.ts';
import { withSequence } from './sequence-lock.ts';

/** An answer that this version cannot read. */
export interface QuarantinedAnswer {
  readonly id: string;
  /** SHA-256 of the posted bytes, in hexadecimal. */
  readonly digest: string;
  /** The posted JSON. */
  readonly body: string;
  readonly faults: readonly EventFault[];
  /** The customer, if the answer names one with a valid id. */
  readonly subject?: string | undefined;
  /** Whether a token proved the customer. */
  readonly verified: boolean;
}

/** An answer as it is kept. */
export interface KeptAnswer extends QuarantinedAnswer {
  /** When it was received, RFC 3339. */
  readonly received: string;
}

/** Keeps answers that are not valid, so that a newer version, or the owner, can use them. */
export interface Quarantine {
  /**
   * Keeps an answer. The same answer again changes nothing.
   *
   * @param written when the customer answered, if the answer says so: an erasure refuses what was written before it
   * @returns `full` if 10,000 answers are kept, `erased` if the answer or its customer was erased
   */
  quarantine(answer: QuarantinedAnswer, written?: Date): Promise<'kept' | 'erased' | 'full'>;
  /** Returns at most `limit` answers, oldest first, after the one with this id and digest. */
  quarantined(limit: number, after?: Pick<KeptAnswer, 'received' | 'digest'>): Promise<readonly KeptAnswer[]>;
  /** Removes an answer that was stored. */
  release(answer: Pick<KeptAnswer, 'id' | 'digest'>): Promise<void>;
}

/** The most answers in quarantine. Anyone can post one, and nobody may ever look. */
const CAPACITY = 10_000;

/** @param digestOf the keyed digest of an erased customer */
export function createQuarantine(db: Database, digestOf: (subject: string) => string): Quarantine {
  return {
    quarantine: ({ id, digest, body, faults, subject, verified }, written) =>
      withSequence(db, 'shared', async (tx) => {
        const [state] = await selectRows<{ erased: boolean; kept: number }>(
          tx,
          sql`select exists (select from lojal_erased where digest = ${sha256(id)})
                or exists (select from lojal_erased_subjects where digest = ${digestOf(subject ?? '')}
                  and coalesce(${written?.toISOString() ?? null}::timestamptz <= at, true)) as erased,
              (select count(*)::int from lojal_quarantine) as kept`,
        );
        if (state?.erased) return 'erased';
        if ((state?.kept ?? 0) >= CAPACITY) return 'full';
        await tx.execute(
          sql`insert into lojal_quarantine (id, digest, body, faults, subject, verified)
              values (${id}, ${digest}, ${body}, ${JSON.stringify(faults)}::json, ${subject ?? null}, ${verified})
              on conflict do nothing`,
        );
        return 'kept';
      }),
    async quarantined(limit, after) {
      const rows = await selectRows<KeptAnswer & { readonly subject: string | null }>(
        db,
        sql`select id, digest, body, faults, subject, verified,
              to_json(received at time zone 'utc') #>> '{}' || 'Z' as received
            from lojal_quarantine
            where (received, digest) > (${after?.received ?? '-infinity'}::timestamptz, ${after?.digest ?? ''})
            order by lojal_quarantine.received, digest limit ${limit}`,
      );
      return rows.map(({ subject, ...row }) => ({ ...row, ...(subject !== null && { subject }) }));
    },
    async release({ id, digest }) {
      await db.execute(sql`delete from lojal_quarantine where id = ${id} and digest = ${digest}`);
    },
  };
}
