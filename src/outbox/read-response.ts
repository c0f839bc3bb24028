/** Reads what a response says about the answer that was sent. */
import type { Environment } from './environment.ts';
import type { AnswerRecord } from './record.ts';
import { withTimeout } from './with-timeout.ts';

/**
 * - `stored`: the body names the id and the revision as stored, as the body of a Lojal server does.
 * - `in-progress`: an earlier try of the answer is not finished.
 * - `foreign`: the response is not about this answer: a page, a redirected response, or the confirmation of another answer.
 * - `unclear`: none of these. The endpoints of other servers need not name anything.
 */
export type Statement = 'stored' | 'in-progress' | 'foreign' | 'unclear';

/** The time for the body to arrive once the headers are here. In ms. */
const BODY = 3000;

// Taken when this file loads, so that a host's later patches do not change it.
const { parse } = JSON;

/**
 * Reads the body of a 2xx or a 409, and of no other response. Never rejects. A body that is cut off, or that does not end
 * within 3 seconds, names nothing.
 * @param wait `Retry-After`. A 409 with it is in progress. A page cannot read that header across origins by default, so
 * a word in the body counts too.
 */
export async function readResponse(
  env: Environment,
  response: Response,
  { id, revision }: AnswerRecord,
  wait: number | undefined,
): Promise<Statement> {
  const { status } = response;
  const conflict = status === 409;
  if (!conflict && (status < 200 || status > 299)) return 'unclear';
  if (response.redirected || /html/i.test(response.headers.get('Content-Type') ?? '')) return 'foreign';
  if (conflict && wait) return 'in-progress';
  const text = await withTimeout(env, (async () => response.text())(), BODY);
  if (conflict && (text === undefined || /progress|processing|pending/i.test(text))) return 'in-progress';
  if (/^\s*</.test(text ?? '')) return 'foreign';
  try {
    const said = parse(text as string);
    // The 409 of a Lojal server is problem details, which repeat the status.
    if (conflict && said.status === 409) return 'stored';
    if ('stored' in said)
      return said.stored === true && said.id === id && said.revision === revision ? 'stored' : 'foreign';
  } catch {}
  return 'unclear';
}
