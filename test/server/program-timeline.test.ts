/** Which version of the program holds, where versions count their days in different time zones. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProgramVersion } from '../../src/server/db/program-store.ts';
import { timelineOf, versionAt } from '../../src/server/program-timeline.ts';

const make = (...rows: readonly (readonly [from: string, timeZone: string | null, saved?: string])[]) =>
  timelineOf(
    rows.map(
      ([from, timeZone, saved = '2026-11-27T12:00:00Z'], i): ProgramVersion => ({
        version: i + 1,
        from,
        timeZone,
        currency: 'EUR',
        saved,
        text: '{}',
      }),
    ),
  );
const at = (timeline: readonly ProgramVersion[], moment: string) => versionAt(timeline, moment)?.version;

test('a version holds until a later one of the same day begins in its own time zone', () => {
  const timeline = make(['2026-11-01', null], ['2026-11-28', 'Pacific/Auckland'], ['2026-11-28', 'America/New_York']);
  // 27 November, 23:30 in Auckland; then 28 November there, and 27 November in New York; then 28 November in both.
  assert.equal(at(timeline, '2026-11-27T10:30:00Z'), 1);
  assert.equal(at(timeline, '2026-11-27T11:30:00Z'), 2);
  assert.equal(at(timeline, '2026-11-28T04:30:00Z'), 2);
  assert.equal(at(timeline, '2026-11-28T05:30:00Z'), 3);
  assert.equal(at(timeline, '2026-11-28'), 3);
});

test('of two versions from the same day in the same time zone, the later one holds, also before the first day', () => {
  const timeline = make(['2026-11-28', null], ['2026-12-24', null], ['2026-11-28', null]);
  assert.equal(at(timeline, '2026-11-28T00:00:00Z'), 3);
  assert.equal(at(timeline, '2026-01-01'), 3);
  assert.equal(at(timeline, '2026-12-24'), 2);
});

test('a version that is cancelled before it begins never holds, whatever the time zones are', () => {
  const cancelled = '2026-11-20T00:00:00Z';
  const timeline = make(
    ['2026-11-01', null],
    ['2026-11-28', 'Pacific/Auckland', cancelled],
    ['2026-11-28', null, cancelled],
  );
  assert.equal(at(timeline, '2026-11-27T12:00:00Z'), 1);
  assert.equal(at(timeline, '2026-11-28T00:00:00Z'), 3);
});
