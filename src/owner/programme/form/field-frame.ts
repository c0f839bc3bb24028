import { html, nothing, type TemplateResult } from 'lit';
import { faultSentence } from './fault-sentence.ts';
import { type FormContext, fieldId } from './form-context.ts';
import { codeName } from './form-labels.ts';
import type { FormNode } from './form-node.ts';

/** The English help of a node. Of the items of a list, only the first has it. */
function helpOf({ path, schema }: FormNode): string | undefined {
  const isLater = path.some((key) => typeof key === 'number' && key > 0);
  return isLater ? undefined : schema.description;
}

/** The ids of what describes a control. */
export function describedBy(form: FormContext, node: FormNode): string | typeof nothing {
  const ids = [
    ...(helpOf(node) ? [fieldId(node.path, 'help')] : []),
    ...(form.faultsAt(node.path).length > 0 || form.isBroken(node.path) ? [fieldId(node.path, 'fault')] : []),
  ];
  return ids.length > 0 ? ids.join(' ') : nothing;
}

/** A name of the program's JSON as the form shows it, e.g. `months`; other code as it is. */
function codeText({ words }: FormContext, node: FormNode, code: string): TemplateResult {
  const name = codeName(words, node, code);
  return name === undefined ? html`<code>${code}</code>` : html`<q>${name}</q>`;
}

/** The help of a node in the owner's language; in English where the translations are not there. */
export function helpText(form: FormContext, node: FormNode): TemplateResult | typeof nothing {
  const english = helpOf(node);
  if (!english) return nothing;
  const translated = form.help?.[english];
  // Between backticks there is code.
  const text = (translated ?? english).split('`').map((part, at) => (at % 2 === 0 ? part : codeText(form, node, part)));
  const id = fieldId(node.path, 'help');
  return translated
    ? html`<p class="help" id=${id}>${text}</p>`
    : html`<p class="help" lang="en" dir="ltr" id=${id}>${text}</p>`;
}

/** What is wrong with a value, beside its field. */
export function faultText(form: FormContext, node: FormNode): TemplateResult | typeof nothing {
  const faults = form.isBroken(node.path)
    ? [form.words.t(node.kind === 'json' ? 'programme.notJson' : 'programme.notNumber')]
    : form.faultsAt(node.path).map((message) => faultSentence(form.words, node, message));
  return faults.length > 0
    ? html`<p class="fault" id=${fieldId(node.path, 'fault')}>${faults.map((fault) => html`<span>${fault}</span>`)}</p>`
    : nothing;
}

/** A control with its name, its help and its faults. */
export function fieldFrame(
  form: FormContext,
  node: FormNode,
  label: string,
  control: TemplateResult,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="field ${node.kind}">
    <label class="label" for=${fieldId(node.path)}>${label}</label>
    ${control}${more}${helpText(form, node)}${faultText(form, node)}
  </div>`;
}
