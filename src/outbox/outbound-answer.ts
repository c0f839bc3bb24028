/** The types between the outbox and its caller, `<lojal-program>`. Types only: this file adds no bytes to the script. */
import type { Environment } from './environment.ts';

/** One answer on its way to an endpoint. Once an (id, revision) may have left the browser, its body never changes. */
export interface OutboundAnswer {
  /** 128 random bits, created when the customer starts to answer. Every try carries the same id. */
  readonly id: string;
  /** From 1. `revise(id)` gives the one to use. The body contains it too. */
  readonly revision: number;
  /** JSON text, at most 16 KiB in UTF-8. The outbox never reads it. */
  readonly body: string;
  /** Absolute URL. The answer is never sent to another one, even if the page is configured differently later. */
  readonly endpoint: string;
  /** `text/plain` makes a simple request, for an endpoint that cannot answer a preflight. */
  readonly type: 'application/cloudevents+json' | 'text/plain';
  /** The shop's opaque id of the customer. Without one the answer is anonymous, and is sent without a token. */
  readonly customer?: string;
  /**
   * The endpoint is a Lojal server, which confirms an answer by id and revision. Nothing else counts as stored. Without
   * it, any readable 2xx that is no page counts, until the endpoint has confirmed an answer so for the first time.
   */
  readonly confirms?: boolean;
}

/**
 * How long an answer will be kept: `durable` in storage that outlives the tab, `memory` only as long as this page or
 * tab, `refused` not at all (storage is full, or the revision was used before).
 */
export type Durability = 'durable' | 'memory' | 'refused';

/** What became of an answer. Reported once per id, revision and outcome, and again after `retry`. */
export interface News {
  readonly id: string;
  readonly revision: number;
  readonly outcome: 'sent' | 'queued' | 'failed';
  readonly kept: Durability;
  /** The HTTP status that led to the outcome, if there was one. */
  readonly status?: number;
  /** Words for a console or a shop's script, not for the customer. */
  readonly reason?: string;
}

export interface OutboxOptions {
  readonly storage: 'local' | 'session' | 'none';
  readonly news: (news: News) => void;
  /** Whether this customer is signed in now. The answers of other customers wait. */
  readonly signedIn?: (customer: string) => boolean;
  /** Gives the customer's identity token; a `fresh` one after a 401 or 403, at most once a minute. */
  readonly token?: (customer: string, fresh: boolean) => Promise<string | undefined>;
  /**
   * Called before a draft leaves that the customer has not sent: when the page is left, when a hidden page saves the draft,
   * or half an hour after the last edit, perhaps on another page. `false` takes the draft back.
   */
  readonly release?: (answer: OutboundAnswer) => boolean;
  /** Called for each pause of an endpoint that accepts no answers (404, 405, 410 or a redirect, which is status 0). */
  readonly gone?: (endpoint: string, status: number) => void;
  readonly env?: Environment;
}

export interface Outbox {
  /**
   * Saves an answer, then sends it. With `hold` the answer is a draft: it is sent after a later `save` of the same id
   * without `hold`, on `leave`, at once if the page is hidden, or after 30 minutes without an edit, also on a later visit.
   * Resolves when the answer is written, at the latest after 250 ms. Never rejects.
   */
  save(answer: OutboundAnswer, options?: { hold?: boolean }): Promise<Durability>;
  /** The revision that the next `save` of this id must carry: 1, or the same while nothing can have left, else one more. */
  revise(id: string): number;
  /** Takes an answer back. What has left the browser cannot be taken back. */
  discard(id: string): Promise<void>;
  /** Tries again now, because the customer asked: ends the outbox's own waiting time, but never a `Retry-After`. */
  retry(id?: string): void;
  /** The page is hidden or closes: untried answers leave by `fetch` with `keepalive`. Nothing new is saved. */
  leave(): void;
  /** Looks for answers that are due: on load, when the page becomes visible, back from the back-forward cache. */
  wake(): void;
  /** Deletes everything that Lojal stored in this browser under its prefix, and stops. */
  forget(): Promise<void>;
  /** Removes listeners and timers. The stored answers stay. */
  close(): void;
}
