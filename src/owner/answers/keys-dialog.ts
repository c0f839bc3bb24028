import { css, html, type TemplateResult } from 'lit';
import { keepPreference, readPreference } from '../app/preferences.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { ACTION_KEYS, type KeyAction } from './answer-keys.ts';

const SHOWN: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

/** The keys of the list, and the switch that turns single keys off. */
export class KeysDialog extends OwnerElement {
  static override styles = [
    controlStyles,
    css`
      dialog {
        width: min(400px, calc(100vw - 32px));
        padding: 24px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--text);
      }
      ::backdrop {
        background: rgb(0 0 0 / 40%);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 8px 16px;
        margin-block: 16px;
      }
      dt {
        display: flex;
        gap: 4px;
      }
      kbd {
        display: inline-block;
        min-width: 24px;
        padding-inline: 6px;
        border: 1px solid var(--control);
        border-radius: 4px;
        font: inherit;
        font-size: 0.8667em;
        text-align: center;
      }
      .row {
        margin-block-end: 16px;
      }
    `,
  ];

  show(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog?.open) dialog?.showModal();
  }

  protected override render(): TemplateResult {
    const actions = Object.keys(ACTION_KEYS) as KeyAction[];
    return html`<dialog aria-labelledby="title">
      <h2 id="title">${this.t('keys.title')}</h2>
      <dl>
        ${actions.map(
          (action) => html`<dt>${ACTION_KEYS[action].map((key) => html`<kbd>${SHOWN[key] ?? key}</kbd>`)}</dt>
            <dd>${this.t(`keys.${action}`)}</dd>`,
        )}
      </dl>
      <label class="row"><input type="checkbox" .checked=${readPreference('keys') !== 'off'} @change=${this.#switch} />
        ${this.t('keys.single')}</label>
      <form method="dialog"><button class="main" autofocus>${this.t('app.close')}</button></form>
    </dialog>`;
  }

  #switch = (event: Event): void => {
    keepPreference('keys', (event.currentTarget as HTMLInputElement).checked ? 'on' : 'off');
  };
}
