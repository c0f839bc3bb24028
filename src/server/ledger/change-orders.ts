/** Stores orders as they are now, and appends what they change to the ledgers of their customers. */

import type { CalendarDate, FullProgram } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { withCustomers } from '../db/customer-lock.ts';
import type { Database } from '../db/database.ts';
import { countOrders } from '../metrics/count-orders.ts';
import type { EventFault } from '../problem.ts';
import { invalidBody } from '../validate.ts';
import { SERVER_ZONE } from './calendar-day.ts';
import { LedgerSession } from './ledger-session.ts';
import { normalOrder } from './normal-order.ts';
import { runOrderEffects } from './order-effects.ts';
import type { RulesAt } from './rules-at.ts';
import { type OrderState, readOrders, writeOrders } from './stored-orders.ts';

/** A change of one order. */
export interface OrderChange {
  readonly id: string;
  /** The customer, where the change knows the customer. */
  readonly customer?: string | undefined;
  /** Where the order stands in the body of the request, for faults: `[3]`. */
  readonly path?: string | undefined;
  /** @returns the order as it is now; nothing if nothing is known of the order */
  apply(stored: ShopOrder | undefined): ShopOrder | undefined;
}

/** An order after a change. */
export interface BookedOrder {
  readonly id: string;
  readonly customer: string;
  /** The ids of the entries that the change appended. */
  readonly entries: readonly string[];
}

const isOlder = (order: ShopOrder, stored: ShopOrder | undefined): boolean =>
  order.updated !== undefined &&
  stored?.updated !== undefined &&
  Date.parse(order.updated) < Date.parse(stored.updated);

/** The orders after all changes, by id. Of two changes of an order, the later one is applied to the result of the earlier one. */
function applyAll(changes: readonly OrderChange[], stored: ReadonlyMap<string, ShopOrder>): Map<string, ShopOrder> {
  const orders = new Map<string, ShopOrder>();
  for (const change of changes) {
    const before = orders.get(change.id) ?? stored.get(change.id);
    const after = change.apply(before);
    const now = after && isOlder(after, before) ? before : after;
    if (now) orders.set(change.id, now);
  }
  return orders;
}

/** @throws Problem 422 with the faults of all orders */
function readStates(
  rulesAt: RulesAt,
  orders: ReadonlyMap<string, ShopOrder>,
  changes: readonly OrderChange[],
): readonly OrderState[] {
  const faults: EventFault[] = [];
  const states: OrderState[] = [];
  const paths = new Map(changes.map(({ id, path }) => [id, path]));
  for (const [id, body] of orders) {
    const normal = normalOrder(body, rulesAt(body.at), paths.get(id));
    if ('status' in normal) states.push({ body, normal });
    else faults.push(...normal);
  }
  if (faults.length > 0) throw invalidBody(faults, 'The order');
  return states;
}

/** The changes under the locks of `customers`; nothing where an order belongs to another customer. */
async function changeLocked(
  tx: Database,
  program: FullProgram,
  changes: readonly OrderChange[],
  customers: readonly string[],
  today: CalendarDate,
  rulesAt: RulesAt,
): Promise<readonly BookedOrder[] | undefined> {
  const ids = changes.map(({ id }) => id);
  const stored = await readOrders(tx, ids);
  const orders = applyAll(changes, stored);
  const isLocked = new Set(customers);
  if (![...stored.values(), ...orders.values()].every(({ customer }) => isLocked.has(customer))) return undefined;
  const states = readStates(rulesAt, orders, changes);
  const used = new Set(states.map(({ body }) => rulesAt(body.at)));
  const session = await LedgerSession.open(tx, program, today, customers, ids, [program, ...used]);
  const entries = new Map<string, readonly string[]>();
  // Earlier orders first: the level at a later order depends on them.
  for (const { body, normal } of [...states].sort((a, b) =>
    a.normal.day < b.normal.day ? -1 : +(a.normal.day > b.normal.day),
  )) {
    const before = stored.get(normal.id);
    const former = before?.customer;
    const moved = former !== undefined && former !== normal.customer;
    // The order belongs to another customer now: the former one gives its points back.
    const back = moved ? session.book({ ...normal, customer: former, status: 'cancelled' }) : [];
    const known = before && normalOrder(before, rulesAt(before.at));
    entries.set(normal.id, [
      ...back,
      ...session.book(normal, rulesAt(body.at), known && 'status' in known ? known : undefined),
    ]);
  }
  await countOrders(tx, states, await writeOrders(tx, states, program.timeZone ?? SERVER_ZONE));
  await runOrderEffects(tx, states, session);
  await session.flush(tx);
  return changes.flatMap(({ id }) => {
    const order = orders.get(id);
    return order ? [{ id, customer: order.customer, entries: entries.get(id) ?? [] }] : [];
  });
}

/**
 * Applies changes of orders in one transaction: all of them, or none.
 *
 * @param program the rules of today
 * @param today the day of the program, on which a cancellation is dated
 * @param rulesAt the rules by which orders are booked. Default: those of today
 * @throws Problem 422 for orders that cannot be booked
 */
export async function changeOrders(
  db: Database,
  program: FullProgram,
  changes: readonly OrderChange[],
  today: CalendarDate,
  rulesAt: RulesAt = () => program,
): Promise<readonly BookedOrder[]> {
  const given = changes.flatMap(({ customer }) => (customer === undefined ? [] : [customer]));
  const ids = changes.map(({ id }) => id);
  // Nearly every order belongs to the customer that the change names.
  let stored: ReadonlyMap<string, ShopOrder> = given.length < ids.length ? await readOrders(db, ids) : new Map();
  for (;;) {
    const customers = [...new Set([...given, ...[...stored.values()].map(({ customer }) => customer)])];
    const booked = await withCustomers(db, customers, (tx) =>
      changeLocked(tx, program, changes, customers, today, rulesAt),
    );
    if (booked) return booked;
    stored = await readOrders(db, ids);
  }
}
