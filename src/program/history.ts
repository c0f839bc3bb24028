/** What this browser remembers of the shop's questions: one record, read anew for each decision, since tabs share it. */
import { NOTHING, type Past, readPast, writePast } from '../core/past.ts';

const KEY = 'lojal:history';

export interface History {
  read(): Past;
  /** Makes one change to what is there now, and tells those who listen. */
  change(edit: (past: Past) => Past): void;
}

/** For pages on which nothing can be stored: it lasts as long as they do. */
let memory: Past = NOTHING;
/** Storage has refused a write: what it holds is old. */
let refused = false;
const listeners = new Set<() => void>();

/** Calls back when something was remembered or forgotten on this page; returns what ends that. */
export function onHistory(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

const tell = (): void => {
  for (const listen of listeners) listen();
};

/**
 * @param storage as the program says: `session` lasts as long as the tab, `none` as long as the page, anything else is
 * the browser's. Who sends Global Privacy Control is remembered for the tab only.
 */
export function createHistory(storage: string | undefined): History {
  const { globalPrivacyControl: unwatched } = navigator as Navigator & { globalPrivacyControl?: boolean };
  const place = (): Storage | undefined =>
    storage === 'none' ? undefined : storage === 'session' || unwatched ? sessionStorage : localStorage;
  const read = (): Past => {
    try {
      const text = refused ? undefined : place()?.getItem(KEY);
      return text ? readPast(text) : memory;
    } catch {
      return memory;
    }
  };
  return {
    read,
    change(edit) {
      const before = read();
      memory = edit(before);
      if (memory === before) return;
      try {
        place()?.setItem(KEY, writePast(memory));
      } catch {
        // Denied or full: it lasts as long as the page.
        refused = true;
      }
      tell();
    },
  };
}

/** A visit lasts as long as the tab; where that cannot be noted, as long as the page. */
let visited = false;

export function isVisited(): boolean {
  try {
    return visited || sessionStorage.getItem(`${KEY}:visit`) !== null;
  } catch {
    return visited;
  }
}

/** A question has come by itself on this visit. @param storage as above */
export function visit(storage: string | undefined): void {
  visited = true;
  try {
    if (storage !== 'none') sessionStorage.setItem(`${KEY}:visit`, '1');
  } catch {
    // Denied.
  }
}

export function forget(): void {
  memory = NOTHING;
  visited = refused = false;
  try {
    for (const place of [localStorage, sessionStorage]) for (const key of [KEY, `${KEY}:visit`]) place.removeItem(key);
  } catch {
    // Denied: nothing was stored either.
  }
  tell();
}
