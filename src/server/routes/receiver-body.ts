/** What the owner posts to add or change a receiver. */
import type { Context } from 'hono';
import { isObject } from '../../config/reader.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import type { Env } from '../options.ts';
import type { EventFault } from '../problem.ts';
import { RECEIVER_EVENTS, RECEIVER_KINDS, type ReceiverKind } from '../receivers/receiver.ts';
import { quoteList } from '../schema-faults.ts';
import { invalidBody } from '../validate.ts';

/** The keys of a body, as far as they are valid. */
export interface ReceiverBody {
  readonly kind?: ReceiverKind;
  readonly url?: string;
  readonly types?: readonly string[];
  readonly enabled?: boolean;
  /** Of Klaviyo. */
  readonly apiKey?: string;
}

/** What an HTTP header can hold. A private key of Klaviyo has more letters than its public one, which has six. */
const API_KEY = /^[\x21-\x7E]{12,200}$/;

const areTypes = (given: unknown): boolean =>
  Array.isArray(given) &&
  given.length > 0 &&
  given.every((type) => RECEIVER_EVENTS.includes(type)) &&
  new Set(given).size === given.length;

/** @throws Problem 422 for a key that is unknown or not valid; the address is checked with its kind */
export async function readReceiver(c: Context<Env>, allowed: readonly (keyof ReceiverBody)[]): Promise<ReceiverBody> {
  checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
  const body = readJson(await readBody(c.req.raw));
  if (!isObject(body)) throw invalidBody([{ path: '', message: 'must be an object' }], 'The body');
  const { kind, types, enabled, apiKey } = body;
  const faults: EventFault[] = Object.keys(body)
    .filter((key) => !allowed.some((one) => one === key))
    .map((key) => ({ path: key.slice(0, 40), message: 'is not a known field' }));
  if (kind !== undefined && !RECEIVER_KINDS.some((one) => one === kind))
    faults.push({ path: 'kind', message: `must be ${quoteList(RECEIVER_KINDS)}` });
  if (types !== undefined && !areTypes(types))
    faults.push({ path: 'types', message: `must be a list of some of ${quoteList(RECEIVER_EVENTS)}` });
  if (enabled !== undefined && typeof enabled !== 'boolean')
    faults.push({ path: 'enabled', message: 'must be true or false' });
  if (apiKey !== undefined && !(typeof apiKey === 'string' && API_KEY.test(apiKey)))
    faults.push({ path: 'apiKey', message: 'must be a private API key: 12 to 200 letters without blanks' });
  if (faults.length > 0) throw invalidBody(faults, 'The receiver');
  return body;
}
