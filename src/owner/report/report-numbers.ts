import { html, nothing, type TemplateResult } from 'lit';
import type { Metric, MetricsData } from '../api/owner-data.ts';
import { changeCell, rangeCell } from '../shared/change-line.ts';
import { type DataCell, dataTable } from '../shared/data-table.ts';
import type { Translator } from '../shared/translator.ts';
import { hasForm, metricText } from '../today/metric-form.ts';
import { movedMost } from '../today/moved-metrics.ts';

/** The changes that fit on the first page beside the score. */
const MOST_CHANGES = 8;

const nameOf = (words: Translator, key: string): string => {
  const name = `metrics.${key}`;
  return words.has(name) ? words.t(name) : key;
};
const isKnown = (words: Translator) => (key: string) => hasForm(key) && words.has(`metrics.${key}`);

const range = (text: (value: number) => string, low: number | null, high: number | null): string =>
  low === null || high === null ? '–' : `${text(low)} … ${text(high)}`;

/** The numbers that changed more than chance explains. */
export function changedNumbers(words: Translator, { metrics, currency }: MetricsData): TemplateResult {
  const moved = movedMost(metrics, MOST_CHANGES, isKnown(words)).filter(({ change }) => change.real);
  const rows = moved.map(({ key, value, previous, change }) => {
    const text = (amount: number, signed = false) => metricText(words, key, amount, currency, signed);
    return [
      nameOf(words, key),
      previous === undefined ? '–' : text(previous),
      text(value),
      text(change.value, true),
      range((amount) => text(amount, true), change.low, change.high),
    ];
  });
  const columns = [
    'customers.number',
    'customers.before',
    'charts.value',
    'customers.change',
    'charts.interval',
  ] as const;
  const title = words.t('report.changed');
  return html`<section aria-labelledby="changed">
    <h2 id="changed">${title}</h2>
    <p class="small muted">${words.t('report.changedHint')}</p>
    ${
      rows.length > 0
        ? dataTable(
            title,
            columns.map((key) => words.t(key)),
            rows,
          )
        : html`<p>${words.t('report.unchanged')}</p>`
    }
  </section>`;
}

/** All numbers that have a value. */
export function numberTable(words: Translator, { metrics, currency }: MetricsData): TemplateResult {
  const known = Object.entries(metrics).filter(([key]) => isKnown(words)(key));
  const shown = known.filter(([, { value }]) => value !== null);
  const columns = [
    'customers.number',
    'charts.value',
    'charts.interval',
    'customers.before',
    'customers.change',
  ] as const;
  const title = words.t('customers.numbers');
  const thin = known.length - shown.length;
  return html`<section aria-labelledby="numbers">
    <h2 id="numbers">${title}</h2>
    <p class="small muted">${words.t('customers.numbersHint')}</p>
    ${dataTable(
      title,
      columns.map((key) => words.t(key)),
      shown.map(([key, metric]) => numberRow(words, key, metric, currency)),
    )}
    ${thin > 0 ? html`<p class="small muted">${words.t('report.thin', { n: thin })}</p>` : nothing}
  </section>`;
}

function numberRow(words: Translator, key: string, metric: Metric, currency: string): DataCell[] {
  const { value, previous, change } = metric;
  const text = (amount: number | null | undefined, signed = false) =>
    typeof amount === 'number' ? metricText(words, key, amount, currency, signed) : '–';
  return [
    nameOf(words, key),
    text(value),
    rangeCell(words, key, metric, text),
    text(previous),
    change ? changeCell(words, change, text) : '–',
  ];
}
