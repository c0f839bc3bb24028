/** Many schedules on all cores. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { add, empty, type Tally } from './tally.ts';

/** Seeds that a worker gets at a time. */
const CHUNK = 100;

/**
 * The seeds `first`, `first + 1` … in `count` schedules; `each` hears of the sum after every chunk, and may stop it by
 * giving false.
 */
export async function simulate(
  first: number,
  count: number,
  each?: (sum: Tally) => boolean | undefined,
): Promise<Tally> {
  const sum = empty();
  let next = first;
  const end = first + count;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL('./worker.js', import.meta.url));
      const more = () => {
        if (next >= end) {
          resolve();
          return void worker.terminate();
        }
        const size = Math.min(CHUNK, end - next);
        worker.postMessage([next, size]);
        next += size;
      };
      worker.on('message', (part: Tally) => {
        add(sum, part);
        if (each?.(sum) === false) next = end;
        more();
      });
      worker.on('error', reject);
      more();
    });
  await Promise.all(Array.from({ length: Math.max(1, availableParallelism()) }, one));
  sum.failures.sort((a, b) => a.seed - b.seed);
  return sum;
}
