import { sql } from 'drizzle-orm';
import { type Database, selectRows } from './database.ts';

/** Who did what with the customers' answers and with the program. Never contains the customers' words. */
export interface AuditEntry {
  /**
   * The name of the key: `owner`, or the name of one of `keys`; `program` for calls of the store without a name; `server` for what
   * the server does by itself.
   */
  readonly actor: string;
  readonly action:
    | 'export'
    | 'import'
    | 'moderate'
    | 'erase'
    | 'replay'
    | 'program'
    | 'sign-in'
    | 'handle'
    | 'adjust'
    | 'webhooks'
    | 'retention';
  /** The id of the answer or of the receiver; for an erasure a keyed digest of the customer's id. */
  readonly target?: string | undefined;
  /** For example the state that was set, the number of erased answers, or the version of the program. */
  readonly detail?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** An entry as it is stored. */
export interface StoredAuditEntry extends AuditEntry {
  /** Increases from entry to entry. */
  readonly id: string;
  /** RFC 3339. */
  readonly at: string;
}

export interface AuditLog {
  /** Adds an entry. */
  audit(entry: AuditEntry): Promise<void>;
  /** Returns at most `limit` entries after the one with the id `after`, oldest first. `0` is the start. */
  auditPage(after: string, limit: number): Promise<readonly StoredAuditEntry[]>;
}

/** Adds an entry within the transaction of the change. */
export async function writeAudit(db: Database, { actor, action, target, detail }: AuditEntry): Promise<void> {
  const json = JSON.stringify(detail ?? {});
  await db.execute(
    sql`insert into lojal_audit (actor, action, target, detail) values (${actor}, ${action}, ${target ?? null}, ${json}::jsonb)`,
  );
}

export function createAuditLog(db: Database): AuditLog {
  return {
    audit: (entry) => writeAudit(db, entry),
    async auditPage(after, limit) {
      type Row = StoredAuditEntry & { readonly target: string | null };
      const rows = await selectRows<Row>(
        db,
        sql`select id::text, to_json(at at time zone 'utc') #>> '{}' || 'Z' as at, actor, action, target, detail
            from lojal_audit where id > ${after}::bigint order by lojal_audit.id limit ${limit}`,
      );
      return rows.map(({ id, at, actor, action, target, detail }) => ({
        id,
        at,
        actor,
        action,
        ...(target !== null && { target }),
        detail,
      }));
    },
  };
}
