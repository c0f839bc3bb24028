/**
 * The pauses of endpoints. All tabs leave an endpoint alone that fails, or that asks for it. The failures count for the
 * endpoint, not for each answer: fifty waiting answers cause as many requests as one.
 */
import type { Context } from './context.ts';
import { policies } from './policies.ts';
import { type OutboxRecord, outranks, type PauseRecord, pauseKey } from './record.ts';
import type { SendResult } from './send.ts';
import { pause as nextPause } from './transitions.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Address = { readonly endpoint: string; readonly customer?: string };
/** The pause of the whole endpoint, and the pause of the customer's answers. */
const keysOf = ({ endpoint, customer }: Address) => [pauseKey(endpoint), pauseKey(endpoint, customer)];

export function createPauses({ env, page, repository }: Context) {
  /** The end of the pause that the server asked for, else 0. */
  const askedUntil = (record: OutboxRecord | undefined) =>
    record?.kind === 'pause' && record.byServer && policies.isWaiting(record, env.now()) ? record.nextAt : 0;

  const seen = (key: string): PauseRecord | undefined => {
    const { seen } = page.entry(key);
    return seen?.kind === 'pause' ? seen : undefined;
  };

  return {
    /** The pause that holds an answer back now. */
    of: (address: Address): PauseRecord | undefined =>
      keysOf(address)
        .flatMap((key) => seen(key) ?? [])
        .filter((pause) => policies.isWaiting(pause, env.now()))
        .sort((a, b) => +outranks(b, a) || -1)[0],

    /** Ends the pauses that are not stored any more: another tab had a success. Not those that the server asked for. */
    forget(records: ReadonlyMap<string, OutboxRecord>): void {
      for (const known of page.entries())
        if (known.seen?.kind === 'pause' && !known.seen.byServer && !records.has(known.seen.key))
          known.seen = undefined;
    },

    /** The endpoint took an answer. A pause that the server asked for still holds, whoever was asked. */
    async end(address: Address): Promise<void> {
      for (const key of keysOf(address)) {
        const pause = seen(key);
        if (!pause) continue;
        await repository.change(key, (found) => {
          if (askedUntil(found) || askedUntil(pause)) return found;
          page.entry(key).seen = undefined;
          return;
        });
      }
    },

    /** The endpoint failed. `heard` is the time of the response. */
    async extend(address: Address, { reason, wait }: SendResult, heard: number): Promise<void> {
      const identity = reason === 'identity';
      const gone = reason === 'gone';
      // A token that is not accepted concerns one customer, and holds back nobody else's answers.
      const key = pauseKey(address.endpoint, identity ? address.customer : '');
      const pause = seen(key);
      await repository.change(key, (found) => {
        const stored = found?.kind === 'pause' ? found : undefined;
        // Web storage that cannot be written may hide what this page has counted since.
        const last = stored && pause && pause.failures > stored.failures ? pause : stored;
        const failures = last?.failures ?? 0;
        // A fresh token is asked for at most once a minute.
        const own = Math.max(policies.backoff(failures, env.random), identity ? MINUTE : 0);
        const before = Math.max(askedUntil(found), askedUntil(pause));
        // `Retry-After` is the minimum: a server that is down for a day may ask for a second each time.
        const patience = wait && failures < 10 ? wait : Math.max(wait ?? 0, own);
        const nextAt = Math.max(before, heard + (gone ? HOUR : patience));
        const next = nextPause(last, key, { nextAt, byServer: gone || !!wait || before > 0 }, env.now());
        page.entry(key).seen = next;
        return next;
      });
    },
  };
}

export type Pauses = ReturnType<typeof createPauses>;
