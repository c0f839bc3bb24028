import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { differenceTable } from './difference-table.ts';
import type { ProgramDraft } from './program-draft.ts';
import { readVersion } from './program-requests.ts';
import { programTableStyles } from './program-table.styles.ts';
import type { VersionData, VersionRow } from './program-types.ts';
import { versionStyles } from './version-list.styles.ts';

/** The owner wants an older program in the form. */
export class VersionLoadEvent extends Event {
  constructor(readonly data: VersionData) {
    super('version-load');
  }
}

/** The program in the form, in place of a version. */
const FORM = 'form';

/** The saved versions: to compare, and to load into the form. */
export class VersionList extends OwnerElement {
  static override properties: PropertyDeclarations = {
    draft: { attribute: false },
    isReadOnly: { attribute: false },
    compared: { state: true },
    error: { state: true },
  };
  static override styles = [controlStyles, programTableStyles, versionStyles];

  declare draft: ProgramDraft;
  declare isReadOnly: boolean;
  /** The programs that are compared, older first. */
  declare protected compared: readonly [unknown, unknown] | undefined;
  declare protected error: unknown;
  readonly #known = new Map<number, VersionData>();

  protected override render(): TemplateResult {
    const { versions } = this.draft;
    return html`<section class="card padded" aria-labelledby="title">
      <h2 id="title">${this.t('programme.versions')}</h2>
      ${versions.length === 0 ? html`<p class="muted">${this.t('programme.noVersions')}</p>` : nothing}
      <ol class="versions" reversed>
        ${versions.toReversed().map((row) => this.#row(row))}
      </ol>
      ${versions.length > 0 ? this.#compareForm(versions) : nothing}
      <div role="status">${this.error ? html`<p class="bad">${this.sentence(this.error)}</p>` : this.#difference()}</div>
    </section>`;
  }

  #row({ version, from, saved }: VersionRow): TemplateResult {
    const { words } = this.owner;
    // A later version for the same day, or an earlier one.
    const replacing = this.draft.versions.find((one) => one.version > version && one.from <= from);
    return html`<li>
      <span class="name">${words.t('programme.version', { version: String(version) })}</span>
      <span class="what">
        ${words.t('programme.holdsFrom', { from: words.day(from) })}
        ${replacing ? html`<span>${words.t('programme.replacedBy', { version: String(replacing.version) })}</span>` : nothing}
        ${version === this.draft.held ? html`<span class="tag good">${words.t('programme.holdsNow')}</span>` : nothing}
        <span class="muted small">${words.t('programme.savedAt', { when: words.moment(saved) })}</span>
      </span>
      ${
        this.isReadOnly
          ? nothing
          : html`<button
              aria-label=${`${words.t('programme.load')}: ${words.t('programme.version', { version: String(version) })}`}
              @click=${() => this.#load(version)}
            >${words.t('programme.load')}</button>`
      }
    </li>`;
  }

  #compareForm(versions: readonly VersionRow[]): TemplateResult {
    const { words } = this.owner;
    const [newest, before = newest] = versions.toReversed();
    const choices = [
      ...versions
        .toReversed()
        .map(({ version }) => [String(version), words.t('programme.version', { version: String(version) })]),
      [FORM, words.t('programme.form')],
    ];
    const select = (name: string, label: string, chosen: string) => html`<label
      >${label}
      <select name=${name}>
        ${choices.map(([value, text]) => html`<option value=${value ?? ''} ?selected=${value === chosen}>${text}</option>`)}
      </select></label
    >`;
    const other = this.draft.isChanged ? FORM : String(newest?.version ?? FORM);
    const first = this.draft.isChanged ? newest : before;
    return html`<form class="row compare" @submit=${this.#compare}>
      ${select('before', words.t('programme.compareFrom'), String(first?.version ?? FORM))}
      ${select('after', words.t('programme.compareTo'), other)}
      <button>${words.t('programme.compare')}</button>
    </form>`;
  }

  #difference(): TemplateResult | typeof nothing {
    const { compared } = this;
    return compared ? differenceTable(this.owner.words, ...compared, this.t('programme.compare')) : nothing;
  }

  #compare = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const read = async (name: string): Promise<unknown> => {
      const value = String(given.get(name));
      return value === FORM ? this.draft.program : (await this.#read(Number(value))).program;
    };
    void this.#try(async () => {
      this.compared = [await read('before'), await read('after')];
    });
  };

  #load(version: number): void {
    void this.#try(async () => {
      this.dispatchEvent(new VersionLoadEvent(await this.#read(version)));
    });
  }

  async #read(version: number): Promise<VersionData> {
    const data = this.#known.get(version) ?? (await readVersion(this.owner.client, version));
    // A version never changes.
    this.#known.set(version, data);
    return data;
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.error = undefined;
    try {
      await act();
    } catch (error) {
      this.error = error;
    }
  }
}
