/** What is said to a screen reader without being looked for, in each engine: it can be heard when it comes. */
import { after, before, describe, test } from 'node:test';
import { findEngines } from '../helpers/drive/index.ts';
import { CASES } from './announcements.ts';
import { EAR, type Heard } from './ear.ts';
import { PROGRAM } from './paths.ts';
import { openPlace, type Place, until } from './place.ts';

const engines = (await findEngines()).filter(({ name }) => !process.env.ENGINE || name === process.env.ENGINE);

describe('announced', { concurrency: engines.length }, () => {
  for (const engine of engines)
    describe(engine.name, { concurrency: 1 }, () => {
      let place: Place;
      before(async () => {
        place = await openPlace(engine, PROGRAM, EAR);
      });
      after(() => place?.close());
      for (const { name, body, ready, data, do: happen, says } of CASES)
        test(`${engine.name}: ${name}`, { timeout: 120_000 }, async () => {
          const page = await place.open(body, data);
          await page.shows(ready);
          // What is there in the frame before is there for a screen reader.
          await page.tab.run(
            'for (let i = 0; i < 2; i++) await new Promise((resolve) => requestAnimationFrame(resolve));',
          );
          await happen(page);
          for (const words of says) {
            const so = (heard: readonly Heard[]) =>
              heard.some((one) => one.words === words && (one.by === 'focus' || Number(one.frames) > 0));
            await until(() => page.tab.run<Heard[]>('return heard'), so, `"${words}" is heard`);
          }
        });
    });
});
