/** What the owner reads and changes of one customer. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { type Database, selectRows } from '../db/database.ts';
import { type AdjustOutcome, adjustPoints, type PointAdjustment } from './adjust-points.ts';
import { type CustomerData, readCustomerData } from './customer-data.ts';
import { isKnownCustomer } from './known-customer.ts';
import { type CustomerFilter, type CustomerPlace, type ListedCustomer, listCustomers } from './list-customers.ts';

export interface CustomerStore {
  isKnown(customer: string): Promise<boolean>;
  /** The customers of a segment who have bought, the most recent purchase first. */
  list(filter: CustomerFilter, limit: number, after?: CustomerPlace): Promise<readonly ListedCustomer[]>;
  /** The orders of a customer as they are now, newest first. */
  orders(customer: string, limit: number): Promise<readonly ShopOrder[]>;
  /** Everything that is stored of one person. */
  data(customer: string): Promise<CustomerData>;
  /** Gives or takes points. Returns nothing for an unknown customer. */
  adjust(adjustment: PointAdjustment, today: CalendarDate, actor: string): Promise<AdjustOutcome>;
}

export const createCustomerStore = (db: Database): CustomerStore => ({
  isKnown: (customer) => isKnownCustomer(db, customer),
  list: (...of) => listCustomers(db, ...of),
  orders: async (customer, limit) => {
    const rows = await selectRows<{ body: ShopOrder }>(
      db,
      sql`select body from lojal_orders where customer = ${customer} order by day desc, id desc limit ${limit}`,
    );
    return rows.map(({ body }) => body);
  },
  data: (customer) => readCustomerData(db, customer),
  adjust: (...of) => adjustPoints(db, ...of),
});
