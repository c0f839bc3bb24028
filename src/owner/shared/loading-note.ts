import { html, nothing, type TemplateResult } from 'lit';
import { errorSentence } from '../api/error-sentence.ts';
import type { Loaded } from './loaded.ts';
import type { OwnerContext } from './owner-context.ts';

/** What stands where a value is being loaded, or where a request has failed. Nothing beside a value. */
export function loadingNote(owner: OwnerContext, loaded: Loaded<unknown>): TemplateResult | typeof nothing {
  const { state, isAbsent } = loaded;
  const { words } = owner;
  if (state.status === 'loaded') return nothing;
  if (state.status === 'loading')
    return html`<div role="status" aria-label=${words.t('app.loading')}>
      <span class="skeleton"></span><span class="skeleton"></span><span class="skeleton short"></span>
    </div>`;
  if (isAbsent) return html`<p class="muted">${words.t('errors.absent')}</p>`;
  return html`<p class="bad" role="alert">${errorSentence(words, state.error)}</p>
    <button class="plain" @click=${() => loaded.reload()}>${words.t('app.again')}</button>`;
}
