import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';

/** Screen readers speak the counter only when fewer characters are left. */
const NEAR_THE_END = 50;

/**
 * Most bytes of a text in the answer: the server accepts 16 KiB for the whole of it. A letter of most scripts takes two or three
 * bytes, an emoji four, and JSON writes some characters as six.
 */
const MOST_BYTES = 12_000;

const { stringify } = JSON;
const sizeOf = (text: string): number => new TextEncoder().encode(stringify(text)).length - 2;

/** Shortens a text to what the answer can hold. Never cuts a character in two. */
function fit(text: string): string {
  const bytes = sizeOf(text);
  if (bytes <= MOST_BYTES) return text;
  const most = Math.floor((text.length * MOST_BYTES) / bytes);
  return fit(text.slice(0, most).replace(/[\uD800-\uDBFF]$/, ''));
}

/**
 * How many more characters of the script of a text fit: `most` counts UTF-16 units, as the browser does for `maxlength`, and
 * the answer counts bytes.
 */
export function charactersLeft(text: string, most: number): number {
  const bytes = sizeOf(text);
  const each = Math.ceil(bytes / (text.length || 1)) || 1;
  return Math.max(0, Math.min(most - text.length, Math.floor((MOST_BYTES - bytes) / each)));
}

/** A text field of several lines, with a counter of the characters left. */
export function textArea(
  locale: Locale,
  field: { id: string; label: string; value: string; most: number; optional?: boolean; rows?: number },
  changed: (value: string) => void,
): TemplateResult {
  const left = charactersLeft(field.value, field.most);
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
        if (fitting !== area.value) {
          // A new value moves the caret to the end.
          const { selectionStart: caret } = area;
          area.value = fitting;
          area.setSelectionRange(caret, caret);
        }
        changed(fitting);
      }}
    ></textarea>
    <span id="${field.id}-left" class="quiet" aria-live=${left < NEAR_THE_END ? 'polite' : 'off'}>${locale.t('left', { n: left })}</span>
  </div>`;
}

/** A text field of one line. */
export function textField(
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
    ${fieldError(field.id, field.error)}
  </div>`;
}

/** The error message of a field, which refers to it by its id. */
export function fieldError(id: string, error: string | undefined): TemplateResult | typeof nothing {
  return error ? html`<span id="${id}-error" class="error">${error}</span>` : nothing;
}

/** One answer of a list: a radio button, or a checkbox where several may be chosen. */
export function optionField<Value extends string>(
  name: string,
  [value, text]: readonly [Value, string],
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
    <span><bdi>${text}</bdi></span>
  </label>`;
}

/** A list of options, as radio buttons. */
export function optionFields<Value extends string>(
  name: string,
  label: string,
  options: readonly (readonly [Value, string])[],
  chosen: Value,
  changed: (value: Value) => void,
): TemplateResult {
  return html`<fieldset>
    <legend>${label}</legend>
    <div class="choices">
      ${options.map((option) => optionField(name, option, option[0] === chosen, changed))}
    </div>
  </fieldset>`;
}

/** A checkbox. It is never checked by default, because it asks for consent. */
export function checkbox(label: string, on: boolean, changed: (on: boolean) => void): TemplateResult {
  return html`<label class="tick">
    <input type="checkbox" .checked=${on} @change=${(event: Event) => changed((event.target as HTMLInputElement).checked)} />
    <span>${label}</span>
  </label>`;
}
