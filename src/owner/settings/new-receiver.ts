import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ReceiverData } from '../api/owner-data.ts';
import { RequestFault } from '../api/request-fault.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { ReceiversChangedEvent } from './receivers-panel.ts';

const KINDS = ['standard', 'slack', 'teams', 'email', 'klaviyo'] as const;

/** Adds a receiver. */
export class NewReceiver extends OwnerElement {
  static override properties: PropertyDeclarations = {
    kind: { state: true },
    failure: { state: true },
    busy: { state: true },
  };
  static override styles = [
    controlStyles,
    css`
      form {
        display: grid;
        grid-template-columns: 160px minmax(0, 1fr) auto;
        align-items: end;
        gap: 8px 12px;
      }
      .bad {
        margin-block-start: 8px;
      }
      @media (max-width: 640px) {
        form {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare kind: ReceiverData['kind'] | undefined;
  declare failure: string | undefined;
  declare busy: boolean;

  protected override render(): TemplateResult {
    const isMail = this.kind === 'email';
    // The address of Klaviyo is known. Its key is the secret.
    const isKey = this.kind === 'klaviyo';
    const [label, type, example] = isKey
      ? (['settings.apiKey', 'password', 'pk_'] as const)
      : isMail
        ? (['settings.mail', 'email', 'you@shop.example'] as const)
        : (['settings.url', 'url', 'https://'] as const);
    return html`<form @submit=${this.#add}>
        <label><span class="label">${this.t('settings.kind')}</span>
          <select name="kind" @change=${(event: Event) => (this.kind = (event.currentTarget as HTMLSelectElement).value as ReceiverData['kind'])}>
            ${KINDS.map((kind) => html`<option value=${kind}>${this.t(`receivers.${kind}`)}</option>`)}
          </select></label>
        <label><span class="label">${this.t(label)}</span>
          <input name="url" type=${type} required maxlength="2000" placeholder=${example} autocomplete="off"
            aria-invalid=${this.failure ? 'true' : 'false'} /></label>
        <button aria-disabled=${this.busy ? 'true' : 'false'}>${this.t('settings.add')}</button>
      </form>
      <div class="live" role="alert">${this.failure ? html`<p class="bad">${this.failure}</p>` : nothing}</div>`;
  }

  #add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('[name=url]');
    const address = field?.value.trim();
    const { kind = 'standard' } = this;
    if (!field || !address || this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      const url = kind === 'email' && !address.startsWith('mailto:') ? `mailto:${address}` : address;
      const made = await this.owner.client.json<ReceiverData>('owner/webhooks', {
        method: 'POST',
        body: kind === 'klaviyo' ? { kind, apiKey: address } : { kind, url },
      });
      field.value = '';
      this.dispatchEvent(
        new ReceiversChangedEvent(
          kind === 'standard' && made.secret ? { id: made.id, secret: made.secret } : undefined,
        ),
      );
    } catch (error) {
      const status = error instanceof RequestFault ? error.status : undefined;
      this.failure =
        status === 422
          ? this.t(kind === 'klaviyo' ? 'settings.badKey' : 'settings.badAddress')
          : status === 409
            ? this.t(kind === 'email' ? 'settings.noMailServer' : 'settings.refused')
            : this.sentence(error);
    } finally {
      this.busy = false;
    }
  };
}
