import { Problem } from '../problem.ts';

/** The maximum size of a customer's body, in bytes: 16 KiB. */
export const BODY_LIMIT = 16 * 1024;

const tooLarge = (limit: number) => new Problem(413, `The body is larger than ${limit} bytes.`);

/**
 * Reads a body. Stops reading after the chunk that exceeds the limit.
 *
 * @param limit in bytes
 * @throws Problem 413 for a larger body, before reading if `Content-Length` says so; 400 if the body is incomplete
 */
export async function readBody(request: Request, limit = BODY_LIMIT): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > limit) throw tooLarge(limit);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw new Problem(400, 'The body is incomplete.');
    });
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      // Not awaited: cancelling may never finish if the sender does not stop.
      reader.cancel().catch(() => undefined);
      throw tooLarge(limit);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** @throws Problem 400 if the bytes are not JSON in UTF-8 */
export function readJson(bytes: Uint8Array): unknown {
  let json: string;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'The body is not UTF-8.');
  }
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message quotes the body, which must not appear in a response or a log.
    throw new Problem(400, json.trim() === '' ? 'The body is empty.' : 'The body is not JSON.');
  }
}

/** The content type of events, and the one that a browser sends without a preflight. */
export const EVENT_TYPES = ['application/cloudevents+json', 'text/plain'];
/** The content types of what pages send beside events: JSON, with and without a preflight. */
export const PAGE_JSON = ['application/json', 'text/plain'];
/** The content type of the owner's requests. */
export const JSON_BODY = ['application/json'];

/**
 * Accepts the given content types in UTF-8.
 *
 * @throws Problem 415 for any other
 */
export function checkContentType(header: string | null, types: readonly string[]): void {
  const [type = '', ...parameters] = (header ?? '').toLowerCase().split(';');
  const known = types.includes(type.trim());
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  const utf8 = charset === undefined || ['utf-8', '"utf-8"', 'utf8'].includes(charset.slice('charset='.length));
  if (known && utf8) return;
  throw new Problem(415, `The content type must be ${types.join(', or ')}, in UTF-8.`);
}
