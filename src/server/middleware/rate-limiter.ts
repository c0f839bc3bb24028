import type { Rate } from '../db/rate-limits.ts';
import type { Store } from '../db/store.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { Problem } from '../problem.ts';
import { clientAddress, peerAddress, siteNetwork } from './client-address.ts';

export interface Limits {
  /**
   * For each address (for IPv6: each /64 network). Default: 600 at once and 600 per minute, because an office, a school
   * or a mobile network may share one address.
   */
  readonly address?: Rate | undefined;
  /**
   * For each /48 network of IPv6, which one site or one attacker may have: it contains 65,536 of the /64 networks. Default:
   * 6,000 at once and 6,000 per minute.
   */
  readonly network?: Rate | undefined;
  /** For each customer, as named by the event or the token. Default: 60 at once and 60 per minute. */
  readonly subject?: Rate | undefined;
}

export interface LimitOptions {
  readonly store: Store;
  /** Rate limits; `false` turns them off. */
  readonly limits?: Limits | false | undefined;
  /** The number of the shop's own proxies, whose `X-Forwarded-For` is trusted. Default: 0. */
  readonly trustedProxies?: number | undefined;
  /** Returns the remote address of a request's connection. Default: from `serve`. An unknown address is not limited. */
  readonly clientAddress?: ((request: Request) => string | undefined) | undefined;
}

export interface Limiter {
  /** @throws Problem 429 */
  address(request: Request): Promise<void>;
  /** @throws Problem 429 */
  subject(subject: string): Promise<void>;
}

const DEFAULT = {
  address: { burst: 600, perMinute: 600 },
  network: { burst: 6_000, perMinute: 6_000 },
  subject: { burst: 60, perMinute: 60 },
};

/**
 * Counts requests in the database, so that all processes share one count. If counting fails, the request is allowed:
 * losing an answer is worse than exceeding a limit. If the database is away, the request fails at once: its own statements
 * would fail too, after another timeout.
 *
 * @returns a function that takes `onError`, which is called if counting fails
 * @throws TypeError for a rate that allows no request
 */
export function createLimiter(options: LimitOptions): (onError: (error: unknown) => void) => Limiter {
  const { store, limits = {}, trustedProxies = 0, clientAddress: peer = peerAddress } = options;
  if (!Number.isInteger(trustedProxies) || trustedProxies < 0) {
    throw new TypeError('trustedProxies must be an integer of at least 0.');
  }
  const rates = limits && {
    address: limits.address ?? DEFAULT.address,
    network: limits.network ?? DEFAULT.network,
    subject: limits.subject ?? DEFAULT.subject,
  };
  for (const [name, rate] of Object.entries(rates || {})) {
    if (Number.isInteger(rate.burst) && rate.burst >= 1 && rate.perMinute > 0) continue;
    throw new TypeError(`limits.${name} must be { burst, perMinute }, with burst at least 1 and perMinute above 0.`);
  }

  return (onError) => {
    const check = async (key: string, rate: Rate) => {
      const wait = await store.countRequest(key, rate).catch((error: unknown) => {
        if (isUnavailable(error)) throw error;
        onError(error);
        return 0;
      });
      if (wait <= 0) return;
      throw new Problem(429, 'Too many requests. Send the same request again later.', {
        headers: { 'Retry-After': String(Math.ceil(wait)) },
      });
    };
    return {
      async address(request) {
        const from = rates && clientAddress(request, peer(request), trustedProxies);
        if (!rates || !from) return;
        await check(`address:${from}`, rates.address);
        const site = siteNetwork(from);
        if (site) await check(`network:${site}`, rates.network);
      },
      async subject(subject) {
        if (rates) await check(`subject:${subject}`, rates.subject);
      },
    };
  };
}
