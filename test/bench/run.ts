/**
 * `npm run bench` measures the cost for a visitor until the first question or the balance is visible: Lojal, minimal
 * implementations and peers. Chromium, an empty cache, CPU ÷ 4. Each round visits all contestants, so that a busy moment
 * of the machine affects all alike. Prints a table, then the time from click to frame per control at CPU ÷ 6. Without `ONLY`
 * (a pattern of names) docs/bench.json keeps the figures, docs/performance.md shows them. `ROUNDS` (11),
 * `SLOW` (5, on slow 4G), `CLICKS` (20 visits) and `MINUTES` (20, for the rounds) bound it. Times are good as ratios within
 * one run only.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../helpers/chromium.js';
import { bundle } from './bundle.ts';
import { clicks, contestant as controls } from './clicks.ts';
import { contestants as everyone } from './contestants.ts';
import { type Conditions, type Figures, measure, SLOW_4G } from './measure.ts';
import { type Run, write } from './report.ts';
import { path, startSite } from './site.ts';
import { type Summary, summarize, table } from './table.ts';

const { ROUNDS = '11', SLOW = '5', ONLY = '', CLICKS = '20', MINUTES = '20' } = process.env;
const here = fileURLToPath(new URL('.', import.meta.url));
const end = Date.now() + Number(MINUTES) * 60_000;

if (!existsSync(`${here}node_modules`))
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: here, stdio: 'inherit' });
// The blank page is always measured, because the other figures are relative to it.
const contestants = everyone.filter(({ name }, index) => !index || new RegExp(ONLY).test(name));
const site = await startSite([...contestants, controls], await bundle(contestants));
const { path: executablePath, args, env } = await findChromium();
const browser = await chromium.launch({ executablePath, args, env: env as Record<string, string> });

async function rounds(count: number, conditions: Conditions): Promise<Summary[]> {
  const visits = new Map<string, Figures[]>(contestants.map(({ name }) => [name, []]));
  // The first round warms up the machine and is not counted.
  for (let round = 0; round <= count && (round < 2 || Date.now() < end); round++) {
    for (const [index, one] of contestants.entries()) {
      const visit = () => measure(browser, site, path(index), one, conditions);
      // Once in some hundred visits, a headless Chromium draws no frame at all, whatever the page holds.
      const figures = await visit().catch(visit);
      if (round) visits.get(one.name)?.push(figures);
    }
    process.stderr.write(`round ${round} of ${count}\n`);
  }
  return contestants.map(({ name, kind }) => summarize(name, kind, visits.get(name) ?? []));
}

try {
  const fast = await rounds(Number(ROUNDS), { cpu: 4 });
  const slow = Number(SLOW) ? await rounds(Number(SLOW), { cpu: 4, network: SLOW_4G }) : [];
  const [{ model } = { model: '' }] = cpus();
  const machine = { chromium: browser.version(), cpu: model, cores: cpus().length, node: process.version };
  console.log(table(fast, slow));
  const pressed = await clicks(browser, site, contestants.length, Number(CLICKS));
  for (const { control, p50, p95 } of pressed) console.log(`${control}: ${p50} ms, 95th percentile ${p95} ms`);
  if (!ONLY) {
    const date = new Date().toISOString().slice(0, 10);
    const run: Run = { date, machine, rounds: Number(ROUNDS), slowRounds: Number(SLOW), fast, slow, clicks: pressed };
    writeFileSync(new URL('../../docs/bench.json', import.meta.url), `${JSON.stringify(run, null, 1)}\n`);
    write();
  }
} finally {
  await browser.close();
  await site.close();
}
