/** The words of a text that may be HTML. Reviews are shown as text, in which tags would be letters. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Ends of lines in HTML. */
const BREAKS = /<br\s*\/?>|<\/(?:p|div|li)>/gi;
/** A tag of HTML, whose attributes have values. `I <3 it` and `a <b and b> c` have none. */
const TAG = /<\/?[a-z][a-z0-9-]*(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))*\s*\/?>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,5}));/gi;

function decode(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const isText = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return isText ? String.fromCodePoint(point) : whole;
}

/** Without tags and control characters; entities are decoded once, after the tags, so that no tag comes of them. */
export const plainWords = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(BREAKS, '\n')
    .replace(TAG, '')
    .replace(ENTITY, decode)
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
