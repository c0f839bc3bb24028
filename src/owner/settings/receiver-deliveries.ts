import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { DeliveryData } from '../api/owner-data.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** The last deliveries to one receiver, newest first. */
export class ReceiverDeliveries extends OwnerElement {
  static override properties: PropertyDeclarations = {
    receiver: { attribute: false },
    canChange: { attribute: false },
    failure: { state: true },
  };
  static override styles = [
    controlStyles,
    css`
      ul {
        max-height: 320px;
        overflow-y: auto;
        border: 1px solid var(--line);
        border-radius: 6px;
      }
      li {
        justify-content: space-between;
        padding: 4px 12px;
        border-block-end: 1px solid var(--line);
        font-size: 0.9333em;
      }
      .what {
        flex: 1 1 240px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** The id of the receiver. */
  declare receiver: string;
  declare canChange: boolean;
  declare failure: string | undefined;

  get #path(): string {
    return `owner/webhooks/${encodeURIComponent(this.receiver)}/deliveries`;
  }

  readonly #loaded = new Loaded(this, (signal) =>
    this.owner.client.json<{ readonly deliveries: readonly DeliveryData[] }>(this.#path, { signal }),
  );

  protected override render(): TemplateResult {
    const { state } = this.#loaded;
    if (state.status === 'loading') return html`<span class="skeleton"></span>`;
    if (state.status === 'failed') return html`<p class="bad" role="alert">${this.sentence(state.error)}</p>`;
    const { deliveries } = state.value;
    if (deliveries.length === 0) return html`<p class="muted">${this.t('settings.noDeliveries')}</p>`;
    return html`<ul tabindex="0" aria-label=${this.t('settings.deliveries')}>${deliveries.map((one) => this.#delivery(one))}</ul>
      <div class="live" role="alert">${this.failure ? html`<p class="bad">${this.failure}</p>` : nothing}</div>`;
  }

  #delivery({ id, type, state, status, error, attempts, changed }: DeliveryData): TemplateResult {
    const look = state === 'failed' ? 'bad' : state === 'delivered' ? 'good' : '';
    return html`<li class="row">
      <span class="what">${this.owner.words.moment(changed)} · ${type}
        <span class="muted small">${error ?? status ?? ''} ${attempts > 1 ? this.t('settings.attempts', { n: attempts }) : nothing}</span></span>
      <span class="tag ${look}">${this.t(`receivers.${state}`)}</span>
      ${
        this.canChange && (state === 'failed' || state === 'delivered')
          ? html`<button class="plain" @click=${() => this.#resend(id)}>${this.t('settings.resend')}</button>`
          : nothing
      }
    </li>`;
  }

  async #resend(id: string): Promise<void> {
    this.failure = undefined;
    try {
      await this.owner.client.json(`${this.#path}/${encodeURIComponent(id)}/resend`, { method: 'POST' });
      await this.#loaded.reload();
    } catch (error) {
      this.failure = this.sentence(error);
    }
  }
}
