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
  return `lojal endpoint: ${chain.join(' < ') || typeof error}${from ? ` ${from.trim()}` : ''}`;
}
