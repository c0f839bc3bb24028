/**
 * Posts to a receiver. Refuses private addresses at the moment of the connection, whatever its name resolved to before. `fetch` is not
 * used: it lets nobody check the address that it connects to.
 */
import { promises as dns, type LookupAddress } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { bareHost, isPublicAddress } from './public-address.ts';

/** Milliseconds from the start to the end of an attempt. */
const ATTEMPT_TIMEOUT = 15_000;
/** Bytes of a response that are read, so that the connection can be used again. */
const RESPONSE_LIMIT = 16 * 1024;

/** What came of a request: a status, or the reason why there is none. */
export interface PostOutcome {
  readonly status?: number;
  readonly error?: string;
  /** The header `Retry-After`. */
  readonly retryAfter?: string | undefined;
}

export interface PostOptions {
  /** Whether addresses of private networks are accepted. Default: `false`. */
  readonly allowPrivate?: boolean | undefined;
  /** All addresses of a name. Default: those that the system knows. */
  readonly resolve?: ((host: string) => Promise<readonly LookupAddress[]>) | undefined;
  /** Default: 15 seconds. */
  readonly timeout?: number | undefined;
}

export type PostWebhook = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<PostOutcome>;

class PrivateAddress extends Error {
  readonly code = 'private-address';
}

/** Resolves a name, and refuses it if any of its addresses is private. */
function publicLookup(resolve: NonNullable<PostOptions['resolve']>): LookupFunction {
  return (host, { all }, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isPublicAddress(address)))
          return callback(new PrivateAddress(), '', 0);
        if (all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, '', 0),
    );
  };
}

/** Reads a bounded part of a response, and drops the connection of a longer one. */
function readBounded(response: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > RESPONSE_LIMIT) response.destroy();
    });
    response.once('close', resolve);
  });
}

/** The reason of a failure: a code of the network or of TLS, never words of somebody else. */
function reasonOf(error: unknown, isLate: boolean): string {
  if (isLate) return 'timeout';
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' && /^[\w-]{1,60}$/.test(code) ? code : 'failed';
}

/** Redirects are not followed: the status of a redirect is the outcome. Never rejects. */
export function createPostWebhook(options: PostOptions = {}): PostWebhook {
  const { allowPrivate = false, timeout = ATTEMPT_TIMEOUT } = options;
  const resolve = options.resolve ?? ((host: string) => dns.lookup(host, { all: true }));
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  return async (address, body, headers, signal) => {
    const url = new URL(address);
    const isTls = url.protocol === 'https:';
    if (!isTls && !allowPrivate) return { error: 'not-https' };
    // A connection to an address needs no lookup.
    if (!allowPrivate && isIP(bareHost(url)) && !isPublicAddress(bareHost(url))) return { error: 'private-address' };
    // `AbortSignal.any` of a signal that lives as long as the process grows with each request in Node 20.
    const cut = new AbortController();
    const abort = () => cut.abort();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      abort();
    }, timeout);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      const response = await new Promise<IncomingMessage>((done, fail) => {
        const request = (isTls ? requestHttps : requestHttp)(url, {
          method: 'POST',
          headers: { 'User-Agent': 'Lojal', 'Content-Length': Buffer.byteLength(body), ...headers },
          agent: isTls ? agents.https : agents.http,
          signal: cut.signal,
          ...(!allowPrivate && { lookup: publicLookup(resolve) }),
        });
        request.once('response', done).once('error', fail).end(body);
      });
      const { statusCode: status = 0 } = response;
      response.once('error', () => undefined);
      await readBounded(response);
      return { status, retryAfter: response.headers['retry-after'] };
    } catch (error) {
      return { error: reasonOf(error, isLate) };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  };
}
