/** Who belongs to a sample: decided by who they are, never by a throw that could be thrown again. */

/**
 * From 0 to 1 (not 1), the same for the same text in every browser: FNV-1a over the UTF-16 units, its bits mixed by the
 * last step of MurmurHash3, without which texts that differ in their last letter fall close together.
 */
export function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Whether a visitor is among those who are asked this question. Each question has a sample of its own. */
export const sampled = (visitor: string, name: string, part: number): boolean => share(`${name}\n${visitor}`) < part;
