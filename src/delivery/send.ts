/** One try: at most two requests, ten seconds, one verdict. */
import { retryAfter } from './backoff.ts';
import type { Environment } from './environment.ts';
import type { OutboxOptions } from './letter.ts';
import { limit } from './limit.ts';
import type { Answer } from './slip.ts';
import { type Verdict, verdict } from './verdict.ts';

const TIMEOUT = 10_000;
const MINUTE = 60_000;
/** The browser allows 64 KiB of keepalive bodies in flight for the whole page; other scripts need some too. */
const BUDGET = 48 * 1024;

export interface Sent {
  readonly verdict: Verdict;
  readonly status?: number;
  /** `Retry-After`, in ms. */
  readonly wait?: number;
}

export const bytes = (text: string): number => new TextEncoder().encode(text).length;

export interface Sender {
  /** Whether the answer may leave by keepalive now. */
  fits(answer: Answer): boolean;
  send(answer: Answer): Promise<Sent>;
}

/** @param strange whether an answer's customer is not the one who is signed in */
export function createSender(
  env: Environment,
  ask: OutboxOptions['token'],
  strange: (answer: Answer) => boolean,
): Sender {
  let inFlight = 0;
  let freshAt = Number.NEGATIVE_INFINITY;

  async function post(answer: Answer, signal: AbortSignal, keepalive: boolean, token?: string): Promise<Sent> {
    const size = keepalive ? bytes(answer.body) : 0;
    inFlight += size;
    try {
      const response = await env.fetch(answer.endpoint, {
        method: 'POST',
        body: answer.body,
        headers: { 'Content-Type': answer.type, ...(token && { Authorization: `Bearer ${token}` }) },
        mode: 'cors',
        credentials: 'omit',
        // A followed redirect would carry the answer to an address that nobody named.
        redirect: 'manual',
        // Keeps the Origin header, which the endpoint checks; the page's path stays here.
        referrerPolicy: 'strict-origin',
        cache: 'no-store',
        keepalive,
        signal,
      });
      const { status, type, headers } = response;
      const wait = retryAfter(headers.get('Retry-After'), env.now());
      const busy = status === 409 && (!!wait || /progress|processing|pending/i.test(await response.text()));
      return { verdict: verdict(status, type, busy), status, ...(wait && { wait }) };
    } finally {
      inFlight -= size;
    }
  }

  const fits = (answer: Answer) => inFlight + bytes(answer.body) <= BUDGET;

  async function send(answer: Answer): Promise<Sent> {
    const stop = new AbortController();

    async function run(): Promise<Sent> {
      // An anonymous answer never travels under a name.
      const { customer } = answer;
      const named = customer === undefined ? undefined : ask;
      const once = async (fresh: boolean): Promise<Sent> => {
        // Asked for while somebody else is signed in, the token would be theirs.
        if (strange(answer)) return { verdict: 'identity' };
        // No await without a token: at pagehide the request must leave in this very task.
        const token = named && (await named(customer as string, fresh));
        // While the token came, somebody else may have signed in, and it is theirs.
        if (strange(answer)) return { verdict: 'identity' };
        // Only the first try: over the budget, perhaps another script's, fetch fails with the same bare TypeError as
        // without a network, so that a second request each time would double the load on a server that is down.
        if (!answer.attempts && fits(answer)) {
          try {
            return await post(answer, stop.signal, true, token);
          } catch {}
        }
        return post(answer, stop.signal, false, token);
      };
      const first = await once(false);
      const now = env.now();
      if (first.verdict !== 'identity' || !named || Math.abs(now - freshAt) < MINUTE) return first;
      freshAt = now;
      return once(true);
    }

    // The clock stands beside the abort: a host's patched fetch may not know signals.
    const sent = await limit(env, run(), TIMEOUT);
    if (!sent) stop.abort();
    return sent ?? { verdict: 'retry' };
  }
  return { fits, send };
}
