import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import type { Language } from '../../locales/words.ts';

/** Why the customer writes: for other customers, or for the shop's own marketing. */
export const PURPOSES = ['review', 'testimonial'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The texts of which a review and a testimonial have their own. */
export const TEXTS = {
  review: { introduction: 'reviewPurpose', body: 'body', next: 'reviewNext' },
  testimonial: { introduction: 'tellPurpose', body: 'tellBody', next: 'tellNext' },
} as const;

/** What the review is about. */
interface Subject {
  readonly purpose: Purpose;
  readonly product?: string | undefined;
  readonly productName?: string | undefined;
}

/** The keys of the heading, by what is known of the product and the shop; the first that exists is taken. */
export function headingKeys({ purpose, product, productName }: Subject, shopName: string): readonly (keyof Language)[] {
  if (purpose === 'testimonial') return [shopName ? 'tellHeading' : 'tellHere'];
  if (productName) return ['reviewHeading'];
  if (product) return ['reviewThisProduct'];
  return shopName ? ['reviewShop', 'reviewHeading'] : ['reviewHere'];
}

/** The heading, what the form is for, and whether a draft was restored. */
export function introduction(locale: Locale, heading: string, purpose: Purpose, restored: boolean): TemplateResult {
  return html`<div>
    <p class="question" part="heading">${heading}</p>
    <p class="purpose">${locale.t(TEXTS[purpose].introduction)}</p>
    <p class="quiet" role="status">${restored ? locale.t('restored') : nothing}</p>
  </div>`;
}
