/** The account of a customer as pages receive it, from the ledger of the server. */
import { toMajor } from '../../loyalty/money.ts';
import type { CalendarDate, Entry, FullProgram } from '../../loyalty/types.ts';
import { lastEarned } from './bonus.ts';
import { carryForward } from './carry-forward.ts';
import type { LedgerStore } from './ledger-store.ts';
import { referralUrl } from './referral-url.ts';
import type { RulesAt } from './rules-at.ts';
import { stateOn } from './use-codes.ts';
import type { MonthDay } from './yearly-day.ts';

/** An entry as JSON: money is in major units. */
export type WireEntry = Readonly<Record<string, unknown>> & { readonly id: string };

export function wireEntry(entry: Entry, currency: string): WireEntry {
  return 'spend' in entry ? { ...entry, spend: toMajor(entry.spend, currency) } : entry;
}

/** A birthday as JSON. */
export const wireBirthday = (birthday: MonthDay): { readonly month: number; readonly day: number } => ({
  month: Number(birthday.slice(0, 2)),
  day: Number(birthday.slice(3)),
});

/** The most entries that a page loads as they are. */
const MOST_ENTRIES = 1_000;
/** The last entries of a longer ledger, which a page shows and does not compute from. */
const RECENT = 100;

/**
 * The JSON of `lojal/schema/account.json`. A customer without an order has an empty ledger. A long ledger is carried forward to
 * `today`, and `recent` has its last entries.
 */
export async function wireAccount(
  store: Pick<LedgerStore, 'ledger' | 'codes' | 'member' | 'advocateCode'>,
  program: FullProgram,
  customer: string,
  today: CalendarDate,
  rulesAt?: RulesAt,
): Promise<Readonly<Record<string, unknown>>> {
  const { currency, referral, earn } = program;
  const [ledger, codes, member, invites] = await Promise.all([
    store.ledger(program, customer, rulesAt),
    store.codes(customer),
    store.member(customer),
    referral && store.advocateCode(customer),
  ]);
  const { memberUntil = '', birthday } = member ?? {};
  const earned = lastEarned(earn, ledger);
  const wire = (entries: readonly Entry[]) => entries.map((entry) => wireEntry(entry, currency));
  // An entry after today could refer to one that was carried forward.
  const isLong = ledger.length > MOST_ENTRIES && ledger.every(({ at }) => at <= today);
  return {
    id: customer,
    currency,
    ...(isLong
      ? { ledger: wire(carryForward(program, ledger, today)), recent: wire(ledger.slice(-RECENT)) }
      : { ledger: wire(ledger) }),
    ...(Object.keys(earned).length > 0 && { earned }),
    ...(birthday !== undefined && { birthday: wireBirthday(birthday) }),
    ...(memberUntil > today && { membership: { until: memberUntil } }),
    ...(referral && invites !== undefined && { referral: { code: invites, url: referralUrl(referral.url, invites) } }),
    ...(codes.length > 0 && {
      codes: codes.map((one) => ({
        id: one.id,
        reward: one.reward.id,
        code: one.code,
        state: stateOn(one, today),
        ...(one.expires !== undefined && { expires: one.expires }),
      })),
    }),
  };
}
