/** Exchanges points for a reward, and gives them back. Each step is one transaction under the customer's lock. */
import { sql } from 'drizzle-orm';
import { addDays, addMonths } from '../../loyalty/dates.ts';
import { replay } from '../../loyalty/ledger.ts';
import type { CalendarDate, Entry, FullProgram, ProgramReward } from '../../loyalty/types.ts';
import { withCustomers } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { asProgram } from './customer-state.ts';
import { appendEntries, readEntries } from './entries.ts';
import { redeemEntryId, releaseEntryId } from './entry-ids.ts';
import { codeKey, mintCode } from './mint-code.ts';
import type { Redemption } from './redemption.ts';
import { readRedemptions, setState } from './redemption-rows.ts';

/** A reservation without a code is given back after this time, in seconds: the process that made it has ended. */
const ABANDONED = 60;

export interface RedeemRequest {
  readonly customer: string;
  /** The id that the page chose. */
  readonly id: string;
  readonly reward: ProgramReward;
  /** Whether the code comes from the shop's function, after the points were reserved. */
  readonly reserves: boolean;
}

/** `new`: the points were taken. `known`: the redemption as it was. */
export type RedeemOutcome =
  | { readonly kind: 'new' | 'known' | 'busy'; readonly redemption: Redemption }
  | { readonly kind: 'other-reward' | 'not-enough' | 'no-codes' };

const byId = (customer: string, id: string) => sql`customer = ${customer} and id = ${id}`;

/** The next code of the pool; nothing if the reward has no pool; `null` if the pool is empty. */
async function takeFromPool(tx: Database, reward: string): Promise<string | null | undefined> {
  const [row] = await selectRows<{ code: string }>(
    tx,
    sql`update lojal_code_pool set taken = true where (reward_id, code) = (
          select reward_id, code from lojal_code_pool where reward_id = ${reward} and not taken
          order by seq limit 1 for update skip locked
        ) returning code`,
  );
  if (row) return row.code;
  const [any] = await selectRows(tx, sql`select 1 as one from lojal_code_pool where reward_id = ${reward} limit 1`);
  return any ? null : undefined;
}

/** Takes the points, and issues a code unless the shop's function makes it. */
export function redeem(
  db: Database,
  program: FullProgram,
  { customer, id, reward, reserves }: RedeemRequest,
  today: CalendarDate,
): Promise<RedeemOutcome> {
  return withCustomers(db, [customer], async (tx) => {
    let [known] = await readRedemptions(tx, byId(customer, id));
    if (known && known.reward.id !== reward.id) return { kind: 'other-reward' };
    if (known?.state === 'reserved' && known.age > ABANDONED) {
      await giveBack(tx, known, today, 'failed');
      known = { ...known, state: 'failed' };
    }
    if (known && known.state !== 'failed')
      return { kind: known.state === 'reserved' ? 'busy' : 'known', redemption: known };
    const ledger = (await readEntries(tx, [customer])).map(({ entry }) => entry);
    if (replay(asProgram(program), ledger, today).spendable < reward.points) return { kind: 'not-enough' };
    const pooled = reserves ? undefined : await takeFromPool(tx, reward.id);
    if (pooled === null) return { kind: 'no-codes' };
    const code = reserves ? undefined : (pooled ?? mintCode());
    const attempt = (known?.attempt ?? 0) + 1;
    const { months, days } = reward.expireAfter ?? {};
    const expires = months === undefined || days === undefined ? undefined : addDays(addMonths(today, months), days);
    await tx.execute(
      sql`insert into lojal_redemptions (customer, id, reward_id, reward, points, attempt, code, code_key, state, day, expires)
          values (${customer}, ${id}, ${reward.id}, ${JSON.stringify(reward)}::jsonb, ${reward.points}, ${attempt},
            ${code ?? null}, ${code === undefined ? null : codeKey(code)}, ${reserves ? 'reserved' : 'issued'},
            ${today}::date, ${expires ?? null}::date)
          on conflict (customer, id) do update set attempt = excluded.attempt, code = excluded.code,
            code_key = excluded.code_key, state = excluded.state, day = excluded.day, expires = excluded.expires,
            reward = excluded.reward, points = excluded.points, changed = clock_timestamp()`,
    );
    const entry: Entry = {
      kind: 'redeem',
      id: redeemEntryId(id, attempt),
      at: today,
      points: reward.points,
      reward: reward.id,
      ...(code !== undefined && { code }),
    };
    await appendEntries(tx, [{ customer, entry }]);
    const [redemption] = await readRedemptions(tx, byId(customer, id));
    if (!redemption) throw new Error('The redemption was not stored.');
    return { kind: 'new', redemption };
  });
}

/** Gives the points of a redemption back, to the orders from which they were taken. Call it while the customer is locked. */
async function giveBack(
  tx: Database,
  { customer, id, attempt }: Redemption,
  today: CalendarDate,
  state: 'returned' | 'failed',
): Promise<void> {
  await setState(tx, state, byId(customer, id));
  const entry: Entry = { kind: 'release', id: releaseEntryId(id, attempt), at: today, of: redeemEntryId(id, attempt) };
  await appendEntries(tx, [{ customer, entry }]);
}

/** Stores the code that the shop's function has made; without a code, gives the points back. Nothing if the reservation is over. */
export function settle(
  db: Database,
  { customer, id, attempt }: Redemption,
  code: string | undefined,
  today: CalendarDate,
): Promise<Redemption | undefined> {
  return withCustomers(db, [customer], async (tx) => {
    const [row] = await readRedemptions(tx, byId(customer, id));
    if (row?.state !== 'reserved' || row.attempt !== attempt) return undefined;
    const [taken] = code === undefined ? [] : await readRedemptions(tx, sql`code_key = ${codeKey(code)}`);
    if (code === undefined || taken) {
      await giveBack(tx, row, today, 'failed');
      return undefined;
    }
    await tx.execute(
      sql`update lojal_redemptions set state = 'issued', code = ${code}, code_key = ${codeKey(code)},
          changed = clock_timestamp() where ${byId(customer, id)}`,
    );
    return { ...row, state: 'issued', code };
  });
}

/** Gives an unused code back. */
export function returnCode(
  db: Database,
  customer: string,
  id: string,
  today: CalendarDate,
): Promise<Redemption | undefined> {
  return withCustomers(db, [customer], async (tx) => {
    const [row] = await readRedemptions(tx, sql`${byId(customer, id)} for update`);
    if (row?.state !== 'issued' || (row.expires !== undefined && row.expires <= today)) return row;
    await giveBack(tx, row, today, 'returned');
    return { ...row, state: 'returned' };
  });
}

/** Gives back what processes have reserved that ended before there was a code. Returns the number. */
export async function releaseAbandoned(db: Database, today: CalendarDate): Promise<number> {
  const rows = await readRedemptions(
    db,
    sql`state = 'reserved' and changed < clock_timestamp() - make_interval(secs => ${ABANDONED}) limit 1000`,
  );
  for (const row of rows)
    await withCustomers(db, [row.customer], async (tx) => {
      const [now] = await readRedemptions(tx, byId(row.customer, row.id));
      if (now?.state === 'reserved' && now.attempt === row.attempt) await giveBack(tx, now, today, 'failed');
    });
  return rows.length;
}
