/** What the parts of the integration share. */
import type { Handler, Store } from 'lojal/server';

/** The name of this server in the tokens of customers. */
export const AUDIENCE = 'lojal';
/** The prefix of Lojal's routes, at the shop's own origin. */
export const PATH = '/apps/lojal';

export interface LojalOptions {
  /** Lojal's server, which runs inside the shop. */
  readonly endpoint: Handler;
  readonly store: Store;
  /** The key of the shop's backend. */
  readonly shopKey: string;
  /** The secret that signs the tokens of customers: at least 32 bytes. */
  readonly identityKey: Uint8Array;
}

/** The options for Nest's dependency injection. */
export const LOJAL_OPTIONS = Symbol('LOJAL_OPTIONS');

/** The customer's id in Lojal: opaque, and the same for each of the customer's orders. */
export const lojalCustomer = (id: string | number): string => `c_${id}`;

/** Vendure counts in the smallest unit of a currency, Lojal in the currency. */
export const inCurrency = (minor: number): number => Math.round(minor) / 100;
