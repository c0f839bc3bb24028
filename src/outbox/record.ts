/**
 * What is stored under one key: an answer, the tombstone of an answer, the pause of an endpoint, or the fact that the
 * endpoint is a Lojal server. The states of an
 * answer (transitions.ts says what leads from one to the next):
 *
 *     draft ──▶ pending ◀──▶ sending ──▶ sent        a tombstone
 *       │          │            │
 *       └──────────┴──▶ discarded    parked          a tombstone; given up
 */
import type { OutboundAnswer } from './outbound-answer.ts';

interface RecordFields {
  readonly v: 1;
  /**
   * `answer:<id>`, `pause:<endpoint>`, `pause:<endpoint> <customer>` or `server:<endpoint>`. Web storage puts its prefix
   * before the key.
   */
  readonly key: string;
  readonly revision: number;
  /** Rises by one with each change, so that the newer of two copies can be told. */
  readonly edit: number;
  /** Time of the last change, and the end of the wait: ms since 1970 on this device's clock. */
  readonly at: number;
  readonly nextAt: number;
}

/** An answer that is not delivered yet. It is due once `nextAt` has passed, in every state but `parked`. */
export interface AnswerRecord extends RecordFields, OutboundAnswer {
  readonly kind: 'answer';
  /**
   * - `draft`: held back while the customer may still edit. Due 30 minutes after the last edit.
   * - `pending`: waits for its turn; after a 400, for 12 hours.
   * - `sending`: claimed by a tab. Other tabs leave it alone until the claim ends by itself.
   * - `parked`: given up. It stays 30 days for a person to look at.
   */
  readonly state: 'draft' | 'pending' | 'sending' | 'parked';
  readonly created: number;
  /** Tries that may have left the browser. While there are none, the body may still be replaced under its revision. */
  readonly attempts: number;
  /** How many 400 responses count against the answer, and when the last of them came. */
  readonly refusals?: number;
  readonly refusedAt?: number | undefined;
}

/**
 * Replaces an answer for 24 hours, so that no older copy of the answer is sent again, and other tabs learn what became
 * of it.
 */
export interface Tombstone extends RecordFields {
  readonly kind: 'tombstone';
  readonly state: 'sent' | 'discarded';
}

/** Every tab leaves the endpoint alone until `nextAt`: for all answers, or for the answers of one customer. */
export interface PauseRecord extends RecordFields {
  readonly kind: 'pause';
  /** Failures in a row. */
  readonly failures: number;
  /** The server asked for the pause, so nothing cuts it short. Otherwise it is the outbox's own waiting time. */
  readonly byServer: boolean;
}

/** The endpoint has confirmed an answer by its id, so this browser believes no other confirmation from there. */
export interface ServerRecord extends RecordFields {
  readonly kind: 'server';
}

export type OutboxRecord = AnswerRecord | Tombstone | PauseRecord | ServerRecord;

export const answerKey = (id: string): string => `answer:${id}`;
export const pauseKey = (endpoint: string, customer = ''): string => `pause:${endpoint}${customer && ` ${customer}`}`;
export const serverKey = (endpoint: string): string => `server:${endpoint}`;

const DAY = 86_400_000;
const finite = (...values: unknown[]) => values.every(Number.isFinite);
const text = (...values: unknown[]) => values.every((value) => typeof value === 'string');

/** The value as a record, or nothing: foreign, corrupt and newer records are left alone. */
export function readRecord(value: unknown): OutboxRecord | undefined {
  const record = value as Partial<AnswerRecord>;
  const kind: unknown = record?.kind;
  const whole =
    record?.v === 1 &&
    text(record.key) &&
    finite(record.revision, record.edit, record.at, record.nextAt) &&
    (kind === 'answer'
      ? text(record.state, record.body, record.endpoint, record.type) && finite(record.attempts, record.created)
      : kind === 'tombstone' || kind === 'pause' || kind === 'server');
  return whole ? (value as OutboxRecord) : undefined;
}

/**
 * Whether `a` is newer than `b`. A tombstone is the last word on its revision: a tab that could not write may have
 * counted more edits in memory than the tombstone knows of. For a pause the time decides, because its edits start from
 * one again after a success, which one of the two storages may have missed.
 */
export const isNewer = (a: OutboxRecord | undefined, b: OutboxRecord | undefined): boolean =>
  !!a &&
  (!b ||
    (a.revision - b.revision ||
      +(a.kind === 'tombstone') - +(b.kind === 'tombstone') ||
      (a.kind === 'pause' && a.at - b.at) ||
      a.edit - b.edit) > 0);

/** Whether the body of this revision may have left the browser, so that other words need the next revision. */
export const hasLeft = (record: OutboxRecord): boolean => record.kind !== 'answer' || record.attempts > 0;

/** The revision of the next save: one more, unless the body of this one may still be replaced. */
export const nextRevision = (record: OutboxRecord | undefined, left = hasLeft): number =>
  record ? record.revision + +left(record) : 1;

/** The end of the wait. Nothing waits longer than a day: a record that says otherwise is corrupt. */
const end = ({ at, nextAt }: OutboxRecord) => Math.max(at, Math.min(nextAt, at + DAY));

/** A clock that was set back to before the last change ends the wait: too early is better than a day too late. */
export const isWaiting = (record: OutboxRecord | undefined, now: number): boolean =>
  !!record && record.at <= now && now < end(record);

/** Whether pause `a` counts, and not `b`: a pause that the server asked for before our own, then the longer one. */
export const outranks = (a: PauseRecord, b: PauseRecord): boolean =>
  (+a.byServer - +b.byServer || a.nextAt - b.nextAt) > 0;

/**
 * Whether `a` tells a page more than `b`, the record that it has seen. Of an answer, first what has left: a slow
 * transaction that knows less must not free a revision for other words. Edit 0 marks a guess, and any record is better.
 * Of a pause, its end: the edits start from one again after a success that the database missed.
 */
export const tellsMore = (a: OutboxRecord, b: OutboxRecord, now: number): boolean => {
  if (a.kind === 'pause' && b.kind === 'pause') return isWaiting(a, now) && (!isWaiting(b, now) || outranks(a, b));
  const ahead = nextRevision(a) - nextRevision(b);
  return !b.edit || ahead > 0 || (!ahead && isNewer(a, b));
};

/**
 * Whether the record can be deleted. An answer never, unless it is parked. A tombstone or pause also when it lies days
 * in the future: the clock was wrong when it was written. A Lojal server is forgotten when it has confirmed nothing for
 * 30 days: the shop may have put another server at its address.
 */
export const isExpired = (record: OutboxRecord, now: number): boolean => {
  const age = now - end(record);
  return record.kind === 'answer'
    ? record.state === 'parked' && age > 30 * DAY
    : record.kind === 'server'
      ? Math.abs(age) > 30 * DAY
      : age > DAY || age < -3 * DAY;
};
