import { css, html, nothing, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { settingsSectionStyles } from './settings-section.styles.ts';

/** A key of the server, without its secret. */
interface KeyData {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** The keys of the server and what each may do. */
export class KeyList extends OwnerElement {
  static override styles = [
    controlStyles,
    settingsSectionStyles,
    css`
      li {
        padding-block: 8px;
        border-block-start: 1px solid var(--line);
      }
      bdi {
        min-width: 112px;
        overflow-wrap: anywhere;
      }
    `,
  ];

  readonly #loaded = new Loaded(this, (signal) =>
    this.owner.client.json<{ readonly keys: readonly KeyData[] }>('owner/keys', { signal }),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { state, value, isAbsent } = this.#loaded;
    if (isAbsent) return nothing;
    const { words } = this.owner;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t('settings.keys')}</h2>
      <p class="muted">${this.t('settings.keysHint')}</p>
      ${state.status === 'failed' ? html`<p class="bad" role="alert">${this.sentence(state.error)}</p>` : nothing}
      <ul>
        ${value?.keys.map(
          ({ name, scopes }) => html`<li class="row"><bdi>${name}</bdi>
            ${scopes.map((scope) => html`<span class="tag">${words.has(`scopes.${scope}`) ? words.t(`scopes.${scope}` as 'scopes.read') : scope}</span>`)}
          </li>`,
        )}
      </ul>
    </section>`;
  }
}
