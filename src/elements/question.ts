import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../i18n/locale.ts';

/** From this many characters left on the counter is spoken; before that it would only interrupt. */
const NEAR_THE_END = 50;

/** An endpoint takes 16 KiB; this many bytes of UTF-8 are left for one text. */
const MOST_BYTES = 12_000;

/** As much of a text as an endpoint takes: characters of three bytes each run out of bytes before the count is full. */
function fit(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  return bytes > MOST_BYTES ? fit(text.slice(0, Math.floor((text.length * MOST_BYTES) / bytes))) : text;
}

/** A text field of several lines that says how much room is left. */
export function words(
  locale: Locale,
  field: { id: string; label: string; value: string; most: number; optional?: boolean; rows?: number },
  changed: (value: string) => void,
): TemplateResult {
  const left = field.most - field.value.length;
  return html`<div class="field">
    <label for=${field.id}>${field.label}${field.optional ? html` <span class="quiet">${locale.t('optional')}</span>` : nothing}</label>
    <textarea
      id=${field.id}
      part="comment"
      dir="auto"
      rows=${field.rows ?? 3}
      maxlength=${field.most}
      aria-describedby="${field.id}-left"
      .value=${field.value}
      @input=${(event: InputEvent) => {
        const area = event.target as HTMLTextAreaElement;
        const fitting = fit(area.value);
        if (fitting !== area.value) area.value = fitting;
        changed(fitting);
      }}
    ></textarea>
    <span id="${field.id}-left" class="quiet" aria-live=${left < NEAR_THE_END ? 'polite' : 'off'}>${locale.t('left', { n: left })}</span>
  </div>`;
}

/** A text field of one line. */
export function line(
  field: {
    id: string;
    label: string;
    value: string;
    most: number;
    error?: string;
    optional?: string;
    autocomplete?: 'name';
  },
  changed: (value: string) => void,
): TemplateResult {
  return html`<div class="field">
    <label for=${field.id}>${field.label}${field.optional ? html` <span class="quiet">${field.optional}</span>` : nothing}</label>
    <input
      id=${field.id}
      dir="auto"
      maxlength=${field.most}
      autocomplete=${field.autocomplete ?? 'off'}
      aria-invalid=${field.error ? 'true' : nothing}
      aria-describedby=${field.error ? `${field.id}-error` : nothing}
      .value=${field.value}
      @input=${(event: InputEvent) => changed((event.target as HTMLInputElement).value)}
    />
    ${fault(field.id, field.error)}
  </div>`;
}

/** What is wrong with a field, tied to it by its id. */
export function fault(id: string, error: string | undefined): TemplateResult | typeof nothing {
  return error ? html`<span id="${id}-error" class="error">${error}</span>` : nothing;
}

/** One of a few answers: a radio button, or a box where several may be chosen. */
export function choice<Value extends string>(
  name: string,
  [value, words]: readonly [Value, string],
  chosen: boolean,
  changed: (value: Value, on: boolean) => void,
  several = false,
): TemplateResult {
  return html`<label class="choice" part="option">
    <input
      type=${several ? 'checkbox' : 'radio'}
      name=${name}
      value=${value}
      .checked=${chosen}
      @change=${(event: Event) => changed(value, (event.target as HTMLInputElement).checked)}
    />
    <span><bdi>${words}</bdi></span>
  </label>`;
}

/** One of a few words, as radio buttons. */
export function choices<Value extends string>(
  name: string,
  label: string,
  options: readonly (readonly [Value, string])[],
  chosen: Value,
  changed: (value: Value) => void,
): TemplateResult {
  return html`<fieldset>
    <legend>${label}</legend>
    <div class="choices">
      ${options.map((option) => choice(name, option, option[0] === chosen, changed))}
    </div>
  </fieldset>`;
}

/** A box to tick, never ticked by us. */
export function tick(label: string, on: boolean, changed: (on: boolean) => void): TemplateResult {
  return html`<label class="tick">
    <input type="checkbox" .checked=${on} @change=${(event: Event) => changed((event.target as HTMLInputElement).checked)} />
    <span>${label}</span>
  </label>`;
}
