import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import type { Membership } from '../../loyalty/types.ts';
import { durationWords } from '../club/duration-words.ts';
import { roundMoney } from '../club/round-money.ts';

/**
 * A paid membership: its price and perks, and the link where customers buy it.
 *
 * @param held until when the customer has it; nothing for a customer without it
 */
export function membershipRow(
  locale: Locale,
  { name, price, period, perks, url }: Membership,
  currency: string,
  held: TemplateResult | undefined,
): TemplateResult {
  const cost = `${roundMoney(locale, price, currency)} / ${durationWords(locale, period)}`;
  return html`<li class="row" part="row">
    <span class="what">
      <span class="name">${locale.text(name)}</span>
      <span class="note" part="note">${held ?? cost}</span>
      ${perks.map((perk) => html`<span class="note" part="note">${locale.text(perk)}</span>`)}
    </span>
    ${url && !held ? html`<a class="button" part="button" href=${url}>${locale.t('visit')}</a>` : nothing}
  </li>`;
}
