/**
 * Where slips live: database and journal, else the journal, else this page's memory. Readers take the newest copy of each.
 * A write goes to the journal at once and then, in one transaction that decides, to the database.
 */
import type { Base } from './base.ts';
import type { Environment } from './environment.ts';
import { createJournal } from './journal.ts';
import type { Kept, OutboxOptions } from './letter.ts';
import { limit } from './limit.ts';
import { newer, readable, type Slip } from './slip.ts';

/** A write may take this long before sending starts without it; a read may wait for a cold database. In ms. */
const WRITE = 250;
const READ = 1000;

/**
 * Given the newest copy, the slip to keep: a new one, the same one (nothing is written), or none (it is removed).
 * `sure` says that without a copy here there is none anywhere.
 */
export type Edit = (old: Slip | undefined, sure: boolean) => Slip | undefined;

export interface Store {
  /** `whole` says that other tabs have been heard: not when the database did not answer. */
  all(): Promise<{ readonly slips: Map<string, Slip>; readonly whole: boolean }>;
  /** What can be seen without waiting: not what is in the database alone, because localStorage was full. */
  glance(): Map<string, Slip>;
  /** `edit` runs at once on what is at hand, and again inside the transaction, whose word counts. Never rejects. */
  change(key: string, edit: Edit): Promise<Exclude<Kept, 'refused'>>;
  /** Where the slip was after its last change here. */
  kept(key: string): Exclude<Kept, 'refused'>;
  clear(): Promise<void>;
  close(): void;
}

export function createStore(env: Environment, kind: OutboxOptions['storage']): Store {
  /** Only what could not be written elsewhere. A copy of more would bring back what another tab has removed. */
  const memory = new Map<string, Slip>();
  const journal = kind === 'none' ? undefined : createJournal(env, kind);
  /** What the database has where the journal's older copy could not be changed. It may not answer the next time. */
  const outdated = new Map<string, Slip>();
  /** What this page has put into the journal: if it is there no more, somebody has taken it. */
  const journaled = new Set<string>();
  let base: Promise<Base> | undefined;
  /** Everything was removed: what was still under way brings nothing back. */
  let cleared = false;

  /** What `run` gives, in a list of one. iOS severs connections in the background: it is tried once more on a new one. */
  async function inBase<T>(run: (base: Base) => T): Promise<[Awaited<T>]> {
    const open = async () => env.open();
    if (kind !== 'local') throw 0;
    try {
      base ??= open();
      return [await run(await base)];
    } catch {
      base = open();
      return [await run(await base)];
    }
  }

  const add = (found: Map<string, Slip>, slip: Slip | undefined) => {
    if (slip && newer(slip, found.get(slip.key))) found.set(slip.key, slip);
  };
  const kept = (key: string) => (kind === 'local' && !memory.has(key) ? 'durable' : 'memory');
  const nearby = () => {
    const found = new Map(memory);
    for (const slip of [...outdated.values(), ...(journal?.all() ?? [])]) add(found, slip);
    return found;
  };

  // Now, not when it is needed: a cold open at pagehide lost 25 of 25. An empty database holds nothing of the customer.
  inBase(() => {}).catch(() => {});

  const store: Store = {
    async all() {
      const found = nearby();
      const stored = await limit(
        env,
        inBase((it) => it.all()),
        READ,
      );
      for (const value of stored?.[0] ?? []) add(found, readable(value));
      for (const { key, kind } of found.values()) {
        // A tombstone that did not reach the database yet; once it is there, the journal's key goes.
        if (kind === 'done' && stored && (memory.has(key) || journal?.get(key))) void store.change(key, (old) => old);
      }
      return { slips: found, whole: !!stored };
    },

    glance: nearby,
    kept,

    async change(key, edit) {
      if (cleared) return kept(key);
      const copy = journal?.get(key);
      const held = memory.get(key) ?? outdated.get(key);
      const old = newer(held, copy) ? held : copy;
      let slip = edit(old, journaled.has(key) && !!journal?.open());
      const written = journal && (slip === copy || journal.put(key, slip));
      if (slip && written) journaled.add(key);
      else if (slip || copy) journaled.delete(key);
      if (slip && !written) memory.set(key, slip);
      else memory.delete(key);

      const tried = slip;
      /** Another tab was asked to wait longer while this write was on its way. */
      const outlasted = (latest: Slip | undefined) =>
        !!slip && latest?.kind === 'pause' && latest.hard && latest.nextAt > slip.nextAt;
      const write = inBase((it) =>
        it.change(key, (stored) => {
          const known = readable(stored);
          if (stored && !known) return stored;
          const found = newer(old, known) ? old : known;
          slip = edit(found, true);
          // Another tab's copy that is still on its way there: it will write it itself, and know it for its own.
          return slip === old && slip?.kind === 'answer' ? stored : slip;
        }),
      ).then(([now]) => {
        // Not ours to write: a newer Lojal has something under this key.
        if (cleared || now !== slip) return;
        // A later change, journaled meanwhile, stays; what was tried before the transaction had its say does not.
        const latest = journal?.get(key);
        const done = slip?.kind === 'done';
        const stale = (it: Slip | undefined) => !!it && it.edit === tried?.edit && it.edit !== slip?.edit;
        if (!outlasted(latest) && (newer(slip, latest) || (done && !newer(latest, slip)) || stale(latest)))
          journal?.put(key, done ? undefined : slip);
        const stuck = journal?.get(key);
        if (slip && stuck && newer(slip, stuck)) outdated.set(key, slip);
        else outdated.delete(key);
        const held = memory.get(key);
        if (stale(held) || !newer(held, slip)) memory.delete(key);
      });
      // What was decided inside a transaction that did not commit.
      write.catch(() => {
        const latest = journal?.get(key);
        if (cleared || !slip || outlasted(latest) || !newer(slip, latest) || !newer(slip, memory.get(key))) return;
        if (!journal?.put(key, slip)) memory.set(key, slip);
      });
      await limit(env, write, WRITE);
      return kept(key);
    },

    async clear() {
      cleared = true;
      memory.clear();
      outdated.clear();
      for (const each of ['local', 'session'] as const) createJournal(env, each).clear();
      await limit(
        env,
        inBase((it) => it.clear()),
        READ,
      );
    },

    close() {
      base?.then((it) => it.close()).catch(() => {});
    },
  };
  return store;
}
