/** How much the outbox stores. */
import { policies } from './policies.ts';
import type { OutboxRecord } from './record.ts';

/** In policies.bytes of UTF-8: the most that an endpoint takes, and the most that a shop's page stores. */
const ANSWER = 16 * 1024;
const TOTAL = 1024 * 1024;
const COUNT = 200;

/** Why an answer cannot be stored beside the other records, or an empty text. Nothing is evicted to make room. */
export function refusal(key: string, body: string, records: Iterable<OutboxRecord>): string {
  const size = policies.bytes(body);
  if (size > ANSWER) return 'longer than 16 KiB';
  let room = TOTAL - size;
  let count = COUNT - 1;
  for (const record of records) {
    if (record.kind !== 'answer' || record.key === key) continue;
    room -= policies.bytes(record.body);
    count--;
  }
  return room >= 0 && count >= 0 ? '' : 'full';
}
