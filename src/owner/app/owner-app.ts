import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type OwnerLanguage, ownerLanguages } from '../../locales/owner-files.ts';
import { OwnerClient } from '../api/owner-client.ts';
import type { OwnerSession } from '../api/owner-data.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import type { OwnerContext } from '../shared/owner-context.ts';
import { VIEWS } from '../views.ts';
import { readRoute, routeHash } from './hash-route.ts';
import { appStyles } from './owner-app.styles.ts';
import { icon } from './page-icons.ts';
import { PageLanguage } from './page-language.ts';
import { printStyles } from './print.styles.ts';
import { SessionWatch } from './session-watch.ts';
import { type SignedInEvent, SignInForm } from './sign-in-form.ts';
import { ViewOutlet } from './view-outlet.ts';

customElements.define('owner-sign-in', SignInForm);

/** The page: sign-in, navigation, and the view that the address names. */
export class OwnerApp extends LitElement {
  static override styles = [controlStyles, appStyles, printStyles];
  static override properties: PropertyDeclarations = { context: { state: true } };

  declare context: OwnerContext | undefined;
  readonly #client = new OwnerClient(new URL('../', location.href.split(/[?#]/)[0]));
  readonly #language = new PageLanguage(() => this.#renew());
  readonly #watch = new SessionWatch(this.#client, () => this.#renew());
  readonly #outlet = new ViewOutlet(this);

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#navigated);
    void Promise.all([this.#watch.start(), this.#language.load()]).then(() => this.requestUpdate());
    // The file of the view comes while the server says who is signed in. A failure is shown when the view is.
    this.#outlet
      .rowOf(readRoute(location.hash))
      .load()
      .catch(() => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#navigated);
  }

  /** In a narrow window the navigation scrolls sideways: the link of the view has to be in sight. */
  /** A new context: every element renders again. */
  #renew(): void {
    const { session } = this.#watch;
    const views = VIEWS.map(({ path }) => path);
    if (!session) this.#outlet.clear();
    this.context = session && { client: this.#client, words: this.#language.words, session, views };
    this.requestUpdate();
  }

  #navigated = (): void => {
    this.#outlet.arrived();
    this.requestUpdate();
  };

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this.#watch;
    if (state === 'asking') return nothing;
    const isIn = state === 'in';
    return html`
      ${isIn ? nothing : this.#signIn(state === 'expired')}
      ${
        this.context
          ? html`<div class="frame" ?hidden=${!isIn}>
              ${this.#header()}
              <main id="main">${this.#outlet.render(this.context, readRoute(location.hash))}</main>
            </div>`
          : nothing
      }
    `;
  }

  #signIn(isExpired: boolean): TemplateResult {
    return html`<main class="door">
      <div class="alone">${this.#languages()}</div>
      <owner-sign-in
        .client=${this.#client}
        .words=${this.#language.words}
        .expired=${isExpired}
        @signed-in=${(event: SignedInEvent) => this.#signedIn(event.session)}
      ></owner-sign-in>
    </main>`;
  }

  #header(): TemplateResult {
    const { words } = this.#language;
    const current = this.#outlet.rowOf(readRoute(location.hash)).path;
    return html`<header>
              <a class="skip button" href="#main" @click=${this.#skip}>${words.t('app.skip')}</a>
      <p class="mark">Lojal</p>
      <nav aria-label=${words.t('app.views')}>
        <ul>
          ${VIEWS.map(({ path, title, icon: name }) =>
            name === undefined
              ? nothing
              : html`<li>
                <a href=${routeHash(path)} aria-current=${path === current ? 'page' : nothing}>${icon(name)}${words.t(title)}</a>
              </li>`,
          )}
        </ul>
      </nav>
      <div class="own">
        ${this.#languages()}
        <button @click=${() => this.#watch.end()}>${words.t('app.signOut')}</button>
      </div>
    </header>`;
  }

  #languages(): TemplateResult {
    const { language, words } = this.#language;
    const chosen = (event: Event) =>
      this.#language.choose((event.currentTarget as HTMLSelectElement).value as OwnerLanguage);
    return html`<select aria-label=${words.t('app.language')} .value=${language} @change=${chosen}>
      ${Object.entries(ownerLanguages).map(
        ([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${tag === language}>${name}</option>`,
      )}
    </select>`;
  }

  #signedIn(session: OwnerSession): void {
    const isReturn = this.context !== undefined;
    if (!isReturn) this.#outlet.arrived();
    this.#watch.begin(session);
    // After an expired session the view is still there. Without one, the view takes the focus when it has been loaded.
    if (isReturn) void this.updateComplete.then(() => this.#outlet.focus());
  }

  /** Moves the focus without a change of the address, which names the view. */
  #skip = (event: Event): void => {
    event.preventDefault();
    this.#outlet.focus();
  };
}
