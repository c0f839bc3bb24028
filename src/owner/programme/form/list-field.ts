import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { faultText, helpText } from './field-frame.ts';
import { type FormContext, fieldId } from './form-context.ts';
import { itemTitle } from './form-labels.ts';
import type { FormNode } from './form-node.ts';
import { isRecord, withMoved } from './form-path.ts';
import { newItem } from './new-item.ts';

/** Buttons for one item. A disabled one keeps its place, so that the others do not move. */
function itemButtons(form: FormContext, list: FormNode, at: number, title: string): TemplateResult | typeof nothing {
  if (form.isReadOnly) return nothing;
  const items = list.value as readonly unknown[];
  const move = (to: number): void => {
    form.set(list, withMoved(items, at, to));
    form.focus([...list.path, to]);
  };
  const remove = (): void => {
    const rest = items.filter((_, i) => i !== at);
    form.set(list, rest.length > 0 || list.isRequired ? rest : undefined);
    form.focus(list.path);
  };
  const button = (text: string, sign: string, isOff: boolean, act: () => void) => html`<button
    type="button"
    class="plain sign"
    aria-label=${`${text}: ${title}`}
    title=${text}
    ?disabled=${isOff}
    @click=${act}
  >${sign}</button>`;
  return html`<div class="item-buttons">
    ${button(form.words.t('programme.moveUp'), '↑', at === 0, () => move(at - 1))}
    ${button(form.words.t('programme.moveDown'), '↓', at === items.length - 1, () => move(at + 1))}
    ${button(form.words.t('programme.remove'), '✕', false, remove)}
  </div>`;
}

function item(form: FormContext, list: FormNode, node: FormNode, at: number, label: string): TemplateResult {
  const title = itemTitle(form.words, node);
  const buttons = itemButtons(form, list, at, `${label} ${title}`);
  if (node.kind !== 'object')
    return html`<li class="item small-item">${form.render(node, `${label} ${at + 1}`)}${buttons}</li>`;
  const toggled = (event: Event): void => form.toggle(node.path, (event.currentTarget as HTMLDetailsElement).open);
  return html`<li class="item">
    <details id=${fieldId(node.path)} ?open=${form.isOpen(node.path)} @toggle=${toggled}>
      <summary><bdi>${title}</bdi></summary>
      <div class="inside">${form.isOpen(node.path) ? node.children.map((child) => form.render(child)) : nothing}</div>
    </details>
    ${buttons}
  </li>`;
}

/** A list: its items in their order, to add, move and remove. */
export function listField(form: FormContext, node: FormNode, label: string): TemplateResult {
  const { children, path, schema } = node;
  const add = (): void => {
    form.set(node, [...((node.value ?? []) as readonly unknown[]), newItem(node)]);
    form.toggle([...path, children.length], true);
    form.focus([...path, children.length]);
  };
  const isFull = schema.maxItems !== undefined && children.length >= schema.maxItems;
  const keyOf = (child: FormNode, at: number): string =>
    isRecord(child.value) && typeof child.value.id === 'string' ? `${child.value.id} ${at}` : String(at);
  return html`<fieldset class="field list" id=${fieldId(path)} tabindex="-1">
    <legend class="label">${label}</legend>
    ${helpText(form, node)}${faultText(form, node)}
    ${form.isReadOnly && children.length === 0 ? html`<p class="muted">${form.words.t('programme.notFilled')}</p>` : nothing}
    <ul class="items">
      ${repeat(children, keyOf, (child, at) => item(form, node, child, at, label))}
    </ul>
    ${
      form.isReadOnly || isFull
        ? nothing
        : html`<button type="button" class="add" aria-label=${`${form.words.t('programme.add')}: ${label}`} @click=${add}>
            ${form.words.t('programme.add')}
          </button>`
    }
  </fieldset>`;
}
