import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addMonths, dayBefore, isDate, isoMonths, oldest } from '../../src/core/dates.ts';
import { later, nextDay } from './oracle.ts';

const date = fc.integer({ min: 0, max: 200_000 }).map((n) => nextDay('1800-01-01', n));
const months = fc.integer({ min: 1, max: 1200 });

test('a date is one that the calendar has', () => {
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

test('the same as Date for every day of 1800–2347', () => {
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

test('months are added to the last day where the month is too short', () => {
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

test('what is older than the oldest is what addMonths says is over', () => {
  const near = fc
    .tuple(date, months, fc.integer({ min: -40, max: 40 }))
    .map(([day, n, by]) => [day, n, nextDay(later(day, n), by)] as const);
  fc.assert(
    fc.property(near, ([entry, n, day]) => entry >= oldest(day, n) === day < addMonths(entry, n)),
    { numRuns: 5000 },
  );
});

test('durations of years and months', () => {
  assert.deepEqual(['P12M', 'P1Y', 'P1Y6M', 'P0Y3M', 'P999M'].map(isoMonths), [12, 12, 18, 3, 999]);
  for (const no of [
    '',
    'P',
    'P0M',
    'P0Y0M',
    'P30D',
    'P2W',
    'PT1M',
    '12',
    'P1.5Y',
    'P-1M',
    'p1y',
    'P6M1Y',
    'P1000M',
    'P1Y ',
  ])
    assert.equal(isoMonths(no), undefined, no);
});
