/** The totals of many runs. Totals of several workers can be added. */
import { generate } from './generate.ts';
import { run } from './run.ts';
import type { Event } from './schedule.ts';

export interface Totals {
  schedules: number;
  answers: number;
  stored: number;
  requests: number;
  /** The number of losses that no outbox can prevent, by cause. */
  excused: Record<string, number>;
  /** The number of schedules with each kind of event. */
  classes: Record<string, number>;
  failures: { seed: number; rule: string; words: string }[];
}

export const empty = (): Totals => ({
  schedules: 0,
  answers: 0,
  stored: 0,
  requests: 0,
  excused: {},
  classes: {},
  failures: [],
});

const into = (sum: Record<string, number>, more: Readonly<Record<string, number>>) => {
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
};

export function add(sum: Totals, more: Totals): void {
  sum.schedules += more.schedules;
  sum.answers += more.answers;
  sum.stored += more.stored;
  sum.requests += more.requests;
  into(sum.excused, more.excused);
  into(sum.classes, more.classes);
  sum.failures.push(...more.failures);
}

const names = (event: Event): string[] =>
  event.do === 'net'
    ? event.faults.map((it) => `net ${it}`)
    : event.do === 'webStorage' || event.do === 'database' || event.do === 'identity'
      ? [`${event.do} ${event.fault}`]
      : [event.do];

/** Runs the schedules of `count` seeds from `first` on. */
export async function runSeeds(first: number, count: number): Promise<Totals> {
  const sum = empty();
  for (let seed = first; seed < first + count; seed++) {
    const schedule = generate(seed);
    const { breaches, excused, answers, stored, requests } = await run(schedule);
    const classes: Record<string, number> = {};
    for (const name of schedule.events.flatMap(names)) classes[name] = 1;
    const failures = breaches.slice(0, 1).map((it) => ({ seed, ...it }));
    add(sum, { schedules: 1, answers, stored, requests, excused, classes, failures });
  }
  return sum;
}

const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

export const summary = ({ schedules, answers, stored, requests, excused, classes, failures }: Totals): string =>
  [
    `${schedules} schedules: ${answers} answers, ${stored} rows, ${requests} requests; ${failures.length} failed`,
    `excused: ${list(excused) || 'none'}`,
    `schedules with: ${list(classes)}`,
  ].join('\n');
