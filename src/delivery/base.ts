/** The database: one object store of slips. A browser that is killed right after the write still has it (0 ms). */
import { TruePromise } from './limit.ts';

/** A keyed store with transactions. Values are `unknown`: what lies there may be foreign or broken. */
export interface Base {
  all(): Promise<unknown[]>;
  /** One transaction: what `edit` makes of the stored value takes its place. The same value back writes nothing. */
  change(key: string, edit: (stored: unknown) => unknown): Promise<unknown>;
  /** Removes everything. */
  clear(): Promise<unknown>;
  close(): void;
}

const NAME = 'lojal';
const STORE = 'slips';

function work(
  db: IDBDatabase,
  mode: IDBTransactionMode,
  start: (store: IDBObjectStore, end: (value: unknown) => void) => void,
) {
  return new TruePromise<unknown>((resolve, reject) => {
    // Strict: "saved" is said to a person when this completes.
    const transaction = db.transaction(STORE, mode, { durability: 'strict' });
    let result: unknown;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error);
    // Firefox hands an error event that nobody prevented to window.onerror; preventing it alone would commit the rest.
    transaction.onerror = (event) => {
      event.preventDefault();
      transaction.abort();
    };
    start(transaction.objectStore(STORE), (value) => {
      result = value;
    });
  });
}

/** Opens the database, or makes it. Rejects where storage is denied, or when a newer Lojal has changed it. */
export const openBase = (): Promise<Base> =>
  new TruePromise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    request.onerror = (event) => {
      event.preventDefault();
      reject(request.error);
    };
    request.onsuccess = () => {
      const db = request.result;
      // A database of our name that is not ours would take answers and not give them back.
      let ours = false;
      try {
        ours = db.transaction(STORE).objectStore(STORE).keyPath === 'key';
      } catch {}
      if (!ours) {
        db.close();
        return reject(new Error('a foreign database'));
      }
      // A newer Lojal in another tab, or forget() there, must not wait for us.
      db.onversionchange = () => db.close();
      resolve({
        all: () =>
          work(db, 'readonly', (store, end) => {
            const found = store.getAll();
            found.onsuccess = () => end(found.result);
          }) as Promise<unknown[]>,
        change: (key, edit) =>
          work(db, 'readwrite', (store, end) => {
            const found = store.get(key);
            found.onsuccess = () => {
              const stored: unknown = found.result;
              const next = edit(stored);
              end(next);
              if (next === stored) return;
              if (next) store.put(next);
              else store.delete(key);
            };
          }),
        async clear() {
          await work(db, 'readwrite', (store) => void store.clear());
          db.close();
          indexedDB.deleteDatabase(NAME);
        },
        close: () => db.close(),
      });
    };
  });
