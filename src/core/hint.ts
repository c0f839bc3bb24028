/** "Did you mean". */

/** How many letters must be changed, added or dropped to make `b` of `a` (Levenshtein, 1965). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++)
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + +(a[i] !== b[j])));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known one that a key may have meant; nothing when none is near. */
export function nearest(key: string, known: readonly string[]): string | undefined {
  return known
    .map((one) => ({ one, far: key.length < 40 ? distance(key, one) : 99 }))
    .filter(({ one, far }) => far < 3 && far < one.length)
    .sort((a, b) => a.far - b.far)[0]?.one;
}

/** What to say of a key that is not known: the known one that it may have meant, or all of them. */
export function hint(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return meant ? `did you mean ${meant}? It was left out` : `known are ${known.join(', ')}, it was left out`;
}
