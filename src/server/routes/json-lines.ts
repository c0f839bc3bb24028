/** The content type of newline-delimited JSON. */
export const JSON_LINES = { 'Content-Type': 'application/x-ndjson' };

/** Line separators that JSON does not escape. Many readers split text there: Python's `splitlines`, old JavaScript. */
const SEPARATORS = /[\u0085\u2028\u2029]/g;

/** One line of newline-delimited JSON. */
export function toJsonLine(value: unknown): string {
  const escaped = (separator: string) => `\\u${separator.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value).replace(SEPARATORS, escaped)}\n`;
}
