/** What orders change beside the entries of their own. */
import type { Database } from '../db/database.ts';
import { noteFirstOrders } from './first-orders.ts';
import type { LedgerSession } from './ledger-session.ts';
import { referFriends } from './refer-friends.ts';
import type { OrderState } from './stored-orders.ts';
import { useCodesOfOrders } from './use-codes.ts';

/** Runs in the transaction of the orders, while their customers are locked. Every effect can run again for the same order. */
type OrderEffect = (tx: Database, orders: readonly OrderState[], session: LedgerSession) => Promise<void>;

const EFFECTS: readonly OrderEffect[] = [
  (tx, orders, { today }) => useCodesOfOrders(tx, orders, today),
  referFriends,
  noteFirstOrders,
];

export async function runOrderEffects(
  tx: Database,
  orders: readonly OrderState[],
  session: LedgerSession,
): Promise<void> {
  for (const effect of EFFECTS) await effect(tx, orders, session);
}
