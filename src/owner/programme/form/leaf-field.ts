import { html, nothing, type TemplateResult } from 'lit';
import type { OwnerKey } from '../../shared/translator.ts';
import { defaultText } from './default-text.ts';
import { describedBy, fieldFrame } from './field-frame.ts';
import {
  DURATION_UNITS,
  type DurationUnit,
  decimalMark,
  durationParts,
  oneUnitDuration,
  shownText,
} from './field-text.ts';
import { type FormContext, fieldId } from './form-context.ts';
import { choiceName } from './form-labels.ts';
import type { FormNode } from './form-node.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const textOf = (event: Event): string => (event.currentTarget as Control).value;

/** From this number of characters on, a text has several lines. */
const LONG = 60;

const UNITS: Readonly<Record<DurationUnit, OwnerKey>> = {
  D: 'programme.unitDays',
  W: 'programme.unitWeeks',
  M: 'programme.unitMonths',
  Y: 'programme.unitYears',
};

/** An input or a text area for text, numbers and JSON. */
export function textControl(form: FormContext, node: FormNode): TemplateResult {
  const kind = node.kind === 'text' || node.kind === 'object' || node.kind === 'list' ? 'line' : node.kind;
  const { path } = node;
  const text = form.typed(path) ?? shownText(kind, node.value, decimalMark(form.words.tag));
  const type = (event: Event): void => form.type(node, textOf(event));
  const faulty = form.isBroken(path) || form.faultsAt(path).length > 0;
  if (kind === 'json' || text.length > LONG || text.includes('\n'))
    return html`<textarea
      id=${fieldId(path)}
      class=${kind}
      rows=${kind === 'json' ? Math.min(12, 1 + text.split('\n').length) : 3}
      spellcheck=${kind === 'json' ? 'false' : nothing}
      .value=${text}
      ?readonly=${form.isReadOnly}
      aria-describedby=${describedBy(form, node)}
      aria-invalid=${faulty ? 'true' : nothing}
      @input=${type}
      @change=${() => form.settle(node)}
    ></textarea>`;
  const placeholder = defaultText(form.words, node);
  return html`<input
    id=${fieldId(path)}
    class=${kind}
    inputmode=${kind === 'number' ? 'decimal' : nothing}
    autocomplete="off"
    placeholder=${placeholder === undefined ? nothing : form.words.t('programme.default', { value: placeholder })}
    .value=${text}
    ?readonly=${form.isReadOnly}
    aria-describedby=${describedBy(form, node)}
    aria-invalid=${faulty ? 'true' : nothing}
    aria-required=${node.isRequired ? 'true' : nothing}
    @input=${type}
    @change=${() => form.settle(node)}
  />`;
}

/** A list of values to choose from, with one that sets nothing. */
function choices(form: FormContext, node: FormNode, options: readonly (readonly [string, string])[]): TemplateResult {
  const value = node.value === undefined ? '' : String(node.value);
  const otherwise = defaultText(form.words, node);
  const [, shown] = options.find(([one]) => one === otherwise) ?? [];
  const none = shown === undefined ? '–' : form.words.t('programme.default', { value: shown });
  return html`<select
    id=${fieldId(node.path)}
    ?disabled=${form.isReadOnly}
    .value=${value}
    aria-describedby=${describedBy(form, node)}
    aria-invalid=${form.faultsAt(node.path).length > 0 ? 'true' : nothing}
    @change=${(event: Event) => form.type(node, textOf(event))}
  >
    <option value="" ?selected=${value === ''}>${none}</option>
    ${options.map(([one, text]) => html`<option value=${one} ?selected=${one === value}>${text}</option>`)}
  </select>`;
}

function dateControl(form: FormContext, node: FormNode): TemplateResult {
  const chosen = (event: Event): void => {
    // While a part of the date is missing, the input has no value.
    if (!(event.currentTarget as HTMLInputElement).validity.badInput) form.type(node, textOf(event));
  };
  return html`<input
    id=${fieldId(node.path)}
    type="date"
    .value=${shownText('date', node.value)}
    ?readonly=${form.isReadOnly}
    aria-describedby=${describedBy(form, node)}
    @change=${chosen}
  />`;
}

function durationControl(form: FormContext, node: FormNode, label: string): TemplateResult {
  const { n, unit = 'M' } = durationParts(node.value) ?? {};
  const { path } = node;
  const typed = form.typed(path);
  const number = (event: Event): void => {
    const text = textOf(event).trim();
    // A text that is no duration stays in the input, and the fault beside it.
    form.type(node, text === '' ? '' : (oneUnitDuration(Number(text), unit) ?? text));
  };
  const chosen = (event: Event): void => form.set(node, oneUnitDuration(n ?? 1, textOf(event) as DurationUnit));
  return html`<div class="with-unit">
    <input
      id=${fieldId(path)}
      class="number"
      inputmode="numeric"
      autocomplete="off"
      .value=${typed ?? (n === undefined ? '' : String(n))}
      ?readonly=${form.isReadOnly}
      aria-describedby=${describedBy(form, node)}
      aria-invalid=${form.isBroken(path) ? 'true' : nothing}
      @input=${number}
      @change=${() => form.settle(node)}
    />
    <select aria-label=${`${label}: ${form.words.t('programme.unit')}`} ?disabled=${form.isReadOnly} .value=${unit} @change=${chosen}>
      ${DURATION_UNITS.map((one) => html`<option value=${one} ?selected=${one === unit}>${form.words.t(UNITS[one])}</option>`)}
    </select>
  </div>`;
}

function control(form: FormContext, node: FormNode, label: string): TemplateResult {
  const { words } = form;
  switch (node.kind) {
    case 'choice':
      return choices(
        form,
        node,
        (node.schema.enum as readonly string[]).map((one) => [one, choiceName(words, one, String(node.path.at(-1)))]),
      );
    case 'boolean':
      return choices(form, node, [
        ['true', words.t('app.yes')],
        ['false', words.t('app.no')],
      ]);
    case 'date':
      return dateControl(form, node);
    case 'duration':
      return durationControl(form, node, label);
    default:
      return textControl(form, node);
  }
}

/** A field of one value. */
export const leafField = (form: FormContext, node: FormNode, label: string): TemplateResult =>
  fieldFrame(form, node, label, control(form, node, label));
