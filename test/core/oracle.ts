/**
 * The rules of "Local computation" once more, as slowly and as plainly as can be: money in BigInt, every point an object
 * of its own, dates by `Date` in UTC, every question about the future answered by walking there day by day. It reads the
 * JSON that a shop writes, not what `parse` made of it, and shares no line with `src/core`.
 */

export interface RawEntry {
  readonly id: string;
  readonly at: string;
  readonly kind: 'order' | 'refund' | 'redeem' | 'bonus';
  readonly spend?: number;
  readonly points?: number;
  readonly pending?: boolean;
  readonly of?: string;
}

export interface Rules {
  readonly perUnit: number;
  readonly places: number;
  readonly expireAfter?: number | undefined;
  readonly metric: 'spend' | 'points' | 'orders';
  readonly period: 'lifetime' | 'rolling' | 'calendar-year';
  readonly months: number;
  /** Ascending, the first 0; minor units for spend. */
  readonly froms: readonly number[];
}

/** A non-negative decimal as an integer of 10^-places, half up. */
export function decimal(amount: number, places: number): bigint {
  const [whole = '0', fraction = ''] = amount.toFixed(places > 3 ? places : 6).split('.');
  const written = /e/.test(String(amount)) ? `${whole}.${fraction}` : String(amount);
  const [w = '0', f = ''] = written.split('.');
  const kept = BigInt(w + f.padEnd(places, '0').slice(0, places));
  return kept + (Number(f[places] ?? '0') >= 5 ? 1n : 0n);
}

const time = (date: string): Date => new Date(`${date}T00:00:00Z`);
const text = (date: Date): string => date.toISOString().slice(0, 10);

export function nextDay(date: string, days = 1): string {
  const next = time(date);
  next.setUTCDate(next.getUTCDate() + days);
  return text(next);
}

/** n months later; while that day is not in that month, the day before is tried. */
export function later(date: string, n: number): string {
  const start = time(date);
  for (let day = start.getUTCDate(); ; day--) {
    const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + n, day));
    if (end.getUTCDate() === day) return text(end);
  }
}

interface Point {
  readonly of: string;
  readonly at: string;
  state: 'live' | 'spent' | 'expired' | 'gone';
}

const ORDER = ['order bonus', 'refund', 'redeem'];
const rank = (entry: RawEntry): number => ORDER.findIndex((kinds) => kinds.includes(entry.kind));

/** Each id once, nothing after `today`, in the order in which things happen. */
function happened(ledger: readonly RawEntry[], today: string): RawEntry[] {
  return ledger
    .filter((entry, i) => ledger.findIndex((other) => other.id === entry.id) === i)
    .filter(
      (entry) => entry.kind !== 'refund' || ledger.some((other) => other.kind === 'order' && other.id === entry.of),
    )
    .filter((entry) => entry.at <= today)
    .sort((a, b) =>
      a.at !== b.at ? (a.at < b.at ? -1 : 1) : rank(a) !== rank(b) ? rank(a) - rank(b) : a.id < b.id ? -1 : 1,
    );
}

const money = (entry: RawEntry, rules: Rules): bigint => decimal(entry.spend ?? 0, rules.places);

/** What an order has earned when these refunds have come. */
function earned(order: RawEntry, refunds: readonly RawEntry[], rules: Rules): number {
  if (order.kind === 'bonus') return order.points ?? 0;
  const spend = money(order, rules);
  const silent = refunds.filter((refund) => refund.points === undefined);
  let paid = spend;
  for (const refund of silent) paid -= money(refund, rules);
  if (paid < 0n) paid = 0n;
  let points: bigint;
  if (order.points === undefined)
    points = (paid * decimal(rules.perUnit, 6)) / (10n ** BigInt(rules.places) * 1000000n);
  else if (silent.length === 0) points = BigInt(order.points);
  else points = spend === 0n ? 0n : (BigInt(order.points) * paid) / spend;
  for (const refund of refunds) points -= BigInt(refund.points ?? 0);
  return points < 0n ? 0 : Number(points);
}

