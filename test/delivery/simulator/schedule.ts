/** What happens in one run, and when: data only, so that it can be printed, shrunk and replayed. */

/** What storage of keys does to a tab: full | every write throws | a write is dropped silently | no access at all. */
export type DrawerFault = 'fine' | 'full' | 'throws' | 'lies' | 'denied';
/** What the database does: cannot be opened | an open never ends | a transaction never ends | takes seconds | aborts. */
export type BaseFault = 'fine' | 'denied' | 'blocked' | 'hangs' | 'slow' | 'aborts';
/** What the shop's `identity` function does. */
export type IdentityFault = 'fine' | 'throws' | 'hangs' | 'slow' | 'nothing';

/** What becomes of a request. `-before` and `-after` say whether it was stored. */
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
  | 'bad-json';

/** The value of a `Retry-After`; a date is so many seconds from now. */
export type Wait = { readonly seconds: string } | { readonly date: number } | undefined;

export type Customer = 'c1' | 'c2' | undefined;

/** How a tab's page is configured when it opens. */
export interface Page {
  readonly storage: 'local' | 'session' | 'none';
  readonly customer: Customer;
  /** Whether the shop gives an `identity` function. */
  readonly identity: boolean;
  readonly endpoint: number;
  /** The clock's error, in ms. */
  readonly skew: number;
}

export type Act =
  | ({ readonly do: 'open' } & Page)
  /** The person answers, or edits; `size` pads the text, in bytes. */
  | { readonly do: 'put'; readonly answer: number; readonly hold: boolean; readonly size: number }
  /** The very same letter once more, as a double click would. */
  | { readonly do: 'again'; readonly answer: number }
  | { readonly do: 'discard'; readonly answer: number }
  | { readonly do: 'retry'; readonly answer: number | undefined }
  | { readonly do: 'hide' | 'show' | 'online' | 'wake' | 'leave' }
  /** Into the back-forward cache, or frozen in the background without a word. */
  | { readonly do: 'freeze'; readonly cached: boolean }
  | { readonly do: 'thaw' }
  /** The page goes, orderly; `reload` opens it again with the same session storage. */
  | { readonly do: 'close'; readonly reload: boolean }
  /** The renderer dies before its `ops`th operation from now. */
  | { readonly do: 'crash'; readonly ops: number }
  /** The browser dies, with all tabs; what keys storage took in the last `lost` ms is gone. */
  | { readonly do: 'kill'; readonly lost: number }
  | { readonly do: 'customer'; readonly customer: Customer }
  | { readonly do: 'endpoint'; readonly endpoint: number }
  /** One tab's clock, or the device's: that of all tabs, now and later. */
  | { readonly do: 'clock'; readonly skew: number; readonly everywhere: boolean }
  | { readonly do: 'forget' }
  /** `everywhere`: in all tabs, else in this one. */
  | { readonly do: 'drawer'; readonly fault: DrawerFault; readonly everywhere: boolean }
  | { readonly do: 'base'; readonly fault: BaseFault; readonly everywhere: boolean }
  /** All connections close, and what is under way is aborted. */
  | { readonly do: 'sever' }
  /** The browser deletes all that the site has stored. */
  | { readonly do: 'evict' }
  /** Something else writes under one of our keys: of an answer, of the endpoint's pause, or of nothing we know. */
  | {
      readonly do: 'scribble';
      readonly under: 'answer' | 'pause' | 'other';
      readonly answer: number;
      readonly place: 'drawer' | 'base';
      readonly what: number;
    }
  | { readonly do: 'identity'; readonly fault: IdentityFault }
  /** Another script fills the keepalive budget, for so many ms. */
  | { readonly do: 'budget'; readonly ms: number }
  /** From now on this share of the requests meets one of these. */
  | { readonly do: 'net'; readonly faults: readonly NetFault[]; readonly share: number; readonly wait: Wait };

/** `at` in ms from the start. Acts of the same ms happen in one task. An act in a tab that is gone is skipped. */
export type Event = Act & { readonly at: number; readonly tab: number };

export interface Schedule {
  readonly seed: number;
  readonly events: readonly Event[];
  /** Answers that an earlier visit left, to reach the limit. */
  readonly crowd: number;
  /** Whether the visits after it stay open, or come and go. */
  readonly stay: boolean;
}
