/**
 * Whether an earlier page left answers here, so that a page without a prompt needs to load the outbox only then.
 * A stand-alone file, without an import: it is part of the smallest script. Where localStorage was full the answer is in the
 * database alone, and waits for the next page that has a prompt.
 */
export function pending(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith('lojal:answer:'));
  } catch {
    return false;
  }
}
