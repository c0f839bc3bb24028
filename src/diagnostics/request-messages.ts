/** Messages about the addresses of the program, the account and the endpoint. */
import type { Message } from './message.ts';

type Source = 'program' | 'account';

const EXAMPLES = { program: '/lojal.json', account: '/account.json', endpoint: '/apps/lojal/answers' };

export const requestMessages = {
  'lojal/config-insecure': (name: Source, given: string): Message => ({
    wrong: `${name}: ${JSON.stringify(given)} is not an https address`,
    fix: `Write data-${name}="${/^http:/.test(given) ? given.replace(':', 's:') : EXAMPLES[name]}"`,
  }),
  'lojal/config-html': (name: Source, url: string): Message => ({
    wrong: `${name}: ${url} is a page of HTML, not JSON`,
    fix: `Write the address of the JSON: data-${name}="${EXAMPLES[name]}"`,
  }),
  'lojal/config-status': (name: Source, url: string, status: string): Message => ({
    wrong: `${name}: ${url} answered ${status}`,
    fix: `Put the JSON there, or write its address: data-${name}="${EXAMPLES[name]}"`,
  }),
  'lojal/config-unauthorized': (url: string): Message => ({
    wrong: `account: ${url} answered 401 although a customer is signed in`,
    fix: 'Give Lojal a token that the address accepts: lojal.configure({ identity: async () => token })',
  }),
  'lojal/config-network': (name: Source, url: string, reason: string): Message => ({
    wrong: `${name}: ${url} could not be read: ${reason}`,
    fix: 'Check the address and the network, then reload the page',
  }),
  'lojal/blocked-by-csp': (name: Source | 'endpoint', url: string, source: string): Message => ({
    wrong: `${name}: the page's Content-Security-Policy blocks ${url}`,
    fix: `Write Content-Security-Policy: connect-src ${source}`,
  }),
  'lojal/blocked-by-cors': (name: Source | 'endpoint', url: string, origin: string, headers: string): Message => ({
    wrong: `${name}: ${url} does not allow this page to read its response`,
    fix: `Let it respond with Access-Control-Allow-Origin: ${origin}${headers && ` and Access-Control-Allow-Headers: ${headers}`}`,
  }),
  'lojal/endpoint-missing': (): Message => ({
    wrong: 'The answer was not sent: there is no endpoint',
    fix: `Write data-endpoint="${EXAMPLES.endpoint}", or call event.preventDefault() on lojal-answer and send the answer yourself`,
  }),
  'lojal/endpoint-unauthorized': (endpoint: string): Message => ({
    wrong: `${endpoint} answered 401: the token of the customer is missing or not valid`,
    fix: 'Give Lojal a token that the address accepts: lojal.configure({ identity: async () => token })',
    outcome: 'The answers are kept',
  }),
  'lojal/endpoint-gone': (endpoint: string, status: number): Message => ({
    wrong: `${endpoint} does not accept answers (${status || 'redirect'})`,
    accepted: 'an address that accepts POST',
    fix: `Write data-endpoint="${EXAMPLES.endpoint}"`,
    outcome: 'The answers are kept; the next attempt is in an hour',
  }),
};
