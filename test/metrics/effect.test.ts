/**
 * Hold-outs on the real purchases: with an effect of 0, how often is one reported, and with 10 %, how often is it found? `EFFECTS=1000`
 * runs the long simulation.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { effectOf, RunningMoments } from '../../src/metrics/effect.ts';
import { momentsOf } from '../../src/metrics/mean.ts';
import { isSampled } from '../../src/rules/sampling.ts';
import { cdnowOrders } from './cdnow-orders.ts';

const RUNS = Number(process.env.EFFECTS ?? 200);
const seed = Math.floor(Math.random() * 1e9);

/** Revenue of each customer in the last half year of the data, of customers known before. */
const revenue = new Map<string, number>();
for (const { customer, day } of cdnowOrders()) if (day < '1998-01-01') revenue.set(customer, 0);
for (const { customer, day, cents = 0 } of cdnowOrders())
  if (day >= '1998-01-01' && revenue.has(customer)) revenue.set(customer, (revenue.get(customer) ?? 0) + cents);

/** One campaign on all customers. `effect` multiplies what the treated ones spend. */
function run(name: string, heldOut: number, effect: number) {
  const [treated, held] = [new RunningMoments(), new RunningMoments()];
  for (const [customer, spent] of revenue) {
    if (isSampled(customer, name, heldOut)) held.add(spent);
    else treated.add(spent * effect);
  }
  return effectOf(treated.moments, held.moments, heldOut);
}

for (const heldOut of [0.1, 0.2, 0.5])
  test(`a campaign without an effect is rarely reported as one, with ${heldOut * 100} % left out`, () => {
    let alarms = 0;
    for (let i = 0; i < RUNS; i++) if (run(`campaign:${seed}-${i}`, heldOut, 1).change?.real) alarms++;
    console.log(`hold-out ${heldOut}: ${alarms} false alarms in ${RUNS} runs, seed ${seed}`);
    // 5 % and four standard deviations of so many runs.
    assert.ok(alarms / RUNS <= 0.05 + 4 * Math.sqrt((0.05 * 0.95) / RUNS), `${alarms} of ${RUNS}, seed ${seed}`);
  });

test('an effect of 10 % cannot be told from so few customers, and the page says how many it would take', () => {
  let found = 0;
  let wrong = 0;
  for (let i = 0; i < RUNS; i++) {
    const { change, needed } = run(`campaign:${seed}-${i}`, 0.2, 1.1);
    if (change?.real && change.value > 0) found++;
    if (change?.real && change.value < 0) wrong++;
    assert.ok(needed !== null && needed > 10 * revenue.size, String(needed));
  }
  console.log(`effect of 10 %: found in ${found}, reported as a loss in ${wrong} of ${RUNS} runs`);
  assert.ok(found / RUNS < 0.3, 'the data do not allow more');
  assert.ok(wrong / RUNS < 0.05);
});

test('with as many customers as it says, an effect of 10 % is found in about four cases of five', () => {
  // A made shop: the revenue of a customer is drawn from the real ones, and there are as many customers as needed.
  const values = [...revenue.values()];
  const all = momentsOf(new Map([...new Set(values)].map((v) => [v, values.filter((one) => one === v).length])));
  const { needed } = effectOf({ ...all, n: all.n + 1 }, all, 0.5);
  assert.ok(needed !== null);
  let found = 0;
  const runs = Math.min(RUNS, 60);
  for (let i = 0; i < runs; i++) {
    const [treated, held] = [new RunningMoments(), new RunningMoments()];
    for (let customer = 0; customer < needed; customer++) {
      const value = values[Math.floor(Math.random() * values.length)] ?? 0;
      if (customer % 2) held.add(value);
      else treated.add(value * 1.1);
    }
    if (effectOf(treated.moments, held.moments, 0.5).change?.real) found++;
  }
  console.log(`${needed} customers: found in ${found} of ${runs} runs`);
  assert.ok(found / runs > 0.6 && found / runs < 0.97, `${found} of ${runs}`);
});

test('running moments are those of all numbers at once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 2 }), (values) => {
      const running = new RunningMoments();
      for (const value of values) running.add(value);
      const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
      const sd = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1));
      const { moments } = running;
      assert.equal(moments.n, values.length);
      assert.ok(Math.abs(moments.mean - mean) <= 1e-9 * (1 + Math.abs(mean)));
      assert.ok(Math.abs((moments.sd ?? 0) - sd) <= 1e-9 * (1 + sd));
    }),
  );
});

test('nobody bought, one customer, nobody left out: no number, no error', () => {
  const nobody = new RunningMoments().moments;
  const one = new RunningMoments();
  one.add(5);
  assert.deepEqual(effectOf(nobody, nobody, 0.1), { change: null, needed: null });
  assert.deepEqual(effectOf(one.moments, nobody, 0.1), { change: null, needed: null });
  assert.deepEqual(effectOf(one.moments, one.moments, 0.1).change, { value: 0, low: null, high: null, real: null });
  const zeros = new RunningMoments();
  for (let i = 0; i < 9; i++) zeros.add(0);
  assert.deepEqual(effectOf(zeros.moments, zeros.moments, 0.1), {
    change: { value: 0, low: null, high: null, real: null },
    needed: null,
  });
});
