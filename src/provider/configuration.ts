/** The options of `lojal.configure()`: the attributes of `<lojal-program>`, and values in place of addresses. */
export interface Configuration {
  /** The program: its address, or the program itself. */
  program?: unknown;
  /** The account: its address, or the account itself. */
  account?: unknown;
  /** The address that answers are posted to. */
  endpoint?: string;
  /** The base address of a Lojal server, which is the default of `endpoint`, `program` and `account`. */
  server?: string;
  /** Gives a short-lived token that proves who the customer is. Called when a token is needed, with `true` when the last one was refused. The token is never stored. */
  identity?: (fresh: boolean) => Promise<string | undefined> | string | undefined;
  /** The shop's opaque id of the customer, never an e-mail address. */
  customer?: string;
  /** ISO 4217 code, for a program without one. Where the program has another, no money is shown. */
  currency?: string;
  /** BCP 47 tag of the language. */
  lang?: string;
  /** Where unsent answers are kept: across visits (default), in this tab, or on this page. */
  storage?: 'local' | 'session' | 'none';
  /** Without one, the page's `color-scheme` applies. */
  colorScheme?: 'light' | 'dark' | 'system';
  /** The page about the customer's data, which every form links to. */
  privacyUrl?: string;
  /** `text/plain` for an endpoint that cannot answer a preflight request. */
  contentType?: 'application/cloudevents+json' | 'text/plain';
  /** `dataLayer` pushes scores and choices to `window.dataLayer`. */
  bridge?: 'dataLayer';
  /** Test mode: nothing is posted, and the asking rules are ignored. */
  test?: boolean;
}
