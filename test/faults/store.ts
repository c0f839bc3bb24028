import { createEndpoint, type Store } from '../../src/server/index.ts';
import { openMemoryStore } from '../helpers/memory-database.ts';

/** A stored answer, as in the export. */
export interface Row {
  readonly id: string;
  readonly subject?: string;
  readonly data: {
    readonly revision: number;
    readonly product?: string;
    readonly comment?: string;
    readonly score?: number;
  };
}

/** The time at which a revision was committed, in ms since 1970. */
export interface Commit {
  readonly id: string;
  readonly at: number;
}

/** The reference server on an embedded in-memory database. Records the time of each commit. */
export interface Back {
  readonly store: Store;
  readonly commits: readonly Commit[];
  /** The stored answers whose product begins with `product`. */
  rows(product: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

const KEY = 'the key of the owner, for this test';

/** The reference server for one shop. Rate limits are off, because all customers of a test have the same address. */
export const endpointOf = (back: Back, origin: string) =>
  createEndpoint(Object.assign({ store: back.store, origins: [origin], ownerKey: KEY }, { limits: false as const }));

export async function openBack(): Promise<Back> {
  const store = await openMemoryStore();
  const commits: Commit[] = [];
  const noted: Store = {
    ...store,
    async insert(...given: Parameters<Store['insert']>) {
      const outcome = await store.insert(...given);
      commits.push({ id: given[0].id, at: Date.now() });
      return outcome;
    },
  };
  const owner = createEndpoint({ store, ownerKey: KEY });
  const back: Back = {
    store: noted,
    commits,
    async rows(product) {
      const found: Row[] = [];
      const response = await owner(
        new Request('http://127.0.0.1/apps/lojal/answers', { headers: { authorization: `Bearer ${KEY}` } }),
      );
      for (const line of (await response.text()).split('\n')) {
        if (!line.includes(product)) continue;
        const row = JSON.parse(line) as Row;
        if (row.data.product?.startsWith(product)) found.push(row);
      }
      return found;
    },
    close: () => store.close(),
  };
  return back;
}
