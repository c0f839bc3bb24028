/** Runs several reads of the database. */

type Reads<Results extends readonly unknown[]> = { readonly [K in keyof Results]: () => Promise<Results[K]> };

async function run<Results extends readonly unknown[]>(reads: Reads<Results>, atOnce: number): Promise<Results> {
  const results: unknown[] = [];
  const waiting = [...reads.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await next[1]();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results as unknown as Results;
}

/** One after the other: in a transaction, which has one connection. */
export const inTurn = <Results extends readonly unknown[]>(reads: Reads<Results>): Promise<Results> => run(reads, 1);

/** Uses two connections. */
export const twoAtOnce = <Results extends readonly unknown[]>(reads: Reads<Results>): Promise<Results> => run(reads, 2);
