/** Notices that points of a customer expire soon. Each day on which points of a customer expire is told once. */
import { sql } from 'drizzle-orm';
import { addDays } from '../../loyalty/dates.ts';
import { snapshot } from '../../loyalty/snapshot.ts';
import type { CalendarDate } from '../../loyalty/types.ts';
import { isKnownCustomer } from '../customers/known-customer.ts';
import { tryWithCustomer } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';
import { changeEach } from '../ledger/change-each.ts';
import { asProgram } from '../ledger/customer-state.ts';
import { type CustomerLedger, entriesOf, readLedgers } from '../ledger/read-ledger.ts';
import type { LoadedProgram } from '../program-source.ts';
import { continueRound } from './customer-round.ts';
import { POINTS_EXPIRING } from './receiver.ts';

/** Customers of one run. */
const MOST_CUSTOMERS = 1_000;
/** How many days before, where the program has no message about it. */
const USUAL_DAYS = 14;

/** The points that expire next, on their day. */
interface ExpiringPoints {
  readonly customer: string;
  readonly points: number;
  readonly expires: CalendarDate;
}

function expiringOf(
  { program, rulesAt }: LoadedProgram,
  stored: CustomerLedger,
  today: CalendarDate,
): ExpiringPoints | undefined {
  const { points } = snapshot(asProgram(program), { ledger: entriesOf(stored, rulesAt) }, today);
  const { expiring } = points ?? {};
  return expiring && { customer: stored.customer, points: expiring.points, expires: expiring.on };
}

/** Writes the event, unless the day was told. Returns the number of events. */
async function tell(db: Database, { customer, points, expires }: ExpiringPoints): Promise<number> {
  const told = await tryWithCustomer(db, customer, async (tx) => {
    // The customer may have been erased since the ledger was read.
    if (!(await isKnownCustomer(tx, customer))) return undefined;
    const fresh = await selectRows(
      tx,
      sql`insert into lojal_expiry_notices (customer, expires) values (${customer}, ${expires}::date)
          on conflict do nothing returning 1 as one`,
    );
    if (fresh.length === 0) return 0;
    const data = JSON.stringify({ points, expires });
    await tx.execute(sql`select lojal_emit(${POINTS_EXPIRING}, ${customer}, ${data}::jsonb)`);
    return 1;
  });
  return told ?? 0;
}

/**
 * Writes the events of customers whose points expire within the days of the program's message `expiring`, else within 14 days: once a
 * day, and when the rules have changed. Returns the number of events.
 */
export async function recordExpiringPoints(db: Database, loaded: LoadedProgram, today: CalendarDate): Promise<number> {
  if (!loaded.program.points.expireAfter) return 0;
  const wanted = await selectRows(
    db,
    sql`select 1 as one from lojal_receivers where enabled and ${POINTS_EXPIRING} = any(types) limit 1`,
  );
  if (wanted.length === 0) return 0;
  const until = addDays(today, loaded.program.messages?.expiring?.days ?? USUAL_DAYS);
  let told = 0;
  await continueRound(db, 'lojal_expiry_rounds', loaded, today, async (after) => {
    const ledgers = await readLedgers(db, after, MOST_CUSTOMERS);
    const expiring = ledgers.flatMap((stored) => expiringOf(loaded, stored, today) ?? []);
    told = await changeEach(
      expiring.filter(({ expires }) => expires <= until),
      (one) => tell(db, one),
    );
    return ledgers.length < MOST_CUSTOMERS ? null : (ledgers.at(-1)?.customer ?? null);
  });
  return told;
}
