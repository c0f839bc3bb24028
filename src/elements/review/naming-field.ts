import { html, nothing, type TemplateResult } from 'lit';
import { WRITTEN } from '../../config/answer-limits.ts';
import type { Locale } from '../../locales/locale.ts';
import { optionFields, textField } from '../question/fields.ts';
import { NAMINGS, type Naming } from './review-fields.ts';

/** Radio buttons for how to show the name, and a field for the name; with `missing`, an error message. */
export function namingField(
  locale: Locale,
  { how, name, missing }: { how: Naming; name: string; missing: boolean },
  changed: (how: Naming, name: string) => void,
): TemplateResult {
  const options = NAMINGS.map((one) => [one, locale.t(one)] as const);
  const label = locale.t('yourName');
  const error = missing ? locale.t('nameMissing') : undefined;
  return html`${optionFields('naming', locale.t('named'), options, how, (one) => changed(one, name))}
    ${
      how === 'anonymous'
        ? nothing
        : textField({ id: 'name', label, value: name, most: WRITTEN.name, autocomplete: 'name', error }, (text) =>
            changed(how, text),
          )
    }`;
}
