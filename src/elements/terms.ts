import type { Program } from '../core/types.ts';
import type { Locale } from '../i18n/locale.ts';

/** Version of our own consent texts: raised whenever one of them changes in any language. */
const OURS = 'lojal-1';

/** To what a customer agrees who ticks the box. */
export interface Terms {
  /** The very sentence that stands beside the box. */
  readonly text: string;
  readonly version: string;
  /** Where the words may be published. */
  readonly scopes: readonly string[];
}

/** The terms in the shop's words, else in ours. */
export function terms(locale: Locale, program: Program | undefined, testimonial: boolean): Terms {
  const name = locale.text(program?.name) || locale.t('theShop');
  return {
    text: locale.text(program?.consent?.text) || locale.t(testimonial ? 'tellConsent' : 'consent', { name }),
    version: program?.consent?.version ?? OURS,
    scopes: testimonial ? ['site', 'marketing'] : ['site'],
  };
}
