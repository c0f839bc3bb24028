/** What the fault endpoint does with a post, and in which order. */

export type Fault =
  /** The real endpoint's own answer. */
  | { readonly do: 'pass' }
  /** The connection is destroyed, before or after the answer was stored. */
  | { readonly do: 'cut'; readonly stored: boolean }
  /** Another answer than the endpoint's own, before or after the answer was stored. */
  | {
      readonly do: 'say';
      readonly stored: boolean;
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** No answer at all, until the shop closes. */
  | { readonly do: 'hang'; readonly stored: boolean }
  /** The endpoint's own answer, byte by byte, `ms` from the first to the last. */
  | { readonly do: 'drip'; readonly ms: number }
  /** The endpoint's own answer, which the page may not read. */
  | { readonly do: 'hush' }
  /** Sends the client to another server, which counts who comes. */
  | { readonly do: 'redirect'; readonly status: number };

/** A post as the fault endpoint saw it. */
export interface Post {
  /** ms since 1970. */
  readonly at: number;
  /** With the port that it came to, so that a changed endpoint can be told. */
  readonly url: string;
  readonly id: string;
  readonly revision: number;
  /** Tells a test's answers apart whatever their ids are. */
  readonly product: string;
  readonly subject: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  fault: Fault;
}

/** Chooses what is done with a post. */
export type Plan = (post: Post) => Fault;

export const PASS: Fault = { do: 'pass' };

export const always =
  (fault: Fault): Plan =>
  () =>
    fault;

/** One after the other, the last one for ever. */
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

/** What a server under load, a proxy and a bad line do between them; the repeated ones come more often. */
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

/** 0 ≤ x < 1, the same numbers for the same seed: mulberry32. */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A mix of faults that is the same for the same seed. Print the seed: with it a failure can be played again. */
export function seeded(seed: number, mix: readonly Fault[] = MIX): Plan {
  const chance = random(seed);
  return () => mix[Math.floor(chance() * mix.length)] ?? PASS;
}
