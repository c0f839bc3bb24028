import { html, nothing, type TemplateResult } from 'lit';
import { errorSentence } from '../api/error-sentence.ts';
import { RequestFault } from '../api/request-fault.ts';
import { routeHash } from '../app/hash-route.ts';
import type { Translator } from '../shared/translator.ts';
import type { AnswerList } from './answer-list.ts';

/** The server counts no further. */
const MOST_COUNTED = 10_000;

/** How many answers the selection has. Where the server does not count them, as in a search, the loaded ones are counted. */
export function listTotal(words: Translator, { total, state, count, hasMore }: AnswerList): string {
  if (total === undefined) {
    if (count === 0 && state !== 'loaded') return '';
    return words.t(hasMore ? 'answers.atLeast' : 'answers.total', { n: count });
  }
  return words.t(total < MOST_COUNTED ? 'answers.total' : 'answers.atLeast', { n: total });
}

/** What stands in the place of a list without rows: it loads, it failed, or nothing is in it. */
export function listState(words: Translator, list: AnswerList, isFiltered: boolean): TemplateResult {
  if (list.state === 'failed')
    return html`<div class="state" role="alert"><p class="bad">${errorSentence(words, list.error)}</p>
      <button @click=${() => list.again()}>${words.t('app.again')}</button></div>`;
  if (list.state !== 'loaded')
    return html`<div class="state" role="status" aria-label=${words.t('app.loading')}>
      ${[1, 2, 3, 4].map(() => html`<span class="skeleton"></span><span class="skeleton short"></span>`)}</div>`;
  return html`<div class="state"><p class="muted">${words.t(isFiltered ? 'answers.noneFound' : 'answers.none')}</p>
    ${isFiltered ? html`<p><a href=${routeHash('answers')}>${words.t('answers.clear')}</a></p>` : nothing}</div>`;
}

/** What stands in the place of an answer before one is chosen. */
export function noAnswer(words: Translator, list: AnswerList): TemplateResult {
  if (list.count === 0) return html``;
  return html`<div class="none">
    <p>${words.t('answers.choose')}</p>
    <p class="small">${words.t('keys.hint')}</p>
  </div>`;
}

/** What stands in the place of an answer that is being loaded by its id, or that cannot be loaded. @param back the address of the list */
export function soughtAnswer(words: Translator, list: AnswerList, id: string, back: string): TemplateResult {
  const error = list.others.failure(id);
  if (error === undefined)
    return html`<div class="none" role="status" aria-label=${words.t('app.loading')}>
      <span class="skeleton"></span><span class="skeleton short"></span></div>`;
  const isGone = error instanceof RequestFault && error.status === 404;
  return html`<div class="none">
    <p role="alert">${isGone ? words.t('answers.gone') : errorSentence(words, error)}</p>
    ${isGone ? nothing : html`<p><button @click=${() => list.others.find(id, true)}>${words.t('app.again')}</button></p>`}
    <p><a href=${back}>${words.t('answers.back')}</a></p>
  </div>`;
}
