import { createEndpoint, openStore, type Store } from '../../src/endpoint/index.ts';

/** A row, as the owner's export gives it. */
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

/** When the store had committed a revision, in ms since 1970. */
export interface Commit {
  readonly id: string;
  readonly at: number;
}

/** The reference endpoint on an embedded database in memory, with a note of when each answer was in it. */
export interface Back {
  readonly store: Store;
  readonly commits: readonly Commit[];
  /** Answers whose product begins with `product`. */
  rows(product: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

const KEY = 'the key of the owner, for this test';

/** The reference endpoint for one shop. Its limits are not what is tested here: a test's customers all have one address. */
export const endpointOf = (back: Back, origin: string) =>
  createEndpoint(Object.assign({ store: back.store, origins: [origin], ownerKey: KEY }, { limits: false as const }));

export async function openBack(): Promise<Back> {
  const store = await openStore({ folder: 'memory://' });
  const commits: Commit[] = [];
  const noted: Store = {
    ...store,
    async put(...given: Parameters<Store['put']>) {
      const outcome = await store.put(...given);
      commits.push({ id: given[0].id, at: Date.now() });
      return outcome;
    },
  };
  const back: Back = {
    store: noted,
    commits,
    async rows(product) {
      const found: Row[] = [];
      const response = await endpointOf(
        back,
        'http://127.0.0.1',
      )(new Request('http://127.0.0.1/apps/lojal/answers', { headers: { authorization: `Bearer ${KEY}` } }));
      for (const line of (await response.text()).split('\n')) {
        if (!line) continue;
        const row = JSON.parse(line) as Row;
        if (row.data.product?.startsWith(product)) found.push(row);
      }
      return found;
    },
    close: () => store.close(),
  };
  return back;
}
