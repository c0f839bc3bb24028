import type { Locale } from '../../locales/locale.ts';
import type { Program } from '../../loyalty/types.ts';

/** Version of Lojal's own consent texts. Raise it when one of them changes in any language. */
const CONSENT_VERSION = 'lojal-2';

/** What the customer agrees to. */
export interface ConsentTerms {
  /** The text beside the checkbox, stored with the answer as it was shown. */
  readonly text: string;
  readonly version: string;
  /** Where the review may be published. */
  readonly scopes: readonly string[];
}

/**
 * The consent in the shop's words, else in Lojal's.
 *
 * @param shop the name of the shop; without it, the consent names the host of the page, because a consent must say who
 *   gets it
 * @param testimonial whether the shop may also use it in its marketing
 * @param unnamed whether the customer's name is not shown
 */
export function consentTerms(
  locale: Locale,
  program: Program | undefined,
  shop: string,
  { testimonial, unnamed }: { testimonial: boolean; unnamed: boolean },
): ConsentTerms {
  const key = `${testimonial ? 'tellConsent' : 'consent'}${unnamed ? 'Unnamed' : ''}` as const;
  return {
    text: locale.text(program?.consent?.text) || locale.t(key, { name: shop || location.hostname }),
    version: program?.consent?.version || CONSENT_VERSION,
    scopes: testimonial ? ['site', 'marketing'] : ['site'],
  };
}
