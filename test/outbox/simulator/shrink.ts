/** Shrinks a failing schedule: removes events as long as the same rule is still broken. */
import { type Outcome, run } from './run.ts';
import type { Schedule } from './schedule.ts';
import type { Create } from './tab.ts';

/** The number of lines of a trace that are printed. The last twenty lines follow. */
const LINES = Number(process.env.LINES ?? 80);

/** The limit of tries. */
const TRIES = 400;

export async function shrink(schedule: Schedule, create?: Create): Promise<{ schedule: Schedule; outcome: Outcome }> {
  let best = schedule;
  const rule = (await run(best, create)).breaches[0]?.rule;
  let tries = 0;
  const fails = async (candidate: Schedule) => {
    tries++;
    return (await run(candidate, create)).breaches[0]?.rule === rule;
  };
  const simpler = { ...best, crowd: 0 };
  if (best.crowd && (await fails(simpler))) best = simpler;
  const { probe, ...alone } = best;
  if (probe && (await fails(alone))) best = alone;
  for (let size = best.events.length >> 1; size > 0 && tries < TRIES; size = size === 1 ? 0 : size >> 1) {
    for (let at = best.events.length - size; at >= 0 && tries < TRIES; at -= size) {
      const events = best.events.toSpliced(at, size);
      const candidate = { ...best, events };
      if (await fails(candidate)) best = candidate;
    }
  }
  return { schedule: best, outcome: await run(best, create, true) };
}

/** The text of a failure: the seed, the events and the trace. */
export function report({ schedule, outcome }: { schedule: Schedule; outcome: Outcome }): string {
  const lines = [
    ...outcome.breaches.slice(0, 3).map(({ rule, words }) => `BROKEN (${rule}) ${words}`),
    `seed ${schedule.seed}, ${schedule.events.length} events after shrinking:`,
    ...schedule.events.map((event) => `  ${JSON.stringify(event)}`),
    ...outcome.trace.slice(0, LINES),
    ...(outcome.trace.length > LINES ? ['…', ...outcome.trace.slice(-20)] : []),
  ];
  return lines.join('\n');
}
