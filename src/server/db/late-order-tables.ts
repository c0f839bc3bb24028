/** What changed the numbers of days that were over. See `metrics/late-orders.ts`. */
export const lateOrderTables: readonly string[] = [
  // What a change of an order added to its day, on a later day: `orders` that count, and money less refunds, in minor units.
  `create table lojal_late_orders (
     order_id text not null,
     customer text not null,
     day date not null,
     orders integer not null,
     net bigint not null,
     at timestamptz not null default clock_timestamp()
   )`,
  'create index lojal_late_orders_day on lojal_late_orders (day)',
  'create index lojal_late_orders_at on lojal_late_orders (at)',
  'create index lojal_late_orders_customer on lojal_late_orders (customer)',
];
