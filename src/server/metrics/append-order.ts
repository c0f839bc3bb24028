/**
 * Counts one new order on the customer's last purchase day or after it: nearly every order. Small statements in place of the general
 * ones, which take longer to plan than to run.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { OrderLine } from '../../schema/shop-order.ts';
import { textArray } from '../db/customer-lock.ts';
import { type Database, selectRows } from '../db/database.ts';

/** An order that counts. `net` is in minor units. */
export interface NewPurchase {
  readonly customer: string;
  readonly day: CalendarDate;
  readonly net: number;
  readonly lines: readonly OrderLine[];
}

interface LastDay {
  readonly day: CalendarDate;
  readonly nth: number;
}

interface KnownProduct {
  readonly product: string;
  readonly day: CalendarDate;
  readonly nth: number;
}

interface Known {
  readonly last?: LastDay;
  readonly products: readonly KnownProduct[];
}

/** Units and costs of the lines. The database adds them up, because decimal numbers stay exact there. */
const partsOf = (lines: readonly OrderLine[], net: number): SQL =>
  sql`select units, case when costed then cost else 0 end as cost, case when costed then ${net}::bigint else 0 end as costed
      from (
        select coalesce(sum((line ->> 'quantity')::numeric), 1) as units, coalesce(sum((line ->> 'cost')::numeric), 0) as cost,
          coalesce(bool_and(line ? 'cost'), false) as costed
        from jsonb_array_elements(${JSON.stringify(lines)}::jsonb) line
      ) sums`;

/** What is known of the customer: the last purchase day, the first two products, and which of `products` were bought before. */
async function readKnown(tx: Database, customer: string, products: readonly string[]): Promise<Known> {
  const [known] = await selectRows<{ day: CalendarDate | null; nth: number | null; products: readonly KnownProduct[] }>(
    tx,
    sql`select last.day::text as day, last.nth, (
            select coalesce(jsonb_agg(jsonb_build_object('product', product, 'day', day, 'nth', nth)), '[]')
            from lojal_customer_products where customer = ${customer} and (nth < 3 or product = any(${textArray(products)}))
          ) as products
        from (select 1) one left join lateral (
          select day, nth from lojal_purchase_days where customer = ${customer} order by day desc limit 1
        ) last on true`,
  );
  const { day = null, nth = null, products: before = [] } = known ?? {};
  return { products: before, ...(day !== null && nth !== null && { last: { day, nth } }) };
}

/** A statement that adds the order to its day, or adds the day behind the last one. */
function writeDay({ customer, day, net, lines }: NewPurchase, last: LastDay | undefined): SQL {
  const parts = partsOf(lines, net);
  if (last?.day === day)
    return sql`update lojal_purchase_days rows set orders = rows.orders + 1, units = rows.units + parts.units,
          net = rows.net + ${net}::bigint, cost = rows.cost + parts.cost, costed = rows.costed + parts.costed,
          total = rows.total + ${net}::bigint,
          first_net = rows.first_net + case when rows.nth = 1 then ${net}::bigint else 0 end
        from (${parts}) parts where rows.customer = ${customer} and rows.day = ${day}::date`;
  const columns = sql.raw('customer, day, orders, units, net, cost, costed, nth, first, previous, first_net, total');
  const counted = sql`${customer}, ${day}::date, 1, parts.units, ${net}::bigint, parts.cost, parts.costed`;
  return last
    ? sql`insert into lojal_purchase_days (${columns})
          select ${counted}, former.nth + 1, former.first, former.day, former.first_net, former.total + ${net}::bigint
          from former, (${parts}) parts`
    : sql`insert into lojal_purchase_days (${columns})
          select ${counted}, 1, ${day}::date, null::date, ${net}::bigint, ${net}::bigint from (${parts}) parts`;
}

/** A statement that sets the next day of the day before. */
const writeNext = ({ customer, day }: NewPurchase, last: LastDay | undefined): SQL =>
  last && last.day < day
    ? sql`update lojal_purchase_days set next = ${day}::date where customer = ${customer} and day = ${last.day}::date
          returning day, nth, first, first_net, total`
    : sql`select 1`;

/** A statement that adds the products that are new to the customer. All known ones were bought on this day or earlier. */
function writeProducts({ customer, day }: NewPurchase, known: readonly KnownProduct[], added: readonly string[]): SQL {
  if (added.length === 0) return sql`select 1`;
  const rows = [...known, ...added.map((product) => ({ product, day, nth: 0 }))];
  return sql`insert into lojal_customer_products (customer, product, day, nth)
      select ${customer}, product, day, fresh from (
        select product, day, nth,
          case when nth = 3 then 3 else least(3, row_number() over (order by nth = 3, day, product)) end as fresh
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (product text, day date, nth integer)
      ) placed where nth <> fresh
      on conflict (customer, product) do update set nth = excluded.nth`;
}

/** @returns false where nothing was counted, because the order is earlier than the customer's last purchase day */
export async function appendOrder(tx: Database, purchase: NewPurchase): Promise<boolean> {
  const products = [...new Set(purchase.lines.map(({ product }) => product))];
  const { last, products: known } = await readKnown(tx, purchase.customer, products);
  if (last && purchase.day < last.day) return false;
  const isKnown = new Set(known.map(({ product }) => product));
  const added = products.filter((product) => !isKnown.has(product));
  await tx.execute(
    sql`with former as (${writeNext(purchase, last)}), products as (${writeProducts(purchase, known, added)})
        ${writeDay(purchase, last)}`,
  );
  return true;
}
