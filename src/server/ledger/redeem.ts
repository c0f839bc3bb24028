/** Exchanges points for a reward, in one transaction under the customer's lock. */
import { sql } from 'drizzle-orm';
import { addDays, addMonths } from '../../loyalty/dates.ts';
import { replay } from '../../loyalty/ledger.ts';
import type { CalendarDate, Entry, FullProgram, ProgramReward } from '../../loyalty/types.ts';
import { withCustomers } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { asProgram } from './customer-state.ts';
import { appendEntries, readEntries } from './entries.ts';
import { redeemEntryId } from './entry-ids.ts';
import { ABANDONED, giveBack } from './give-back.ts';
import { codeKey, mintCode } from './mint-code.ts';
import type { Redemption } from './redemption.ts';
import { readRedemption } from './redemption-rows.ts';

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

/** The next code of the pool; nothing if the reward has no pool; `null` if the pool is empty. */
async function takeFromPool(tx: Database, reward: string): Promise<string | null | undefined> {
  const [row] = await selectRows<{ code: string }>(
    tx,
    // A code that was issued from elsewhere is left in the pool.
    sql`update lojal_code_pool set taken = true where code_key = (
          select code_key from lojal_code_pool pool where reward_id = ${reward} and not taken
            and not exists (select from lojal_redemptions issued where issued.code_key = pool.code_key)
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
    let known = await readRedemption(tx, customer, id);
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
    const redemption = await readRedemption(tx, customer, id);
    if (!redemption) throw new Error('The redemption was not stored.');
    return { kind: 'new', redemption };
  });
}
