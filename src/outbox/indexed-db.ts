/** The database: one object store of records. A browser that is killed right after a write (0 ms) still has the write. */
import { NativePromise } from './with-timeout.ts';

/** A keyed store with transactions. Values are `unknown`, because stored values may be foreign or corrupt. */
export interface Database {
  all(): Promise<unknown[]>;
  /** One transaction: `edit` gets the stored value and gives the next one. The same value writes nothing, none deletes. */
  change(key: string, edit: (stored: unknown) => unknown): Promise<unknown>;
  /** Deletes everything. */
  clear(): Promise<unknown>;
  close(): void;
}

const NAME = 'lojal';
const STORE = 'records';

function transact(
  db: IDBDatabase,
  mode: IDBTransactionMode,
  start: (store: IDBObjectStore, end: (value: unknown) => void) => void,
) {
  return new NativePromise<unknown>((resolve, reject) => {
    // Strict, because the customer is told "saved" when the transaction completes.
    const transaction = db.transaction(STORE, mode, { durability: 'strict' });
    let result: unknown;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error);
    // Firefox passes an error event that nobody prevented to window.onerror. Preventing the event alone would commit the rest.
    transaction.onerror = (event) => {
      event.preventDefault();
      // Throws when the browser has aborted the transaction, and this is one of its pending requests.
      try {
        transaction.abort();
      } catch {}
    };
    start(transaction.objectStore(STORE), (value) => {
      result = value;
    });
  });
}

/** Opens or creates the database. Rejects where storage is denied, and when a newer Lojal has changed the database. */
export const openDatabase = (): Promise<Database> =>
  new NativePromise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    request.onerror = (event) => {
      event.preventDefault();
      reject(request.error);
    };
    request.onsuccess = () => {
      const db = request.result;
      // A foreign database of this name would take answers and not give them back.
      let ours = false;
      try {
        ours = db.transaction(STORE).objectStore(STORE).keyPath === 'key';
      } catch {}
      if (!ours) {
        db.close();
        return reject(new Error('a foreign database'));
      }
      // A newer Lojal in another tab, or forget() there, must not have to wait for this connection.
      db.onversionchange = () => db.close();
      resolve({
        all: () =>
          transact(db, 'readonly', (store, end) => {
            const found = store.getAll();
            found.onsuccess = () => end(found.result);
          }) as Promise<unknown[]>,
        change: (key, edit) =>
          transact(db, 'readwrite', (store, end) => {
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
          await transact(db, 'readwrite', (store) => void store.clear());
          db.close();
          indexedDB.deleteDatabase(NAME);
        },
        close: () => db.close(),
      });
    };
  });
