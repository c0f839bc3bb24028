/** The attributes that the script tag and the elements read. Others are kept as they are, and named. */
import type { ElementName } from '../registry.ts';

const QUESTION = ['mode', 'name', 'product-name'] as const;

/** Beside `lang`. A test compares them with the elements. */
export const KNOWN_ATTRIBUTES: Readonly<Record<ElementName, readonly string[]>> = {
  program: [
    ...['src', 'account', 'endpoint', 'server', 'customer', 'currency', 'storage', 'bridge', 'color-scheme'],
    ...['content-type', 'privacy-url', 'test', 'points', 'pending', 'spend', 'orders'],
  ],
  points: ['points', 'pending', 'expiring', 'expires', 'label', 'variant'],
  tier: ['value', 'metric', 'variant', 'cart'],
  nps: [...QUESTION, 'testimonial'],
  review: [...QUESTION, 'product', 'product-url', 'order', 'rating', 'purpose'],
  survey: [...QUESTION, 'kind', 'question', 'options', 'several', 'other'],
  earn: [],
  rewards: [],
  referral: [],
  activity: ['limit'],
  'product-points': ['price', 'product', 'quantity'],
  message: ['name'],
  panel: ['label', 'position'],
};

/** Attributes that every element of a page may have. */
const GLOBAL = ['lang', 'id', 'class', 'slot', 'hidden', 'dir', 'role', 'title', 'part', 'translate'];
/** Attributes of the script tag that the browser reads. */
const OF_SCRIPT = [
  'src',
  'async',
  'defer',
  'type',
  'crossorigin',
  'integrity',
  'nonce',
  'referrerpolicy',
  'fetchpriority',
];

/** Attributes of the script tag that are not attributes of the program. */
const OF_TAG = ['program', 'panel', 'base', 'lang'];

export function isKnownAttribute(tag: ElementName | 'script', name: string): boolean {
  if (/^aria-/.test(name) || GLOBAL.includes(name)) return true;
  if (tag !== 'script') return KNOWN_ATTRIBUTES[tag].includes(name) || /^data-/.test(name);
  if (!name.startsWith('data-')) return OF_SCRIPT.includes(name);
  const own = name.slice('data-'.length);
  return own !== 'src' && (OF_TAG.includes(own) || KNOWN_ATTRIBUTES.program.includes(own));
}

/** Attributes that run code or change the page around them. They are never taken from a snippet or an address. */
export const isRefusedAttribute = (name: string, value: string): boolean =>
  /^on|^(style|srcdoc|formaction|is|ping|http-equiv)$/i.test(name) ||
  (/(src|href|url|base|program|account|endpoint|server)$/i.test(name) && isCode(value));

/** Whether an address runs code, or contains what it stands for. Browsers remove spaces and control characters from a scheme. */
function isCode(address: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that browsers remove.
  const plain = address.replace(/[\u0000-\u0020\u007f-\u00a0]/g, '');
  return /^(javascript|data|vbscript|blob|filesystem):/i.test(plain);
}
