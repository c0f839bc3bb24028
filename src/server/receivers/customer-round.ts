/** A round over all customers, a few at a time, once for each day and each state of the rules. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type Database, selectRows } from '../db/database.ts';
import type { LoadedProgram } from '../program-source.ts';

/**
 * Takes the next step of the round; nothing where the round has ended. Safe in several processes: of two that take the same step, the
 * slower one does not set the round back.
 *
 * @param table remembers how far the round is
 * @param step handles the next customers after one, by their ids. Returns the last of them; null if no customer is left
 */
export async function continueRound(
  db: Database,
  table: 'lojal_tier_rounds' | 'lojal_expiry_rounds',
  { etag }: Pick<LoadedProgram, 'etag'>,
  today: CalendarDate,
  step: (after: string) => Promise<string | null>,
): Promise<void> {
  const rules = `${today} ${etag}`;
  const rounds = sql.raw(table);
  await db.execute(
    sql`insert into ${rounds} as round (rules, after) values (${rules}, '') on conflict (single) do update
        set rules = excluded.rules, after = excluded.after where round.rules <> excluded.rules`,
  );
  const [round] = await selectRows<{ after: string | null }>(
    db,
    sql`select after from ${rounds} where rules = ${rules}`,
  );
  const after = round?.after ?? undefined;
  if (after === undefined) return;
  const last = await step(after);
  await db.execute(sql`update ${rounds} set after = ${last} where rules = ${rules} and after = ${after}`);
}
