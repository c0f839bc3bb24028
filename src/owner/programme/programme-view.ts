import { html, nothing, type TemplateResult } from 'lit';
import { routeHash } from '../app/hash-route.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { may } from '../shared/owner-context.ts';
import { OwnerView } from '../shared/owner-view.ts';
import './campaign-effects.ts';
import { viewStyles } from '../shared/view.styles.ts';
import { OutstandingPoints } from './outstanding-points.ts';
import { draftOf, type ProgramDraft } from './program-draft.ts';
import { readDraft } from './program-requests.ts';
import { programmeStyles } from './programme-view.styles.ts';
import { RulesEditor } from './rules-editor.ts';
import { VersionList, type VersionLoadEvent } from './version-list.ts';

customElements.define('rules-editor', RulesEditor);
customElements.define('version-list', VersionList);
customElements.define('outstanding-points', OutstandingPoints);

/** The parts of the view, by their path: `#/programme/versions`. */
const PARTS = {
  '': 'programme.rules',
  versions: 'programme.versions',
  points: 'programme.outstanding',
  effects: 'programme.effects',
} as const;
type Part = keyof typeof PARTS;

const isPart = (path: string): path is Part => Object.hasOwn(PARTS, path);

/** The rules of the program: to change, to compare with older ones, and what the points come to. */
export class ProgrammeView extends OwnerView {
  static override styles = [controlStyles, viewStyles, programmeStyles];

  /** The version that was loaded into the form last. */
  #loadedVersion: number | undefined;
  readonly #loaded = new Loaded(this, async (signal) => {
    await readDraft(this.owner.client, this.#draft, signal);
    return true;
  });

  get #draft(): ProgramDraft {
    return draftOf(this.owner.client, this.owner.session.name);
  }

  protected override render(): TemplateResult {
    const [first = ''] = this.route.rest;
    const part = isPart(first) ? first : '';
    return html`
      <h1 tabindex="-1">${this.t('views.programme')}</h1>
      <nav aria-label=${this.t('programme.parts')}>
        <ul>
          ${(Object.keys(PARTS) as Part[]).map(
            (path) =>
              html`<li><a href=${routeHash('programme', {}, ...(path ? [path] : []))} aria-current=${path === part ? 'page' : nothing}>${this.t(PARTS[path])}</a></li>`,
          )}
        </ul>
      </nav>
      ${this.#part(part)}
    `;
  }

  #part(part: Part): TemplateResult {
    if (part === 'points') return html`<outstanding-points .owner=${this.owner}></outstanding-points>`;
    if (part === 'effects') return html`<campaign-effects .owner=${this.owner} .query=${''}></campaign-effects>`;
    return this.#program(part);
  }

  #program(part: Part): TemplateResult {
    const { state } = this.#loaded;
    const draft = this.#draft;
    if (state.status === 'failed' && !draft.isLoaded)
      return html`<p class="bad" role="alert">${this.sentence(state.error)}</p>
        <button @click=${() => this.#loaded.reload()}>${this.t('app.again')}</button>`;
    if (!draft.isLoaded)
      return html`<div role="status" aria-label=${this.t('app.loading')}>
        <span class="skeleton"></span><span class="skeleton short"></span>
      </div>`;
    const isReadOnly = draft.isGiven || !may(this.owner, 'program');
    return html`
      ${this.#notices()}
      ${
        part === 'versions'
          ? html`<version-list .owner=${this.owner} .draft=${draft} .isReadOnly=${isReadOnly} @version-load=${this.#load}></version-list>`
          : html`<rules-editor .owner=${this.owner} .draft=${draft} .isReadOnly=${isReadOnly}
              @draft-change=${() => this.#changed()}></rules-editor>`
      }
    `;
  }

  #notices(): TemplateResult | typeof nothing {
    const { words } = this.owner;
    const draft = this.#draft;
    if (draft.isGiven) return html`<p class="notice">${words.t('programme.given')}</p>`;
    if (!may(this.owner, 'program')) return html`<p class="notice">${words.t('programme.readOnly')}</p>`;
    if (draft.newest === 0) return html`<p class="notice">${words.t('programme.none')}</p>`;
    const later = draft.versions.findLast(({ version }) => version > (draft.held ?? 0));
    return html`
      ${draft.isStale ? this.#stale() : nothing}
      ${
        later
          ? html`<p class="notice">${words.t('programme.later', { version: String(later.version), from: words.day(later.from) })}</p>`
          : nothing
      }
      ${
        this.#loadedVersion !== undefined && draft.isChanged
          ? html`<p class="notice">${words.t('programme.loaded', { version: String(this.#loadedVersion) })}</p>`
          : nothing
      }
    `;
  }

  /** Somebody else was faster. */
  #stale(): TemplateResult {
    const draft = this.#draft;
    const act = (name: 'rebase' | 'restart') => () => {
      draft[name]();
      this.requestUpdate();
    };
    return html`<div class="notice error row" role="alert">
      <p>${this.t('programme.stale', { version: String(draft.newest) })}</p>
      <button @click=${act('rebase')}>${this.t('programme.rebase')}</button>
      <button @click=${act('restart')}>${this.t('programme.takeTheirs')}</button>
    </div>`;
  }

  #changed(): void {
    if (!this.#draft.isChanged) this.#loadedVersion = undefined;
    this.requestUpdate();
  }

  #load = ({ data }: VersionLoadEvent): void => {
    this.#draft.edit(data.program, false);
    this.#draft.faults = [];
    this.#loadedVersion = data.version;
    location.hash = routeHash('programme');
  };
}

export { ProgrammeView as view };
