/**
 * Whether an earlier page left answers in this browser. A page without a question loads the outbox only then. The file
 * imports nothing, because it is part of the smallest script. An answer that found no room in localStorage is in the
 * database alone: it waits for the next page with a question.
 */
export function pending(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith('lojal:answer:'));
  } catch {
    return false;
  }
}
