/** Why a page could not be opened, in words, from the errors of Node and of Chromium. */
import type { DoctorFinding } from './doctor-finding.ts';

/** A pattern of the error, what is wrong, and what to do. The first that fits is used. */
const CAUSES: readonly (readonly [RegExp, string, string])[] = [
  [
    /TOO_MANY_REDIRECTS|redirect count/i,
    'redirects without an end',
    'open the page in a private window of a browser, and name the address at which the browser stays',
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER|certificate/i,
    'has a certificate that no browser trusts',
    'add --insecure, if this is your own machine for tests',
  ],
  [/NAME_NOT_RESOLVED|ENOTFOUND|EAI_AGAIN/, 'has a host name that does not exist', 'correct the host in the address'],
  [/CONNECTION_REFUSED|ECONNREFUSED/, 'does not answer: nothing listens there', 'start the shop, or correct the port'],
  [
    /SSL|TLS|EPROTO|wrong version number/i,
    'does not speak TLS',
    'write http:// for a server without TLS, or correct the port',
  ],
  [/Download is starting|ERR_ABORTED/, 'is a download, not a page', 'name the address of a page'],
  [/INVALID_AUTH/, 'wants a user and a password', 'write https://USER:PASSWORD@ before the host'],
  [/UNSAFE_PORT/, 'uses a port that browsers refuse', 'use another port'],
  [
    /ERR_RELOADED|context was destroyed|Cannot find (default )?(execution )?context|frame was detached|interrupted by another navigation|No frame|Inspected target navigated/i,
    'loads itself again and again',
    'remove the reload or the redirect from the script of the page',
  ],
  [/closed/i, 'closes itself', 'remove window.close() from the page'],
];

/** @param address without a password */
export function addressFinding(address: string, error: unknown): DoctorFinding {
  const { message = '', cause } = error as Error & { cause?: { message?: string; code?: string } };
  const said = `${message} ${cause?.code ?? ''} ${cause?.message ?? ''}`;
  const [, wrong, fix] = CAUSES.find(([pattern]) => pattern.test(said)) ?? [];
  return {
    level: 'fault',
    check: 'address',
    wrong: `${address} ${wrong ?? `cannot be opened: ${said.replace(/\n[\s\S]*/, '').replace(/^page\.goto: /, '')}`}`,
    fix: fix ?? 'check the address in a browser',
  };
}

/** The page was not there in time, or a script of the page never ends. */
export const slowFinding = (address: string, seconds: number, isBusy: boolean): DoctorFinding => ({
  level: 'fault',
  check: 'address',
  wrong: isBusy
    ? `A script of ${address} never ends, so nothing else on the page can run`
    : `${address} was not loaded after ${seconds} s`,
  fix: isBusy
    ? 'pause the script in the debugger of a browser (F12, Sources), and end its loop'
    : 'look for the slowest request in the list of requests of a browser (F12, Network)',
});

/** What the status of the page means for the visit. */
export function statusFindings(address: string, status: number): readonly DoctorFinding[] {
  if (status < 400) return [];
  const wrong = `${address} answered ${status}`;
  const fix =
    status === 401
      ? 'write https://USER:PASSWORD@ before the host'
      : status === 403 || status === 429 || status === 503
        ? 'let the firewall of the shop pass this machine, or visit a copy of the shop'
        : 'correct the address';
  return [{ level: 'fault', check: 'address', wrong, fix }];
}
