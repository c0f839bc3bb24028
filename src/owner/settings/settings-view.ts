import { css, html, nothing, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { may } from '../shared/owner-context.ts';
import { OwnerView } from '../shared/owner-view.ts';
import { viewStyles } from '../shared/view.styles.ts';
import { AuditEntries } from './audit-entries.ts';
import { DataBackup } from './data-backup.ts';
import { DataRetention } from './data-retention.ts';
import { KeyList } from './key-list.ts';
import { NewReceiver } from './new-receiver.ts';
import { PersonData } from './person-data.ts';
import { ReceiverCard } from './receiver-card.ts';
import { ReceiverDeliveries } from './receiver-deliveries.ts';
import { ReceiversPanel } from './receivers-panel.ts';
import { ServerHealth } from './server-health.ts';
import { TeamNotes } from './team-notes.ts';

customElements.define('audit-entries', AuditEntries);
customElements.define('key-list', KeyList);
customElements.define('new-receiver', NewReceiver);
customElements.define('person-data', PersonData);
customElements.define('receiver-card', ReceiverCard);
customElements.define('receiver-deliveries', ReceiverDeliveries);
customElements.define('receivers-panel', ReceiversPanel);
customElements.define('server-health', ServerHealth);
customElements.define('data-backup', DataBackup);
customElements.define('data-retention', DataRetention);
customElements.define('team-notes', TeamNotes);

/** Notes of the team, webhooks, the server's health, data of customers, backup, the owner's own session, keys, and the log. */
export class SettingsView extends OwnerView {
  static override styles = [
    controlStyles,
    viewStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 24px;
        max-width: 880px;
      }
      .session {
        display: grid;
        gap: 8px;
        padding: 16px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { owner } = this;
    const { name, scopes, expires } = owner.session;
    return html`
      <h1 tabindex="-1">${this.t('views.settings')}</h1>
      <team-notes .owner=${owner}></team-notes>
      <receivers-panel .owner=${owner}></receivers-panel>
      <server-health .owner=${owner}></server-health>
      <person-data .owner=${owner}></person-data>
      <data-retention .owner=${owner}></data-retention>
      <data-backup .owner=${owner}></data-backup>
      <section class="session card" aria-labelledby="session">
        <h2 id="session">${this.t('settings.session')}</h2>
        <p>${this.t('settings.signedIn', { name, when: owner.words.moment(expires) })}</p>
        <p class="row">${scopes.map((scope) => html`<span class="tag">${owner.words.has(`scopes.${scope}`) ? this.t(`scopes.${scope}` as 'scopes.read') : scope}</span>`)}</p>
      </section>
      <key-list .owner=${owner}></key-list>
      ${may(owner, 'read') ? html`<audit-entries .owner=${owner}></audit-entries>` : nothing}
    `;
  }
}

export { SettingsView as view };
