/**
 * Stores the question history of each customer of this browser. A history is one record, which is read again for each
 * decision, because tabs share it.
 */
import { NOTHING, type QuestionHistory, readHistory, writeHistory } from '../rules/question-history.ts';

/** The key of a guest's history. A customer's has a colon and the customer's id behind it. */
const KEY = 'lojal:history';
/** The most customers whose history one browser keeps. A till or a tablet in a shop sees many. */
const MOST = 50;

export interface HistoryStorage {
  read(): QuestionHistory;
  /** Applies an edit to the stored history, and calls the listeners. */
  change(edit: (past: QuestionHistory) => QuestionHistory): void;
}

/** For pages that cannot use storage: histories by their key, kept as long as the page. */
const memory = new Map<string, QuestionHistory>();
/** Storage has refused a write, so the stored histories are out of date. */
let refused = false;
const listeners = new Set<() => void>();

/** Calls `listen` when this page changes a history. Returns a function that removes the listener. */
export function onHistory(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

const callListeners = (): void => {
  for (const listen of listeners) listen();
};

const isHistory = (key: string): boolean => key === KEY || key.startsWith(`${KEY}:`);

/** Makes room for the history of another customer: removes those that were changed least recently. */
function makeRoom(area: Storage): void {
  const changed = (key: string): number => readHistory(area.getItem(key)).changed ?? 0;
  const keys = Object.keys(area).filter(isHistory);
  if (keys.length < MOST) return;
  keys.sort((a, b) => changed(a) - changed(b));
  for (const key of keys.slice(0, keys.length + 1 - MOST)) area.removeItem(key);
}

/** May throw where storage is denied. */
function areaOf(storage: string | undefined): Storage | undefined {
  const { globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  return storage === 'none' ? undefined : storage === 'session' || globalPrivacyControl ? sessionStorage : localStorage;
}

/** The histories of all customers of this browser, and that of one who is new. */
export function allHistories(storage: string | undefined): readonly QuestionHistory[] {
  const all = [NOTHING, ...memory.values()];
  try {
    const area = areaOf(storage);
    for (const key of Object.keys(area ?? {})) if (isHistory(key)) all.push(readHistory(area?.getItem(key) ?? null));
  } catch {
    // Storage is denied: the histories of this page are all.
  }
  return all;
}

/**
 * Opens the history of a customer.
 *
 * @param storage the program's `storage`: `session` keeps the history as long as the tab, `none` as long as the page, anything
 * else across visits. With Global Privacy Control the history is kept as long as the tab.
 * @param customer nothing for a guest
 */
export function openHistory(storage: string | undefined, customer?: string): HistoryStorage {
  const key = customer ? `${KEY}:${customer}` : KEY;
  const area = (): Storage | undefined => areaOf(storage);
  const read = (): QuestionHistory => {
    const kept = memory.get(key) ?? NOTHING;
    try {
      const text = refused ? undefined : area()?.getItem(key);
      return text ? readHistory(text) : kept;
    } catch {
      return kept;
    }
  };
  return {
    read,
    change(edit) {
      const before = read();
      const after = edit(before);
      if (after === before) return;
      memory.set(key, after);
      try {
        const to = area();
        if (to && to.getItem(key) === null) makeRoom(to);
        to?.setItem(key, writeHistory({ ...after, changed: Date.now() }));
      } catch {
        // Storage is denied or full: the history is kept as long as the page.
        refused = true;
      }
      callListeners();
    },
  };
}

/** Removes the histories of all customers, and calls the listeners. */
export function forgetHistory(): void {
  memory.clear();
  refused = false;
  try {
    for (const area of [localStorage, sessionStorage])
      for (const key of Object.keys(area)) if (isHistory(key)) area.removeItem(key);
  } catch {
    // Storage is denied: nothing is stored.
  }
  callListeners();
}
