import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { ClientRequest } from '../api/owner-client.ts';
import type { ReceiverData } from '../api/owner-data.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { ReceiversChangedEvent } from './receivers-panel.ts';

/** One receiver: whether its deliveries arrive, and what the owner can do. */
export class ReceiverCard extends OwnerElement {
  static override properties: PropertyDeclarations = {
    receiver: { attribute: false },
    canChange: { attribute: false },
    secret: { attribute: false },
    said: { state: true },
    failure: { state: true },
    asks: { state: true },
    isOpen: { state: true },
  };
  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
        padding-block: 12px;
      }
      .url {
        overflow-wrap: anywhere;
        font-weight: var(--strong);
      }
      code {
        padding: 2px 6px;
        border-radius: 4px;
        background: var(--sunken);
        font-size: 0.9em;
        overflow-wrap: anywhere;
        user-select: all;
      }
      .buttons {
        margin-inline-start: -8px;
      }
    `,
  ];

  declare receiver: ReceiverData;
  declare canChange: boolean;
  /** The new secret, right after it was made. */
  declare secret: string | undefined;
  declare said: string | undefined;
  declare failure: string | undefined;
  /** Whether the owner is asked to confirm the removal. */
  declare asks: boolean;
  declare isOpen: boolean;

  protected override render(): TemplateResult {
    const { url, kind, types, enabled } = this.receiver;
    return html`
      <div class="row"><bdi class="url">${url}</bdi> <span class="tag">${this.t(`receivers.${kind}`)}</span> ${this.#state()}</div>
      <p class="muted small">${types.map((type) => this.#type(type)).join(' · ')}</p>
      ${
        this.secret
          ? html`<p class="notice done" role="status">${this.t('settings.secret')} <code>${this.secret}</code></p>`
          : nothing
      }
      <div class="row buttons">
        <button class="plain" aria-expanded=${this.isOpen ? 'true' : 'false'} @click=${() => (this.isOpen = !this.isOpen)}>${this.t('settings.deliveries')}</button>
        ${this.canChange ? this.#buttons(enabled, kind === 'standard') : nothing}
      </div>
      <div class="live" role="status">${this.said ? html`<p>${this.said}</p>` : nothing}</div>
      <div class="live" role="alert">${this.failure ? html`<p class="bad">${this.failure}</p>` : nothing}</div>
      ${this.isOpen ? html`<receiver-deliveries .owner=${this.owner} .receiver=${this.receiver.id} .canChange=${this.canChange}></receiver-deliveries>` : nothing}
    `;
  }

  #state(): TemplateResult {
    const { enabled, disabled, failingSince } = this.receiver;
    const when = (time: string) => ({ when: this.owner.words.moment(time) });
    if (disabled) return html`<span class="tag bad">${this.t('settings.turnedOff', when(disabled.at))}</span>`;
    if (!enabled) return html`<span class="tag">${this.t('settings.off')}</span>`;
    if (failingSince) return html`<span class="tag warn">${this.t('settings.failingSince', when(failingSince))}</span>`;
    return html`<span class="tag good">${this.t('settings.on')}</span>`;
  }

  #type(type: string): string {
    const key = `events.${type.replace(/^lojal\.|\.v1$/g, '').replaceAll('.', '_')}`;
    return this.owner.words.has(key) ? this.t(key) : type;
  }

  #buttons(enabled: boolean, hasSecret: boolean): TemplateResult {
    if (this.asks)
      return html`<span>${this.t('settings.removeHint')}</span>
        <button class="danger" @click=${() => this.#act('', { method: 'DELETE' })}>${this.t('settings.remove')}</button>
        <button class="plain" @click=${() => this.#ask(false)}>${this.t('app.cancel')}</button>`;
    const change = { method: 'PATCH', body: { enabled: !enabled } } as const;
    return html`
      ${enabled ? html`<button class="plain" @click=${() => this.#act('/test', { method: 'POST' }, 'settings.tested')}>${this.t('settings.test')}</button>` : nothing}
      ${hasSecret ? html`<button class="plain" @click=${() => this.#act('/rotate', { method: 'POST' })}>${this.t('settings.rotate')}</button>` : nothing}
      <button class="plain" @click=${() => this.#act('', change)}>${this.t(enabled ? 'settings.turnOff' : 'settings.turnOn')}</button>
      <button class="plain remove" @click=${() => this.#ask(true)}>${this.t('settings.remove')}</button>`;
  }

  #ask(asks: boolean): void {
    this.asks = asks;
    void this.focusOn(asks ? 'button.danger' : 'button.remove');
  }

  async #act(path: string, request: ClientRequest, done?: 'settings.tested'): Promise<void> {
    const { id } = this.receiver;
    this.failure = undefined;
    this.said = undefined;
    try {
      const address = `owner/webhooks/${encodeURIComponent(id)}${path}`;
      const changed = await this.owner.client.json<Partial<ReceiverData> | undefined>(address, request);
      this.said = done && this.t(done);
      const secret = changed?.secret;
      if (!done) this.dispatchEvent(new ReceiversChangedEvent(secret ? { id, secret } : undefined));
    } catch (error) {
      this.failure = this.sentence(error);
    }
    this.asks = false;
  }
}
