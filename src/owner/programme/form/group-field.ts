import { html, nothing, type TemplateResult } from 'lit';
import type { OwnerKey } from '../../shared/translator.ts';
import { helpText } from './field-frame.ts';
import { type FormContext, fieldId } from './form-context.ts';
import type { FormNode } from './form-node.ts';
import { addObject, objectKeys } from './object-field.ts';
import type { FormGroup } from './program-groups.ts';

/** How much of a group the program has, beside its heading. */
function extent(form: FormContext, { nodes }: FormGroup): string {
  const [only] = nodes;
  if (nodes.length !== 1 || !only) return '';
  if (only.kind === 'list') return only.children.length > 0 ? form.words.number(only.children.length) : '';
  return only.value === undefined ? form.words.t('programme.notSet') : '';
}

/** The one key of a group, whose heading is the name already. */
function single(form: FormContext, node: FormNode, label: string): TemplateResult {
  if (node.kind === 'object')
    return html`${helpText(form, node)}${node.value === undefined ? addObject(form, node, label) : objectKeys(form, node, label)}`;
  return form.render(node, label);
}

/** A group of the form, which opens and closes. */
export function groupField(form: FormContext, group: FormGroup): TemplateResult {
  const { name, nodes } = group;
  const label = form.words.t(`programme.group_${name}` as OwnerKey);
  const [only] = nodes;
  const path = only && nodes.length === 1 && name !== 'other' && name !== 'general' ? only.path : [`:${name}`];
  const isOpen = form.isOpen(path);
  const toggled = (event: Event): void => form.toggle(path, (event.currentTarget as HTMLDetailsElement).open);
  const isSingle = only && only.path === path;
  return html`<details class="card group" ?open=${isOpen} @toggle=${toggled} data-group=${name}>
    <summary id=${fieldId(path, 'group')}>
      <h2>${label}</h2>
      <span class="muted small">${extent(form, group)}</span>
    </summary>
    <div class="inside">
      ${isOpen ? (isSingle ? single(form, only, label) : nodes.map((node) => form.render(node))) : nothing}
    </div>
  </details>`;
}
