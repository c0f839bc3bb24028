/** The parts of one message to a developer. Each part is a sentence without its final period. */
export interface Message {
  /** What is wrong: the element or the file, the attribute or key, and the value. */
  readonly wrong: string;
  /** What is accepted instead. */
  readonly accepted?: string | undefined;
  /** The line to write, or the step to take. */
  readonly fix?: string | undefined;
  /** What Lojal did with the faulty value. */
  readonly outcome?: string | undefined;
}

/**
 * Joins the parts of a message to one line.
 *
 * @param code ends the line in brackets; docs/troubleshooting.md has a heading for each code
 */
export function compose(code: string, { wrong, accepted, fix, outcome }: Message): string {
  const parts = [wrong, accepted && `Accepted: ${accepted}`, fix, outcome].filter(Boolean);
  return `${parts.map((part) => (/[.?]$/.test(part ?? '') ? part : `${part}.`)).join(' ')} [${code}]`;
}

/** An attribute or a property with its value, as a developer would write it. */
export function setting(name: string, value: unknown): string {
  if (value === undefined) return name;
  // A page's script can set a property to a BigInt, a symbol, or an object that throws when it is read.
  if (typeof value === 'string') return `${name}=${JSON.stringify(value)}`;
  return Object(value) === value ? `${name} (${typeof value})` : `${name}=${String(value)}`;
}
