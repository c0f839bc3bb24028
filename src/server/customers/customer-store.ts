/** What the owner reads and changes of one customer. */
import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { type Database, selectRows } from '../db/database.ts';
import { type AdjustOutcome, adjustPoints, type PointAdjustment } from './adjust-points.ts';
import { type CustomerData, readCustomerData } from './customer-data.ts';
import { isKnownCustomer } from './known-customer.ts';

export interface CustomerStore {
  isKnown(customer: string): Promise<boolean>;
  /** The orders of a customer as they are now, newest first. */
  orders(customer: string, limit: number): Promise<readonly ShopOrder[]>;
  /** Everything that is stored of one person. */
  data(customer: string): Promise<CustomerData>;
  /** Gives or takes points. Returns nothing for an unknown customer. */
  adjust(adjustment: PointAdjustment, today: CalendarDate, actor: string): Promise<AdjustOutcome>;
}

export const createCustomerStore = (db: Database): CustomerStore => ({
  isKnown: (customer) => isKnownCustomer(db, customer),
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
