import { html, nothing, type TemplateResult } from 'lit';
import { type FormContext, fieldId } from './form-context.ts';
import type { FormNode } from './form-node.ts';

/** The help of a node. Of the items of a list, only the first has it. */
function helpOf({ path, schema }: FormNode): string | undefined {
  const isLater = path.some((key) => typeof key === 'number' && key > 0);
  return isLater ? undefined : schema.description?.replaceAll('`', '');
}

/** The ids of what describes a control. */
export function describedBy(form: FormContext, node: FormNode): string | typeof nothing {
  const ids = [
    ...(helpOf(node) ? [fieldId(node.path, 'help')] : []),
    ...(form.faultsAt(node.path).length > 0 || form.isBroken(node.path) ? [fieldId(node.path, 'fault')] : []),
  ];
  return ids.length > 0 ? ids.join(' ') : nothing;
}

/** The sentences of the schema are English. */
export const helpText = (node: FormNode): TemplateResult | typeof nothing =>
  helpOf(node)
    ? html`<p class="help" lang="en" dir="ltr" id=${fieldId(node.path, 'help')}>${helpOf(node)}</p>`
    : nothing;

/** What is wrong with a value, beside its field. */
export function faultText(form: FormContext, node: FormNode): TemplateResult | typeof nothing {
  const faults = form.isBroken(node.path)
    ? [form.words.t(node.kind === 'json' ? 'programme.notJson' : 'programme.notNumber')]
    : form.faultsAt(node.path).map((message) => form.words.t('programme.fault', { message }));
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
    ${control}${more}${helpText(node)}${faultText(form, node)}
  </div>`;
}
