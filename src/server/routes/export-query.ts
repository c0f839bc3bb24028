import type { AnswerFilter } from '../db/queries.ts';
import type { Store } from '../db/store.ts';
import { reviewStates } from '../moderation.ts';
import { Problem } from '../problem.ts';
import { eventTypes, isSubject } from '../validate.ts';

/**
 * Reads the query parameter `since`: `<epoch>-<position>`, or `0` for the start.
 *
 * @returns the position, in decimal digits
 * @throws Problem 400 for anything else, 410 for a cursor from before a backup was restored
 */
export async function readCursor(store: Store, since: string): Promise<string> {
  if (since === '0') return since;
  const [, epoch, position] = /^([0-9a-z]{8})-(\d{1,18})$/.exec(since) ?? [];
  if (epoch === undefined || position === undefined) {
    throw new Problem(400, 'since must be the lojalcursor of an earlier line.');
  }
  if (await store.isCurrent(epoch, position)) return position;
  throw new Problem(
    410,
    'The database was restored from a backup after this cursor was given. Discard what you have, and read everything again, without since.',
  );
}

/** @throws Problem 400 for an unknown value: ignoring a condition would export more than intended */
export function readFilter(query: URLSearchParams): AnswerFilter {
  const type = query.get('type') ?? undefined;
  const state = reviewStates.find((one) => one === query.get('state'));
  if (type !== undefined && !eventTypes.includes(type)) {
    throw new Problem(400, `type must be ${eventTypes.join(' or ')}.`);
  }
  if (query.has('state') && !state) throw new Problem(400, `state must be ${reviewStates.join(' or ')}.`);
  const subject = query.get('subject') ?? undefined;
  if (subject !== undefined && !isSubject(subject)) throw new Problem(400, "subject must be one customer's id.");
  const verified = query.get('verified');
  if (verified !== null && verified !== 'true' && verified !== 'false') {
    throw new Problem(400, 'verified must be true or false.');
  }
  return {
    ...(type !== undefined && { type }),
    ...(state && { state }),
    ...(subject !== undefined && { subject }),
    ...(verified !== null && { verified: verified === 'true' }),
  };
}
