import { html, nothing, type ReactiveElement, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import type { Phase } from './phase.ts';

/**
 * The thanks, shown in place of the form after it was sent.
 *
 * @param next what happens with the answer
 * @param offer a link or a further question
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

/**
 * Moves the focus to the thanks, because the focused button is gone: a screen reader reads the thanks, and Tab continues
 * there. Leaves the focus where it is if it has moved to another part of the page.
 */
export function focusThanks(element: ReactiveElement, preventScroll: boolean): void {
  const { activeElement: active, body } = document;
  if (!active || active === body || element.matches(':focus-within'))
    element.renderRoot.querySelector<HTMLElement>('.thanks')?.focus({ preventScroll });
}
