import { css, html, nothing, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { may } from '../shared/owner-context.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { settingsSectionStyles } from './settings-section.styles.ts';

/** `GET owner/export`. */
interface ExportData {
  readonly database: 'embedded' | 'postgresql';
  readonly kinds: readonly { readonly kind: string; readonly last: string | null }[];
}

/** How to back up the server, and all data to download. */
export class DataBackup extends OwnerElement {
  static override styles = [
    controlStyles,
    settingsSectionStyles,
    css`
      h3 {
        margin-block-start: 8px;
        color: var(--text);
      }
      li {
        justify-content: space-between;
        padding-block: 8px;
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  readonly #loaded = new Loaded(this, (signal) => this.owner.client.json<ExportData>('owner/export', { signal }));

  protected override render(): TemplateResult | typeof nothing {
    const { state, value, isAbsent } = this.#loaded;
    if (isAbsent || !may(this.owner, 'read')) return nothing;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t('backup.title')}</h2>
      <p class="muted">${this.t('backup.hint')}</p>
      ${state.status === 'failed' ? html`<p class="bad" role="alert">${this.sentence(state.error)}</p>` : nothing}
      ${value ? this.#content(value) : nothing}
    </section>`;
  }

  #content({ database, kinds }: ExportData): TemplateResult {
    return html`<p>${this.t(database === 'embedded' ? 'backup.embedded' : 'backup.postgresql')}</p>
      <p>${this.t('backup.restore')}</p>
      <h3>${this.t('backup.exports')}</h3>
      <p class="muted small">${this.t('backup.exportsHint')}</p>
      <ul>${kinds.map((one) => this.#kind(one))}</ul>`;
  }

  #kind({ kind, last }: ExportData['kinds'][number]): TemplateResult {
    const { client, words } = this.owner;
    const name = `backup.${kind}`;
    // The server notes an export that was read to the end. One that takes longer shows at the next visit.
    const later = () => setTimeout(() => this.isConnected && this.#loaded.reload(), 2_000);
    return html`<li class="row">
      <a href=${client.address(`owner/export/${encodeURIComponent(kind)}`)} download="lojal-${kind}.ndjson" @click=${later}
        >${words.has(name) ? words.t(name) : kind} · NDJSON</a>
      <span class="small muted">${last === null ? this.t('backup.never') : this.t('backup.last', { when: words.moment(last) })}</span>
    </li>`;
  }
}
