/** The custom properties of the look, and which values may be written into a style sheet. */

/** The properties that a shop sets first. `docs/theming.md` describes all of them. */
export const LOOK_NAMES = [
  'accent',
  'on-accent',
  'surface',
  'text',
  'muted',
  'border',
  'radius',
  'font',
  'weight',
  'space',
  'width',
  'star',
] as const;
export type LookName = (typeof LOOK_NAMES)[number];

/** The properties whose value is a colour. */
export const COLOUR_NAMES: readonly LookName[] = ['accent', 'on-accent', 'surface', 'text', 'muted', 'border', 'star'];

export const isLookName = (name: string): name is LookName => (LOOK_NAMES as readonly string[]).includes(name);

const LONGEST = 200;

/** Whether what opens in a value also closes in it. */
function isBalanced(value: string): boolean {
  let quote = '';
  let depth = 0;
  for (const letter of value) {
    if (quote) quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '(') depth++;
    else if (letter === ')' && --depth < 0) return false;
  }
  return quote === '' && depth === 0;
}

/**
 * Whether a value can stand in a declaration and changes nothing but that: it neither ends the declaration, the rule or the
 * style element, nor requests a file.
 */
export const isLookValue = (value: string): boolean =>
  value.trim() === value &&
  value !== '' &&
  value.length <= LONGEST &&
  // Printable characters only. A backslash could write any of the others.
  /^[^\p{C}\p{Zl}\p{Zp};{}<>\\@!]*$/u.test(value) &&
  !/\/\*|\*\/|\burl\(|\bimage-set\(|\bsrc\(|\{\{|\{%/i.test(value) &&
  isBalanced(value);
