/** Reads a ledger. */
import { isDate } from './dates.ts';
import { LARGEST, toMinor } from './money.ts';
import { attempt, complain, flag, number, oneOf, type Read, refuse, shape, show, word } from './read.ts';
import type { Entry } from './types.ts';
import { id, text } from './words.ts';

const MOST_ENTRIES = 1e6;

type Kind = Entry['kind'];
type Of<K extends Kind> = Extract<Entry, { kind: K }>;

export const date = word('a date YYYY-MM-DD', (text) => (isDate(text) ? text : undefined));
export const count = number(0, LARGEST, true);

/** Money, from major units to minor ones. */
export const amount =
  (least: number, currency: string): Read<number> =>
  (value, log, made) => {
    const read = number(least, LARGEST)(value, log, made);
    return read && toMinor(read, currency);
  };

const kindOf = oneOf('order', 'refund', 'redeem', 'bonus');

/** A reader for every kind of entry. */
function readers(currency: string): { readonly [kind in Kind]: Read<Of<kind>> } {
  const spend = amount(0, currency);
  const of = <K extends Kind>(kind: K) => ({ kind: () => kind, id, at: date });
  return {
    order: shape<Of<'order'>>({ ...of('order'), spend, points: count, pending: flag }, ['id', 'at', 'spend']),
    refund: shape<Of<'refund'>>({ ...of('refund'), spend, of: id, points: count }, ['id', 'at', 'spend', 'of']),
    redeem: shape<Of<'redeem'>>({ ...of('redeem'), points: count }, ['id', 'at', 'points']),
    bonus: shape<Of<'bonus'>>({ ...of('bonus'), points: count, why: text }, ['id', 'at', 'points']),
  };
}

function entry(currency: string): Read<Entry> {
  const read = readers(currency);
  return (source, log, made) => {
    if (typeof source !== 'object' || !source) return refuse(log, source, 'an object');
    const before = log.faults.length;
    const kind = attempt(kindOf, source, 'kind', log, '');
    const found = kind && read[kind](source, log, made);
    if (log.faults.length > before)
      for (const fault of log.faults.slice(before)) fault.path = nameOf(source) + fault.path;
    return found;
  };
}

/** The entry's own id beside its place: that is what a shop looks for. */
const nameOf = (source: object): string =>
  'id' in source && typeof source.id === 'string' ? ` (${source.id.slice(0, 40)})` : '';

/** The entries that can be taken, each id once: the first counts. */
export function ledger(currency: string): Read<readonly Entry[]> {
  const read = entry(currency);
  return (source, log) => {
    if (!Array.isArray(source)) return refuse(log, source, 'a list');
    if (source.length > MOST_ENTRIES)
      complain(log, `${source.length} long`, 'a million is accepted, the rest was left out');
    const outcome = 'the entry was left out';
    const ids = new Set<string>();
    const places = new Map<Entry, number>();
    const found: Entry[] = [];
    for (let i = 0; i < source.length && i < MOST_ENTRIES; i++) {
      const one = attempt(read, source, i, log, outcome);
      // Whether the set has grown tells a new id from one that was there, in one look.
      if (!one || ids.size === ids.add(one.id).size) continue;
      found.push(one);
      if (one.kind === 'refund') places.set(one, i);
    }
    if (!places.size) return found;
    const orders = new Set(found.map(({ kind, id }) => kind === 'order' && id));
    return found.filter((one) => {
      if (one.kind !== 'refund' || orders.has(one.of)) return true;
      const wanted = `a refund of ${show(one.of)}, which is no order here`;
      complain(log, wanted, outcome, `[${places.get(one)}]${nameOf(one)}`);
      return false;
    });
  };
}
