/**
 * `npm run simulate -- 1000000` runs this number of schedules. `SEED=123 npm run simulate` replays one schedule,
 * shrunk, with its trace. `FIRST` sets the first seed (default 1), `MINUTES` the time limit.
 */
import { generate } from './generate.ts';
import { simulate } from './pool.ts';
import { run } from './run.ts';
import { report, shrink } from './shrink.ts';
import { summary } from './totals.ts';

const { SEED, FIRST = '1', MINUTES = 'Infinity' } = process.env;

async function replay(seed: number): Promise<boolean> {
  const schedule = generate(seed);
  const outcome = await run(schedule, undefined, true);
  const fine = !outcome.breaches.length;
  console.log(report(fine ? { schedule, outcome } : await shrink(schedule)));
  return fine;
}

async function many(count: number): Promise<boolean> {
  const started = performance.now();
  let said = started;
  const sum = await simulate(Number(FIRST), count, ({ schedules, failures }) => {
    const now = performance.now();
    if (now - said > 30_000) {
      said = now;
      const rate = schedules / (now - started);
      const seeds = failures.map((it) => it.seed).slice(-5);
      console.log(`${schedules} done, ${failures.length} failed ${seeds}, ${(1 / rate).toFixed(2)} ms each`);
    }
    return now - started < Number(MINUTES) * 60_000;
  });
  console.log(`seeds from ${FIRST}, ${Math.round((performance.now() - started) / 1000)} s\n${summary(sum)}`);
  for (const { seed, rule, words } of sum.failures.slice(0, 20)) console.log(`seed ${seed}: (${rule}) ${words}`);
  const [first] = sum.failures;
  if (first) await replay(first.seed);
  return !first;
}

const fine = SEED ? await replay(Number(SEED)) : await many(Number(process.argv[2] ?? 10_000));
process.exitCode = fine ? 0 : 1;
