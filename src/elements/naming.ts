import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../i18n/locale.ts';
import { choices, line } from './question.ts';
import { NAME, NAMINGS, type Naming } from './written.ts';

/** The choice of a naming, and the name where it needs one; `missing` says that the name must be written. */
export function naming(
  locale: Locale,
  { how, name, missing }: { how: Naming; name: string; missing: boolean },
  changed: (how: Naming, name: string) => void,
): TemplateResult {
  const options = NAMINGS.map((one) => [one, locale.t(one)] as const);
  const label = locale.t('yourName');
  const error = missing ? locale.t('nameMissing') : undefined;
  return html`${choices('naming', locale.t('named'), options, how, (one) => changed(one, name))}
    ${
      how === 'anonymous'
        ? nothing
        : line({ id: 'name', label, value: name, most: NAME, autocomplete: 'name', error }, (text) =>
            changed(how, text),
          )
    }`;
}
