import { html, type ReactiveElement, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import { date } from '../../locales/numbers.ts';

/** Whether `Intl` was used before: its first call takes about 100 ms on a slow phone. */
let warm = false;

/**
 * A sentence with a date in words. Until the page is idle, the sentence is invisible and has a date of about the same
 * length, which avoids layout shift. Then the element renders again.
 *
 * @param sentence gets the date as a function of the word before it, see `date`
 */
export function withDate(
  element: ReactiveElement,
  locale: Locale,
  on: string,
  sentence: (date: (word?: string) => string) => string,
): TemplateResult {
  if (warm) return html`<span>${sentence((word) => date(locale, on, word))}</span>`;
  const run = (): void => {
    warm = true;
    element.requestUpdate();
  };
  // Safari has no `requestIdleCallback`.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 500 });
  else setTimeout(run, 50);
  return html`<span class="unseen">${sentence((word = '') => `${word} 28 September ${on.slice(0, 4)}`)}</span>`;
}
