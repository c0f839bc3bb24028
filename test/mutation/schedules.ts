/**
 * Runs some of the simulator's schedules in the process with the active mutant. They detect a changed outbox that loses,
 * repeats or misreports an answer only when tabs race, storage fails or a page crashes.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate } from '../outbox/simulator/generate.ts';
import { run } from '../outbox/simulator/run.ts';

const SCHEDULES = 160;
const SOME = 20;

for (let from = 1; from <= SCHEDULES; from += SOME)
  test(`schedules ${from} to ${from + SOME - 1}`, async () => {
    for (let seed = from; seed < from + SOME; seed++)
      assert.deepEqual((await run(generate(seed))).breaches, [], `seed ${seed}`);
  });
