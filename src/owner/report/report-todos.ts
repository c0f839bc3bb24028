import { html, nothing, type TemplateResult } from 'lit';
import type { Translator } from '../shared/translator.ts';
import type { ReportTodos } from './report-data.ts';

/** What waits for a person, as a list to tick off. */
export function todoList(words: Translator, { today, lapsing, expiring, isComplete }: ReportTodos): TemplateResult {
  const counted = [
    ['report.unhappy', today?.unhappy?.n],
    ['report.reviews', (today?.reviews?.n ?? 0) + (today?.suspect ?? 0)],
    ['report.lapsing', lapsing?.lapsing],
  ] as const;
  const rows = counted.flatMap(([key, n = 0]) => (n > 0 ? [words.t(key, { n })] : []));
  if (expiring) rows.push(words.t('report.expiring', { n: expiring.points, month: words.month(expiring.month) }));
  return html`<section aria-labelledby="todos">
    <h2 id="todos">${words.t('report.todo')}</h2>
    ${rows.length > 0 ? html`<ul class="todos">${rows.map((row) => html`<li>${row}</li>`)}</ul>` : nothing}
    ${rows.length === 0 && isComplete ? html`<p>${words.t('report.idle')}</p>` : nothing}
    ${isComplete ? nothing : html`<p class="small muted">${words.t('report.part')}</p>`}
  </section>`;
}
