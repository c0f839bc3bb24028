import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ReceiverData } from '../api/owner-data.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { may } from '../shared/owner-context.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** The receivers have changed: load them again. `secret`: shown once, beside the receiver. */
export class ReceiversChangedEvent extends Event {
  constructor(readonly secret?: { readonly id: string; readonly secret: string }) {
    super('receivers-changed', { bubbles: true, composed: true });
  }
}

/** The receivers of webhooks. Left out where the server has no such route. */
export class ReceiversPanel extends OwnerElement {
  static override properties: PropertyDeclarations = { secret: { state: true } };
  static override styles = [
    controlStyles,
    css`
      section {
        padding: 16px;
      }
      .hint {
        margin-block: 4px 8px;
      }
      .each > li {
        border-block-start: 1px solid var(--line);
      }
      new-receiver {
        padding-block-start: 16px;
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  declare secret: { readonly id: string; readonly secret: string } | undefined;

  readonly #loaded = new Loaded(this, (signal) =>
    this.owner.client.json<{ readonly receivers: readonly ReceiverData[] }>('owner/webhooks', { signal }),
  );

  protected override render(): TemplateResult | typeof nothing {
    if (this.#loaded.isAbsent) return nothing;
    const canChange = may(this.owner, 'webhooks');
    return html`<section class="card" aria-labelledby="title" @receivers-changed=${this.#changed}>
      <h2 id="title">${this.t('settings.receivers')}</h2>
      <p class="muted hint">${this.t('settings.receiversHint')}</p>
      ${this.#content(canChange)}
      ${canChange ? html`<new-receiver .owner=${this.owner}></new-receiver>` : nothing}
    </section>`;
  }

  #content(canChange: boolean): TemplateResult {
    const { state, value } = this.#loaded;
    if (state.status === 'failed')
      return html`<p class="bad" role="alert">${this.sentence(state.error)}</p>
        <button class="plain" @click=${() => this.#loaded.reload()}>${this.t('app.again')}</button>`;
    if (!value) return html`<span class="skeleton"></span><span class="skeleton short"></span>`;
    if (value.receivers.length === 0) return html`<p class="hint">${this.t('settings.noReceivers')}</p>`;
    // By the id: what is open or said in a card belongs to its receiver.
    return html`<ul class="each">${repeat(
      value.receivers,
      ({ id }) => id,
      (receiver) => html`<li><receiver-card .owner=${this.owner} .receiver=${receiver} .canChange=${canChange}
          .secret=${this.secret?.id === receiver.id ? this.secret.secret : undefined}></receiver-card></li>`,
    )}</ul>`;
  }

  #changed = ({ secret }: ReceiversChangedEvent): void => {
    this.secret = secret;
    void this.#loaded.reload();
  };
}
