/** What became of one request. Never a body, a key, a token, an address or a query. */
export interface LogEntry {
  /** RFC 3339. */
  readonly time: string;
  /** `error` when something failed here, whatever the sender was told. */
  readonly level: 'info' | 'error';
  readonly method: string;
  /** The pattern of the route, not the address that was asked for: `/apps/lojal/answers`; `/*` for none. */
  readonly route: string;
  readonly status: number;
  /** From the request to the head of the response, in milliseconds. */
  readonly ms: number;
  /** Of the answer that the request was about, if it was a valid one. */
  readonly id?: string;
  /** What failed: kind, code and place. */
  readonly error?: string;
}

/** One line of JSON to the standard error stream for what failed here; of the rest nothing. */
export function logErrors(entry: LogEntry): void {
  if (entry.level === 'error') console.error(JSON.stringify(entry));
}

/**
 * One line about an unexpected error that is safe to keep: what kind, PostgreSQL's code, and where in the code. Not
 * its message: a database quotes the row that it could not store, and with it what a customer wrote.
 */
export function describe(error: unknown): string {
  const chain: string[] = [];
  let from: string | undefined;
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) {
    const code = 'code' in at && typeof at.code === 'string' && /^\w{1,40}$/.test(at.code) ? ` ${at.code}` : '';
    chain.push(`${at.constructor.name}${code}`);
    // A stack begins with the message, which may itself look like lines of a stack.
    const head = `${at.name}: ${at.message}\n`;
    if (at.stack?.startsWith(head)) from ??= at.stack.slice(head.length).split('\n')[0];
  }
  return `${chain.join(' < ') || typeof error}${from ? ` ${from.trim()}` : ''}`;
}
