import { html, nothing, type TemplateResult } from 'lit';
import type { Metric, MetricChange } from '../api/owner-data.ts';
import { changeTone, metricText } from '../today/metric-form.ts';
import type { DataCell } from './data-table.ts';
import type { Translator } from './translator.ts';

/** What a value rests on: its interval, and whether the change against the period before is more than chance. */
export function changeLine(
  words: Translator,
  key: string,
  { low, high, n, reason, change }: Metric,
  currency: string,
): TemplateResult {
  const text = (value: number, signed = false) => metricText(words, key, value, currency, signed);
  return html`
    ${
      low === null || high === null
        ? reason && html`<p class="small muted">${rangeReason(words, key, reason)}</p>`
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

/** Scores are of answers; other means are of customers. */
const OF_ANSWERS: readonly string[] = ['nps', 'csat', 'ces'];
const OF_OTHERS: Readonly<Record<string, string>> = { n_lt_2: 'one_value', no_variation: 'same_values' };

/** Why a value has no interval, in words. */
export const rangeReason = (words: Translator, key: string, reason: string): string =>
  reasonText(words, OF_ANSWERS.includes(key) ? reason : (OF_OTHERS[reason] ?? reason));

/** The interval for a cell of a table, or why there is none. Nothing of a plain count. */
export const rangeCell = (
  words: Translator,
  key: string,
  { value, low, high, reason }: Metric,
  write: (value: number) => string,
): DataCell => {
  if (low !== null && high !== null) return `${write(low)} … ${write(high)}`;
  return value !== null && reason ? html`<span class="small muted">${rangeReason(words, key, reason)}</span>` : '–';
};

/** The reason where only the answers of a group count: others may have answered. */
export const groupReason = (reason: string | undefined): string | undefined =>
  reason === 'no_answers' ? 'no_answers_in_group' : reason;

/** Why there is no value, in words. */
export function reasonText(words: Translator, reason: string | undefined): string {
  const key = `reasons.${(reason ?? '').split(':')[0]}`;
  return words.has(key) ? words.t(key) : words.t('reasons.unknown');
}
