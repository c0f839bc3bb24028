/** The ledgers of a store. */
import type { CalendarDate, Entry, FullProgram } from '../../loyalty/types.ts';
import type { Database } from '../db/database.ts';
import { type BookedOrder, changeOrders, type OrderChange } from './change-orders.ts';
import { readLedger } from './read-ledger.ts';

/** Ledgers of customers. Each change is one transaction under the locks of its customers. */
export interface LedgerStore {
  /**
   * Applies changes of orders: all of them, or none.
   *
   * @param today the day in the time zone of the program
   * @throws Problem 422 for orders that cannot be booked
   */
  changeOrders(
    program: FullProgram,
    changes: readonly OrderChange[],
    today: CalendarDate,
  ): Promise<readonly BookedOrder[]>;
  /** The entries of a customer, oldest first, and the orders that are not paid yet. Money is in minor units. */
  ledger(program: FullProgram, customer: string): Promise<readonly Entry[]>;
}

export const createLedgerStore = (db: Database): LedgerStore => ({
  changeOrders: (...of) => changeOrders(db, ...of),
  ledger: (...of) => readLedger(db, ...of),
});
