/** Suggestions for misspelt keys. */

/** The number of letters to change, add or remove to get from `a` to `b` (Levenshtein, 1965). */
function distance(a: string, b: string): number {
  let row = Array(b.length + 1)
    .fill(0)
    .map((_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++)
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + +(a[i] !== b[j])));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known key that is closest to `key`; nothing when none is close. */
export function nearest(key: string, known: readonly string[]): string | undefined {
  return known
    .map((one) => ({ one, far: key.length < 40 ? distance(key, one) : 99 }))
    .filter(({ one, far }) => far < 3 && far < one.length)
    .sort((a, b) => a.far - b.far)[0]?.one;
}
