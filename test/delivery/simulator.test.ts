/**
 * The real outbox under virtual time: seeded schedules of tabs, storage, network, clocks and crashes, checked against a
 * model; and outboxes that are broken on purpose, each of which must be caught. `SEED=n npm run simulate` replays one.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken, load } from './simulator/broken.ts';
import { CROWD, generate } from './simulator/generate.ts';
import { simulate } from './simulator/pool.ts';
import { run } from './simulator/run.ts';
import { report, shrink } from './simulator/shrink.ts';
import { summary } from './simulator/tally.ts';

const FIRST = 1;
const COUNT = 10_000;
/** Within so many schedules a broken outbox must be caught. */
const CATCH = 50;

test(`${COUNT} schedules: nothing is lost that was promised, nothing is stored twice`, async () => {
  const started = performance.now();
  const sum = await simulate(FIRST, COUNT);
  console.log(`seeds ${FIRST} to ${FIRST + COUNT - 1}, ${Math.round((performance.now() - started) / 1000)} s`);
  console.log(summary(sum));
  const [first] = sum.failures;
  assert.ok(!first, first && report(await shrink(generate(first.seed))));
  assert.equal(sum.schedules, COUNT);
  // A simulator in which little happens finds little.
  assert.ok(sum.stored > COUNT && sum.requests > sum.stored);
});

test('a schedule is the same each time that it is run', async () => {
  for (let seed = FIRST; seed < FIRST + 20; seed++) {
    const [one, two] = [await run(generate(seed), undefined, true), await run(generate(seed), undefined, true)];
    assert.deepEqual(one, two);
  }
});

for (const one of broken)
  test(`a broken outbox is caught: ${one.name}`, async () => {
    const create = await load(one);
    let seed = one.crowd ? CROWD : (one.from ?? FIRST);
    for (let schedules = 1; schedules <= CATCH; schedules++) {
      const [breach] = (await run(generate(seed), create)).breaches;
      if (breach) {
        console.log(`${one.name}: schedule ${schedules}, seed ${seed}: (${breach.rule}) ${breach.words}`);
        return;
      }
      seed += one.crowd ? CROWD : 1;
    }
    assert.fail(`not caught within ${CATCH} schedules`);
  });
