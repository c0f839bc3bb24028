/**
 * `npm run bench:growth` measures how the cost grows: with the number of elements on a page (ms of the main thread at
 * CPU ÷ 4 until all are visible), with the entries of a ledger, and with tiers and rewards (ms in Node at full speed).
 * Prints the figures with their slopes and draws docs/growth.svg. The slope is the exponent: 1 is linear growth.
 */
import { writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { parseAccount } from '../../src/config/account-reader.ts';
import { parseProgram } from '../../src/config/program-reader.ts';
import { compute } from '../../src/loyalty/compute.ts';
import { snapshot } from '../../src/loyalty/snapshot.ts';
import type { Program } from '../../src/loyalty/types.ts';
import { findChromium } from '../helpers/chromium.js';
import { bundle } from './bundle.ts';
import { type Curve, draw } from './curve.ts';
import { measure } from './measure.ts';
import { path, startSite } from './site.ts';
import { quantile } from './table.ts';

const TODAY = '2026-11-21';
const ROUNDS = 5;

const rules = (levels: number, rewards: number): Program =>
  parseProgram({
    currency: 'EUR',
    points: { perUnit: 1, expire: { after: 'P12M' } },
    tiers: {
      metric: 'spend',
      period: 'rolling',
      months: 12,
      levels: [...Array(levels).keys()].map((at) => ({ id: `l${at}`, name: `Level ${at}`, from: at * 100 })),
    },
    rewards: [...Array(rewards).keys()].map((at) => ({ id: `r${at}`, name: `Reward ${at}`, points: 100 + at })),
  }).value;

/** The raw JSON of a ledger over three years, in which every tenth entry is a redemption. */
function ledger(entries: number) {
  const day = (at: number) => new Date(Date.UTC(2023, 11, 1) + ((at * 7919) % 1080) * 86_400_000).toISOString();
  return [...Array(entries).keys()].map((at) => ({
    id: `e${at}`,
    at: day(at).slice(0, 10),
    ...(at % 10 === 9 ? { kind: 'redeem', points: 20 } : { kind: 'order', spend: 5 + (at % 97) }),
  }));
}

/** The median CPU time of several runs, in ms. */
function time(run: () => unknown): number {
  const runs = [...Array(ROUNDS + 1)].map(() => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return quantile(runs.slice(1), 0.5);
}

function pure(): Curve[] {
  const program = rules(4, 4);
  const entries = [10, 100, 1000, 10_000, 100_000, 1_000_000].map((count) => {
    const { ledger: read = [] } = parseAccount({ id: 'c_1', ledger: ledger(count) }, 'EUR').value ?? {};
    // Repeat short runs, because the CPU clock of a process counts tenths of a millisecond.
    const times = Math.max(1, Math.floor(20_000 / count));
    const ms = time(() => {
      for (let run = 0; run < times; run++) compute(program, read, TODAY);
    });
    return [count, ms / times] as const;
  });
  const parts = [1, 10, 100, 1000].map((count) => {
    const grown = rules(count, count);
    const times = Math.max(10, Math.floor(100_000 / count));
    const ms = time(() => {
      for (let run = 0; run < times; run++) snapshot(grown, { points: 500, spend: 50_000 }, TODAY);
    });
    return [count, ms / times] as const;
  });
  return [
    { name: 'entries of a ledger', unit: 'ms', points: entries },
    { name: 'tiers and rewards', unit: 'ms', points: parts },
  ];
}

async function elements(): Promise<Curve> {
  const counts = [1, 10, 100, 1000];
  const contestants = [0, ...counts].map((count) => ({
    name: `${count} elements`,
    kind: 'ours' as const,
    head: '<script src="/lojal.js" async data-endpoint="/answers" data-points="1280" data-spend="412.50"></script>',
    body: `<script type="application/json" data-lojal="program">{"points":{"perUnit":1},"tiers":{"metric":"spend","levels":[{"id":"a","name":"A","from":0},{"id":"b","name":"B","from":600}]}}</script>${'<lojal-tier></lojal-tier>'.repeat(count)}`,
    ...(count && {
      visible: `const all = document.querySelectorAll('lojal-tier'); return find('lojal-tier:nth-of-type(${count}) [part~=fill]') && all[0]`,
    }),
  }));
  const site = await startSite(contestants, await bundle([]));
  const { path: executablePath, args, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, args, env: env as Record<string, string> });
  try {
    const tasks = contestants.map(() => [] as number[]);
    for (let round = 0; round <= ROUNDS; round++)
      for (const [index, one] of contestants.entries()) {
        const { task } = await measure(browser, site, path(index), one, { cpu: 4 });
        if (round) tasks[index]?.push(task);
      }
    const [none = 0, ...rest] = tasks.map((visits) => quantile(visits, 0.5));
    return {
      name: 'elements on a page',
      unit: 'ms of the main thread, CPU ÷ 4',
      points: counts.map((count, index) => [count, Math.max(0.1, (rest[index] ?? 0) - none)] as const),
    };
  } finally {
    await browser.close();
    await site.close();
  }
}

const curves = [await elements(), ...pure()];
for (const { name, unit, points } of curves) {
  console.log(`${name} (${unit})`);
  for (const [index, [count, cost]] of points.entries()) {
    const [before, cheaper] = points[index - 1] ?? [];
    const slope = before && cheaper ? (Math.log(cost / cheaper) / Math.log(count / before)).toFixed(2) : '';
    console.log(`  ${String(count).padStart(8)}  ${cost.toPrecision(3).padStart(9)}  ${slope && `slope ${slope}`}`);
  }
}
writeFileSync(new URL('../../docs/growth.svg', import.meta.url), draw(curves));
