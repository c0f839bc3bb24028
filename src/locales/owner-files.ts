/** The language files of the owner's page, and the names of the languages in themselves. */
import type { OwnerWords } from './en.owner.ts';

export const ownerLanguages = {
  en: 'English',
  sv: 'Svenska',
  nb: 'Norsk',
  da: 'Dansk',
  fi: 'Suomi',
} as const;

export type OwnerLanguage = keyof typeof ownerLanguages;

export const ownerFiles: Readonly<
  Record<Exclude<OwnerLanguage, 'en'>, () => Promise<{ readonly default: OwnerWords }>>
> = {
  sv: () => import('./sv.owner.ts'),
  nb: () => import('./nb.owner.ts'),
  da: () => import('./da.owner.ts'),
  fi: () => import('./fi.owner.ts'),
};

/** The first of the wanted tags that the page has words for; English without one. Keeps the region, which dates follow. */
export function closestOwnerTag(wanted: readonly string[]): { readonly language: OwnerLanguage; readonly tag: string } {
  for (const tag of wanted) {
    const base = (tag.split('-')[0] ?? '').toLowerCase().replace(/^n[on]$/, 'nb');
    if (Object.hasOwn(ownerLanguages, base)) {
      const [, region] = /-([A-Z]{2})\b/i.exec(tag) ?? [];
      return { language: base as OwnerLanguage, tag: region ? `${base}-${region.toUpperCase()}` : base };
    }
  }
  return { language: 'en', tag: 'en' };
}
