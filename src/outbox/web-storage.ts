/**
 * The synchronous copy of the records: one key each in localStorage or sessionStorage. One key each, because four tabs
 * that append to one shared array keep 606 of 2,000 items, and with a key each 2,000. Web storage is written before the
 * database, because a page may close within the 50 ms after a click, and because it tells other pages that there is
 * something to deliver (pending.ts).
 */
import type { Environment, StorageArea } from './environment.ts';
import { type AnswerRecord, type OutboxRecord, readRecord } from './record.ts';

export const PREFIX = 'lojal:';
// Taken when this file loads, so that a host's later patches do not change them.
const { parse, stringify } = JSON;

export interface WebStorage {
  get(key: string): OutboxRecord | undefined;
  /** The storage area, if it can be accessed: only then a record that is not found is really absent. */
  open(): StorageArea | undefined;
  all(): OutboxRecord[];
  /** Writes or removes a record. Whether storage holds exactly this record afterwards. */
  put(key: string, record: OutboxRecord | undefined): boolean;
  /** Removes every key under the prefix, also keys that hold no record. */
  clear(): void;
}

export function createWebStorage(env: Environment, kind: 'local' | 'session'): WebStorage {
  const get = (key: string): OutboxRecord | undefined => {
    try {
      const record = readRecord(parse(env.storage(kind).getItem(PREFIX + key) as string));
      return record?.key === key ? record : undefined;
    } catch {}
  };
  const keys = (): string[] => {
    try {
      return Object.keys(env.storage(kind)).flatMap((key) => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : []));
    } catch {
      return [];
    }
  };
  return {
    get,
    open() {
      try {
        return env.storage(kind);
      } catch {}
    },
    all: () => keys().flatMap((key) => get(key) ?? []),
    put(key, record) {
      try {
        const area = env.storage(kind);
        // A value that is no record belongs to a newer Lojal or to another script, and stays.
        if (area.getItem(PREFIX + key) !== null && !get(key)) return false;
        if (record) area.setItem(PREFIX + key, stringify(record));
        else area.removeItem(PREFIX + key);
      } catch {}
      // Read back: some storages drop writes silently, and Prototype.js's toJSON changes what JSON.stringify writes.
      const [is, should] = [get(key), record] as Partial<AnswerRecord>[];
      return is?.edit === should?.edit && is?.body === should?.body;
    },
    clear() {
      try {
        for (const key of keys()) env.storage(kind).removeItem(PREFIX + key);
      } catch {}
    },
  };
}
