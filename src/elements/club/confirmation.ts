import { html, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import { cancelOnEscape } from './cancel-on-escape.ts';

/** A question before something happens, with the button that agrees and one that cancels. */
export function confirmation(locale: Locale, cancel: () => void, words: string, agree: TemplateResult): TemplateResult {
  return html`<div class="ask wide" role="group" aria-label=${words} @keydown=${cancelOnEscape(cancel)}>
    <p>${words}</p>
    <div class="actions">
      ${agree}<button class="button" part="button" type="button" @click=${cancel}>${locale.t('cancel')}</button>
    </div>
  </div>`;
}
