/** The words between the outbox and the one who uses it (`<lojal-program>`). Types only: this file costs no byte. */
import type { Environment } from './environment.ts';

/** One answer on its way. An (id, revision) that may have left the browser never changes its bytes. */
export interface Letter {
  /** 128 random bits, minted when the person started to answer; every try carries the same. */
  readonly id: string;
  /** From 1; ask `revise(id)` which one to use. It is part of the body too. */
  readonly revision: number;
  /** Frozen JSON text, at most 16 KiB in UTF-8. The outbox never looks inside. */
  readonly body: string;
  /** Absolute URL. The letter is never sent anywhere else, whatever the page is configured to later. */
  readonly endpoint: string;
  /** `text/plain` makes it a simple request, for an endpoint that cannot answer a preflight. */
  readonly type: 'application/cloudevents+json' | 'text/plain';
  /** The shop's opaque id of who wrote it. Without one the letter is anonymous and travels without a token. */
  readonly customer?: string;
}

/** Where an answer is: storage that outlives the tab | only this page or tab | nowhere (full, or the wrong revision). */
export type Kept = 'durable' | 'memory' | 'refused';

/** What became of an answer. Told once per (id, revision, outcome), and again after `retry`. */
export interface News {
  readonly id: string;
  readonly revision: number;
  readonly outcome: 'sent' | 'queued' | 'failed';
  readonly kept: Kept;
  /** The HTTP status that decided it, when there was one. */
  readonly status?: number;
  /** English words for a console or a shop's script, not for the customer. */
  readonly reason?: string;
}

export interface OutboxOptions {
  readonly storage: 'local' | 'session' | 'none';
  readonly news: (news: News) => void;
  /** Whether this customer is signed in now. A letter of anybody else waits. */
  readonly signedIn?: (customer: string) => boolean;
  /** The customer's identity token; `fresh` after a 401 or 403, at most once a minute. */
  readonly token?: (customer: string, fresh: boolean) => Promise<string | undefined>;
  readonly env?: Environment;
}

export interface Outbox {
  /**
   * Saves, then sends. With `hold` it is saved and waits for a later `save` of the same id without it, for `leave`, or
   * for 30 minutes without an edit (here or on a later visit). Resolves when the write settled, at the latest after
   * 250 ms; never rejects.
   */
  save(letter: Letter, options?: { hold?: boolean }): Promise<Kept>;
  /** The revision that the next `save` of this id must carry: 1, or the same while nothing can have left, else one more. */
  revise(id: string): number;
  /** Takes an answer back. What has left the browser already cannot be taken back. */
  discard(id: string): Promise<void>;
  /** The person pressed "try again": without the outbox's own waiting time, but never against a `Retry-After`. */
  retry(id?: string): void;
  /** The page is hidden or going: what it has not tried yet leaves by `fetch keepalive`. Nothing new is saved. */
  leave(): void;
  /** Something may go better now: load, visible, back from the cache. */
  wake(): void;
  /** Removes everything that Lojal stored in this browser under its prefix, and stops. */
  forget(): Promise<void>;
  /** Removes listeners and timers; keeps the stored records. */
  close(): void;
}
