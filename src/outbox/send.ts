/** One try: at most two requests, ten seconds, one result. */
import type { ResponseClass } from './classify-response.ts';
import type { Context } from './context.ts';
import { policies } from './policies.ts';
import { readResponse } from './read-response.ts';
import { type AnswerRecord, serverKey } from './record.ts';
import { parseRetryAfter } from './retry-policy.ts';
import { server } from './transitions.ts';
import { withTimeout } from './with-timeout.ts';

const TIMEOUT = 10_000;
const MINUTE = 60_000;
/** The browser allows 64 KiB of keepalive bodies in flight for the whole page. Other scripts need some of it too. */
const BUDGET = 48 * 1024;

export interface SendResult {
  readonly reason: ResponseClass;
  readonly status?: number;
  /** `Retry-After`, in ms. */
  readonly wait?: number;
}

export interface Sender {
  /** Whether the answer may leave by keepalive now. */
  fits(answer: AnswerRecord): boolean;
  send(answer: AnswerRecord): Promise<SendResult>;
}

type Needs = Pick<Context, 'env' | 'options' | 'page' | 'repository' | 'isSignedIn'>;

export function createSender({ env, options, page, repository, isSignedIn }: Needs): Sender {
  /** Bytes of keepalive bodies in flight. The browser gives no count of them. */
  let inFlight = 0;
  /** When a fresh token was last asked for: one limit for all answers of the page. */
  let freshAt = Number.NEGATIVE_INFINITY;

  async function post(
    answer: AnswerRecord,
    signal: AbortSignal,
    keepalive: boolean,
    token?: string,
  ): Promise<SendResult> {
    const size = keepalive ? policies.bytes(answer.body) : 0;
    inFlight += size;
    try {
      const response = await env.fetch(answer.endpoint, {
        method: 'POST',
        body: answer.body,
        headers: { 'Content-Type': answer.type, ...(token && { Authorization: `Bearer ${token}` }) },
        mode: 'cors',
        credentials: 'omit',
        // A redirect that is followed would carry the answer to an address that the shop did not name.
        redirect: 'manual',
        // Keeps the Origin header, which the endpoint checks, and hides the path of the page.
        referrerPolicy: 'strict-origin',
        cache: 'no-store',
        keepalive,
        signal,
      });
      const { status, type, headers } = response;
      const wait = parseRetryAfter(headers.get('Retry-After'), env.now());
      const statement = await readResponse(env, response, answer, wait);
      const key = serverKey(answer.endpoint);
      const { seen } = page.entry(key);
      // Written at most once a day.
      if (response.ok && statement === 'stored' && !policies.isWaiting(seen, env.now()))
        void repository.change(key, (found) => server(found, key, env.now()));
      const reason = policies.classifyResponse(status, type, statement, answer.confirms || !!seen);
      return { reason, status, ...(wait && { wait }) };
    } finally {
      inFlight -= size;
    }
  }

  const fits = (answer: AnswerRecord) => inFlight + policies.bytes(answer.body) <= BUDGET;

  async function send(answer: AnswerRecord): Promise<SendResult> {
    const stop = new AbortController();

    async function run(): Promise<SendResult> {
      const { customer } = answer;
      // An anonymous answer never travels under a customer's token.
      const ask = customer === undefined ? undefined : options.token;
      const once = async (fresh: boolean): Promise<SendResult> => {
        // While another customer is signed in, the token would be that customer's.
        if (!isSignedIn(answer)) return { reason: 'identity' };
        // No await without a token: at pagehide the request must leave in the same task.
        const token = ask && (await ask(customer as string, fresh));
        // Another customer may have signed in while the token was on its way.
        if (!isSignedIn(answer)) return { reason: 'identity' };
        // Only the first try uses keepalive. Over the budget, which another script may have used up, fetch fails with the
        // same TypeError as without a network, so that a second request each time would double the load on a server
        // that is down.
        if (!answer.attempts && fits(answer)) {
          const started = env.now();
          try {
            return await post(answer, stop.signal, true, token);
          } catch {
            // The page was frozen meanwhile: the endpoint may have asked to wait.
            if (Math.abs(env.now() - started) > TIMEOUT) return { reason: 'retry' };
          }
        }
        return post(answer, stop.signal, false, token);
      };
      const first = await once(false);
      const now = env.now();
      if (first.reason !== 'identity' || !ask || Math.abs(now - freshAt) < MINUTE) return first;
      freshAt = now;
      return once(true);
    }

    // The timeout does not rely on the abort: a fetch that the host has patched may not know signals.
    const sent = await withTimeout(env, run(), TIMEOUT);
    if (!sent) stop.abort();
    return sent ?? { reason: 'retry' };
  }
  return { fits, send };
}
