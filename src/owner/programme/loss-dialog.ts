import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** Asks before a program is saved by which customers lose something. `save-confirmed` says yes. */
export class LossDialog extends OwnerElement {
  static override properties: PropertyDeclarations = { sentences: { attribute: false }, heading: { attribute: false } };
  static override styles = [
    controlStyles,
    css`
      dialog {
        width: min(480px, calc(100vw - 32px));
        padding: 24px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--text);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      ul {
        display: grid;
        gap: 4px;
        margin-block: 12px 20px;
        padding-inline-start: 18px;
        list-style: disc;
      }
      .row {
        justify-content: end;
      }
    `,
  ];

  declare heading: string;
  declare sentences: readonly string[];

  constructor() {
    super();
    this.sentences = [];
    this.heading = '';
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  async open(heading: string, sentences: readonly string[]): Promise<void> {
    this.heading = heading;
    this.sentences = sentences;
    await this.updateComplete;
    this.#dialog?.showModal();
  }

  protected override render(): TemplateResult {
    const close = (): void => this.#dialog?.close();
    const confirm = (): void => {
      close();
      this.dispatchEvent(new Event('save-confirmed'));
    };
    return html`<dialog aria-labelledby="title">
      <h2 id="title">${this.heading}</h2>
      <ul>
        ${this.sentences.map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      <div class="row">
        <button autofocus @click=${close}>${this.t('programme.back')}</button>
        <button class="danger" @click=${confirm}>${this.t('programme.saveAnyway')}</button>
      </div>
    </dialog>`;
  }
}
