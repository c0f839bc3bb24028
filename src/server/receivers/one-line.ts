/** Text of a customer in one line: without control characters, and without marks that change the direction of what follows. */
export function oneLine(given: unknown, letters: number): string {
  const text = String(given ?? '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .trim();
  const all = [...text];
  return all.length > letters ? `${all.slice(0, letters - 1).join('')}…` : text;
}
