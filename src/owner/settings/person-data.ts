import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { RequestFault } from '../api/request-fault.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { may } from '../shared/owner-context.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { settingsSectionStyles } from './settings-section.styles.ts';

/** Exports or erases everything that is stored of one person. */
export class PersonData extends OwnerElement {
  static override properties: PropertyDeclarations = {
    customer: { state: true },
    confirmation: { state: true },
    asks: { state: true },
    outcome: { state: true },
    failure: { state: true },
    busy: { state: true },
  };
  static override styles = [
    controlStyles,
    settingsSectionStyles,
    css`
      .confirm {
        padding: 16px;
        border: 1px solid var(--bad);
        border-radius: var(--radius);
      }
    `,
  ];

  declare customer: string | undefined;
  declare confirmation: string | undefined;
  declare asks: boolean;
  declare outcome: string | undefined;
  declare failure: string | undefined;
  declare busy: boolean;

  protected override render(): TemplateResult {
    const { customer = '' } = this;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t('settings.person')}</h2>
      <p class="muted">${this.t('settings.personHint')}</p>
      <form @submit=${this.#export}>
        <label><span class="label">${this.t('settings.customerId')}</span>
          <input name="customer" maxlength="200" autocomplete="off" spellcheck="false" .value=${customer} @input=${this.#typed} /></label>
        <div class="row">
          <button aria-disabled=${customer && !this.busy ? 'false' : 'true'}>${this.t('settings.export')}</button>
          ${
            may(this.owner, 'erase')
              ? html`<button type="button" class="danger ask" aria-disabled=${customer ? 'false' : 'true'} @click=${this.#ask}>${this.t('settings.erase')}</button>`
              : nothing
          }
        </div>
      </form>
      ${this.asks ? this.#confirm(customer) : nothing}
      <div class="live" role="status">${this.outcome ? html`<p class="notice done">${this.outcome}</p>` : nothing}</div>
      <div class="live" role="alert">${this.failure ? html`<p class="notice error">${this.failure}</p>` : nothing}</div>
    </section>`;
  }

  #confirm(customer: string): TemplateResult {
    const isSame = this.confirmation?.trim() === customer;
    return html`<form class="confirm" @submit=${this.#erase}>
      <p>${this.t('settings.eraseHint', { customer })}</p>
      <label><span class="label">${this.t('settings.typeId')}</span>
        <input name="confirmation" autocomplete="off" spellcheck="false"
          @input=${(event: Event) => (this.confirmation = (event.currentTarget as HTMLInputElement).value)} /></label>
      <div class="row">
        <button class="danger" aria-disabled=${isSame && !this.busy ? 'false' : 'true'}>${this.t('settings.eraseNow')}</button>
        <button type="button" class="plain" @click=${this.#cancel}>${this.t('app.cancel')}</button>
      </div>
    </form>`;
  }

  #typed = (event: Event): void => {
    this.customer = (event.currentTarget as HTMLInputElement).value.trim();
    this.asks = false;
    this.outcome = undefined;
    this.failure = undefined;
  };

  #ask = async (): Promise<void> => {
    if (!this.customer) return;
    this.asks = true;
    this.confirmation = undefined;
    await this.focusOn('[name=confirmation]');
  };

  #cancel = (): void => {
    this.asks = false;
    void this.focusOn('button.ask');
  };

  #export = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { customer } = this;
    if (!customer) return;
    await this.#run(async () => {
      const text = await this.owner.client.text(`owner/customers/${encodeURIComponent(customer)}/export`);
      const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      const link = document.createElement('a');
      link.href = address;
      link.download = 'lojal-customer.json';
      link.click();
      // The browser has opened the file by then.
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
      this.outcome = this.t('settings.exported');
    });
  };

  #erase = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { customer } = this;
    if (!customer || this.confirmation?.trim() !== customer) return;
    await this.#run(async () => {
      const path = `owner/customers/${encodeURIComponent(customer)}`;
      const { erased } = await this.owner.client.json<{ readonly erased: number }>(path, { method: 'DELETE' });
      this.asks = false;
      this.customer = '';
      this.outcome = this.t('settings.erased', { n: erased });
      void this.focusOn('[name=customer]');
    });
  };

  async #run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = undefined;
    this.outcome = undefined;
    try {
      await work();
    } catch (error) {
      const isUnknown = error instanceof RequestFault && error.status === 404;
      this.failure = isUnknown ? this.t('settings.unknownPerson') : this.sentence(error);
    } finally {
      this.busy = false;
    }
  }
}
