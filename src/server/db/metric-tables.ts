/**
 * The summaries from which the metrics are computed. They are changed in the transaction of the order, so that they always agree with
 * the orders. Paid orders count, unless they were refunded completely.
 */

/** The orders that count. */
const COUNTED = `status = 'paid' and not (refunded > 0 and refunded >= total)`;

/** The costs of a line are in major units, as in the order. */
const PARTS = `select coalesce(sum((line ->> 'quantity')::numeric), 1) as units, coalesce(sum((line ->> 'cost')::numeric), 0) as cost,
    coalesce(bool_and(line ? 'cost'), false) as costed from jsonb_array_elements(body -> 'lines') line`;

export const metricTables: readonly string[] = [
  // One row per customer and day with a purchase. `net` is what was paid less refunds; `costed` is the part of `net` whose costs are
  // known, and `cost` are these costs in major units. The other columns place the day among those of the customer: `nth` counts from 1,
  // `first`, `previous` and `next` are days, and `total` is the sum of `net` up to this day. So the state of a customer on any day is one row.
  `create table lojal_purchase_days (
     customer text not null,
     day date not null,
     orders integer not null,
     units numeric not null,
     net bigint not null,
     cost numeric not null,
     costed bigint not null,
     nth integer not null,
     first date not null,
     previous date,
     next date,
     first_net bigint not null,
     total bigint not null,
     primary key (customer, day)
   )`,
  'create index lojal_purchase_days_day on lojal_purchase_days (day)',
  'create index lojal_purchase_days_first on lojal_purchase_days (day) where nth = 1',
  // The products of each customer, with the day on which each was first bought. `nth` counts them by that day; 3 stands for all further.
  `create table lojal_customer_products (
     customer text not null,
     product text not null,
     day date not null,
     nth smallint not null,
     primary key (customer, product)
   )`,
  'create index lojal_customer_products_product on lojal_customer_products (product, day)',
  'create index lojal_customer_products_nth on lojal_customer_products (nth, day) where nth < 3',
  // Answers are read by the time at which they count: the clock of a device may be ahead.
  'create index lojal_answers_moment on lojal_answers (least(time, received))',
  // The orders of a database from before these tables.
  `insert into lojal_purchase_days
     select customer, day, orders, units, net, cost, costed, row_number() over days, first_value(day) over days, lag(day) over days,
       lead(day) over days, first_value(net) over days, sum(net) over days
     from (
       select customer, day, count(*) as orders, sum(parts.units) as units, sum(total - refunded) as net,
         sum(case when parts.costed then parts.cost else 0 end) as cost,
         sum(case when parts.costed then total - refunded else 0 end) as costed
       from lojal_orders, lateral (${PARTS}) parts
       where ${COUNTED} group by customer, day
     ) found window days as (partition by customer order by day)`,
  `insert into lojal_customer_products
     select customer, product, day, least(3, row_number() over (partition by customer order by day, product))
     from (
       select customer, line ->> 'product' as product, min(day) as day
       from lojal_orders, jsonb_array_elements(body -> 'lines') line
       where ${COUNTED} group by customer, line ->> 'product'
     ) found`,
];
