/** Some cycles in each engine. `npm run cycles` runs 500 in Chromium and 100 in each other engine. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type EngineName, findEngines } from '../helpers/drive/index.ts';
import { runCycles, describe as words } from './cycles.ts';
import { type Back, openBack } from './store.ts';

const FULL: Readonly<Record<EngineName, number>> = { chromium: 500, firefox: 100, webkit: 100 };
const SOME: Readonly<Record<EngineName, number>> = { chromium: 50, firefox: 15, webkit: 15 };

const counts = process.env.CYCLES === 'full' ? FULL : SOME;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const engines = (await findEngines()).filter(({ name }) => !process.env.ENGINE || name === process.env.ENGINE);
let back: Back;

describe('closing, navigating away and killing the browser', { concurrency: engines.length }, () => {
  before(async () => {
    console.log(`cycles: SEED=${seed}`);
    back = await openBack();
  });
  after(() => back?.close());
  for (const engine of engines)
    test(`${engine.name}: no answer is lost or duplicated`, async () => {
      try {
        const count = counts[engine.name];
        const result = await runCycles(engine, back, count, seed);
        console.log(words(engine, result));
        const tallies = Object.values(result.tallies);
        const sum = (key: keyof (typeof tallies)[number]) => tallies.reduce((all, one) => all + one[key], 0);
        assert.equal(sum('cycles'), count);
        assert.deepEqual([sum('lost'), sum('duplicated')], [0, 0]);
        // Otherwise the pages ended too early, and the test shows nothing.
        assert.ok(sum('saved') + sum('sent') > count / 4, 'too few were told anything');
      } finally {
        await engine.close();
      }
    });
});
