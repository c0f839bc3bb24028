/** Writes the measurements in docs/bench.json into docs/performance.md. `npm run bench` calls `write`; so does running this file. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { median, type Summary, table } from './table.ts';

/** docs/bench.json. */
export interface Run {
  readonly date: string;
  readonly machine: {
    readonly chromium: string;
    readonly cpu: string;
    readonly cores: number;
    readonly node: string;
  };
  readonly rounds: number;
  readonly slowRounds: number;
  readonly fast: readonly Summary[];
  readonly slow: readonly Summary[];
  readonly clicks: readonly { readonly control: string; readonly p50: number; readonly p95: number }[];
}

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
export const PAGE = 'docs/performance.md';
const [BEGIN, END] = ['<!-- from docs/bench.json -->', '<!-- until here -->'];

const kB = (bytes: number): string => (bytes / 1000).toFixed(1);
const ms = (time: number): string => String(Math.round(time));
const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

/** The rows of the short table: name in docs/bench.json, name in the table. */
const SHOWN: readonly (readonly [string, string])[] = [
  ['Lojal: page without a tag', '**Lojal**, a page without elements'],
  ['Lojal: points + tier, preloaded', '**Lojal**, points and tier'],
  ['Lojal: NPS, preloaded', '**Lojal**, the NPS question'],
  ['Lojal: review, preloaded', '**Lojal**, a review'],
  ['Lojal: all four, preloaded', '**Lojal**, all four'],
  ['Lojal: all four, lojal.all.js', '**Lojal**, all four, `lojal.all.js`'],
  ['bare Lit: all four', 'floor: the same four in bare Lit, one file, without delivery and languages'],
  ['Shoelace rating + bar', 'Shoelace, rating and bar'],
  ['ALTCHA', 'ALTCHA'],
  ['Sentry feedback (button)', 'Sentry feedback, button'],
  ['Formbricks surveys (renderer)', 'Formbricks surveys, renderer only'],
  ['PostHog slim + surveys', 'PostHog surveys, slim, bundled'],
  ['PostHog surveys (snippet)', 'PostHog surveys, HTML snippet'],
];

const row = (rows: readonly Summary[], name: string): Summary => {
  const found = rows.find((one) => one.name === name);
  if (!found) throw new Error(`docs/bench.json has no "${name}": run npm run bench`);
  return found;
};
/** A figure minus the blank page's in the same run. */
const over = (rows: readonly Summary[], name: string, figure: string): number =>
  median(row(rows, name), figure) - median(rows[0], figure);

function machine({ date, machine: { chromium, cpu, cores }, rounds, slowRounds }: Run): string {
  return `Measured on ${date}: Chromium ${chromium} with its CPU slowed down 4 times, on ${cores} cores (${cpu}), with an empty cache, one origin on loopback, brotli 11 and HTTP/1.1. All pages are measured in turn, in each of ${rounds} rounds (${slowRounds} on slow 4G: 562 ms per request, 1.47 Mbit/s). Figures are medians; + means: more than a blank page of the same run. Compare times only within one run.`;
}

function shortTable(run: Run): string {
  const lines = SHOWN.map(([name, words]) => {
    const one = row(run.fast, name);
    return `| ${words} | ${kB(median(one, 'brotli'))} | ${ms(median(one, 'requests'))} | ${ms(over(run.fast, name, 'script'))} | ${ms(over(run.fast, name, 'visible'))} | ${ms(over(run.slow, name, 'visible'))} |`;
  });
  return [
    '| until visible | kB, brotli | requests | script + ms | visible + ms | visible on slow 4G + ms |',
    '|---|--:|--:|--:|--:|--:|',
    ...lines,
  ].join('\n');
}

interface Goal {
  readonly what: string;
  readonly most: number;
  readonly is: number;
  readonly unit: 'kB' | '×' | 'ms' | '';
}

