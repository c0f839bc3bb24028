/** How a record changes: pure functions from a record, an event and the time to the next record. */

import type { ResponseClass } from './classify-response.ts';
import { HOLD } from './hold.ts';
import type { OutboundAnswer } from './outbound-answer.ts';
import {
  type AnswerRecord,
  answerKey,
  type OutboxRecord,
  type PauseRecord,
  type ServerRecord,
  type Tombstone,
} from './record.ts';

/** A claim lasts a little longer than one try. In ms. */
export const CLAIM = 15_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Due at once. */
export const PENDING: Pick<AnswerRecord, 'state' | 'nextAt'> = { state: 'pending', nextAt: 0 };

/** The record with these changes, one edit later. */
export const update = <R extends OutboxRecord>(record: R, now: number, changes: Partial<R>): R => ({
  ...record,
  ...changes,
  edit: record.edit + 1,
  at: now,
});

/** The endpoint took the answer: → sent. The customer takes the answer back: → discarded. */
export const tombstone = (
  { key, revision, edit }: OutboxRecord,
  now: number,
  state: Tombstone['state'],
): Tombstone => ({ v: 1, kind: 'tombstone', state, key, revision, edit: edit + 1, at: now, nextAt: 0 });

/** The customer answers or edits: → draft or pending. `edit` and `created` go on from what was there before. */
export const createRecord = (
  answer: OutboundAnswer,
  hold: boolean | undefined,
  edit: number,
  created: number | undefined,
  now: number,
): AnswerRecord => ({
  ...answer,
  v: 1,
  kind: 'answer',
  state: hold ? 'draft' : 'pending',
  key: answerKey(answer.id),
  edit,
  at: now,
  nextAt: hold ? now + HOLD : 0,
  created: created ?? now,
  attempts: 0,
});

/**
 * A draft from the future waits its half hour by the new time: the device's clock was set back since its last edit. Sent at
 * once, the draft would be sent while the customer writes. Gives any other record back as it is.
 */
export const redate = (record: OutboxRecord | undefined, now: number): OutboxRecord | undefined =>
  record?.kind === 'answer' && record.state === 'draft' && record.at > now
    ? update(record, now, { nextAt: now + HOLD })
    : record;

/** Whether a tab may claim the answer. A page that leaves also takes a draft, and what another tab is sending. */
export const mayClaim = ({ state }: AnswerRecord, waiting: boolean, leaving: boolean): boolean =>
  state !== 'parked' && (leaving || !waiting);

/** A tab is about to send: → sending. */
export const claim = (record: AnswerRecord, now: number): AnswerRecord =>
  update(record, now, { state: 'sending', attempts: record.attempts + 1, nextAt: now + CLAIM });

/** The customer asks for another try: parked, or waiting after a 400 → pending. A draft stays, and so does a claim. */
export const retry = (record: AnswerRecord, now: number): AnswerRecord =>
  record.attempts && (record.state === 'parked' || record.nextAt - now > CLAIM) ? update(record, now, PENDING) : record;

/** What a claim has changed, so that a failed try can be undone. */
export interface Claim {
  /** The tries including this one. */
  attempts: number;
  /** What the answer returns to: pending, or the claim of another tab that this one has covered. */
  resume: Pick<AnswerRecord, 'state' | 'nextAt'>;
}

/** A try failed: → pending or parked. `heard` is the time of the response; a frozen page goes on long after it. */
export function fail(
  record: AnswerRecord,
  response: ResponseClass,
  { attempts, resume }: Claim,
  heard: number,
  now: number,
): AnswerRecord {
  const refused = response === 'refused';
  // A 400 counts at most once an hour, and not when it came before the last one: over a slow database, or in a frozen
  // page, the same refusal may arrive a second time through another tab. A last one in the future is from a wrong clock.
  const last = record.refusedAt ?? 0;
  const counts = refused && (heard - last >= HOUR || last - now >= HOUR);
  const refusals = (record.refusals ?? 0) + +counts;
  const refusedAt = counts ? heard : record.refusedAt;
  // This failure ends this claim, and not the later claim of another tab.
  const { state, nextAt } = record.attempts > attempts ? record : resume;
  return update(record, now, {
    state: response === 'never' || refusals > 2 ? 'parked' : refused ? 'pending' : state,
    nextAt: refused ? (refusedAt ?? 0) + 12 * HOUR : nextAt,
    refusals,
    refusedAt,
  });
}

/** What the records of endpoints have in common, one edit later. */
const next = (last: OutboxRecord | undefined, key: string, now: number) =>
  ({ v: 1, key, revision: 0, edit: (last?.edit ?? 0) + 1, at: now }) as const;

/** An endpoint has confirmed an answer as a Lojal server does. */
export const server = (last: OutboxRecord | undefined, key: string, now: number): ServerRecord => ({
  ...next(last, key, now),
  kind: 'server',
  nextAt: now + DAY,
});

/** A try met an endpoint that does not work, or asks to be left alone. */
export const pause = (
  last: PauseRecord | undefined,
  key: string,
  changes: Pick<PauseRecord, 'nextAt' | 'byServer'>,
  now: number,
): PauseRecord => ({
  ...next(last, key, now),
  kind: 'pause',
  failures: (last?.failures ?? 0) + 1,
  ...changes,
});
