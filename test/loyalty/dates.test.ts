import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, dayBefore, isDate, oldestCounting } from '../../src/loyalty/dates.ts';
import { readDuration } from '../../src/loyalty/duration.ts';
import { later, nextDay } from './oracle.ts';

const date = fc.integer({ min: 0, max: 200_000 }).map((n) => nextDay('1800-01-01', n));
const months = fc.integer({ min: 1, max: 1200 });

test('isDate accepts the dates of the calendar only', () => {
  for (const yes of ['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01']) assert.ok(isDate(yes), yes);
  for (const no of [
    '2023-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-01-32',
    '2026-1-1',
    ' 2026-01-01',
    '2026-01-01T00:00',
    '',
    20260101,
    null,
    undefined,
    ['2026-01-01'],
    new Date(),
  ])
    assert.ok(!isDate(no), String(no));
});

test('dates match Date for every day of 1800–2347', () => {
  fc.assert(
    fc.property(date, (day) => isDate(day) && dayBefore(nextDay(day)) === day),
    { numRuns: 2000 },
  );
  for (let n = 0; n < 800; n++) {
    const text = `${2023 + Math.floor(n / 400)}-${String(Math.floor((n % 400) / 31)).padStart(2, '0')}-${String(n % 34).padStart(2, '0')}`;
    const real = new Date(`${text}T00:00:00Z`);
    assert.equal(isDate(text), !Number.isNaN(real.getTime()) && real.toISOString().startsWith(text), text);
  }
});

test('addMonths ends on the last day of a shorter month', () => {
  const table: readonly [string, number, string][] = [
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-05-31', 1, '2026-06-30'],
    ['2026-01-01', 0, '2026-01-01'],
    ['9999-06-01', 12, '9999-12-31'],
  ];
  for (const [from, n, to] of table) assert.equal(addMonths(from, n), to);
  fc.assert(
    fc.property(date, months, (day, n) => assert.equal(addMonths(day, n), later(day, n))),
    { numRuns: 2000 },
  );
});

test('oldestCounting agrees with addMonths', () => {
  const near = fc
    .tuple(date, months, fc.integer({ min: -40, max: 40 }))
    .map(([day, n, by]) => [day, n, nextDay(later(day, n), by)] as const);
  fc.assert(
    fc.property(near, ([entry, n, day]) => entry >= oldestCounting(day, n) === day < addMonths(entry, n)),
    { numRuns: 5000 },
  );
});

test('addDays matches Date, in both directions', () => {
  fc.assert(
    fc.property(date, fc.integer({ min: -9999, max: 9999 }), (day, n) =>
      assert.equal(addDays(day, n), nextDay(day, n)),
    ),
    { numRuns: 2000 },
  );
});

test('readDuration reads durations of years, months, weeks and days', () => {
  const table: readonly [string, number, number][] = [
    ['P12M', 12, 0],
    ['P1Y', 12, 0],
    ['P1Y6M', 18, 0],
    ['P0Y3M', 3, 0],
    ['P999M', 999, 0],
    ['P90D', 0, 90],
    ['P2W', 0, 14],
    ['P1M15D', 1, 15],
    ['P1Y2M3W4D', 14, 25],
    ['P0M1D', 0, 1],
  ];
  for (const [text, months, days] of table) assert.deepEqual(readDuration(text), { months, days }, text);
  for (const no of [
    '',
    'P',
    'P0M',
    'P0Y0M',
    'P0D',
    'PT1M',
    'P1DT1H',
    '12',
    'P1.5Y',
    'P-1M',
    'p1y',
    'P6M1Y',
    'P1D1W',
    'P1000M',
    'P1Y ',
    ' P90D',
  ])
    assert.equal(readDuration(no), undefined, no);
});
