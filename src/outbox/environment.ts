/** Everything outside the outbox that it touches: clock, chance, network, storage. A test replaces all of it. */
import { type Database, openDatabase } from './indexed-db.ts';

/** What the outbox uses of a `Storage`. Its keys are its own enumerable properties, as in a browser. */
export type StorageArea = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Environment {
  /** ms since 1970. */
  now(): number;
  /** 0 ≤ x < 1. */
  random(): number;
  fetch(url: string, init: RequestInit): Promise<Response>;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  /** May throw: in a sandboxed frame reading `localStorage` throws. */
  storage(kind: 'local' | 'session'): StorageArea;
  /** May throw, reject, or never settle. */
  openDatabase(): Promise<Database>;
  /** Listens to page events by their DOM names. Gives a function that stops listening. */
  on(type: 'pagehide' | 'pageshow' | 'visibilitychange' | 'online', run: () => void): () => void;
  hidden(): boolean;
}

// Taken when this file loads, so that a host's later patches do not change them.
const { fetch, setTimeout, clearTimeout } = globalThis;
const { now } = Date;
const { random } = Math;

export const browserEnvironment: Environment = {
  now,
  random,
  fetch: (url, init) => fetch(url, init),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as number),
  storage: (kind) => (kind === 'local' ? localStorage : sessionStorage),
  openDatabase,
  on(type, run) {
    // On the window, where visibilitychange arrives too. Never unload or beforeunload: they rule out the back-forward cache.
    addEventListener(type, run);
    return () => removeEventListener(type, run);
  },
  hidden: () => document.visibilityState === 'hidden',
};
