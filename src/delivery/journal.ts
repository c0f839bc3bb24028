/**
 * The synchronous copy: one key a slip in localStorage or sessionStorage. One key each because four tabs that append to
 * one shared array keep 606 of 2,000 items; with a key each, 2,000. It is written before the database, because a page
 * may close within the 50 ms after a click, and it tells other pages that there is something to deliver (pending.ts).
 */
import type { Drawer, Environment } from './environment.ts';
import { type Answer, readable, type Slip } from './slip.ts';

export const PREFIX = 'lojal:';
// Taken at load, before a host's later patches.
const { parse, stringify } = JSON;

export interface Journal {
  get(key: string): Slip | undefined;
  /** The storage, where it can be looked into at all: what is not found in it then is not there. */
  open(): Drawer | undefined;
  all(): Slip[];
  /** Writes, or removes; whether storage now holds exactly this. */
  put(key: string, slip: Slip | undefined): boolean;
  /** Removes every key under the prefix, also those that are not ours to read. */
  clear(): void;
}

export function createJournal(env: Environment, kind: 'local' | 'session'): Journal {
  const read = (key: string): Slip | undefined => {
    try {
      const slip = readable(parse(env.drawer(kind).getItem(PREFIX + key) as string));
      return slip?.key === key ? slip : undefined;
    } catch {}
  };
  const keys = (): string[] => {
    try {
      return Object.keys(env.drawer(kind)).flatMap((key) => (key.startsWith(PREFIX) ? key.slice(PREFIX.length) : []));
    } catch {
      return [];
    }
  };
  const put = (key: string, slip: Slip | undefined): boolean => {
    try {
      const drawer = env.drawer(kind);
      // What a newer Lojal or anybody else left under this key is not ours to change.
      if (drawer.getItem(PREFIX + key) !== null && !read(key)) return false;
      if (slip) drawer.setItem(PREFIX + key, stringify(slip));
      else drawer.removeItem(PREFIX + key);
    } catch {}
    // Read back: some storages lie, and Prototype.js's toJSON changes what JSON.stringify writes.
    const [is, should] = [read(key), slip] as Partial<Answer>[];
    return is?.edit === should?.edit && is?.body === should?.body;
  };
  return {
    get: read,
    open() {
      try {
        return env.drawer(kind);
      } catch {}
    },
    all: () => keys().flatMap((key) => read(key) ?? []),
    put,
    clear() {
      try {
        for (const key of keys()) env.drawer(kind).removeItem(PREFIX + key);
      } catch {}
    },
  };
}
