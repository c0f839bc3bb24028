/**
 * The only reader and writer of storage: a database with a synchronous copy in web storage, else web storage alone, else
 * the memory of this page. Readers get the newest copy of each record. A change is written to web storage at once, and
 * then to the database, in one transaction that decides.
 */
import { createConnection } from './connection.ts';
import type { Environment } from './environment.ts';
import type { OutboxOptions } from './outbound-answer.ts';
import { hold, type PageState } from './page-state.ts';
import { policies } from './policies.ts';
import { type OutboxRecord, readRecord } from './record.ts';
import type { Edit, Repository } from './repository-interface.ts';
import { createWebStorage } from './web-storage.ts';
import { withTimeout } from './with-timeout.ts';

/** Sending does not wait longer than this for a write; a read may have to wait for a cold database. In ms. */
const WRITE = 250;
const READ = 1000;

export function createRepository(env: Environment, kind: OutboxOptions['storage'], page: PageState): Repository {
  const webStorage = kind === 'none' ? undefined : createWebStorage(env, kind);
  /** Everything was deleted: writes that are still under way bring nothing back. */
  let cleared = false;

  const { inDatabase, close } = createConnection(env, kind === 'local');

  const add = (found: Map<string, OutboxRecord>, record: OutboxRecord | undefined) => {
    // Not an answer: a page that leaves sends what it knew before, and not the later revision of another tab.
    if (record?.kind !== 'answer') page.remember(record);
    if (record && policies.isNewer(record, found.get(record.key))) found.set(record.key, record);
  };
  const durability = (key: string) => {
    const { copy, durable } = page.entry(key);
    return kind !== 'local' || (copy && !durable) ? 'memory' : 'durable';
  };
  const nearby = () => {
    const found = new Map<string, OutboxRecord>();
    for (const { copy } of page.entries()) add(found, copy);
    for (const record of webStorage?.all() ?? []) add(found, record);
    return found;
  };

  // Now, not at the first write: a cold open at pagehide lost 25 of 25. An empty database holds no data of the customer.
  inDatabase(() => {}).catch(() => {});

  const repository: Repository = {
    nearby,
    durability,

    async all() {
      const records = nearby();
      const stored = await withTimeout(
        env,
        inDatabase((it) => it.all()),
        READ,
      );
      const found = stored?.[0].flatMap((value) => readRecord(value) ?? []);
      for (const record of found ?? []) add(records, record);
      for (const known of page.entries()) {
        const { copy, durable, own } = known;
        // Another tab has removed its answer from the database, and this copy would bring the answer back.
        if (copy && durable && !own && found?.every(({ key }) => key !== copy.key)) {
          hold(known, undefined, true);
          records.delete(copy.key);
        }
      }
      for (const record of records.values()) {
        const { key, kind } = record;
        page.remember(record);
        // A tombstone that has not reached the database yet. Once it is there, the key in web storage is removed.
        if (kind === 'tombstone' && stored && (durability(key) === 'memory' || webStorage?.get(key)))
          void repository.change(key, (found) => found);
      }
      return { records, complete: !!stored };
    },

    async change(key, decide) {
      if (cleared) return durability(key);
      const known = page.entry(key);
      const edit: Edit = (found, certain) => {
        page.remember(found);
        const record = decide(found, certain);
        page.remember(record);
        return record;
      };
      const before = webStorage?.get(key);
      const nearest = policies.isNewer(known.copy, before) ? known.copy : before;
      let record = edit(nearest, !!known.stored && !!webStorage?.open());
      const written = webStorage && (record === before || webStorage.put(key, record));
      if (record || before) known.stored = !!record && !!written;
      if (record && !written) hold(known, record, false);
      else if (!known.durable) hold(known, undefined, false);

      const tried = record;
      const wasTried = (it: OutboxRecord | undefined) => !!it && it.edit === tried?.edit && it.edit !== record?.edit;
      /** Meanwhile another tab was asked to wait longer. */
      const outlasted = (it: OutboxRecord | undefined) =>
        !!record && it?.kind === 'pause' && it.byServer && it.nextAt > record.nextAt;
      const write = inDatabase((it) =>
        it.change(key, (value) => {
          const stored = readRecord(value);
          if (value && !stored) return value;
          record = edit(policies.isNewer(nearest, stored) ? nearest : stored, true);
          // Another tab's answer that is in web storage alone: that tab writes it itself, and must find it its own.
          return record === nearest && record?.kind === 'answer' ? value : record;
        }),
      ).then(([result]) => {
        // The key holds a record of a newer Lojal.
        if (cleared || result !== record) return;
        // A later change in web storage stays. What was tried before the transaction decided otherwise does not.
        const now = webStorage?.get(key);
        const buried = record?.kind === 'tombstone';
        if (
          !outlasted(now) &&
          (policies.isNewer(record, now) || (buried && !policies.isNewer(now, record)) || wasTried(now))
        )
          webStorage?.put(key, buried ? undefined : record);
        const left = webStorage?.get(key);
        const { copy, durable } = known;
        if (!copy || durable || wasTried(copy) || !policies.isNewer(copy, record))
          hold(known, left && policies.isNewer(record, left) ? record : undefined, true);
      });
      // The transaction decided, but did not commit.
      write.catch(() => {
        const now = webStorage?.get(key);
        if (cleared || !record || outlasted(now) || !policies.isNewer(record, now)) return;
        // Another tab has taken the copy in web storage, and may have sent it: other words need the next revision.
        if (!now && known.stored && record.kind === 'answer' && record.state === 'pending')
          record = { ...record, attempts: 1 };
        page.remember(record);
        if (policies.isNewer(record, known.durable ? undefined : known.copy) && !webStorage?.put(key, record))
          hold(known, record, false);
      });
      await withTimeout(env, write, WRITE);
      return durability(key);
    },

    async clear() {
      cleared = true;
      page.clear();
      for (const each of ['local', 'session'] as const) createWebStorage(env, each).clear();
      await withTimeout(
        env,
        inDatabase((it) => it.clear()),
        READ,
      );
    },

    close,
  };
  return repository;
}
