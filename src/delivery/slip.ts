/** What is kept in storage, one key each: an answer, the tombstone of one, or the pause of an endpoint. */
import type { Letter } from './letter.ts';

interface Kept {
  readonly v: 1;
  /** `answer:<id>`, `pause:<endpoint>` or `pause:<endpoint> <customer>`; in the journal it is preceded by the prefix. */
  readonly key: string;
  readonly revision: number;
  /** Rises by one with each change, so that of two copies (journal and database) the newer can be told. */
  readonly edit: number;
  /** When it was last changed, and until when it waits: ms since 1970 on this device's clock. */
  readonly at: number;
  readonly nextAt: number;
}

/**
 * An answer that is not delivered yet. `nextAt` says all kinds of waiting: a draft held under the person's fingers, a
 * claim by the tab that is sending it now, the time between two tries after a 400.
 */
export interface Answer extends Kept, Letter {
  readonly kind: 'answer';
  readonly created: number;
  /** Tries that may have left the browser. 0: its bytes may still be replaced under the same revision. */
  readonly attempts: number;
  /** How often the endpoint said 400. */
  readonly refusals?: number;
  /** When it last said so. */
  readonly refusedAt?: number | undefined;
  /** Given up. It stays 30 days for a human to look at. */
  readonly parked?: boolean;
}

/** Left for 24 hours where an answer was, so that no older copy of it can rise again, and other tabs learn of it. */
export interface Done extends Kept {
  readonly kind: 'done';
  /** Else it was taken back. */
  readonly sent: boolean;
}

/** An endpoint that is left alone until `nextAt`, by every tab: as a whole, or with the answers of one customer. */
export interface Pause extends Kept {
  readonly kind: 'pause';
  /** Failures in a row. */
  readonly tries: number;
  /** The endpoint itself asked for it: nothing cuts it short. Else it is only our own patience. */
  readonly hard: boolean;
}

export type Slip = Answer | Done | Pause;

export const answerKey = (id: string): string => `answer:${id}`;
export const pauseKey = (endpoint: string, customer = ''): string => `pause:${endpoint}${customer && ` ${customer}`}`;

const DAY = 86_400_000;
const finite = (...values: unknown[]) => values.every(Number.isFinite);
const text = (...values: unknown[]) => values.every((value) => typeof value === 'string');

/** The value if it is a slip of this version, else nothing: foreign, corrupt and newer records are left alone. */
export function readable(value: unknown): Slip | undefined {
  const slip = value as Partial<Answer>;
  const kind: unknown = slip?.kind;
  const whole =
    slip?.v === 1 &&
    text(slip.key) &&
    finite(slip.revision, slip.edit, slip.at, slip.nextAt) &&
    (kind === 'answer'
      ? text(slip.body, slip.endpoint, slip.type) && finite(slip.attempts, slip.created)
      : kind === 'done' || kind === 'pause');
  return whole ? (value as Slip) : undefined;
}

/**
 * Whether `a` is newer than `b`. Of one revision the tombstone is the last word: a tab that could not write has perhaps
 * counted more edits in its memory than there were before the burial. The edits of a pause start anew after a success
 * that one of the two storages has not learnt of, so there the time decides.
 */
export const newer = (a: Slip | undefined, b: Slip | undefined): boolean =>
  !!a &&
  (!b ||
    (a.revision - b.revision ||
      +(a.kind === 'done') - +(b.kind === 'done') ||
      (a.kind === 'pause' && a.at - b.at) ||
      a.edit - b.edit) > 0);

/** Until when it waits. Nothing of ours waits for more than a day: a record that says so has gone bad. */
const end = ({ at, nextAt }: Slip) => Math.max(at, Math.min(nextAt, at + DAY));

/** A clock that went back below the last change counts as no waiting at all: better early than a day late. */
export const waits = (slip: Slip | undefined, now: number): boolean => !!slip && slip.at <= now && now < end(slip);

/** Whether `a` is the one to heed: what the endpoint has asked for before our own patience, then the longer wait. */
export const outlasts = (a: Pause, b: Pause): boolean => (+a.hard - +b.hard || a.nextAt - b.nextAt) > 0;

/** Of what only helps, also what comes from far in the future: the clock was wrong then. */
export const expired = (slip: Slip, now: number): boolean => {
  const age = now - end(slip);
  return slip.kind === 'answer' ? !!slip.parked && age > 30 * DAY : age > DAY || age < -3 * DAY;
};

export const stamp = <S extends Slip>(slip: S, now: number, changes: Partial<S>): S => ({
  ...slip,
  ...changes,
  edit: slip.edit + 1,
  at: now,
});

export const bury = ({ key, revision, edit }: Slip, now: number, sent: boolean): Done => ({
  v: 1,
  kind: 'done',
  sent,
  key,
  revision,
  edit: edit + 1,
  at: now,
  nextAt: 0,
});
