import type { Forms } from '../core/types.ts';
import type { balance } from './en.balance.ts';
import type { card } from './en.card.ts';
import type { nps } from './en.nps.ts';
import type { prompt } from './en.prompt.ts';
import type { review } from './en.review.ts';
import type { en } from './en.ts';

type English = typeof en & typeof balance & typeof card & typeof prompt & typeof nps & typeof review;

/** A language file: every key of English, with the same kind of value. A missing key does not compile. */
export type Language = { readonly [Key in keyof English]: English[Key] extends string ? string : Forms };

/** The languages beside English, each a file that is fetched when a page first needs it. */
const files: Readonly<Record<string, () => Promise<{ default: Language }>>> = {
  sv: () => import('./sv.ts'),
};

const here = new Map<string, Language>();

/** `en` of `en-GB`. */
export const base = (tag: string): string => tag.split('-')[0] as string;

/**
 * The first of the wanted tags that we have words for; English when there is none. Its region is kept for numbers and
 * dates, in the case in which `Intl` writes it; what else a tag may hold is not.
 */
export function closest(wanted: readonly (string | null | undefined)[]): string {
  for (const tag of wanted) {
    const [, own = '', script, region] =
      /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z\d])/i.exec(tag ?? '') ?? [];
    const language = own.toLowerCase();
    if (language === 'en' || Object.hasOwn(files, language))
      return [language, script, region?.toUpperCase()].filter((part) => part).join('-');
  }
  return 'en';
}

/** The words for a tag if they are here; else nothing for now, and `arrived` is called once they are. */
export function words(tag: string, arrived: () => void): Language | undefined {
  const own = base(tag);
  if (!here.has(own))
    files[own]?.().then(
      (file) => {
        here.set(own, file.default);
        arrived();
      },
      // A language file that does not come leaves the page in English.
      () => {},
    );
  return here.get(own);
}
