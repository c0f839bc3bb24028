/** Each element by real keys alone, in each engine: what has the focus after each of them, and that it is seen. */
import { after, before, describe, test } from 'node:test';
import { findEngines } from '../helpers/drive/index.ts';
import { PATHS, PROGRAM } from './paths.ts';
import { openPlace, type Place } from './place.ts';

const engines = (await findEngines()).filter(({ name }) => !process.env.ENGINE || name === process.env.ENGINE);

describe('by keyboard', { concurrency: engines.length }, () => {
  for (const engine of engines)
    describe(engine.name, { concurrency: 1 }, () => {
      let place: Place;
      before(async () => {
        place = await openPlace(engine, PROGRAM);
      });
      after(() => place?.close());
      for (const { name, body, data, ready, walk } of PATHS)
        test(`${engine.name}: ${name}`, { timeout: 120_000 }, async () => {
          const page = await place.open(body, data);
          await page.shows(ready);
          await walk(page);
        });
    });
});
