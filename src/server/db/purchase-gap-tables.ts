/**
 * A roll-up of the purchase days by day, so that the numbers of a period do not read every purchase. It names no customer. Triggers
 * change it in the transaction of the purchase day, so it is exact at once.
 */

const COUNTS = ['customers', 'orders', 'net'];
const sums = COUNTS.map((column) => `sum(${column})`).join(', ');
const isChanged = COUNTS.map((column) => `sum(${column}) <> 0`).join(' or ');

/** A purchase day counts once. `sign`: 1 for a new row, -1 for a former one. */
const rows = (table: string, sign: 1 | -1): string =>
  `select day, coalesce(next, 'infinity') as next, nth = 1 as is_first, ${sign} as customers, ${sign} * orders as orders, ${sign} * net as net
     from ${table}`;

/** A statement of a trigger that adds what has changed. Writers only append, so they do not wait for each other. */
const append = (changed: string): string =>
  `insert into lojal_purchase_gap_changes (day, next, is_first, ${COUNTS.join(', ')})
     select day, next, is_first, ${sums} from (${changed}) changed group by 1, 2, 3 having ${isChanged}`;

export const purchaseGapTables: readonly string[] = [
  // `customers` bought on `day` and next on `next` ('infinity': not again), for the first time on `day` if `is_first`. `orders` and
  // `net` are of `day`.
  `create table lojal_purchase_gaps (
     day date not null,
     next date not null,
     is_first boolean not null,
     customers bigint not null,
     orders bigint not null,
     net bigint not null,
     primary key (day, next, is_first)
   )`,
  // What is to be added to the roll-up. Counts may be negative.
  'create table lojal_purchase_gap_changes (like lojal_purchase_gaps)',
  `create function lojal_purchase_gaps_changed() returns trigger language plpgsql as $$
   begin
     if tg_op = 'INSERT' then ${append(rows('fresh', 1))};
     elsif tg_op = 'DELETE' then ${append(rows('former', -1))};
     elsif tg_op = 'UPDATE' then ${append(`${rows('fresh', 1)} union all ${rows('former', -1)}`)};
     else delete from lojal_purchase_gaps; delete from lojal_purchase_gap_changes;
     end if;
     return null;
   end $$`,
  ...[
    ['insert', 'referencing new table as fresh'],
    ['update', 'referencing old table as former new table as fresh'],
    ['delete', 'referencing old table as former'],
    ['truncate', ''],
  ].map(
    ([event, tables]) =>
      `create trigger lojal_purchase_gaps_${event} after ${event} on lojal_purchase_days ${tables}
         for each statement execute function lojal_purchase_gaps_changed()`,
  ),
  `insert into lojal_purchase_gaps select day, next, is_first, ${sums} from (${rows('lojal_purchase_days', 1)}) days group by 1, 2, 3`,
];
