/** An order in the units of the arithmetic. */
import type { OrderMoney } from '../../loyalty/earning.ts';
import { digits, toMinor } from '../../loyalty/money.ts';
import type { CalendarDate, FullProgram } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import type { EventFault } from '../problem.ts';
import { calendarDay } from './calendar-day.ts';

/** A refund. `amount` is in minor units. */
export interface NormalRefund {
  readonly id: string;
  readonly day: CalendarDate;
  readonly amount: number;
}

/** An order whose money is in minor units of the program's currency and whose dates are days in the program's time zone. */
export interface NormalOrder extends OrderMoney {
  readonly id: string;
  readonly customer: string;
  readonly day: CalendarDate;
  readonly status: ShopOrder['status'];
  /** What was paid back, in the order in which it was. */
  readonly refunds: readonly NormalRefund[];
  readonly lines: readonly { readonly product: string; readonly total: number }[];
}

const byDay = (a: NormalRefund, b: NormalRefund): number =>
  a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1;

/**
 * @param path where the order stands in the body, for the faults: `[3]`
 * @returns the order, or what keeps it from being booked
 */
export function normalOrder(
  order: ShopOrder,
  { currency, timeZone }: Pick<FullProgram, 'currency' | 'timeZone'>,
  path = '',
): NormalOrder | readonly EventFault[] {
  const faults: EventFault[] = [];
  const fault = (key: string, message: string) => faults.push({ path: path ? `${path}.${key}` : key, message });
  if (order.currency.toUpperCase() !== currency)
    fault(
      'currency',
      `must be "${currency}", the currency of the program. Send the amount that your shop received in that currency`,
    );
  const money = (key: string, amount: number): number => {
    const minor = toMinor(amount, currency);
    if (Math.abs(minor / 10 ** digits(currency) - amount) > 1e-9 * Math.max(1, amount))
      fault(key, `must have at most ${digits(currency)} decimals`);
    return minor;
  };
  const total = money('total', order.total);
  const tax = money('tax', order.tax ?? 0);
  const shipping = money('shipping', order.shipping ?? 0);
  if (tax > total) fault('tax', 'must not be more than the total');
  if (shipping > total) fault('shipping', 'must not be more than the total');
  const refunds = (order.refunds ?? []).map(({ id, at, amount }, i) => ({
    id,
    day: calendarDay(at, timeZone),
    amount: money(`refunds[${i}].amount`, amount),
  }));
  const ids = new Set(refunds.map(({ id }) => id));
  if (ids.size < refunds.length) fault('refunds', 'must not have the same id twice');
  if (refunds.reduce((sum, { amount }) => sum + amount, 0) > total)
    fault('refunds', 'must not be more than the total together');
  const lines = (order.lines ?? []).map(({ product, total }, i) => ({
    product,
    total: money(`lines[${i}].total`, total),
  }));
  if (faults.length > 0) return faults;
  return {
    id: order.id,
    customer: order.customer,
    day: calendarDay(order.at, timeZone),
    status: order.status,
    total,
    tax,
    shipping,
    refunds: refunds.sort(byDay),
    lines,
  };
}
