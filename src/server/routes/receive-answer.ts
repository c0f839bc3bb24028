import type { Context } from 'hono';
import type { Store } from '../db/store.ts';
import { sha256 } from '../digest.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import { checkContentType, EVENT_TYPES, readBody, readJson } from '../middleware/body.ts';
import { type Identify, missingToken } from '../middleware/identity.ts';
import type { Limiter } from '../middleware/rate-limiter.ts';
import type { RequestMetrics } from '../middleware/request-metrics.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';
import { type AnsweredEvent, isAnswerId, isSubject } from '../validate.ts';
import { pointsOfAnswer } from './answer-points.ts';
import { answerResponse } from './answer-responses.ts';

export interface ReceiveOptions {
  readonly store: Store;
  readonly anonymous?: boolean | undefined;
  readonly keys: KeyCheck;
  readonly identify: Identify | undefined;
  readonly limiter: (onError: (error: unknown) => void) => Limiter;
  readonly metrics: RequestMetrics;
  readonly validate: (event: unknown) => AnsweredEvent;
  readonly program: (() => Promise<LoadedProgram>) | undefined;
}

/** `POST /answers`. */
export async function receiveAnswer(c: Context<Env>, options: ReceiveOptions): Promise<Response> {
  const { store, validate } = options;
  const { raw } = c.req;
  checkContentType(raw.headers.get('content-type'), EVENT_TYPES);
  const claim = await readClaim(raw, options);
  const bytes = await readBody(raw);
  const json = readJson(bytes);
  const posted = readIdentity(json);
  if (posted) c.set('id', posted.id);
  const event = validOrProblem(json, validate);
  // Without an id, a retry could not be told from another answer.
  if (event instanceof Problem && !posted) throw event;
  const subject = posted?.subject;
  const verified = claim.prove(subject);
  const onError = (error: unknown) => c.set('error', error);
  if (subject !== undefined && !claim.isShop) await options.limiter(onError).subject(subject);
  const digest = sha256(bytes);
  if (!(event instanceof Problem)) {
    const givePoints = claim.isShop || !verified ? undefined : await pointsOfAnswer(event, options.program, onError);
    const outcome = await store.insert(event, digest, verified, givePoints !== undefined);
    options.metrics.answer(outcome);
    if (outcome === 'stored') await givePoints?.(store.ledger);
    return answerResponse(event, outcome);
  }
  if (!posted) throw event;
  const { id, revision, time } = posted;
  const body = new TextDecoder().decode(bytes);
  const { faults, message } = event;
  const outcome = await store.quarantine(
    { id, digest, body, faults, verified, ...(subject !== undefined && { subject }) },
    time,
  );
  options.metrics.answer(outcome === 'kept' ? 'quarantined' : outcome);
  if (outcome === 'erased') throw new Problem(409, 'This answer was erased and is not stored again.');
  if (outcome === 'full') {
    throw new Problem(
      503,
      'Too many answers that are not valid are waiting for the owner. Send this one again later.',
      {
        headers: { 'Retry-After': '3600' },
      },
    );
  }
  return Response.json({ id, revision, stored: true, quarantined: true, detail: message, faults }, { status: 202 });
}

function validOrProblem(json: unknown, validate: (event: unknown) => AnsweredEvent): AnsweredEvent | Problem {
  try {
    return validate(json);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** What is known of an answer, valid or not; nothing if it has no valid id. */
function readIdentity(json: unknown): { id: string; subject?: string; revision?: number; time?: Date } | undefined {
  if (typeof json !== 'object' || json === null || !('id' in json) || !isAnswerId(json.id)) return undefined;
  const { id } = json;
  const { subject, time, data } = json as {
    readonly subject?: unknown;
    readonly time?: unknown;
    readonly data?: unknown;
  };
  const revision = typeof data === 'object' && data !== null && 'revision' in data ? data.revision : undefined;
  // Other years are mistakes, and PostgreSQL writes them in another way.
  const written = typeof time === 'string' && /^(19[7-9]|2\d\d)\d-/.test(time) ? Date.parse(time) : Number.NaN;
  return {
    id,
    ...(isSubject(subject) && { subject }),
    ...(Number.isSafeInteger(revision) && { revision: Number(revision) }),
    ...(!Number.isNaN(written) && { time: new Date(written) }),
  };
}

/** Reads who sends the request, before the body is read. */
async function readClaim(request: Request, { anonymous = true, keys, identify }: ReceiveOptions) {
  // The shop's own server speaks for its customers.
  const isShop = keys.has(request.headers.get('authorization'), 'ingest');
  const proven = isShop ? undefined : await identify?.(request);
  return {
    isShop,
    /**
     * Returns whether the customer is proven.
     *
     * @throws Problem 401 or 403 if the answer may not be stored in the customer's name
     */
    prove(subject: string | undefined): boolean {
      if (isShop) return subject !== undefined;
      if (subject === undefined) {
        if (!anonymous) throw missingToken();
        return false;
      }
      if (identify && proven === undefined) throw missingToken();
      if (identify && proven !== subject) throw new Problem(403, 'The token belongs to another customer.');
      return proven === subject;
    },
  };
}
