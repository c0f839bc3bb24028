import { html, nothing, type TemplateResult } from 'lit';
import { fieldFrame, helpText } from './field-frame.ts';
import { type FormContext, fieldId } from './form-context.ts';
import { partName } from './form-labels.ts';
import type { FormNode, TextShape } from './form-node.ts';
import { textControl } from './leaf-field.ts';
import { reshaped } from './text-shapes.ts';

const SHAPES = {
  once: 'programme.textOnce',
  byNumber: 'programme.textByNumber',
  byLanguage: 'programme.textByLanguage',
} as const satisfies Record<TextShape, string>;

/** The buttons that write the text in another way. */
function shapeButtons(form: FormContext, node: FormNode, label: string): TemplateResult | typeof nothing {
  const others = (node.shapes ?? []).filter((shape) => shape !== node.shape);
  if (form.isReadOnly || others.length === 0) return nothing;
  const [language = form.words.tag.split('-')[0] ?? 'en'] = form.languages;
  return html`<div class="shapes">
    ${others.map((shape) => {
      const text = form.words.t(SHAPES[shape]);
      const change = (): void => {
        form.set(node, reshaped(node.value, shape, language));
        form.focus(node.path);
      };
      return html`<button type="button" class="plain small" aria-label=${`${text}: ${label}`} @click=${change}>${text}</button>`;
    })}
  </div>`;
}

/** A text: one field, or one for each language or number. */
export function wordingField(form: FormContext, node: FormNode, label: string): TemplateResult {
  const buttons = shapeButtons(form, node, label);
  if (node.shape === 'once') return fieldFrame(form, node, label, textControl(form, node), buttons);
  return html`<fieldset class="field text parts" id=${fieldId(node.path)}>
    <legend class="label">${label}</legend>
    ${helpText(form, node)}
    ${node.children.map((part) => form.render(part, partName(form.words, node, part)))}
    ${buttons}
  </fieldset>`;
}
