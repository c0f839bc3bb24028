/** Records that the outbox did not write: corrupt, foreign or of a newer version; and one corrupt pause. */
import type { Clock } from './clock.ts';
import type { Disk } from './disk.ts';

const texts: readonly ((key: string) => string)[] = [
  () => '',
  () => '{"v":1,"kind":"answ',
  () => 'null',
  () => '[]',
  () => '"text"',
  (key) => JSON.stringify({ v: 2, kind: 'answer', key, id: key, parts: [] }),
  (key) => JSON.stringify({ v: 1, kind: 'answer', key }),
  (key) => JSON.stringify({ v: 1, kind: 'letter', key, revision: 1, edit: 1, at: 0, nextAt: 0 }),
  (key) => JSON.stringify({ v: 1, kind: 'tombstone', key: `${key}x`, revision: 1, edit: 1, at: 0, nextAt: 0 }),
];

const records: readonly ((key: string) => object)[] = [
  (key) => ({ key }),
  (key) => ({ key, v: 2, kind: 'answer', id: key }),
  (key) => ({ key, v: 1, kind: 'answer' }),
  (key) => ({ key, v: 1, kind: 'letter', revision: 1, edit: 1, at: 0, nextAt: 0 }),
  (key) => ({ key, v: 1, kind: 'pause', revision: 'a', edit: 1, at: 0, nextAt: 0 }),
];

/**
 * Writes a record. Returns the text that must still be there in the end, or nothing for a record that Lojal can read.
 */
export function writeForeign(
  disk: Disk,
  clock: Clock,
  key: string,
  place: 'webStorage' | 'database',
  what: number,
): string | undefined {
  const endless = key.startsWith('pause:') && what % 3 === 0;
  // A pause that never ends.
  const bad = {
    v: 1,
    kind: 'pause',
    key,
    revision: 0,
    edit: 9,
    at: clock.now - 1000,
    nextAt: 8e15,
    failures: 3,
    byServer: true,
  };
  if (place === 'webStorage') {
    const text = endless ? JSON.stringify(bad) : (texts[what % texts.length]?.(key) ?? '');
    disk.put(`lojal:${key}`, text, 'overwritten');
    return endless ? undefined : text;
  }
  const record = endless ? bad : (records[what % records.length]?.(key) ?? {});
  disk.set(key, record, 'overwritten');
  return endless ? undefined : JSON.stringify(record);
}
