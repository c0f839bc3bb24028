/**
 * The events of one run, with their times. A schedule is plain data, so that it can be printed, shrunk and replayed.
 */

import type { OTHER } from './texts.ts';

/** Faults of web storage: no room | each write throws | a write is dropped silently | no access. */
export type WebStorageFault = 'fine' | 'full' | 'throws' | 'lies' | 'denied';
/** Faults of the database: no access | opening never ends | a transaction never ends | takes seconds | aborts. */
export type DatabaseFault = 'fine' | 'denied' | 'blocked' | 'hangs' | 'slow' | 'aborts';
/** Faults of the shop's `identity` function. */
export type IdentityFault = 'fine' | 'throws' | 'hangs' | 'slow' | 'nothing';

/** Faults of a request. With `-before` the answer is not stored, with `-after` the answer is stored. */
export type NetFault =
  | 'cut-before'
  | 'cut-after'
  | 'offline'
  | 'hang-before'
  | 'hang-after'
  | 'slow'
  | '500-before'
  | '500-after'
  | '502'
  | '408'
  | '429'
  | '503'
  | '401'
  | '403'
  | 'stale'
  | '404'
  | '410'
  | 'redirect'
  | 'opaque-before'
  | 'opaque-after'
  | '400'
  | 'busy'
  | 'busy-header'
  | 'busy-hang'
  | '413'
  | '415'
  | '422'
  | '204'
  | 'bad-json'
  | ForeignFault
  | BodyFault;

/**
 * A response of somebody else, where the request never reached the endpoint: a captive portal's page | the same under a
 * status of 203 | a page from a service worker's cache | a response that was redirected | an empty 200 of a proxy | a
 * 204 of a proxy | JSON of another endpoint | the confirmation of another answer | of an earlier revision | that it was
 * not stored | a 409 with a page | a 304.
 */
export type ForeignFault =
  | 'portal'
  | 'portal-203'
  | 'cached-page'
  | 'redirected'
  | 'proxy-empty'
  | 'proxy-204'
  | 'other-json'
  | 'other-answer'
  | 'other-revision'
  | 'not-stored'
  | 'portal-409'
  | '304';

/** The endpoint's own 201 whose body is cut off, or never ends. The answer is stored. */
export type BodyFault = 'body-cut' | 'body-half' | 'body-endless';

/** The value of `Retry-After`. `date`: in this many seconds from now. */
export type Wait = { readonly seconds: string } | { readonly date: number } | undefined;

export type Customer = 'c1' | typeof OTHER | undefined;

/** The configuration of a page. */
export interface Page {
  readonly storage: 'local' | 'session' | 'none';
  readonly customer: Customer;
  /** Whether the page has an `identity` function. */
  readonly identity: boolean;
  readonly endpoint: number;
  /** The error of the clock, in ms. */
  readonly skew: number;
}

export type Act =
  | ({ readonly do: 'open' } & Page)
  /** The customer answers or edits. `size`: the approximate length of the text in bytes, or 0 for a short text. */
  | { readonly do: 'put'; readonly answer: number; readonly hold: boolean; readonly size: number }
  /** Saves the same answer again, like a double click. */
  | { readonly do: 'again'; readonly answer: number }
  | { readonly do: 'discard'; readonly answer: number }
  | { readonly do: 'retry'; readonly answer: number | undefined }
  | { readonly do: 'hide' | 'show' | 'online' | 'wake' | 'leave' }
  /** The page enters the back-forward cache, or is frozen in the background without an event. */
  | { readonly do: 'freeze'; readonly cached: boolean }
  | { readonly do: 'thaw' }
  /** The page closes with its events. `reload`: the page opens again with the same session storage. */
  | { readonly do: 'close'; readonly reload: boolean }
  /** The renderer crashes before the `ops`th operation from now. */
  | { readonly do: 'crash'; readonly ops: number }
  /** The browser is killed with all tabs. The web storage of the last `lost` ms is lost. */
  | { readonly do: 'kill'; readonly lost: number }
  | { readonly do: 'customer'; readonly customer: Customer }
  | { readonly do: 'endpoint'; readonly endpoint: number }
  /** Sets the clock of one tab, or of the device: the clock of all tabs, now and later. */
  | { readonly do: 'clock'; readonly skew: number; readonly everywhere: boolean }
  | { readonly do: 'forget' }
  /** `everywhere`: in all tabs. Otherwise in this tab. */
  | { readonly do: 'webStorage'; readonly fault: WebStorageFault; readonly everywhere: boolean }
  | { readonly do: 'database'; readonly fault: DatabaseFault; readonly everywhere: boolean }
  /** All connections close. Open transactions abort. */
  | { readonly do: 'sever' }
  /** The browser deletes the storage of the site. */
  | { readonly do: 'evict' }
  /** Another script writes a record: under the key of an answer, of a pause, or of an unknown answer. */
  | {
      readonly do: 'foreign';
      readonly under: 'answer' | 'pause' | 'other';
      readonly answer: number;
      readonly place: 'webStorage' | 'database';
      readonly what: number;
    }
  | { readonly do: 'identity'; readonly fault: IdentityFault }
  /** Another script uses up the keepalive budget for `ms`. */
  | { readonly do: 'budget'; readonly ms: number }
  /** From now on, this share of the requests has one of these faults. */
  | { readonly do: 'net'; readonly faults: readonly NetFault[]; readonly share: number; readonly wait: Wait };

/** `at`: ms from the start. Events of the same ms happen in one task. Events in a closed tab are skipped. */
export type Event = Act & { readonly at: number; readonly tab: number };

export interface Schedule {
  readonly seed: number;
  readonly events: readonly Event[];
  /** The number of stored answers from an earlier visit, to reach the limit. */
  readonly crowd: number;
  /** Whether the pages of the visits after the schedule stay open. */
  readonly stay: boolean;
  /** Whether pages are told that the first endpoint is a Lojal server. Otherwise a response shows it. */
  readonly confirms?: boolean;
  /** The second endpoint is not a Lojal server: its responses name no answer. */
  readonly plain?: boolean;
  /**
   * A last answer with its own endpoint. `faults`: what the requests to the endpoint meet for `after` ms. `by`: what
   * makes the page send the answer after that. `known`: which page has delivered another answer to the endpoint before.
   */
  readonly probe?: {
    readonly by: 'timer' | 'online' | 'pageshow';
    readonly after: number;
    readonly faults: readonly NetFault[];
    readonly known: 'by itself' | 'by another page' | undefined;
  };
}
