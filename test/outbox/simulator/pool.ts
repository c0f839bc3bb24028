/** Runs many schedules on all cores. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { add, empty, type Totals } from './totals.ts';

/** The number of seeds that a worker gets at a time. */
const CHUNK = 100;

/**
 * Runs `count` schedules, from the seed `first` on. Calls `each` with the sum after every chunk; if `each` returns
 * false, no further chunk starts.
 */
export async function simulate(
  first: number,
  count: number,
  each?: (sum: Totals) => boolean | undefined,
): Promise<Totals> {
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
      worker.on('message', (part: Totals) => {
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
