/**
 * The longest texts of an answer, in characters (code points). The schemas of the posted events, the fields of the forms and
 * the part that builds an event use the same numbers, so a server never refuses an answer because of its length. Constants
 * only: the build copies them into every file that uses them.
 */
import { CUSTOMER_LETTERS, ID_LETTERS, TEXT_LETTERS, URL_LETTERS, VERSION_LETTERS } from './config-limits.ts';

/** What the page or the program supplies. */
export const SUPPLIED = {
  order: CUSTOMER_LETTERS,
  incentive: TEXT_LETTERS,
  product: { id: ID_LETTERS, name: 300, url: URL_LETTERS },
  consent: { text: 2000, version: VERSION_LETTERS },
  asked: { text: 1000, version: VERSION_LETTERS, page: 500 },
} as const;

/** What an answer about a name alone may have. */
export const ABOUT = 200;

/** What the customer writes. */
export const WRITTEN = { comment: 2000, other: 500, title: 120, body: 5000, name: 100 } as const;
