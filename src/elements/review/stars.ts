import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import { fieldError } from '../question/fields.ts';

export const STARS = [1, 2, 3, 4, 5];

/** Radio buttons for one to five stars; with `missing`, an error message. */
export function starsField(
  locale: Locale,
  chosen: number | undefined,
  missing: boolean,
  changed: (stars: number) => void,
): TemplateResult {
  return html`<fieldset part="question" aria-describedby=${missing ? 'stars-error' : nothing}>
    <legend>${locale.t('rating')}</legend>
    <div class="stars">
      ${STARS.map(
        (n) => html`<label class="star ${n <= (chosen ?? 0) ? 'on' : ''}" part="option">
          <input
            type="radio"
            name="rating"
            value=${n}
            aria-label=${locale.t('stars', { n })}
            .checked=${chosen === n}
            @change=${() => changed(n)}
          />
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 3l2.7 5.6 6.1.9-4.4 4.3 1 6.1-5.4-2.9-5.4 2.9 1-6.1L3.2 9.5l6.1-.9z" />
          </svg>
        </label>`,
      )}
      ${chosen ? html`<span class="chosen" aria-hidden="true">${locale.t('stars', { n: chosen })}</span>` : nothing}
    </div>
    ${fieldError('stars', missing ? locale.t('ratingMissing') : undefined)}
  </fieldset>`;
}
