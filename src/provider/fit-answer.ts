/** Cuts the texts of an answer to the lengths that the server accepts: the customer could not change what the page supplies. */
import { SUPPLIED, WRITTEN } from '../config/answer-limits.ts';

interface Limits {
  readonly [field: string]: number | Limits;
}

const LIMITS: Limits = { ...SUPPLIED, ...WRITTEN, author: { name: WRITTEN.name } };

/** What the shop wrote where, by the field of the answer. The customer's own texts are cut without a message. */
const NAMES: Readonly<Record<string, string>> = {
  'product.id': 'product',
  'product.name': 'product-name',
  'product.url': 'product-url',
  order: 'order',
  incentive: 'program.incentive',
  'consent.text': 'program.consent.text',
  'consent.version': 'program.consent.version',
};

/** A text of the shop that is too long: its name, its length and the limit, in characters. */
export type TooLong = readonly [name: string, length: number, most: number];

/**
 * The data of an answer with no text longer than the server accepts. Numbers that a script set in place of texts become
 * texts. An address that is too long is left out, because a part of it leads elsewhere.
 *
 * @param found called for each text of the shop that is too long
 */
export function fitAnswer<T>(data: T, found: (...finding: TooLong) => void, limits = LIMITS, path = ''): T {
  if (typeof data !== 'object' || !data || Array.isArray(data)) return data;
  const fitted: Record<string, unknown> = { ...(data as object) };
  for (const [field, limit] of Object.entries(limits)) {
    const value = fitted[field];
    const at = path + field;
    if (value === undefined) continue;
    if (typeof limit !== 'number') fitted[field] = fitAnswer(value, found, limit, `${at}.`);
    else if (typeof value === 'string' || typeof value === 'number') {
      // The limit counts code points, which are at most as many as UTF-16 units.
      const letters = String(value).length > limit ? [...String(value)] : [];
      if (letters.length > limit) {
        const name = NAMES[at];
        if (name) found(name, letters.length, limit);
        fitted[field] = at === 'product.url' ? undefined : letters.slice(0, limit).join('');
      } else fitted[field] = String(value);
    }
  }
  return fitted as T;
}
