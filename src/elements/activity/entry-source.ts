import type { Entry } from '../../loyalty/types.ts';

/** What an entry is about. */
export interface EntrySource {
  /** The shop's id of the order. */
  readonly id: string;
  /** Whether the entry takes back a whole order. */
  readonly cancelled: boolean;
  /** Whether the entry is the reward for a friend. */
  readonly referral: boolean;
}

const unescaped = (id: string): string => id.replaceAll('%3A', ':').replaceAll('%25', '%');

/**
 * The source in the id of an entry: `order:<id>`, `refund:<order>:<refund>`, `cancel:<order>`, `referral:<friend>`; a number
 * behind the kind counts the bookings: `order.2:<id>`. A shop's own ledger may have other ids, which are shown as they are.
 */
export function sourceOf(entry: Entry): EntrySource {
  const { id } = entry;
  const of = entry.kind === 'refund' ? entry.of : id;
  const order = /^order(?:\.\d+)?:(.+)$/s.exec(of)?.[1];
  const cancelled = /^cancel(?:\.\d+)?:(.+)$/s.exec(id)?.[1];
  const refunded = /^refund(?:\.\d+)?:([^:]+):/s.exec(id)?.[1];
  return {
    id: cancelled ?? (refunded === undefined ? undefined : unescaped(refunded)) ?? order ?? of,
    cancelled: cancelled !== undefined,
    referral: entry.kind === 'bonus' && id.startsWith('referral:'),
  };
}
