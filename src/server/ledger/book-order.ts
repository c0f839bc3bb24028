/**
 * The entries that bring the ledger of a customer to the state of an order. Pure, and the same for every way in which orders
 * arrive. The ledger is append-only:
 *
 * - A paid order is booked as `order:<id>`. Each refund takes back the part of the points that its money had earned.
 * - Where the order is cancelled, is pending again, or was changed so that a further refund cannot express the change, the rest of
 *   the booking is taken back (`cancel:<id>`).
 * - The order is then booked anew if it is paid: `order.2:<id>`.
 *
 * What was booked is never changed, and the id of an entry names its source, so the same state again adds nothing.
 */

import { addDays, addMonths } from '../../loyalty/dates.ts';
import { countedAfterRefunds, countedMoney, type EarnedPoints } from '../../loyalty/earning.ts';
import { prorate } from '../../loyalty/money.ts';
import type { CalendarDate, Entry, FullProgram } from '../../loyalty/types.ts';
import { cancelEntryId, orderEntryId, refundEntryId } from './entry-ids.ts';
import type { NormalOrder } from './normal-order.ts';

type OrderEntry = Extract<Entry, { kind: 'order' }>;
type RefundEntry = Extract<Entry, { kind: 'refund' }>;

/** An order as it stands in the ledger. */
interface Booking {
  /** Counts the bookings of an order, from 1. */
  readonly n: number;
  readonly order: OrderEntry;
  /** Its refunds, in the order of the ledger. The last one may be the cancellation. */
  readonly refunds: readonly RefundEntry[];
  readonly isClosed: boolean;
}

/** The last booking of an order. */
function lastBooking(id: string, entries: readonly Entry[]): Booking | undefined {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  let found: OrderEntry | undefined;
  let n = 0;
  for (let entry = byId.get(orderEntryId(id, 1)); entry?.kind === 'order'; entry = byId.get(orderEntryId(id, n + 1))) {
    found = entry;
    n++;
  }
  if (!found) return undefined;
  const own = found.id;
  const refunds = entries.filter((entry) => entry.kind === 'refund' && entry.of === own) as RefundEntry[];
  return { n, order: found, refunds, isClosed: byId.has(cancelEntryId(id, n)) };
}

/** What an entry of a refund takes from an order: money and points. */
interface Share {
  readonly id: string;
  readonly at: CalendarDate;
  readonly spend: number;
  readonly points: number;
}

type Counts = FullProgram['points']['counts'];

/** The refunds of an order, each with its part of the counted money and of the points. */
function sharesOf(order: NormalOrder, points: number, n: number, counts: Counts): readonly Share[] {
  const whole = countedMoney(order, counts);
  let refunded = 0;
  let spend = whole;
  let left = points;
  return order.refunds.map(({ id, day, amount }) => {
    refunded += amount;
    const nextSpend = countedAfterRefunds(order, refunded, counts);
    const nextLeft = whole > 0 ? prorate(points, nextSpend, whole) : refunded < order.total ? points : 0;
    const share = { id: refundEntryId(order.id, id, n), at: day, spend: spend - nextSpend, points: left - nextLeft };
    spend = nextSpend;
    left = nextLeft;
    return share;
  });
}

/** The refunds that a booking does not have yet; nothing where the booking cannot become the order by refunds alone. */
function missingShares(booking: Booking, order: NormalOrder, counts: Counts): readonly Share[] | undefined {
  const { order: entry, refunds, n, isClosed } = booking;
  if (isClosed || entry.at !== order.day || entry.spend !== countedMoney(order, counts)) return undefined;
  const shares = sharesOf(order, entry.points ?? 0, n, counts);
  const booked = new Map(refunds.map((refund) => [refund.id, refund]));
  // A refund that is gone, or has another amount. The points of a booked refund may be fewer, where the balance was 0.
  const fits = shares.filter(({ id, spend }) => booked.get(id)?.spend === spend).length === booked.size;
  return fits ? shares.filter(({ id }) => !booked.has(id)) : undefined;
}

const COUNTS: readonly Counts[] = [[], ['tax'], ['shipping'], ['tax', 'shipping']];

/** What counted when the order was booked: by other rules than `counts`, where only those make the booking the order of then. */
const bookedCounts = (booking: Booking, before: NormalOrder, counts: Counts): Counts =>
  [counts, ...COUNTS].find((one) => missingShares(booking, before, one)?.length === 0) ?? counts;

const asEntry = ({ id, at, spend, points }: Share, of: string): RefundEntry => ({
  kind: 'refund',
  id,
  at,
  spend,
  points,
  of,
});

/** Takes back what is left of a booking. */
function cancellation({ order, refunds, n }: Booking, id: string, today: CalendarDate): RefundEntry {
  const sum = (key: 'spend' | 'points') => refunds.reduce((total, refund) => total + (refund[key] ?? 0), 0);
  const at = today > order.at ? today : order.at;
  return asEntry(
    { id: cancelEntryId(id, n), at, spend: order.spend - sum('spend'), points: (order.points ?? 0) - sum('points') },
    order.id,
  );
}

/** The entries of a new booking. */
function newBooking(program: FullProgram, order: NormalOrder, n: number, earned: EarnedPoints): readonly Entry[] {
  const { counts, availableAfter } = program.points;
  const { points, base, factors } = earned;
  const id = orderEntryId(order.id, n);
  const available = availableAfter && addDays(addMonths(order.day, availableAfter.months), availableAfter.days);
  const campaign = factors.find(({ by }) => by === 'campaign')?.id;
  const times = factors.reduce((product, factor) => product * factor.times, 1);
  const entry: OrderEntry = {
    kind: 'order',
    id,
    at: order.day,
    spend: countedMoney(order, counts),
    points,
    rule: 'order',
    ...(available && { available }),
    ...(factors.length > 0 && { base, times: Math.round(times * 1e6) / 1e6, factors }),
    ...(campaign !== undefined && { campaign }),
  };
  return [entry, ...sharesOf(order, points, n, counts).map((share) => asEntry(share, id))];
}

/**
 * @param program the rules of the day of the order
 * @param entries those of the order, in any order: `order:…`, `refund:…` and `cancel:…`
 * @param earn computes the points of the counted money by the rules of the day; called only for a new booking
 * @param today the day of a cancellation
 * @param before the order as it was booked: what it earned stays, also where other rules hold now
 * @returns the entries to append
 */
export function bookOrder(
  program: FullProgram,
  order: NormalOrder,
  entries: readonly Entry[],
  earn: (counted: number) => EarnedPoints,
  today: CalendarDate,
  before?: NormalOrder,
): readonly Entry[] {
  const { counts } = program.points;
  const booking = lastBooking(order.id, entries);
  const kept = booking && before ? bookedCounts(booking, before, counts) : counts;
  const missing = booking && order.status === 'paid' ? missingShares(booking, order, kept) : undefined;
  if (booking && missing) return missing.map((share) => asEntry(share, booking.order.id));
  const closing = booking && !booking.isClosed ? [cancellation(booking, order.id, today)] : [];
  if (order.status !== 'paid') return closing;
  // The new booking stands before the cancellation, so that the balance does not go below 0 in between.
  return [...newBooking(program, order, (booking?.n ?? 0) + 1, earn(countedMoney(order, counts))), ...closing];
}
