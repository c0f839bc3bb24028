import { clientAddress, peerOf } from './address.ts';
import { Problem } from './problem.ts';
import type { Rate } from './spend.ts';
import type { Store } from './store.ts';

export interface Limits {
  /**
   * For each address (an IPv6 network /64); 600 at once and 600 a minute, because a whole office, school or mobile
   * network may share one.
   */
  readonly address?: Rate | undefined;
  /** For each customer, as the event or the token names them; 60 at once and 60 a minute. */
  readonly subject?: Rate | undefined;
}

export interface LimitOptions {
  readonly store: Store;
  /** `false` for none. */
  readonly limits?: Limits | false | undefined;
  /** How many proxies of the shop's own stand in front, whose `X-Forwarded-For` is believed; 0. */
  readonly trustedProxies?: number | undefined;
  /** The address at the other end of a request's connection; what `serve` saw. Unknown, it is not limited. */
  readonly clientAddress?: ((request: Request) => string | undefined) | undefined;
}

export interface Limiter {
  /** @throws Problem 429 */
  address(request: Request): Promise<void>;
  /** @throws Problem 429 */
  subject(subject: string): Promise<void>;
}

const DEFAULT = { address: { burst: 600, perMinute: 600 }, subject: { burst: 60, perMinute: 60 } };

/**
 * Counts requests in the database, so that several processes count as one. When the counting itself fails, the request
 * goes on: better too many answers for a moment than one that is lost, and if the database is gone the answer gets a
 * 500 of its own, after which it is sent again.
 *
 * @param onError hears why it could not be counted
 * @throws TypeError for a rate that allows nothing
 */
export function createLimiter(options: LimitOptions): (onError: (error: unknown) => void) => Limiter {
  const { store, limits = {}, trustedProxies = 0, clientAddress: peer = peerOf } = options;
  if (!Number.isInteger(trustedProxies) || trustedProxies < 0) {
    throw new TypeError('trustedProxies must be a whole number from 0.');
  }
  const rates = limits && {
    address: limits.address ?? DEFAULT.address,
    subject: limits.subject ?? DEFAULT.subject,
  };
  for (const [name, rate] of Object.entries(rates || {})) {
    if (Number.isInteger(rate.burst) && rate.burst >= 1 && rate.perMinute > 0) continue;
    throw new TypeError(`limits.${name} must be { burst, perMinute }, with a burst of at least 1 and a rate over 0.`);
  }

  return (onError) => {
    const check = async (key: string, rate: Rate) => {
      const wait = await store.spend(key, rate).catch((error: unknown) => {
        onError(error);
        return 0;
      });
      if (wait <= 0) return;
      throw new Problem(429, 'Too many requests. The same request may be sent again later.', {
        headers: { 'Retry-After': String(Math.ceil(wait)) },
      });
    };
    return {
      async address(request) {
        const from = rates && clientAddress(request, peer(request), trustedProxies);
        if (rates && from) await check(`address:${from}`, rates.address);
      },
      async subject(subject) {
        if (rates) await check(`subject:${subject}`, rates.subject);
      },
    };
  };
}
