import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** One thing that is wrong with a posted event. */
export interface EventFault {
  /** Where: `data.consent.scopes[2]`; empty for the event as a whole. */
  readonly path: string;
  /** What is wanted there. It never repeats what was posted. */
  readonly message: string;
}

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
} as const satisfies Partial<Record<ContentfulStatusCode, string>>;

/** A request that is not fulfilled, as `application/problem+json` (RFC 9457). Thrown inside the endpoint, never out of it. */
export class Problem extends Error {
  readonly status: keyof typeof titles;
  readonly faults: readonly EventFault[];
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail one sentence for whoever wrote the request */
  constructor(
    status: keyof typeof titles,
    detail: string,
    more: { readonly faults?: readonly EventFault[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.faults = more.faults ?? [];
    this.headers = more.headers ?? {};
  }

  response(): Response {
    const { status, message: detail, faults } = this;
    const body = { title: titles[status], status, detail, ...(faults.length > 0 && { faults }) };
    return new Response(JSON.stringify(body), {
      status,
      headers: { ...this.headers, 'Content-Type': 'application/problem+json' },
    });
  }
}
