/** Summarizes the figures of many visits as a table: medians, their spread, and the difference from a blank page. */
import type { Figures } from './measure.ts';

export interface Summary {
  readonly name: string;
  readonly kind: string;
  /** Each median with the first and third quartile. */
  readonly [figure: string]: string | readonly [number, number, number];
}

export function quantile(values: readonly number[], at: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * at;
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place % 1);
}

export function summarize(name: string, kind: string, visits: readonly Figures[]): Summary {
  const figures = Object.keys(visits[0] ?? {}) as (keyof Figures)[];
  return Object.fromEntries([
    ['name', name],
    ['kind', kind],
    ...figures.map((figure) => {
      const values = visits.flatMap((visit) => visit[figure] ?? []);
      return [figure, [0.5, 0.25, 0.75].map((at) => Math.round(quantile(values, at) * 1000) / 1000)];
    }),
  ]);
}

export const median = (row: Summary | undefined, figure: string): number =>
  (row?.[figure] as number[] | undefined)?.[0] ?? 0;
const kB = (bytes: number, digits = 1) => (bytes / 1000).toFixed(digits);
const ms = (time: number) => String(Math.round(time));

/** A column with `+` holds the difference from the blank page of the same run. */
export function table(rows: readonly Summary[], slow: readonly Summary[]): string {
  const blank = rows[0];
  const late = slow[0];
  const over = (row: Summary, figure: string) => median(row, figure) - median(blank, figure);
  const lines = rows.map((row) => {
    const { name } = row;
    const there = slow.find((one) => one.name === name);
    return [
      row.kind === 'ours' ? `**${name}**` : name,
      kB(median(row, 'brotli')),
      kB(median(row, 'gzip')),
      kB(median(row, 'raw')),
      ms(median(row, 'requests')),
      ms(over(row, 'script')),
      ms(over(row, 'task')),
      ms(over(row, 'blocking')),
      ms(over(row, 'visible')),
      there ? ms(median(there, 'visible') - median(late, 'visible')) : '',
      median(row, 'shift').toFixed(3),
      kB(over(row, 'heap'), 0),
      ms(over(row, 'nodes')),
      row.click ? ms(median(row, 'click')) : '',
    ];
  });
  const head = [
    'until visible',
    'brotli kB',
    'gzip kB',
    'raw kB',
    'requests',
    'script + ms',
    'main thread + ms',
    'blocking + ms',
    'visible + ms',
    'visible on slow 4G + ms',
    'layout shift',
    'heap + kB',
    'nodes +',
    'click → frame ms',
  ];
  const rule = head.map((_, column) => (column ? '--:' : '---'));
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
