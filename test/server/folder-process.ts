/**
 * A process that locks or opens a folder when told to, started by `folder-processes.ts`.
 *
 * `lock <folder>` takes the lock alone; `open <folder>` opens the store and stores answers until the process is killed,
 * reporting each one that is acknowledged.
 */
import { lockFolder } from '../../src/server/db/folder-lock.ts';
import { nps } from './samples.ts';

let release = () => {};
process.on('message', async (message: string) => {
  const [word, folder = ''] = message.split(' ');
  try {
    if (word === 'lock') release = await lockFolder(folder);
    if (word === 'release') release();
    if (word === 'open') {
      const { openStore } = await import('../../src/server/index.ts');
      const store = await openStore({ folder });
      process.send?.({ done: word });
      for (;;) {
        const event = nps();
        if ((await store.insert(event as never, event.id)) === 'stored') process.send?.({ stored: event.id });
      }
    }
    process.send?.({ done: word });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.message : String(error) });
  }
});
process.once('disconnect', () => process.exit());
process.send?.({ done: 'start' });
