/** Reads the answers among which a customer chooses. */
import type { Text } from './types.ts';
import { isLine, own, type Reader, readText } from './wording.ts';

/** One answer of a list. */
export interface Option {
  /** The shop's own, 1 to 200 characters; no two of a list are alike. */
  readonly id: string;
  readonly text: Text;
}

/** An endpoint takes this many choices in one answer. */
export const MOST = 20;

function option(value: unknown): Option | undefined {
  // A text alone is its own id.
  if (isLine(value, 200)) return { id: value, text: value };
  const [id, text] = [own(value, 'id'), readText(own(value, 'text'))];
  return isLine(id, 200) && text !== undefined ? { id, text } : undefined;
}

/** Of a list those that can be used, each once; nothing where there are none. It is shorter than what was given then. */
export const options: Reader<readonly Option[]> = [
  (value) => {
    const made = new Map<string, Option>();
    for (const one of Array.isArray(value) ? [...value].map((one) => option(one)) : [])
      if (one && !made.has(one.id)) made.set(one.id, one);
    return made.size ? [...made.values()].slice(0, MOST) : undefined;
  },
  `a list of 1 to ${MOST} texts or { id, text }, no two alike,`,
];

/** Something else: its field is shown once it is chosen. */
export const OTHER = 'other';

/**
 * Options as they stand below each other, at most as many as an answer may hold; something else comes last.
 *
 * @param other its words, unless the list itself has it
 * @param place of an option among the others
 */
export function arrange(
  list: readonly Option[],
  other: Option | undefined,
  place: (id: string) => number,
): readonly Option[] {
  const last = list.find(({ id }) => id === OTHER) ?? other;
  const first = list.filter(({ id }) => id !== OTHER).slice(0, MOST - (last ? 1 : 0));
  first.sort((a, b) => place(a.id) - place(b.id));
  return last ? [...first, last] : first;
}
