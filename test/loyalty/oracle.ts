/**
 * A slow and obvious implementation of the loyalty arithmetic, to compare `src/loyalty` with: money in BigInt, one object per point,
 * dates by `Date` in UTC, and future days computed one after the other. The oracle reads the JSON of the shop, not the result of the
 * readers, and shares no code with `src/`.
 */

export interface RawEntry {
  readonly id: string;
  readonly at: string;
  readonly kind: 'order' | 'refund' | 'redeem' | 'release' | 'bonus' | 'adjust';
  readonly spend?: number;
  readonly points?: number;
  readonly pending?: boolean;
  /** The first day on which the points can be spent. */
  readonly available?: string;
  readonly of?: string;
}

export interface Rules {
  readonly perUnit: number;
  readonly places: number;
  /** Months after which points expire. */
  readonly expireAfter?: number | undefined;
  /** Days, after the months. */
  readonly expireDays?: number | undefined;
  readonly metric: 'spend' | 'points' | 'orders';
  readonly period: 'lifetime' | 'rolling' | 'calendar-year';
  readonly months: number;
  /** Thresholds in ascending order, the first 0; in minor units for `spend`. */
  readonly froms: readonly number[];
}

/** A non-negative decimal in units of 10^-places, rounded half up. */
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

/** The date n months later, or the last day of that month if it is shorter. */
export function later(date: string, n: number): string {
  const start = time(date);
  for (let day = start.getUTCDate(); ; day--) {
    const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + n, day));
    if (end.getUTCDate() === day) return text(end);
  }
}

const expires = ({ expireAfter, expireDays }: Rules): boolean => Boolean(expireAfter || expireDays);

/** The first day on which the points of `date` are gone. */
const goneOn = (date: string, { expireAfter = 0, expireDays = 0 }: Rules): string =>
  nextDay(later(date, expireAfter), expireDays);

type State = 'live' | 'spent' | 'expired' | 'gone';
/** The points of an order, bonus or correction. */
interface Lot {
  readonly entry: RawEntry;
  readonly points: { state: State }[];
}

/** `opens`: the points of the order or bonus `id` become available. */
type Happening = Omit<RawEntry, 'kind'> & { readonly kind: RawEntry['kind'] | 'opens'; readonly earned?: string };

/** On one day: earnings, available points, refunds, what takes points, releases. */
function rank({ kind, points = 0 }: Happening): number {
  if (kind === 'adjust') return points > 0 ? 0 : 3;
  return ['order bonus', 'opens', 'refund', 'redeem', 'release'].findIndex((kinds) => kinds.includes(kind));
}

/** What happened up to `today`, each id once, in order of date and rank; of points that become available the oldest first; then of id. */
function happened(ledger: readonly RawEntry[], today: string): Happening[] {
  const once = ledger.filter((entry, i) => ledger.findIndex((other) => other.id === entry.id) === i);
  const opens = once
    .filter(({ pending, at, available }) => !pending && available !== undefined && available > at)
    .map(({ id, at, available = '' }) => ({ id, at: available, earned: at, kind: 'opens' as const }));
  const all: Happening[] = [...once, ...opens];
  return all
    .filter(({ at }) => at <= today)
    .sort((a, b) => {
      const [{ earned: mine = '' }, { earned: theirs = '' }] = [a, b];
      if (a.at !== b.at) return a.at < b.at ? -1 : 1;
      if (rank(a) !== rank(b)) return rank(a) - rank(b);
      if (mine !== theirs) return mine < theirs ? -1 : 1;
      return a.id < b.id ? -1 : 1;
    });
}

const money = (entry: Pick<RawEntry, 'spend'>, rules: Rules): bigint => decimal(entry.spend ?? 0, rules.places);

