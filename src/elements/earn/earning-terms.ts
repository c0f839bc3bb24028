import type { Locale } from '../../locales/locale.ts';
import type { FullProgram } from '../../loyalty/types.ts';
import { durationWords } from '../club/duration-words.ts';

/** When points of an order can be used, and how long points are valid. */
export function earningTerms(locale: Locale, { availableAfter, expireAfter }: FullProgram['points']): string[] {
  return [
    ...(availableAfter ? [locale.t('wait', { duration: durationWords(locale, availableAfter) })] : []),
    ...(expireAfter ? [locale.t('lifetime', { duration: durationWords(locale, expireAfter) })] : []),
  ];
}
