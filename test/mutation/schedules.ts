/**
 * Some of the simulator's schedules, in the process in which mutants are switched on: what a changed outbox loses, sends
 * twice or says wrongly only when tabs race, storage fails or a page dies is noticed here.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate } from '../delivery/simulator/generate.ts';
import { run } from '../delivery/simulator/run.ts';

const SCHEDULES = 160;
const SOME = 20;

for (let from = 1; from <= SCHEDULES; from += SOME)
  test(`schedules ${from} to ${from + SOME - 1}`, async () => {
    for (let seed = from; seed < from + SOME; seed++)
      assert.deepEqual((await run(generate(seed))).breaches, [], `seed ${seed}`);
  });
