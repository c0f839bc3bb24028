/** Reads a ledger, in time that grows with its length. */
import type { Entry } from '../loyalty/types.ts';
import { addFault, type FaultLog, type Reader, readProperty, refuse, show } from './reader.ts';
import { idOf, type Override, readerOf } from './value-reader.ts';
import type { ListType } from './vocabulary.ts';

/** Entries that name another entry. */
type Referring = Extract<Entry, { of: string }>;

/** What becomes of a ledger of which an entry cannot be used: every sum of the other entries would be wrong. */
const UNUSED = 'Nothing is computed from this ledger';

/** Faults that change no sum: a key that no entry has, and the reason that customers read. */
const isHarmless = ({ code, path }: FaultLog['faults'][number]): boolean =>
  code === 'lojal/unknown-key' || /\.why\b[^.]*$/.test(path);

/**
 * The entries of a ledger; nothing where one of them cannot be used, because the balance would be wrong. Of two entries
 * with one id, the first counts.
 *
 * @param currency of the program, for an account that names none
 */
export function ledgerReader(
  { items, maximum }: ListType,
  override: Override,
  currency: string,
): Reader<readonly Entry[]> {
  const read = readerOf(items, override) as Reader<Entry>;
  return (source, log, made) => {
    if (!Array.isArray(source)) return refuse(log, source, 'a list');
    const accounts = String(made.currency ?? currency).toUpperCase();
    let complete = source.length <= maximum;
    if (!complete)
      addFault(log, 'lojal/too-many', {
        found: `${source.length} items`,
        accepted: String(maximum),
        outcome: UNUSED,
      });
    const ids = new Set<string>();
    const places = new Map<Referring, number>();
    const found: Entry[] = [];
    /** The faults of one entry: the list of all faults ends before the last entry. */
    const own: FaultLog = { faults: [], more: 0 };
    for (let i = 0; i < source.length && i < maximum; i++) {
      const entry = readProperty(read, source, i, own, UNUSED);
      if (entry && 'currency' in entry && entry.currency?.toUpperCase() !== accounts)
        addFault(own, 'lojal/currency-differs', {
          path: `[${i}]${idOf(entry)}.currency`,
          found: show(entry.currency),
          accepted: accounts,
        });
      for (const { code, ...fault } of own.faults.splice(0)) {
        const harmless = entry && isHarmless({ code, ...fault });
        complete &&= harmless === true;
        addFault(log, code, { ...fault, ...(!harmless && { outcome: UNUSED }) });
      }
      // One lookup: the set grows only for a new id.
      if (!entry || ids.size === ids.add(entry.id).size) continue;
      found.push(entry);
      if (entry.kind === 'refund' || entry.kind === 'release') places.set(entry, i);
    }
    const kinds = new Map(places.size ? found.map(({ kind, id }) => [id, kind]) : []);
    for (const [entry, i] of places) {
      const { kind, of } = entry;
      const [needed, accepted] = kind === 'refund' ? ['order', 'order'] : ['redeem', 'redemption'];
      if (kinds.get(of) === needed) continue;
      complete = false;
      const path = `[${i}]${idOf(entry)}`;
      addFault(log, 'lojal/unknown-entry', { path, found: `${kind} of ${show(of)}`, accepted, outcome: UNUSED });
    }
    return complete ? found : undefined;
  };
}