/** The points that an order earns after these refunds. */
function earned(order: Happening, refunds: readonly Happening[], rules: Rules): number {
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
  const lots: Lot[] = [];
  let debt = 0;
  const entries = happened(ledger, today);
  const tally = { earned: 0, redeemed: 0, expired: 0, taken: 0 };
  /** For each redemption the lot of each point; nothing for a point that was not there. */
  const taken = new Map<string, (Lot | undefined)[]>();
  const isGone = ({ entry }: Lot, day: string) => expires(rules) && goneOn(entry.at, rules) <= day;
  const refundsOf = (id: string, among: readonly Happening[]) =>
    among.filter((one) => one.kind === 'refund' && one.of === id);
  const waits = ({ pending, at, available = '' }: Pick<RawEntry, 'pending' | 'at' | 'available'>) =>
    Boolean(pending) || available > at;
  const find = (state: State, among: readonly Lot[] = lots) => {
    for (const lot of among) {
      const point = lot.points.find((one) => one.state === state);
      if (point) return { lot, point };
    }
    return undefined;
  };
  const give = (lot: Lot, n: number) => {
    tally.earned += n;
    for (let k = 0; k < n; k++) {
      lot.points.push({ state: debt > 0 ? 'spent' : 'live' });
      if (debt > 0) debt--;
    }
  };
  /** Takes one point. Returns its lot. */
  const spendOne = (): Lot | undefined => {
    const oldest = find('live');
    if (oldest) oldest.point.state = 'spent';
    else debt++;
    return oldest?.lot;
  };
  const spend = (id: string, n: number) => {
    tally.redeemed += n;
    taken.set(
      id,
      Array.from({ length: n }, () => spendOne()),
    );
  };
  const expire = (day: string) => {
    for (const lot of lots)
      for (const point of lot.points)
        if (point.state === 'live' && isGone(lot, day)) {
          point.state = 'expired';
          tally.expired++;
        }
  };
  /** A spent point of the lot can be spent again, or has expired. */
  const free = (lot: Lot, day: string): boolean => {
    const point = lot.points.find((one) => one.state === 'spent');
    if (!point) return false;
    point.state = isGone(lot, day) ? 'expired' : 'live';
    if (point.state === 'expired') tally.expired++;
    return true;
  };
  const release = (of: string, day: string) => {
    const from = taken.get(of) ?? [];
    taken.delete(of);
    tally.redeemed -= from.length;
    const elsewhere = from.filter((lot) => !lot || !free(lot, day));
    for (const _ of elsewhere) {
      if (debt > 0) debt--;
      else {
        const other = find(
          'spent',
          lots.filter((lot) => !isGone(lot, day)),
        );
        if (other) other.point.state = 'live';
        else tally.expired++;
      }
    }
    while (debt > 0 && find('live')) {
      debt--;
      spendOne();
    }
  };
  entries.forEach((entry, i) => {
    const before = entries.slice(0, i);
    const { kind, id, at, of = '', points = 0 } = entry;
    expire(at);
    if (kind === 'order' || kind === 'bonus') {
      const lot: Lot = { entry: entry as RawEntry, points: [] };
      lots.push(lot);
      if (!waits(entry)) give(lot, earned(entry, refundsOf(id, before), rules));
    } else if (kind === 'opens') {
      const lot = lots.find((one) => one.entry.id === id) as Lot;
      if (!isGone(lot, at)) give(lot, earned(lot.entry, refundsOf(id, before), rules));
    } else if (kind === 'adjust' && points > 0) {
      const lot: Lot = { entry: entry as RawEntry, points: [] };
      lots.push(lot);
      give(lot, points);
    } else if (kind === 'redeem' || kind === 'adjust') spend(id, Math.abs(points));
    else if (kind === 'release') release(of, at);
    else {
      const lot = lots.find((one) => one.entry.kind === 'order' && one.entry.id === of);
      if (!lot) return;
      const earlier = refundsOf(of, before);
      const lost = earned(lot.entry, earlier, rules) - earned(lot.entry, [...earlier, entry], rules);
      for (let k = 0; k < lost; k++) {
        const victim = (['live', 'spent', 'expired'] as const)
          .map((state) => lot.points.find((point) => point.state === state))
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
  const live = lots.flatMap(({ entry, points }) => points.filter(({ state }) => state === 'live').map(() => entry.at));
  const net = (entry: Happening) => earned(entry, refundsOf(entry.id, entries), rules);
  const earnings = entries.filter(({ kind }) => kind === 'order' || kind === 'bonus');
  let pending = 0;
  for (const entry of earnings)
    if (entry.pending || (entry.available ?? '') > today)
      if (!expires(rules) || today < goneOn(entry.at, rules)) pending += net(entry);
  let lifetime = 0;
  for (const entry of earnings) lifetime += net(entry);
  const ends = live.map((at) => (expires(rules) ? goneOn(at, rules) : '')).sort();
  const on = ends[0];
  return {
    spendable: live.length - debt,
    pending,
    lifetime,
    ...(on && { expiring: { points: ends.filter((end) => end === on).length, on } }),
    tally,
  };
}

/** The amounts that the entries known on `known` add to the metric. */
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

/** Level and value on `day` without any entry after `known`. */
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
