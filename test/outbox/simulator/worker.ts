/** Runs schedules in a thread of its own: `[first, count]` in, their totals out. */
import { parentPort } from 'node:worker_threads';
import { runSeeds } from './totals.ts';

parentPort?.on('message', async ([first, count]: [number, number]) => {
  parentPort?.postMessage(await runSeeds(first, count));
});
