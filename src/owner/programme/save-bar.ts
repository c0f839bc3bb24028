import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** The owner wants to save. */
export class SaveWantedEvent extends Event {
  /** @param from the first day; undefined for today */
  constructor(readonly from: string | undefined) {
    super('save-wanted');
  }
}

/** Whether there are changes, from which day they hold, and the buttons that save and undo them. */
export class SaveBar extends OwnerElement {
  static override properties: PropertyDeclarations = {
    isChanged: { attribute: false },
    isBusy: { attribute: false },
    message: { attribute: false },
    isLater: { state: true },
  };
  static override styles = [
    controlStyles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        padding: 12px 16px;
      }
      .state {
        flex: 1;
        min-width: 200px;
      }
      .from {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .from select,
      .from input {
        width: auto;
      }
      .buttons {
        display: flex;
        gap: 8px;
      }
    `,
  ];

  declare isChanged: boolean;
  declare isBusy: boolean;
  /** What happened last; empty for nothing. */
  declare message: string;
  declare protected isLater: boolean;

  constructor() {
    super();
    this.isLater = false;
  }

  protected override render(): TemplateResult {
    const state = this.message || this.t(this.isChanged ? 'programme.unsaved' : 'programme.allSaved');
    const isOff = this.isBusy || !this.isChanged;
    return html`<form class="card" @submit=${this.#save}>
      <p class="state" role="status">${state}</p>
      ${this.#from()}
      <div class="buttons">
        <button type="button" aria-disabled=${isOff} @click=${() => (isOff ? undefined : this.dispatchEvent(new Event('undo')))}>
          ${this.t('programme.undo')}
        </button>
        <button class="main" aria-disabled=${isOff}>${this.t(this.isBusy ? 'programme.saving' : 'programme.save')}</button>
      </div>
    </form>`;
  }

  #from(): TemplateResult {
    const chosen = (event: Event): void => {
      this.isLater = (event.currentTarget as HTMLSelectElement).value === 'later';
    };
    return html`<div class="from">
      <label class="row"
        ><span>${this.t('programme.from')}</span>
        <select name="when" @change=${chosen}>
          <option value="today">${this.t('programme.today')}</option>
          <option value="later">${this.t('programme.laterDay')}</option>
        </select></label
      >
      ${
        this.isLater
          ? html`<input type="date" name="from" required aria-label=${this.t('programme.laterDay')} />`
          : nothing
      }
    </div>`;
  }

  #save = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.isBusy || !this.isChanged) return;
    const from = new FormData(event.currentTarget as HTMLFormElement).get('from');
    this.dispatchEvent(new SaveWantedEvent(typeof from === 'string' && from ? from : undefined));
  };
}
