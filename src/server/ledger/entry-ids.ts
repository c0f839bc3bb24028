/**
 * The ids of ledger entries. An id names the source of the entry, so that nothing is earned or taken twice. Two sources never have
 * the same id, whatever the ids of a shop look like.
 */
import type { EarnRule } from '../../loyalty/types.ts';

/** A part of an id, without the colon that separates it from the next part. */
export const escapedPart = (id: string): string => id.replaceAll('%', '%25').replaceAll(':', '%3A');

/** @param n counts the bookings of an order, or the tries of a redemption, from 1. The first one has no number */
const source = (kind: string, n: number): string => (n > 1 ? `${kind}.${n}:` : `${kind}:`);

/** Of a booking of an order: `order:10042`, then `order.2:10042`. */
export const orderEntryId = (order: string, n = 1): string => `${source('order', n)}${order}`;

/** Of what takes back the rest of a booking. */
export const cancelEntryId = (order: string, n: number): string => `${source('cancel', n)}${order}`;

/** Whether an id is one of `cancelEntryId`. */
export const isCancelId = (id: string): boolean => /^cancel(\.\d+)?:/.test(id);

/** Of a refund of a booking. */
export const refundEntryId = (order: string, refund: string, n: number): string =>
  `${source('refund', n)}${escapedPart(order)}:${refund}`;

/** Of a redemption: `redeem:<id>`, then `redeem.2:<id>` after a try that failed. */
export const redeemEntryId = (redemption: string, attempt: number): string =>
  `${source('redeem', attempt)}${redemption}`;

/** Of what gives a redemption back. */
export const releaseEntryId = (redemption: string, attempt: number): string =>
  `${source('release', attempt)}${redemption}`;

/** Of the reward for a friend. */
export const referralEntryId = (friend: string): string => `referral:${friend}`;

/** Whether an id is one of `bonusEntryId` for this kind of rule. */
export const isBonusId = (id: string, when: EarnRule['when']): boolean => id.split(/[.:]/, 1)[0] === when;

/** Of a correction by the owner. */
export const adjustEntryId = (adjustment: string): string => `adjust:${adjustment}`;

/** Of a balance from another system: `import:c_1042`, then `import.2:c_1042` for the difference to a newer file. */
export const importEntryId = (balance: string, n: number): string => `${source('import', n)}${balance}`;

/** The balance and the number of an `importEntryId`; nothing for another id. */
export function readImportId(id: string): { readonly source: string; readonly n: number } | undefined {
  const [, n = '1', balance] = /^import(?:\.(\d+))?:(.*)$/s.exec(id) ?? [];
  return balance === undefined ? undefined : { source: balance, n: Number(n) };
}
