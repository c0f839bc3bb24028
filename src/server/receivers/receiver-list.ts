/** Reads and changes the receivers. */
import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { writeAudit } from '../db/audit.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { utcText } from '../db/utc-text.ts';
import type { Receiver, ReceiverKind } from './receiver.ts';
import { mintSecret } from './signature.ts';

/** The most receivers of a server. Each change looks at all of them. */
export const MOST_RECEIVERS = 20;

/** For how long the former secret signs, too. */
const FORMER_HOURS = 24;

export interface NewReceiver {
  readonly kind: ReceiverKind;
  readonly url: string;
  readonly types: readonly string[];
  /** The API key of a service, which the owner supplies. */
  readonly apiKey?: string | undefined;
}

/** What changes. A key that is absent stays. */
export interface ReceiverChange {
  readonly url?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly enabled?: boolean | undefined;
  readonly apiKey?: string | undefined;
}

/** `exists`: another receiver has the address. `full`: there are `MOST_RECEIVERS`. */
export type AddOutcome = { readonly receiver: Receiver; readonly secret?: string } | 'exists' | 'full';

export interface ReceiverList {
  /** All receivers, oldest first. */
  receivers(): Promise<readonly Receiver[]>;
  /** Adds a receiver. The secret of a `standard` one is returned this once. */
  add(receiver: NewReceiver, actor: string): Promise<AddOutcome>;
  /** Returns the receiver after the change; nothing for an unknown one. Turning a receiver on ends its pause. */
  change(id: string, change: ReceiverChange, actor: string): Promise<Receiver | 'exists' | undefined>;
  /** Returns the new secret. For a day the former one signs, too. Nothing for a receiver that is unknown or not `standard`. */
  rotate(id: string, actor: string): Promise<{ readonly receiver: Receiver; readonly secret: string } | undefined>;
  /** Deletes a receiver and its deliveries. Returns whether there was one. */
  remove(id: string, actor: string): Promise<boolean>;
}

const columns = sql`id, kind, url, types, enabled, ${utcText('created')} as created,
  case when disabled_reason is not null then
    json_build_object('reason', disabled_reason, 'at', ${utcText('disabled_at')}) end as disabled,
  ${utcText('failing_since')} as "failingSince",
  case when paused_until > clock_timestamp() then ${utcText('paused_until')} end as "pausedUntil",
  case when former_until > clock_timestamp() then ${utcText('former_until')} end as "formerUntil"`;

async function readReceivers(db: Database, where: SQL): Promise<readonly Receiver[]> {
  const rows = await selectRows<Record<string, unknown>>(
    db,
    sql`select ${columns} from lojal_receivers where ${where} order by created, id`,
  );
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never);
}

async function add(tx: Database, { kind, url, types, apiKey }: NewReceiver, actor: string): Promise<AddOutcome> {
  // Two owners at once must not exceed the limit.
  await tx.execute(sql`lock table lojal_receivers in share row exclusive mode`);
  const all = await selectRows<{ kind: string; url: string }>(tx, sql`select kind, url from lojal_receivers`);
  if (all.some((one) => one.kind === kind && one.url === url)) return 'exists';
  if (all.length >= MOST_RECEIVERS) return 'full';
  const id = `rcv_${randomUUID().replaceAll('-', '')}`;
  const secret = kind === 'standard' ? mintSecret() : undefined;
  await tx.execute(
    sql`insert into lojal_receivers (id, kind, url, types, secret)
        values (${id}, ${kind}, ${url}, ${textArray(types)}, ${secret ?? apiKey ?? null})`,
  );
  await writeAudit(tx, { actor, action: 'webhooks', target: id, detail: { change: 'add', kind } });
  const [receiver] = await readReceivers(tx, sql`id = ${id}`);
  if (!receiver) throw new Error('The receiver was not stored.');
  return { receiver, ...(secret !== undefined && { secret }) };
}

async function change(tx: Database, id: string, { url, types, enabled, apiKey }: ReceiverChange, actor: string) {
  await tx.execute(sql`lock table lojal_receivers in share row exclusive mode`);
  const [known] = await readReceivers(tx, sql`id = ${id}`);
  if (!known) return undefined;
  const [same] = await readReceivers(tx, sql`kind = ${known.kind} and url = ${url ?? null} and id <> ${id}`);
  if (same) return 'exists' as const;
  if (url !== undefined) await tx.execute(sql`update lojal_receivers set url = ${url} where id = ${id}`);
  if (types) await tx.execute(sql`update lojal_receivers set types = ${textArray(types)} where id = ${id}`);
  if (apiKey !== undefined) await tx.execute(sql`update lojal_receivers set secret = ${apiKey} where id = ${id}`);
  if (enabled !== undefined)
    await tx.execute(
      sql`update lojal_receivers set enabled = ${enabled}, disabled_reason = null, disabled_at = null,
            failing_since = null, paused_until = null where id = ${id}`,
    );
  const detail = {
    change: 'change',
    ...(enabled !== undefined && { enabled }),
    ...(apiKey !== undefined && { apiKey: true }),
  };
  await writeAudit(tx, { actor, action: 'webhooks', target: id, detail });
  const [receiver] = await readReceivers(tx, sql`id = ${id}`);
  return receiver;
}

async function rotate(tx: Database, id: string, actor: string) {
  const secret = mintSecret();
  const changed = await selectRows(
    tx,
    sql`update lojal_receivers set former_secret = secret, secret = ${secret},
          former_until = clock_timestamp() + make_interval(hours => ${FORMER_HOURS})
        where id = ${id} and kind = 'standard' returning 1 as one`,
  );
  const [receiver] = await readReceivers(tx, sql`id = ${id}`);
  if (!receiver || changed.length === 0) return undefined;
  await writeAudit(tx, { actor, action: 'webhooks', target: id, detail: { change: 'rotate' } });
  return { receiver, secret };
}

async function remove(tx: Database, id: string, actor: string): Promise<boolean> {
  const gone = await selectRows(tx, sql`delete from lojal_receivers where id = ${id} returning 1 as one`);
  if (gone.length > 0) await writeAudit(tx, { actor, action: 'webhooks', target: id, detail: { change: 'remove' } });
  return gone.length > 0;
}

export const createReceiverList = (db: Database): ReceiverList => ({
  receivers: () => readReceivers(db, sql`true`),
  add: (...of) => db.transaction((tx) => add(tx, ...of)),
  change: (...of) => db.transaction((tx) => change(tx, ...of)),
  rotate: (...of) => db.transaction((tx) => rotate(tx, ...of)),
  remove: (...of) => db.transaction((tx) => remove(tx, ...of)),
});
