import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../i18n/locale.ts';
import type { Phase } from './prompt.ts';

/**
 * What stands in the place of a form that has been sent.
 *
 * @param next what happens with the answer
 * @param offer what else there is: a link, a further question
 */
export const thanks = (locale: Locale, phase: Phase, next: string, offer: unknown): TemplateResult =>
  html`<div
    class="thanks"
    part="thanks"
    tabindex="-1"
    role="group"
    aria-label=${locale.t('thanks')}
    aria-describedby="note"
  >
    <p class="heart" aria-hidden="true">
      <svg viewBox="0 0 24 24"><path d="M5 13l5 5 9-11" /></svg>
    </p>
    <p class="question">${locale.t('thanks')}</p>
    <p>${next}</p>
    <p class="note" part="note" role="status" id="note">
      ${phase === 'done' ? nothing : locale.t(phase === 'queued' ? 'queued' : 'sent')}
    </p>
    ${offer}
  </div>`;
