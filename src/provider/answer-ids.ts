/**
 * The ids of half-given answers, shared by the tabs: two tabs that ask one customer the same question give one answer. A
 * tab never uses a revision that another tab has used, because a revision may leave a tab at any time.
 */
import { parse, toJson } from '../json.ts';
import { HOLD } from '../outbox/hold.ts';

const KEY = 'lojal:answering:';
/** A page that was open before may hold an answer much longer. After this time (ms) the entry is removed. */
const OLD = 24 * 60 * 60_000;
/** How often (ms) the time of an entry is brought up to date. */
const FRESH = 60_000;

const ID = /^[\w-]{16,64}$/;
/** Tells this page from other tabs, and from the page before a reload. */
const PAGE = String(Math.random());

interface Entry {
  readonly id: string;
  /** When the customer last answered, ms since 1970. */
  readonly at: number;
  /** The last revision that was saved, and the page that saved it. */
  readonly revision?: number;
  readonly page?: string;
}

export interface AnswerIds {
  /** The id under which a question is being answered, if it is. */
  find(key: string): string | undefined;
  /** Takes note that a question is being answered. */
  note(key: string, id: string): void;
  /** The question was answered, or its answer was taken back. */
  remove(key: string): void;
  clear(): void;
}

/** The keys of the ids that this page uses, and their storage. */
const used = new Map<string, { readonly key: string; readonly area: Storage }>();

function read(area: Storage, key: string): Entry | undefined {
  try {
    const entry = parse(area.getItem(KEY + key) ?? '') as Partial<Entry>;
    return ID.test(entry.id ?? '') && Number.isFinite(entry.at) ? (entry as Entry) : undefined;
  } catch {
    // There is none, or another script wrote the entry.
    return undefined;
  }
}

const write = (area: Storage, key: string, entry: Entry): void => area.setItem(KEY + key, toJson(entry));

/** Removes the entries of answers that were never finished. */
function sweep(area: Storage): void {
  for (const name of Object.keys(area))
    if (name.startsWith(KEY)) {
      const age = Date.now() - (read(area, name.slice(KEY.length))?.at ?? 0);
      if (Math.abs(age) > OLD) area.removeItem(name);
    }
}

/** @param storage the program's `storage` */
export function answerIds(storage: string | undefined): AnswerIds {
  /** Runs `act`; nothing where storage is denied or full. */
  const within = <T>(act: (area: Storage) => T): T | undefined => {
    try {
      return act(storage === 'session' ? sessionStorage : localStorage);
    } catch {
      return undefined;
    }
  };
  return {
    find: (key) =>
      within((area) => {
        const entry = read(area, key);
        // Another tab continues an answer as long as the outbox holds the draft.
        return entry && Math.abs(Date.now() - entry.at) < HOLD ? entry.id : undefined;
      }),
    note: (key, id) =>
      within((area) => {
        const entry = read(area, key);
        used.set(id, { key, area });
        const now = Date.now();
        if (entry?.id === id && Math.abs(now - entry.at) < FRESH) return;
        if (!entry) sweep(area);
        write(area, key, { ...(entry?.id === id && entry), id, at: now });
      }),
    remove: (key) => within((area) => area.removeItem(KEY + key)),
    clear: () => {
      used.clear();
      for (const area of [() => localStorage, () => sessionStorage])
        try {
          for (const name of Object.keys(area())) if (name.startsWith(KEY)) area().removeItem(name);
        } catch {
          // Storage is denied: nothing is stored.
        }
    },
  };
}

/** The revision to save an answer under: at least `least`, and never one that another page has used. */
export function revisionAmongTabs(id: string, least: number): number {
  const known = used.get(id);
  try {
    const entry = known && read(known.area, known.key);
    if (!known || entry?.id !== id) return least;
    const { revision = 0, page } = entry;
    const next = Math.max(least, page === PAGE ? revision : revision + 1);
    if (next !== revision || page !== PAGE) write(known.area, known.key, { ...entry, revision: next, page: PAGE });
    return next;
  } catch {
    return least;
  }
}
