/** Samples of customers. Membership follows from the customer's id, so it is stable across visits. */

/**
 * A number from 0 to below 1, the same for the same text in every browser: FNV-1a over the UTF-16 units, then the final
 * step of MurmurHash3, because FNV-1a alone gives close numbers to texts that differ in their last letter.
 */
export function hashFraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Whether a visitor is in the sample of a question. The samples of two questions are independent. */
export const isSampled = (visitor: string, name: string, part: number): boolean =>
  hashFraction(`${name}\n${visitor}`) < part;
