import { html, nothing, type TemplateResult } from 'lit';
import { faultText, helpText } from './field-frame.ts';
import { type FormContext, fieldId } from './form-context.ts';
import type { FormNode } from './form-node.ts';

/** The key of an entry that the owner names, e.g. a language of the wording. */
function entryForm(form: FormContext, node: FormNode, label: string): TemplateResult | typeof nothing {
  if (form.isReadOnly || !node.entries) return nothing;
  const { entries, path } = node;
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const made = event.currentTarget as HTMLFormElement;
    const input = made.elements.namedItem('key') as HTMLInputElement;
    const key = input.value.trim();
    if (!key || node.children.some((child) => child.path.at(-1) === key)) {
      input.focus();
      return;
    }
    const isObject = entries.type === 'object' || entries.$ref !== undefined;
    form.set({ ...node, path: [...path, key], keep: path.length + 1 }, isObject ? {} : '');
    form.toggle([...path, key], true);
    form.focus([...path, key]);
    input.value = '';
  };
  return html`<form class="row" @submit=${add}>
    <input name="key" class="key" autocomplete="off" aria-label=${`${label}: ${form.words.t('programme.entryName')}`}
      placeholder=${form.words.t('programme.entryName')} />
    <button aria-label=${`${form.words.t('programme.add')}: ${label}`}>${form.words.t('programme.add')}</button>
  </form>`;
}

/** The keys of an object, and what removes it. */
export function objectKeys(form: FormContext, node: FormNode, label: string): TemplateResult {
  const { words } = form;
  const remove = (): void => {
    form.set(node, undefined);
    form.focus(node.path);
  };
  return html`
    ${faultText(form, node)}${node.children.map((child) => form.render(child))}${entryForm(form, node, label)}
    ${
      form.isReadOnly || node.isRequired || node.isInline
        ? nothing
        : html`<button type="button" class="plain danger-text" @click=${remove}>
            ${words.t('programme.remove')}: ${label}
          </button>`
    }
  `;
}

/** What an object that is not set offers. */
export function addObject(form: FormContext, node: FormNode, label: string): TemplateResult {
  const { words } = form;
  const add = (): void => {
    form.set(node, {});
    form.toggle(node.path, true);
    form.focus(node.path);
  };
  return html`<p class="row">
    <span class="muted">${words.t('programme.notSet')}</span>
    ${
      form.isReadOnly
        ? nothing
        : html`<button type="button" class="add" id=${fieldId(node.path)} aria-label=${`${words.t('programme.add')}: ${label}`} @click=${add}>
            ${words.t('programme.add')}
          </button>`
    }
  </p>`;
}

/** An object inside another: with its container, or as a part that opens. */
export function objectField(form: FormContext, node: FormNode, label: string): TemplateResult {
  const [only, ...others] = node.children;
  if (node.isInline && only && others.length === 0)
    // `expire: { after }` is one field.
    return form.render({ ...only, schema: { ...only.schema, ...described(node) } }, label);
  if (node.isInline)
    return html`<fieldset class="field parts" id=${fieldId(node.path)} tabindex="-1">
      <legend class="label">${label}</legend>
      ${helpText(form, node)}${objectKeys(form, node, label)}
    </fieldset>`;
  if (node.value === undefined)
    return html`<div class="field">
      <span class="label">${label}</span>
      ${helpText(form, node)}${addObject(form, node, label)}
    </div>`;
  const toggled = (event: Event): void => form.toggle(node.path, (event.currentTarget as HTMLDetailsElement).open);
  return html`<details class="field part" id=${fieldId(node.path)} ?open=${form.isOpen(node.path)} @toggle=${toggled}>
    <summary>${label}</summary>
    <div class="inside">${form.isOpen(node.path) ? html`${helpText(form, node)}${objectKeys(form, node, label)}` : nothing}</div>
  </details>`;
}

const described = ({ schema: { description } }: FormNode): object => (description === undefined ? {} : { description });
