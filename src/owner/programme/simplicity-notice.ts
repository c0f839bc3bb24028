import { html, nothing, type TemplateResult } from 'lit';
import type { Translator } from '../shared/translator.ts';
import { simplicityWarnings } from './simplicity.ts';

/** What customers would not remember of a program; nothing for a simple one. */
export function simplicityNotice(words: Translator, program: unknown): TemplateResult | typeof nothing {
  const warnings = simplicityWarnings(program, words.tag.split('-')[0] ?? 'en');
  if (warnings.length === 0) return nothing;
  return html`<div class="notice simple">
    <h2>${words.t('programme.simple')}</h2>
    <ul class="small">
      ${warnings.map(({ kind, ...values }) => html`<li>${words.t(`programme.simple_${kind}`, values)}</li>`)}
    </ul>
  </div>`;
}
