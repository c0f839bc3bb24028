import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import type { Phase } from './phase.ts';

/**
 * The button that sends a form, the state of the answer, and the link to the privacy page.
 *
 * @param refused whether the server refused the answer, so that it must be changed before it is sent again
 */
export function actions(
  locale: Locale,
  phase: Phase | undefined,
  refused: boolean,
  privacy: string | undefined,
): TemplateResult {
  const failure = refused ? 'refused' : 'failed';
  const status = phase === 'saving' ? locale.t('saving') : phase === 'failed' ? locale.t(failure) : '';
  return html`<div class="actions">
      <button class="submit" part="submit" type="submit" aria-disabled=${phase === 'saving'}>
        ${phase === 'failed' && !refused ? locale.t('retry') : locale.t('send')}
      </button>
      <p class="state ${phase}" part="note" role="status">${status}</p>
    </div>
    ${privacy ? html`<a class="quiet" href=${privacy}>${locale.t('privacy')}</a>` : nothing}`;
}