/** Every goal, with the figure of this run. */
export function goals({ fast, slow, clicks }: Run): Goal[] {
  const bytes = (name: string) => median(row(fast, name), 'brotli') / 1000;
  const ratio = (rows: readonly Summary[], figure: string, ours: string, theirs: string) =>
    over(rows, ours, figure) / over(rows, theirs, figure);
  const [two, four] = ['Lojal: points + tier, preloaded', 'Lojal: all four, preloaded'];
  return [
    { what: 'a page without a tag', most: 1, is: bytes('Lojal: page without a tag'), unit: 'kB' },
    { what: 'points and tier', most: 11, is: bytes(two), unit: 'kB' },
    { what: 'the NPS question', most: 10, is: bytes('Lojal: NPS, preloaded'), unit: 'kB' },
    { what: 'a review', most: 10.5, is: bytes('Lojal: review, preloaded'), unit: 'kB' },
    { what: '`lojal.all.js`', most: 22, is: bytes('Lojal: all four, lojal.all.js'), unit: 'kB' },
    ...(['script', 'visible'] as const).flatMap((figure) => [
      {
        what: `${figure === 'script' ? 'scripting' : 'time to visible'}, points and tier against bare Lit`,
        most: 1.35,
        is: ratio(fast, figure, two, 'bare Lit: points + tier'),
        unit: '×' as const,
      },
      {
        what: `${figure === 'script' ? 'scripting' : 'time to visible'}, all four against bare Lit`,
        most: 1.35,
        is: ratio(fast, figure, four, 'bare Lit: all four'),
        unit: '×' as const,
      },
    ]),
    {
      what: 'time to visible, NPS against PostHog slim',
      most: 0.25,
      is: ratio(fast, 'visible', 'Lojal: NPS, preloaded', 'PostHog slim + surveys'),
      unit: '×',
    },
    {
      what: 'scripting, NPS against PostHog slim',
      most: 0.125,
      is: ratio(fast, 'script', 'Lojal: NPS, preloaded', 'PostHog slim + surveys'),
      unit: '×',
    },
    {
      what: 'slow 4G, points and tier against bare Lit',
      most: 1.15,
      is: ratio(slow, 'visible', two, 'bare Lit: points + tier'),
      unit: '×',
    },
    {
      what: 'slow 4G, all four against bare Lit',
      most: 1.15,
      is: ratio(slow, 'visible', four, 'bare Lit: all four'),
      unit: '×',
    },
    {
      what: 'slow 4G, NPS against PostHog slim',
      most: 0.3,
      is: ratio(slow, 'visible', 'Lojal: NPS, preloaded', 'PostHog slim + surveys'),
      unit: '×',
    },
    {
      what: 'slow 4G, points and tier against Shoelace',
      most: 1,
      is: ratio(slow, 'visible', two, 'Shoelace rating + bar'),
      unit: '×',
    },
    { what: 'layout shift, all four', most: 0, is: median(row(fast, four), 'shift'), unit: '' },
    { what: 'heap, all four', most: 350, is: over(fast, four, 'heap') / 1000, unit: 'kB' },
    {
      what: 'click on a score to the next frame, against bare Lit',
      most: 1,
      is: median(row(fast, 'Lojal: NPS, preloaded'), 'click') / median(row(fast, 'bare Lit: NPS'), 'click'),
      unit: '×',
    },
    {
      what: 'click to the next frame at CPU ÷ 6, the slowest control, 95th percentile',
      most: 100,
      is: Math.max(...clicks.map(({ p95 }) => p95)),
      unit: 'ms',
    },
  ];
}

function report(run: Run): string {
  const shown = ({ is, unit }: Goal) =>
    unit === '×' ? times(is) : `${unit ? is.toFixed(1) : is.toFixed(3)} ${unit}`.trim();
  return [
    shortTable(run),
    '',
    machine(run),
    '',
    table(run.fast, run.slow),
    '',
    'The quartiles of each figure are in [bench.json](bench.json).',
    '',
    '| goal | at most | measured | |',
    '|---|--:|--:|---|',
    ...goals(run).map(
      (goal) =>
        `| ${goal.what} | ${goal.most} ${goal.unit} | ${shown(goal)} | ${goal.is <= goal.most ? 'met' : 'not met'} |`,
    ),
    '',
    '| click to the next frame, CPU ÷ 6 | median, ms | 95th percentile, ms |',
    '|---|--:|--:|',
    ...run.clicks.map(({ control, p50, p95 }) => `| ${control} | ${ms(p50)} | ${ms(p95)} |`),
  ].join('\n');
}

/** Replaces the generated part of the page. */
export function withReport(page: string, run: Run): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`${PAGE} has no "${BEGIN}" … "${END}"`);
  return `${page.slice(0, before + BEGIN.length)}\n${report(run)}\n${page.slice(after)}`;
}

export const read = (path: string): string => readFileSync(at(path), 'utf8');
export const lastRun = (): Run => JSON.parse(read('docs/bench.json'));

export function write(): void {
  writeFileSync(at(PAGE), withReport(read(PAGE), lastRun()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) write();
