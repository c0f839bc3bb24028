import { html, nothing, type TemplateResult } from 'lit';
import { languageName, WIDGET_LANGUAGES } from '../../shared/widget-languages.ts';
import type { FormContext } from './form-context.ts';

/** The languages of the program's texts, and a way to add one. */
export function languageFields(form: FormContext): TemplateResult | typeof nothing {
  const { languages, words, isReadOnly } = form;
  const others = WIDGET_LANGUAGES.filter((tag) => !languages.includes(tag));
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const select = (event.currentTarget as HTMLFormElement).elements.namedItem('language') as HTMLSelectElement;
    if (select.value) form.addLanguage(select.value);
  };
  if (isReadOnly) return nothing;
  return html`<form class="row languages" @submit=${add}>
    <label class="row"><span>${words.t('programme.addLanguage')}</span>
      <select name="language">
        ${others.map((tag) => html`<option value=${tag}>${languageName(tag, words.tag)}</option>`)}
      </select>
    </label>
    <button>${words.t('programme.add')}</button>
    <span class="muted small">${words.t('programme.languages', { list: languages.map((tag) => languageName(tag, words.tag)).join(', ') || '–' })}</span>
  </form>`;
}
