import type { Balances, ClubWords, Overrides, Questions } from './words.ts';

/**
 * Loaders of language files by tag: a language (`pt`), a region of it (`pt-PT`), a variant of either (`de-formal`). The
 * closest one is loaded.
 */
export type Files<Words = Balances | Questions | (Balances & ClubWords)> = Readonly<
  Record<string, () => Promise<{ default: Words }>>
>;

/** The languages beside English. */
export const balanceFiles = {
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

const loaded = new Map<Files[string] | undefined, Balances | Questions>();

/** The language of a tag: `en` of `en-GB`. */
export const baseTag = (tag: string): string => tag.split('-')[0] as string;

/**
 * The first of the wanted tags that Lojal or the shop has words for, else `en`. Keeps the script and the region, which
 * numbers and dates need, in the case that `Intl` uses; drops the rest of the tag.
 *
 * @param shops the shop's own words, by language
 */
export function closestLanguage(wanted: readonly (string | null | undefined)[], shops?: Overrides): string {
  const known = { en: 0, ...balanceFiles, ...shops };
  for (const tag of wanted) {
    const [, own = '', script, region] =
      /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z\d])/i.exec(tag ?? '') ?? [];
    // `no` is the older tag of Norwegian; Bokmål (`nb`) is the closest to Nynorsk (`nn`).
    const language = own.toLowerCase().replace(/^n[on]$/, 'nb');
    const whole = [language, script, region?.toUpperCase()].filter((part) => part).join('-');
    if (Object.hasOwn(known, language) || Object.hasOwn(known, whole)) return whole;
  }
  return 'en';
}

/**
 * The words of the closest file to a tag: `de-CH-formal`, `de-formal`, `de-CH`, then `de`. Returns nothing while the file
 * is loading, and calls `arrived` when it is there. A file that cannot be loaded leaves the page in English.
 *
 * @param variant the shop's choice among the files of a language, e.g. `formal`
 */
export function loadWords(
  tag: string,
  arrived: () => void,
  files: Files = balanceFiles,
  variant?: unknown,
): Balances | Questions | undefined {
  const base = baseTag(tag);
  const load = files[`${tag}-${variant}`] ?? files[`${base}-${variant}`] ?? files[tag] ?? files[base];
  if (!loaded.has(load))
    load?.().then(
      (file) => {
        loaded.set(load, file.default);
        arrived();
      },
      () => {},
    );
  return loaded.get(load);
}
