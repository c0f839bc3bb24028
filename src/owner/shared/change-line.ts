import { html, nothing, type TemplateResult } from 'lit';
import type { Metric, MetricChange } from '../api/owner-data.ts';
import { changeTone, metricText } from '../today/metric-form.ts';
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
    ${change ? html`<p class="small tag ${changeTone(key, change)}">${changeSentence(words, change, text)}</p>` : nothing}
  `;
}

type WriteValue = (value: number, isSigned: boolean) => string;

/** Whether a change is more than chance. Without an interval nobody can say, so the difference stands alone. */
export function changeSentence(words: Translator, { real, value }: MetricChange, write: WriteValue): string {
  if (real === false) return words.t('today.notReal');
  return words.t(real ? 'today.real' : 'today.counted', { change: write(value, true) });
}

/** The same for a cell of a table. */
export const changeCell = (words: Translator, { real, value }: MetricChange, write: WriteValue): string =>
  real === false ? words.t('customers.noChange') : write(value, true);

/** Why there is no value, in words. */
export function reasonText(words: Translator, reason: string | undefined): string {
  const key = `reasons.${(reason ?? '').split(':')[0]}`;
  return words.has(key) ? words.t(key) : words.t('reasons.unknown');
}
