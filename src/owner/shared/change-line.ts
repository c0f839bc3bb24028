import { html, nothing, type TemplateResult } from 'lit';
import type { Metric } from '../api/owner-data.ts';
import { metricText } from '../today/metric-form.ts';
import type { Translator } from './translator.ts';

/** What a value rests on: its interval, and whether the change against the period before is more than chance. */
export function changeLine(
  words: Translator,
  key: string,
  { low, high, n, change }: Metric,
  currency: string,
): TemplateResult {
  const text = (value: number, signed = false) => metricText(words, key, value, currency, signed);
  return html`
    ${
      low === null || high === null
        ? nothing
        : html`<p class="small muted">${words.t('scores.interval', { low: text(low), high: text(high) })}</p>`
    }
    <p class="small muted">${words.t('today.observations', { n })}</p>
    ${
      change
        ? html`<p class="small tag ${change.real ? 'good' : ''}">
            ${change.real ? words.t('today.real', { change: text(change.value, true) }) : words.t('today.notReal')}
          </p>`
        : nothing
    }
  `;
}

/** Why there is no value, in words. */
export function reasonText(words: Translator, reason: string | undefined): string {
  const key = `reasons.${(reason ?? '').split(':')[0]}`;
  return words.has(key) ? words.t(key) : words.t('reasons.unknown');
}
