import type { ReactiveElement } from 'lit';
import type { Locale } from '../i18n/locale.ts';
import { date } from '../i18n/numbers.ts';

/** Whether `Intl` has been started: its first call costs about 100 ms on a slow phone. */
let warm = false;

/** A date in words, or nothing until the page is idle; then the element renders again. */
export function dateWhenIdle(element: ReactiveElement, locale: Locale, on: string): string {
  if (warm) return date(locale, on);
  const run = (): void => {
    warm = true;
    element.requestUpdate();
  };
  // Safari has no idle callback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(run, { timeout: 500 });
  else setTimeout(run, 50);
  return '';
}