export function oraclePoints(ledger: readonly RawEntry[], rules: Rules, today: string) {
  const points: Point[] = [];
  let debt = 0;
  let pending = 0;
  const entries = happened(ledger, today);
  const tally = { earned: 0, redeemed: 0, expired: 0, taken: 0 };
  const expire = (day: string) => {
    for (const point of points)
      if (rules.expireAfter && point.state === 'live' && later(point.at, rules.expireAfter) <= day) {
        point.state = 'expired';
        tally.expired++;
      }
  };
  const spendOne = () => {
    const live = points.find((point) => point.state === 'live');
    if (live) live.state = 'spent';
    else debt++;
  };
  entries.forEach((entry, i) => {
    const before = entries.slice(0, i).filter((other) => other.kind === 'refund');
    if (rules.expireAfter) expire(entry.at);
    if (entry.kind === 'order' || entry.kind === 'bonus') {
      if (entry.pending) return;
      const n = earned(
        entry,
        before.filter((refund) => refund.of === entry.id),
        rules,
      );
      tally.earned += n;
      for (let k = 0; k < n; k++) {
        points.push({ of: entry.id, at: entry.at, state: debt > 0 ? 'spent' : 'live' });
        if (debt > 0) debt--;
      }
    } else if (entry.kind === 'redeem') {
      tally.redeemed += entry.points ?? 0;
      for (let k = 0; k < (entry.points ?? 0); k++) spendOne();
    } else {
      const order = entries.slice(0, i).find((other) => other.kind === 'order' && other.id === entry.of);
      if (!order || order.pending) return;
      const earlier = before.filter((refund) => refund.of === order.id);
      const lost = earned(order, earlier, rules) - earned(order, [...earlier, entry], rules);
      for (let k = 0; k < lost; k++) {
        const own = points.filter((point) => point.of === order.id);
        const victim = ['live', 'spent', 'expired']
          .map((state) => own.find((point) => point.state === state))
          .find(Boolean);
        if (!victim) continue;
        if (victim.state !== 'expired') tally.taken++;
        const wasSpent = victim.state === 'spent';
        victim.state = 'gone';
        if (wasSpent) spendOne();
      }
    }
  });
  expire(today);
  const live = points.filter((point) => point.state === 'live');
  for (const entry of entries)
    if (entry.kind === 'order' && entry.pending && (!rules.expireAfter || today < later(entry.at, rules.expireAfter)))
      pending += earned(
        entry,
        entries.filter((other) => other.of === entry.id),
        rules,
      );
  let lifetime = 0;
  for (const entry of entries)
    if (entry.kind === 'order' || entry.kind === 'bonus')
      lifetime += earned(
        entry,
        entries.filter((other) => other.of === entry.id),
        rules,
      );
  const ends = live.map((point) => (rules.expireAfter ? later(point.at, rules.expireAfter) : '')).sort();
  const on = ends[0];
  return {
    spendable: live.length - debt,
    pending,
    lifetime,
    ...(on && { expiring: { points: ends.filter((end) => end === on).length, on } }),
    tally,
  };
}

/** What each order and bonus known on `known` counts for the metric. */
function worths(ledger: readonly RawEntry[], rules: Rules, known: string): { at: string; amount: number }[] {
  const entries = happened(ledger, known);
  return entries
    .filter((entry) => entry.kind === 'order' || entry.kind === 'bonus')
    .map((entry) => {
      const refunds = entries.filter((other) => other.kind === 'refund' && other.of === entry.id);
      let net = entry.kind === 'order' ? money(entry, rules) : 0n;
      for (const refund of refunds) net -= money(refund, rules);
      const spend = net < 0n ? 0 : Number(net);
      const gone = refunds.length > 0 && net <= 0n;
      const amount = { spend, points: earned(entry, refunds, rules), orders: entry.kind === 'order' && !gone ? 1 : 0 };
      return { at: entry.at, amount: amount[rules.metric] };
    });
}

/** Level and value on `day` if nothing happens after `known`. */
function levelOn(counted: readonly { at: string; amount: number }[], rules: Rules, day: string) {
  const sum = (counts: (at: string) => boolean): number =>
    counted.filter(({ at }) => counts(at)).reduce((total, { amount }) => total + amount, 0);
  const level = (value: number): number => rules.froms.filter((from) => from <= value).length - 1;
  const year = Number(day.slice(0, 4));
  const inYear = (of: number) => sum((at) => Number(at.slice(0, 4)) === of);
  if (rules.period === 'lifetime') return { value: sum(() => true), index: level(sum(() => true)) };
  if (rules.period === 'rolling') {
    const value = sum((at) => at <= day && day < later(at, rules.months));
    return { value, index: level(value) };
  }
  return { value: inYear(year), index: Math.max(level(inYear(year)), level(inYear(year - 1))) };
}

export function oracleTier(ledger: readonly RawEntry[], rules: Rules, today: string, walk = true) {
  const counted = worths(ledger, rules, today);
  const { value, index } = levelOn(counted, rules, today);
  const from = rules.froms[index] ?? 0;
  const next = rules.froms[index + 1];
  let keepUntil: string | undefined;
  if (walk && index > 0 && rules.period !== 'lifetime') {
    keepUntil = today;
    while (levelOn(counted, rules, nextDay(keepUntil)).index >= index) keepUntil = nextDay(keepUntil);
  }
  return {
    value,
    index,
    ratio: next === undefined ? 1 : value <= from ? 0 : (value - from) / (next - from),
    remaining: next === undefined ? 0 : next - value,
    keepUntil,
  };
}
