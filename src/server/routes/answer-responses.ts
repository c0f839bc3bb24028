import type { InsertOutcome } from '../db/compare-answers.ts';
import { type Decision, decisions } from '../moderation.ts';
import { Problem } from '../problem.ts';
import { quoteList } from '../schema-faults.ts';
import { type AnsweredEvent, invalidBody, isSubject } from '../validate.ts';

/**
 * The response to a posted answer.
 *
 * @throws Problem 409 or 422, according to the outcome
 */
export function answerResponse({ id, data: { revision } }: AnsweredEvent, outcome: InsertOutcome): Response {
  switch (outcome) {
    case 'older':
      throw new Problem(409, 'A newer revision of this answer is stored.', {
        faults: [{ path: 'data.revision', message: 'is older than the stored revision' }],
      });
    case 'erased':
      // The outbox in the browser does not retry after this 409.
      throw new Problem(409, 'This answer was erased and is not stored again.');
    case 'other-answer':
      throw new Problem(422, 'This id belongs to another answer: its type, source or subject differs.', {
        faults: [{ path: 'id', message: 'belongs to another answer' }],
      });
    case 'other-bytes':
      throw new Problem(
        422,
        'This revision is already stored with different content. An edit needs a higher revision.',
        {
          faults: [{ path: 'data.revision', message: 'is already stored with different content' }],
        },
      );
    default:
      return Response.json({ id, revision, stored: true }, { status: outcome === 'stored' ? 201 : 200 });
  }
}

/**
 * Reads the owner's decision about a review: `{ "state": "approved" }`.
 *
 * @throws Problem 422 for anything else
 */
export function readDecision(body: unknown): Decision {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidBody([{ path: '', message: 'must be an object' }], 'The decision');
  }
  const { state, ...others } = body as Readonly<Record<string, unknown>>;
  const decision = decisions.find((one) => one === state);
  const [stray] = Object.keys(others);
  if (stray !== undefined)
    throw invalidBody([{ path: stray.slice(0, 40), message: 'is not a known field' }], 'The decision');
  if (!decision) throw invalidBody([{ path: 'state', message: `must be ${quoteList(decisions)}` }], 'The decision');
  return decision;
}

/**
 * Reads the revision that the owner has seen, from `If-Match: "3"`. Without it, a customer's edit could be approved unread.
 *
 * @throws Problem 428 without the header, 400 for anything but one revision
 */
export function readRevision(ifMatch: string | undefined): number {
  if (ifMatch === undefined) {
    throw new Problem(428, 'If-Match is required, with the revision that was read: If-Match: "1".');
  }
  const [, revision] = /^(?:W\/)?"?(\d{1,7})"?$/.exec(ifMatch.trim()) ?? [];
  if (revision === undefined) throw new Problem(400, 'If-Match must be one revision, for example "1".');
  return Number(revision);
}

/**
 * Reads the customer whose answers are erased. Rejects any other parameter: ignoring a condition would erase more than
 * intended.
 *
 * @throws Problem 400
 */
export function readSubject(query: URLSearchParams): string {
  const [[name, subject] = [], ...others] = query;
  if (name === 'subject' && others.length === 0 && isSubject(subject)) return subject;
  throw new Problem(400, "Erasure requires ?subject= with one customer's id and no other parameter.");
}
