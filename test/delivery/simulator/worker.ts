/** Runs schedules in a thread of its own: `[first, count]` in, their tally out. */
import { parentPort } from 'node:worker_threads';
import { tally } from './tally.ts';

parentPort?.on('message', async ([first, count]: [number, number]) => {
  parentPort?.postMessage(await tally(first, count));
});
