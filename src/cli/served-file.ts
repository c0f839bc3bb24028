/** A file in memory, sent in the best content coding that the browser takes. */
import { brotliCompressSync, gzipSync } from 'node:zlib';

export interface ServedFile {
  readonly raw: Uint8Array<ArrayBuffer>;
  /** By content coding. Made at the first request. */
  readonly coded: Map<string, Uint8Array<ArrayBuffer>>;
  /** The headers of every response with this file. */
  readonly headers: Readonly<Record<string, string>>;
}

const CODINGS = { br: brotliCompressSync, gzip: gzipSync } as const;

/** The best coding that the browser takes; nothing for none. A coding with `q=0` is refused. */
function codingOf(header: string): keyof typeof CODINGS | undefined {
  const accepted = header.split(',').map((one) => one.trim().split(';'));
  return (['br', 'gzip'] as const).find((name) =>
    accepted.some(([coding, q]) => coding?.trim() === name && !/^\s*q=0(\.0*)?$/.test(q ?? '')),
  );
}

/** The response to a GET or HEAD request for a file. */
export function fileResponse({ raw, coded, headers }: ServedFile, request: Request): Response {
  const coding = codingOf(request.headers.get('accept-encoding') ?? '');
  let body = coding && coded.get(coding);
  if (coding && !body) {
    body = new Uint8Array(CODINGS[coding](raw));
    coded.set(coding, body);
  }
  return new Response(request.method === 'HEAD' ? null : (body ?? raw), {
    headers: {
      ...headers,
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
      ...(coding && { 'Content-Encoding': coding }),
    },
  });
}
