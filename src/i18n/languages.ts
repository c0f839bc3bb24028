import type { Forms } from '../core/types.ts';
import type { balance } from './en.balance.ts';
import type { card } from './en.card.ts';
import type { nps } from './en.nps.ts';
import type { prompt } from './en.prompt.ts';
import type { review } from './en.review.ts';
import type { survey } from './en.survey.ts';
import type { en } from './en.ts';
import type { Overrides } from './locale.ts';

/** Every key of some English words, with the same kind of value. A missing key does not compile. */
type Words<English> = { readonly [Key in keyof English]: English[Key] extends string ? string : Forms };

/** The file of a language for points and tiers. */
export type Balances = Words<typeof en & typeof balance>;
/** Its file for questions. What every part needs stands in both: a page with the one does not load the other. */
export type Questions = Words<typeof en & typeof prompt & typeof card & typeof nps & typeof survey & typeof review>;
/** A whole language. */
export type Language = Balances & Questions;

/** Words by language, fetched when a page first needs them. */
export type Files<Words = Balances | Questions> = Readonly<Record<string, () => Promise<{ default: Words }>>>;

/** The languages beside English. */
export const balances = {
  sv: () => import('./sv.ts'),
  nb: () => import('./nb.ts'),
  da: () => import('./da.ts'),
  fi: () => import('./fi.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  nl: () => import('./nl.ts'),
  it: () => import('./it.ts'),
  pt: () => import('./pt.ts'),
  pl: () => import('./pl.ts'),
  ar: () => import('./ar.ts'),
} satisfies Files<Balances>;

const here = new Map<Files[string] | undefined, Balances | Questions>();

/** `en` of `en-GB`. */
export const base = (tag: string): string => tag.split('-')[0] as string;

/**
 * The first of the wanted tags that we or the shop have words for; English when there is none. Its region is kept for
 * numbers and dates, in the case in which `Intl` writes it; what else a tag may hold is not.
 *
 * @param shops the shop's own words, by language
 */
export function closest(wanted: readonly (string | null | undefined)[], shops?: Overrides): string {
  const known = { en: 0, ...balances, ...shops };
  for (const tag of wanted) {
    const [, own = '', script, region] =
      /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z\d])/i.exec(tag ?? '') ?? [];
    // Norwegian by its older tag, and nynorsk, for which bokmål is the closest.
    const language = own.toLowerCase().replace(/^n[on]$/, 'nb');
    const whole = [language, script, region?.toUpperCase()].filter((part) => part).join('-');
    if (Object.hasOwn(known, language) || Object.hasOwn(known, whole)) return whole;
  }
  return 'en';
}

/** The words for a tag if they are here; else nothing for now, and `arrived` is called once they are. */
export function words(tag: string, arrived: () => void, files: Files = balances): Balances | Questions | undefined {
  const load = files[base(tag)];
  if (!here.has(load))
    load?.().then(
      (file) => {
        here.set(load, file.default);
        arrived();
      },
      // A language file that does not come leaves the page in English.
      () => {},
    );
  return here.get(load);
}
