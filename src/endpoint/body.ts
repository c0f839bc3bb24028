import { Problem } from './problem.ts';

/** The largest body that is read, in bytes: 16 KiB. */
export const LIMIT = 16 * 1024;

const tooLarge = () => new Problem(413, `The body is larger than ${LIMIT} bytes.`);

/**
 * Reads a body, and no more of it than the limit and the chunk that passes it.
 *
 * @throws Problem 413 for a larger body, at once if its length was announced; 400 for one that breaks off
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > LIMIT) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw new Problem(400, 'The body broke off before its end.');
    });
    if (done) break;
    size += value.byteLength;
    if (size > LIMIT) {
      // Not awaited: a sender that goes on for ever might never let the cancelling end.
      reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** @throws Problem 400 when the bytes are not JSON in UTF-8 */
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
    // The parser's own message quotes the body, which belongs in no answer and no log.
    throw new Problem(400, json.trim() === '' ? 'The body is empty.' : 'The body is not JSON.');
  }
}

/** The content type of the wire, and the one in which a browser sends the same bytes without a preflight. */
export const WIRE = ['application/cloudevents+json', 'text/plain'];
/** What an owner's program sends. */
export const JSON_BODY = ['application/json'];

/**
 * Lets through the given content types, in UTF-8.
 *
 * @throws Problem 415
 */
export function checkContentType(header: string | null, types: readonly string[]): void {
  const [type = '', ...parameters] = (header ?? '').toLowerCase().split(';');
  const known = types.includes(type.trim());
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  const utf8 = charset === undefined || ['utf-8', '"utf-8"', 'utf8'].includes(charset.slice('charset='.length));
  if (known && utf8) return;
  throw new Problem(415, `The content type must be ${types.join(', or ')}, in UTF-8.`);
}
