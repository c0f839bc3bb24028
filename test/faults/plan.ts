/** Plans of the fault endpoint: which fault each post meets. */

export type Fault =
  /** The response of the real endpoint. */
  | { readonly do: 'pass' }
  /** The connection is destroyed before or after the answer is stored. */
  | { readonly do: 'cut'; readonly stored: boolean }
  /** A different response, before or after the answer is stored. */
  | {
      readonly do: 'say';
      readonly stored: boolean;
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** No response until the shop closes. */
  | { readonly do: 'hang'; readonly stored: boolean }
  /** The real response, byte by byte within `ms`. */
  | { readonly do: 'drip'; readonly ms: number }
  /** Half of the real response. Then the connection is cut, or hangs. */
  | { readonly do: 'half'; readonly end: 'cut' | 'hang' }
  /** The real response without the CORS header, so that the page cannot read it. */
  | { readonly do: 'hush' }
  /** Redirects to another server, which counts the requests. */
  | { readonly do: 'redirect'; readonly status: number };

/** A received post. */
export interface Post {
  /** ms since 1970. */
  readonly at: number;
  /** The URL with the port, which differs between two endpoints. */
  readonly url: string;
  readonly id: string;
  readonly revision: number;
  /** Identifies the answers of a test, independently of their ids. */
  readonly product: string;
  readonly subject: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  fault: Fault;
}

/** Chooses the fault of a post. */
export type Plan = (post: Post) => Fault;

export const PASS: Fault = { do: 'pass' };

export const always =
  (fault: Fault): Plan =>
  () =>
    fault;

/** These faults in order; the last one repeats. */
export function listed(...faults: readonly Fault[]): Plan {
  let next = 0;
  return () => faults[Math.min(next++, faults.length - 1)] ?? PASS;
}

export const say = (status: number, headers: Readonly<Record<string, string>> = {}, stored = false): Fault => ({
  do: 'say',
  stored,
  status,
  headers,
});

/** Faults of a server under load, a proxy and a bad connection. Repeated entries are more likely. */
const MIX: readonly Fault[] = [
  say(503),
  say(503),
  say(503),
  say(500, {}, true),
  say(429, { 'Retry-After': '1' }),
  { do: 'cut', stored: false },
  { do: 'cut', stored: false },
  { do: 'cut', stored: true },
  { do: 'drip', ms: 300 },
  PASS,
];

/** Pseudo-random numbers 0 ≤ x < 1 by mulberry32, the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Random faults, the same for the same seed. Print the seed, so that a failure can be reproduced. */
export function seeded(seed: number, mix: readonly Fault[] = MIX): Plan {
  const chance = random(seed);
  return () => mix[Math.floor(chance() * mix.length)] ?? PASS;
}
