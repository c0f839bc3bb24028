/** Why a request of the owner's page failed. */
export class RequestFault extends Error {
  /** The HTTP status; 0 if no response arrived. */
  readonly status: number;
  /** When to try again, in seconds, where the server says it. */
  readonly retryAfter: number | undefined;
  /** The body of the response, where it was JSON. */
  readonly body: unknown;

  /** @param detail the sentence of the server, for developers; empty without one */
  constructor(status: number, detail: string, more: { readonly retryAfter?: number; readonly body?: unknown } = {}) {
    super(detail);
    this.name = 'RequestFault';
    this.status = status;
    this.retryAfter = more.retryAfter;
    this.body = more.body;
  }
}

/** The fault that a response describes: `application/problem+json`, or a page of a proxy. */
export async function readFault(response: Response): Promise<RequestFault> {
  const text = await response.text().catch(() => '');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // The page of a proxy.
  }
  const detail = (body as { detail?: unknown } | null | undefined)?.detail;
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new RequestFault(response.status, typeof detail === 'string' ? detail : '', {
    ...(Number.isFinite(seconds) && { retryAfter: seconds }),
    body,
  });
}
