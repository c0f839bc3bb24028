/** Characters without a shape of their own: controls (a terminal obeys them), marks of direction, and what has no width. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const BLANKS = /[\s\u2028\u2029]+/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A text of somebody else as one line that is safe to print. Longer texts end with `…`. */
export function visibleText(text: string, most: number): string {
  // Cut first: a page may write megabytes.
  const line = text
    .slice(0, most * 4)
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATE, '\uFFFD')
    .trim();
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
