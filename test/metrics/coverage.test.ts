/**
 * How often the 95 % intervals hold the true value. Every test run draws some thousand samples with a fixed seed. With COVERAGE=n, n
 * samples are drawn with a fresh seed, and the shares are printed.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Estimate } from '../../src/metrics/estimate.ts';
import { repurchaseWithin } from '../../src/metrics/kaplan-meier.ts';
import { npsCounts, npsEstimate } from '../../src/metrics/net-promoter.ts';
import { histogramOf } from '../../src/metrics/percentile.ts';
import { changeBetween } from '../../src/metrics/period-change.ts';
import { retentionEstimate } from '../../src/metrics/retained.ts';
import { cesEstimate, csatEstimate, responseRate } from '../../src/metrics/satisfaction.ts';

const samples = Number(process.env.COVERAGE ?? 4_000);
const isLong = process.env.COVERAGE !== undefined;
const seed = isLong ? Math.floor(Math.random() * 2 ** 31) : 20_261_127;

/** Uniform numbers (mulberry32). */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws a value by the weights of the values. */
function draw(random: () => number, weights: readonly (readonly [value: number, weight: number])[]): number {
  let left = random();
  for (const [value, weight] of weights) {
    left -= weight;
    if (left < 0) return value;
  }
  return weights.at(-1)?.[0] ?? 0;
}

type Weights = readonly (readonly [number, number])[];

const NPS: Readonly<Record<string, Weights>> = {
  even: [
    [10, 0.4],
    [8, 0.3],
    [2, 0.3],
  ],
  good: [
    [10, 0.7],
    [8, 0.2],
    [2, 0.1],
  ],
  excellent: [
    [10, 0.9],
    [8, 0.07],
    [2, 0.03],
  ],
};
const CSAT: Weights = [
  [5, 0.45],
  [4, 0.3],
  [3, 0.1],
  [2, 0.1],
  [1, 0.05],
];
const CES: Weights = [
  [1, 0.05],
  [2, 0.07],
  [3, 0.1],
  [4, 0.16],
  [5, 0.22],
  [6, 0.22],
  [7, 0.18],
];
const mean = (weights: Weights, value: (one: number) => number) =>
  weights.reduce((sum, [one, weight]) => sum + weight * value(one), 0);

/** The share of samples whose interval holds `truth`. A sample without an interval does not hold it. */
function coverage(n: number, truth: number, weights: Weights, estimate: (histogram: Map<number, number>) => Estimate) {
  const random = generator(seed + n);
  let held = 0;
  for (let i = 0; i < samples; i++) {
    const answers: number[] = [];
    for (let j = 0; j < n; j++) answers.push(draw(random, weights));
    const { low, high, value } = estimate(histogramOf(answers));
    // The ends are found by bisection.
    if (low === null || high === null ? value === truth : low - 1e-9 <= truth && truth <= high + 1e-9) held++;
  }
  return held / samples;
}

/** 95 % ± 2, and three standard errors of the simulation. */
const LEAST = 0.93 - 3 * Math.sqrt((0.95 * 0.05) / samples);
const MOST = 0.97 + 3 * Math.sqrt((0.95 * 0.05) / samples);

function check(name: string, n: number, share: number, least = LEAST, most = MOST): void {
  if (isLong) console.log(`${name}, n = ${n}: ${(100 * share).toFixed(2)} % of ${samples} (seed ${seed})`);
  assert.ok(share >= least && share <= most, `${name}, n = ${n}: ${share} (seed ${seed})`);
}

/** Of 5 answers an interval cannot hold exactly 95 %: the number of possible samples is small. It must not hold fewer. */
const most = (n: number) => (n < 20 ? 1 : n < 100 ? 0.995 : MOST);

for (const n of [5, 20, 100]) {
  test(`NPS of ${n} answers`, () => {
    for (const [name, weights] of Object.entries(NPS)) {
      const truth = 100 * mean(weights, (score) => (score > 8 ? 1 : score < 7 ? -1 : 0));
      check(
        `NPS, ${name}`,
        n,
        coverage(n, truth, weights, (one) => npsEstimate(npsCounts(one))),
        LEAST,
        most(n),
      );
    }
  });

  test(`CSAT, response rate and retention of ${n}`, () => {
    const truth = mean(CSAT, (score) => (score > 3 ? 100 : 0));
    check('CSAT', n, coverage(n, truth, CSAT, csatEstimate), LEAST, most(n));
    for (const p of [0.3, 0.5]) {
      const weights: Weights = [
        [1, p],
        [0, 1 - p],
      ];
      const rate = (one: Map<number, number>) =>
        responseRate({ answered: one.get(1) ?? 0, dismissed: 0, noAction: one.get(0) ?? 0 });
      check(`response rate ${p}`, n, coverage(n, p, weights, rate), LEAST, most(n));
      const retention = (one: Map<number, number>) =>
        retentionEstimate({ retained: one.get(1) ?? 0, start: n, end: n, acquired: 0, acquiredAtEnd: 0 });
      check(`retention ${p}`, n, coverage(n, p, weights, retention), LEAST, most(n));
    }
  });

  test(`CES of ${n} answers, and the warning about nearly equal answers`, () => {
    check(
      'CES',
      n,
      coverage(
        n,
        mean(CES, (score) => score),
        CES,
        cesEstimate,
      ),
      LEAST - 0.01,
      most(n),
    );
    const skewed: Weights = [
      [7, 0.9],
      [1, 0.1],
    ];
    const share = coverage(
      n,
      mean(skewed, (score) => score),
      skewed,
      cesEstimate,
    );
    // The documented fault: 95 % is not reached with few, nearly equal answers.
    if (n <= 20) assert.ok(share < 0.9, `skewed CES, n = ${n}: ${share}`);
    if (isLong) console.log(`CES, 90 % answer 7, n = ${n}: ${(100 * share).toFixed(2)} %`);
  });

  test(`the change of two NPS of ${n} answers`, () => {
    const random = generator(seed + n);
    const weights = NPS.even as Weights;
    const sample = () => {
      const answers: number[] = [];
      for (let j = 0; j < n; j++) answers.push(draw(random, weights));
      return npsEstimate(npsCounts(histogramOf(answers)));
    };
    let quiet = 0;
    const pairs = samples / 2;
    for (let i = 0; i < pairs; i++) if (!changeBetween(sample(), sample())?.real) quiet++;
    check('change of NPS', n, quiet / pairs, LEAST, 1);
  });
}

test('repurchase within 90 days of 100 customers, some observed for a short time only', () => {
  const random = generator(seed);
  const truth = 1 - Math.exp(-90 / 150);
  let held = 0;
  const runs = samples / 4;
  for (let i = 0; i < runs; i++) {
    const rows = Array.from({ length: 100 }, () => {
      const gap = Math.ceil(-150 * Math.log(1 - random()));
      const observed = 30 + Math.floor(random() * 300);
      return gap <= observed ? { days: gap, bought: 1, censored: 0 } : { days: observed, bought: 0, censored: 1 };
    });
    const merged = new Map<number, { days: number; bought: number; censored: number }>();
    for (const { days, bought, censored } of rows) {
      const row = merged.get(days) ?? { days, bought: 0, censored: 0 };
      row.bought += bought;
      row.censored += censored;
      merged.set(days, row);
    }
    const { low, high } = repurchaseWithin([...merged.values()], 90, 330);
    if (low !== null && high !== null && low <= truth && truth <= high) held++;
  }
  check('repurchase', 100, held / runs, 0.925, 0.975);
});
