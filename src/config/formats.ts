/** What each format of a string accepts, in words for messages and for the reference pages. */
import { CUSTOMER_LETTERS, ID_TEXT, VERSION_TEXT } from './config-limits.ts';
import type { Format } from './vocabulary.ts';

export const FORMATS: Readonly<Record<Format, string>> = {
  currency: 'the three letters of an ISO 4217 code',
  customer: `an opaque id of 1 to ${CUSTOMER_LETTERS} characters, never an e-mail address`,
  event: 'a text of 1 to 60 characters',
  id: ID_TEXT,
  language: 'a language like sv or en-GB',
  link: 'a link with https: or on this site',
  path: 'a path that begins with / or *',
  'time-zone': 'a time zone of the IANA database, for example Europe/Stockholm',
  version: VERSION_TEXT,
};
