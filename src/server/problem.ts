import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** One fault of a posted event. */
export interface EventFault {
  /** The path of the field, for example `data.consent.scopes[2]`; empty for the whole event. */
  readonly path: string;
  /** What is expected there. Never repeats the posted value. */
  readonly message: string;
}

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const satisfies Partial<Record<ContentfulStatusCode, string>>;

/** An error response, as `application/problem+json` (RFC 9457). Thrown inside the server only. */
export class Problem extends Error {
  readonly status: keyof typeof titles;
  readonly faults: readonly EventFault[];
  readonly headers: Readonly<Record<string, string>>;
  /** The day from which the same request succeeds. */
  readonly until: string | undefined;

  /** @param detail one sentence for the developer of the client */
  constructor(
    status: keyof typeof titles,
    detail: string,
    more: {
      readonly faults?: readonly EventFault[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly until?: string | undefined;
    } = {},
  ) {
    super(detail);
    this.status = status;
    this.faults = more.faults ?? [];
    this.headers = more.headers ?? {};
    this.until = more.until;
  }

  response(): Response {
    const { status, message: detail, faults, until } = this;
    const body = { title: titles[status], status, detail, until, ...(faults.length > 0 && { faults }) };
    return new Response(JSON.stringify(body), {
      status,
      headers: { ...this.headers, 'Content-Type': 'application/problem+json' },
    });
  }
}
