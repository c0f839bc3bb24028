/** Everything impure that delivery touches, in one place, so that a test can be the world: clock, chance, net, storage. */
import { type Base, openBase } from './base.ts';

/** What the journal uses of a `Storage`; the keys are its own enumerable ones, as in a browser. */
export type Drawer = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Environment {
  /** ms since 1970. */
  now(): number;
  /** 0 ≤ x < 1. */
  random(): number;
  fetch(url: string, init: RequestInit): Promise<Response>;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  /** May throw: merely reading `localStorage` does in a sandboxed frame. */
  drawer(kind: 'local' | 'session'): Drawer;
  /** May throw, reject, or never settle. */
  open(): Promise<Base>;
  /** Page events by their DOM names; gives the function that stops listening. */
  on(type: 'pagehide' | 'pageshow' | 'visibilitychange' | 'online', run: () => void): () => void;
  hidden(): boolean;
  warn(words: string): void;
}

// Taken when this file is read: what the host patches later does not reach us.
const { fetch, setTimeout, clearTimeout, console } = globalThis;
const { now } = Date;
const { random } = Math;

export const browserEnvironment: Environment = {
  now,
  random,
  fetch: (url, init) => fetch(url, init),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as number),
  drawer: (kind) => (kind === 'local' ? localStorage : sessionStorage),
  open: openBase,
  on(type, run) {
    // On the window, where visibilitychange arrives too. Never unload or beforeunload: they forbid the back-forward cache.
    addEventListener(type, run);
    return () => removeEventListener(type, run);
  },
  hidden: () => document.visibilityState === 'hidden',
  warn: (words) => console.warn(words),
};
