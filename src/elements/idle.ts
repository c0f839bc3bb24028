import { html, type ReactiveElement, type TemplateResult } from 'lit';
import type { Locale } from '../i18n/locale.ts';
import { date } from '../i18n/numbers.ts';

/** Whether `Intl` has been started: its first call costs about 100 ms on a slow phone. */
let warm = false;

/**
 * A sentence with a date in words. Until the page is idle it is there, but cannot be seen, with a date that is about as
 * long; then the element renders again, and nothing moves.
 */
export function withDate(
  element: ReactiveElement,
  locale: Locale,
  on: string,
  sentence: (date: string) => string,
): TemplateResult {
  if (warm) return html`<span>${sentence(date(locale, on))}</span>`;
  const run = (): void => {
    warm = true;
    element.requestUpdate();
  };
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 500 });
  else setTimeout(run, 50);
  return html`<span class="unseen">${sentence(`28 September ${on.slice(0, 4)}`)}</span>`;
}
