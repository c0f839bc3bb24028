import { html, type TemplateResult } from 'lit';
import { Loaded } from '../shared/loaded.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** Whether the server can store answers. */
export class ServerState extends OwnerElement {
  readonly #loaded = new Loaded(this, (signal) =>
    this.owner.client.json<{ readonly status: string }>('health', { signal }),
  );

  protected override render(): TemplateResult {
    const { state } = this.#loaded;
    if (state.status === 'loading') return html`<p class="muted">${this.t('app.loading')}</p>`;
    if (state.status === 'loaded') return html`<p>${this.t('settings.healthy')}</p>`;
    return html`<p class="bad" role="alert">${this.t('settings.unhealthy')}</p>
      <button class="plain" @click=${() => this.#loaded.reload()}>${this.t('app.again')}</button>`;
  }
}
