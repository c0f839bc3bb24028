import { html, type TemplateResult } from 'lit';
import { languageName, WIDGET_LANGUAGES } from '../owner/shared/widget-languages.ts';
import type { ViewSettings } from '../snippet/address-fragment.ts';
import { textOfControl, type Words } from './configurator-element.ts';
import { directionOf } from './sample-page.ts';

/** Widths of devices, in CSS pixels. */
export const WIDTHS = [320, 375, 768, 1024, 1440] as const;
export const [NARROWEST, WIDEST] = [240, 1920];

export const widthOf = ({ width }: ViewSettings): number =>
  Math.min(WIDEST, Math.max(NARROWEST, Math.round(Number(width)) || 375));

/** The controls of the preview: language, direction, colours, width. */
export function previewControls(
  words: Words['preview'],
  view: ViewSettings,
  look: (settings: ViewSettings) => void,
): TemplateResult {
  const { lang = 'en', scheme = '' } = view;
  const select = (name: string, value: string, label: string, options: readonly (readonly [string, string])[]) =>
    html`<label class="control"
      ><span class="label">${label}</span>
      <select .value=${value} @change=${(event: Event) => look({ [name]: textOfControl(event) })}>
        ${options.map(([one, text]) => html`<option value=${one} ?selected=${one === value}>${text}</option>`)}
      </select></label
    >`;
  return html`<div class="controls">
    ${select(
      'lang',
      lang,
      words.language,
      WIDGET_LANGUAGES.map((tag) => [tag, languageName(tag, 'en')] as const),
    )}
    ${select('dir', directionOf(view), words.direction, [
      ['ltr', words.ltr],
      ['rtl', words.rtl],
    ])}
    ${select('scheme', scheme, words.scheme, [
      ['', words.schemeAuto],
      ['light', words.light],
      ['dark', words.dark],
    ])}
    <label class="control"
      ><span class="label">${words.width}</span>
      <input
        type="number"
        min=${NARROWEST}
        max=${WIDEST}
        .value=${String(widthOf(view))}
        @change=${(event: Event) => look({ width: textOfControl(event) })}
    /></label>
    <div class="presets" role="group" aria-label=${words.presets}>
      ${WIDTHS.map(
        (width) =>
          html`<button type="button" aria-pressed=${width === widthOf(view)} @click=${() => look({ width: String(width) })}>${width}</button>`,
      )}
    </div>
  </div>`;
}
