/**
 * The real outbox under virtual time: seeded schedules of tabs, storage, network, clocks and crashes, checked against a
 * model; and outboxes that are broken on purpose, each of which must be caught. `SEED=n npm run simulate` replays one.
 *
 * Each run takes 2,000 fixed seeds, which let two runs be compared, and fresh ones: `FRESH` is the first of these, `SCHEDULES`
 * their number.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broken } from './simulator/broken.ts';
import { SCHEDULES, SEEDS } from './simulator/corpus.ts';
import { CROWD, generate } from './simulator/generate.ts';
import { simulate } from './simulator/pool.ts';
import { run } from './simulator/run.ts';
import { report, shrink } from './simulator/shrink.ts';
import { summary } from './simulator/totals.ts';

const FIRST = 1;
const FIXED = 2_000;
const FRESH_COUNT = Number(process.env.SCHEDULES ?? 10_000);
const FRESH = Number(process.env.FRESH ?? 1e6 + Math.floor(Math.random() * 2e9));
/** Each schedule of the corpus runs with so many sequences of chance. */
const AGAIN = 12;
/** Within so many schedules a broken outbox must be caught. */
const CATCH = 50;

for (const [name, schedule] of Object.entries(SCHEDULES))
  test(`a schedule that once failed: ${name}`, async () => {
    for (let seed = schedule.seed; seed < schedule.seed + AGAIN; seed++)
      assert.deepEqual((await run({ ...schedule, seed })).breaches, [], `seed ${seed}`);
  });

for (const seed of SEEDS)
  test(`a seed that once failed: ${seed}`, async () => {
    const { breaches } = await run(generate(seed));
    assert.ok(!breaches.length, breaches.length ? report(await shrink(generate(seed))) : '');
  });

for (const [kind, first, count] of [
  ['fixed', FIRST, FIXED],
  ['fresh', FRESH, FRESH_COUNT],
] as const)
  test(`${count} schedules of ${kind} seeds: nothing is lost that was promised, nothing is stored twice`, async () => {
    console.log(`${kind} seeds from ${first}: FRESH=${first} SCHEDULES=${count} repeats them`);
    const started = performance.now();
    const sum = await simulate(first, count);
    console.log(`seeds ${first} to ${first + count - 1}, ${Math.round((performance.now() - started) / 1000)} s`);
    console.log(summary(sum));
    const [failure] = sum.failures;
    assert.ok(!failure, failure && report(await shrink(generate(failure.seed))));
    assert.equal(sum.schedules, count);
    // A simulator in which little happens finds little.
    assert.ok(sum.stored > count && sum.requests > sum.stored);
  });

test('a schedule is the same each time that it is run', async () => {
  for (let seed = FIRST; seed < FIRST + 20; seed++) {
    const [one, two] = [await run(generate(seed), undefined, true), await run(generate(seed), undefined, true)];
    assert.deepEqual(one, two);
  }
});

for (const one of broken)
  test(`a broken outbox is caught: ${one.name}`, async () => {
    let seed = one.crowd ? CROWD : (one.from ?? FIRST);
    for (let schedules = 1; schedules <= CATCH; schedules++) {
      const [breach] = (await run(generate(seed), one.create)).breaches;
      if (breach) {
        console.log(`${one.name}: schedule ${schedules}, seed ${seed}: (${breach.rule}) ${breach.words}`);
        return;
      }
      seed += one.crowd ? CROWD : 1;
    }
    assert.fail(`not caught within ${CATCH} schedules`);
  });
