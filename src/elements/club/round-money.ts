import type { Locale } from '../../locales/locale.ts';
import { money } from '../../locales/numbers.ts';
import { digits } from '../../loyalty/money.ts';

/** An amount of money in minor units; a whole amount is written without decimals: "€10". */
export function roundMoney(locale: Locale, minor: number, currency: string): string {
  const text = money(locale, minor, currency);
  const places = digits(currency);
  // The decimal separator of any language, and zeros in its digits. Without decimals, a separator groups digits.
  return places > 0 && minor % 10 ** places === 0 ? text.replace(/[.,\u066b][0\u0660]+(?=\P{Nd}*$)/u, '') : text;
}
