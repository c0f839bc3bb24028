/**
 * What this page knows of each record, in one map. Storage alone is not enough: it may be denied, full or slow, another
 * tab or the browser may empty it, and a page that closes cannot wait for it.
 */
import type { Environment } from './environment.ts';
import type { OutboundAnswer } from './outbound-answer.ts';
import { policies } from './policies.ts';
import type { OutboxRecord } from './record.ts';

export interface PageEntry {
  /**
   * The newest copy, where web storage holds an older one or none. Nothing else is copied here: a copy would bring back
   * what another tab has removed. `durable`: the database holds the copy too.
   */
  copy?: OutboxRecord | undefined;
  durable?: boolean;
  /** This page has put the record into web storage. If it is gone from there, another tab has taken it. */
  stored?: boolean;
  /**
   * The newest record that this page has seen, also where storage has lost it: of a pause, of a tombstone, and of the
   * page's own answers.
   */
  seen?: OutboxRecord | undefined;
  /** This page saved the answer, so its outcome is reported, and its draft leaves with the page. */
  own?: boolean;
  /** The last `save`, or none after `discard`. Transactions may run late and out of order: an older one writes nothing. */
  latest?: OutboundAnswer | undefined;
  /** The outcome that was reported last. Without it the next outcome is reported even if it is the same. */
  reported?: string | undefined;
  /** This page is sending the answer. Its claim in storage may be unwritten, or over. */
  sending?: boolean;
}

export const hold = (entry: PageEntry, copy: OutboxRecord | undefined, durable: boolean): void =>
  void Object.assign(entry, { copy, durable });

export interface PageState {
  entry(key: string): PageEntry;
  entries(): Iterable<PageEntry>;
  /** Takes note of a record in `entry.seen`. The repository does so with what it reads and changes. */
  remember(record: OutboxRecord | undefined): void;
  clear(): void;
}

export function createPageState(env: Environment): PageState {
  const page = new Map<string, PageEntry>();
  const entry = (key: string): PageEntry => {
    const known = page.get(key) ?? {};
    page.set(key, known);
    return known;
  };
  return {
    entry,
    entries: () => page.values(),
    remember(record) {
      if (!record) return;
      const known = entry(record.key);
      const { seen, own } = known;
      // The answers of other pages are their own matter.
      if ((record.kind !== 'answer' || own) && (!seen || policies.tellsMore(record, seen, env.now())))
        known.seen = record;
    },
    clear: () => page.clear(),
  };
}
