/** What `lojal.configure()` takes: what the attributes say, and values where an attribute is an address. */
export interface Configuration {
  /** The program: an address, or the value itself. */
  program?: unknown;
  /** The account: an address, or the value itself. */
  account?: unknown;
  /** Where answers are posted. */
  endpoint?: string;
  /** Gives a short-lived token that says who the customer is; asked when it is needed, never stored. */
  identity?: (fresh: boolean) => Promise<string | undefined> | string | undefined;
  /** The shop's opaque id of the customer. */
  customer?: string;
  /** ISO 4217. */
  currency?: string;
  /** BCP 47. */
  lang?: string;
  /** Where unsent answers are kept. */
  storage?: 'local' | 'session' | 'none';
  colorScheme?: 'light' | 'dark' | 'system';
  privacyUrl?: string;
  contentType?: 'application/cloudevents+json' | 'text/plain';
  /** `dataLayer`: scores and choices are handed on to `window.dataLayer`. */
  bridge?: 'dataLayer';
  /** Posts nothing. */
  test?: boolean;
}
