/** One request in the log. Never contains a body, a key, a token, an address or a query. */
export interface LogEntry {
  /** RFC 3339. */
  readonly time: string;
  /** The id of the request, which the response has as `X-Request-Id`. */
  readonly request: string;
  /** `error` if the server failed, whatever the response was. */
  readonly level: 'info' | 'error';
  readonly method: string;
  /** The pattern of the route, not the requested URL: `/apps/lojal/answers`; `/*` if no route matched. */
  readonly route: string;
  readonly status: number;
  /** Time from the request to the response headers, in milliseconds. */
  readonly ms: number;
  /** The id of the answer, if the request contained a valid one. */
  readonly id?: string;
  /** The error: class, code and location. */
  readonly error?: string;
}

/** Writes errors to stderr, one line of JSON each, and nothing else. */
export function logErrors(entry: LogEntry): void {
  if (entry.level === 'error') console.error(JSON.stringify(entry));
}

/**
 * Describes an unexpected error in one line that is safe to log: class, PostgreSQL's code, and location. Not the message:
 * a database quotes the row that it could not store, which contains the customer's words.
 */
export function describeError(error: unknown): string {
  const chain: string[] = [];
  let from: string | undefined;
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' && /^\w{1,40}$/.test(at.code) ? ` ${at.code}` : '';
    chain.push(`${at.constructor.name}${code}`);
    // A stack starts with the message, which may itself contain lines that look like a stack.
    const head = `${at.name}: ${at.message}\n`;
    if (at.stack?.startsWith(head)) from ??= at.stack.slice(head.length).split('\n')[0];
  }
  return `${chain.join(' < ') || typeof error}${from ? ` ${from.trim()}` : ''}`;
}
