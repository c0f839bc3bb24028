/** Messages about the script tag, the page's own script, and files of Lojal that could not be loaded. */
import { nearest } from '../config/suggestion.ts';
import type { Message } from './message.ts';

export const pageMessages = {
  'lojal/script-attribute-unknown': (attribute: string, meant: string): Message => ({
    wrong: `${attribute} on the script tag has no effect: the attribute is unknown`,
    fix: `Did you mean ${meant}="…"?`,
  }),
  'lojal/script-twice': (): Message => ({
    wrong: 'lojal.js and lojal.all.js are both on this page, and only the first one is used',
    fix: 'Keep one: <script src="/lojal.js" async></script>',
  }),
  'lojal/script-json-type': (name: string): Message => ({
    wrong: `<script data-lojal="${name}"> is not read`,
    accepted: 'data-lojal="program" and data-lojal="account", with type="application/json"',
    fix: 'Write <script type="application/json" data-lojal="program">',
  }),
  'lojal/configure-invalid': (found: unknown): Message => ({
    wrong: `configure() was called with ${found === null ? 'null' : Array.isArray(found) ? 'an array' : `a value of type ${typeof found}`}`,
    accepted: 'an object of options',
    fix: "Write lojal.configure({ customer: 'c_1042' })",
  }),
  'lojal/configure-unknown': (key: string, known: readonly string[]): Message => {
    const meant = nearest(key, known);
    return {
      wrong: `${key} is not a known option`,
      ...(meant ? { fix: `Did you mean ${meant}?` } : { accepted: known.join(', ') }),
    };
  },
  'lojal/show-unknown': (name: unknown, kinds: readonly string[]): Message => ({
    wrong: `${typeof name === 'string' ? JSON.stringify(name) : typeof name} is not a known question`,
    accepted: `${kinds.join(', ')}, or a name under "ask" in the program`,
  }),
  'lojal/identity-failed': (error: unknown): Message => ({
    wrong: `identity() failed: ${error}`,
    fix: 'Return a token, or undefined for a guest',
    outcome: 'The request was sent without a token',
  }),
  'lojal/data-failed': (error: unknown): Message => ({
    wrong: `The program and the account could not be read: ${error}`,
    fix: 'Reload the page',
  }),
  'lojal/time-zone-unknown': (timeZone: string): Message => ({
    wrong: `program: timeZone is "${timeZone}", which this browser does not know`,
    accepted: 'a time zone of the IANA database, for example Europe/Stockholm',
    outcome: 'The time zone of the customer is used',
  }),
  'lojal/levels-unlikely': (id: string, from: number): Message => ({
    wrong: `program: tiers count orders, and the level "${id}" begins at ${from} orders`,
    fix: 'Write "metric": "spend" where "from" is an amount of money, or lower "from"',
  }),
  'lojal/total-missing': (metric: string): Message => ({
    wrong: `account: tiers count ${metric}, and the account has no ${metric}`,
    fix: `Write data-${metric} on the script tag or "${metric}" in the account, or change "metric" of the tiers`,
    outcome: 'The fallback content shows',
  }),
  'lojal/card-not-loaded': (error: unknown): Message => ({
    wrong: `The card of the question could not be loaded: ${error}`,
    fix: 'Reload the page, and check that lojal.card.js is beside lojal.js',
  }),
  'lojal/outbox-not-loaded': (error: unknown): Message => ({
    wrong: `The code that sends answers could not be loaded: ${error}`,
    fix: 'Reload the page, and check that lojal.post.js is beside lojal.js',
  }),
};
