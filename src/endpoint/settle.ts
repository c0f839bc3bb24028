import type { Outcome } from './judge.ts';
import { type Decision, decisions } from './moderation.ts';
import { Problem } from './problem.ts';
import { type AnswerEvent, invalid, isSubject, quoted } from './validate.ts';

/**
 * What the sender of an answer is told.
 *
 * @throws Problem 409, 422
 */
export function settle({ id, data: { revision } }: AnswerEvent, outcome: Outcome): Response {
  switch (outcome) {
    case 'older':
      throw new Problem(409, 'A newer revision of this answer is stored.', {
        faults: [{ path: 'data.revision', message: 'is older than the one that is stored' }],
      });
    case 'erased':
      // A browser's outbox takes a 409 for the end of the matter, unless it reads that the first try still goes on.
      throw new Problem(409, 'This answer was erased. It is not stored again.');
    case 'other-answer':
      throw new Problem(422, 'Another answer has this id: its type, source or subject differs.', {
        faults: [{ path: 'id', message: 'belongs to another answer' }],
      });
    case 'other-bytes':
      throw new Problem(422, 'This revision is stored with other bytes. An edit needs a higher revision.', {
        faults: [{ path: 'data.revision', message: 'is stored with other bytes' }],
      });
    default:
      return Response.json({ id, revision, stored: true }, { status: outcome === 'stored' ? 201 : 200 });
  }
}

/**
 * What the owner decided about a review: `{ "state": "approved" }`.
 *
 * @throws Problem 422
 */
export function readDecision(body: unknown): Decision {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid([{ path: '', message: 'must be an object' }], 'The decision');
  }
  const { state, ...others } = body as Readonly<Record<string, unknown>>;
  const decision = decisions.find((one) => one === state);
  const [stray] = Object.keys(others);
  if (stray !== undefined)
    throw invalid([{ path: stray.slice(0, 40), message: 'is not a known field' }], 'The decision');
  if (!decision) throw invalid([{ path: 'state', message: `must be ${quoted(decisions)}` }], 'The decision');
  return decision;
}

/**
 * Whose answers are to be erased. Any other condition is refused: it would not be looked at, and more would be erased
 * than was meant.
 *
 * @throws Problem 400
 */
export function readSubject(query: URLSearchParams): string {
  const [[name, subject] = [], ...others] = query;
  if (name === 'subject' && others.length === 0 && isSubject(subject)) return subject;
  throw new Problem(400, "Erasing takes ?subject=, one customer's id, and nothing else.");
}
