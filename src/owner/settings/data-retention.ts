import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { may } from '../shared/owner-context.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { keptTime } from './kept-time.ts';
import { settingsSectionStyles } from './settings-section.styles.ts';

/** `GET owner/retention`. `server` has ISO 8601 durations. */
interface RetentionData {
  readonly months: number | null;
  readonly server: { readonly answers?: string };
}

/** What a limit would delete now. */
interface DeletionData {
  readonly answers: number;
  readonly quarantine: number;
  readonly wishes: number;
}

const CHOICES = [6, 12, 24, 36, 60, 120] as const;
const KINDS = ['answers', 'quarantine', 'wishes'] as const;

/** How long data of customers is kept: what a limit would delete is shown before it is saved. */
export class DataRetention extends OwnerElement {
  static override properties: PropertyDeclarations = {
    chosen: { state: true },
    preview: { state: true },
    isSaved: { state: true },
    failure: { state: true },
  };
  static override styles = [
    controlStyles,
    settingsSectionStyles,
    css`
      select {
        max-width: 200px;
      }
      ul {
        margin-block: 4px;
        padding-inline-start: 20px;
        list-style: disc;
      }
    `,
  ];

  /** The limit in the field, once it was changed: months, or null for none. */
  declare chosen: number | null | undefined;
  declare preview: DeletionData | undefined;
  declare isSaved: boolean;
  declare failure: string | undefined;

  readonly #loaded = new Loaded(this, (signal) => this.owner.client.json<RetentionData>('owner/retention', { signal }));

  protected override render(): TemplateResult | typeof nothing {
    const { state, value, isAbsent } = this.#loaded;
    if (isAbsent) return nothing;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t('retention.title')}</h2>
      <p class="muted">${this.t('retention.hint')}</p>
      ${state.status === 'failed' ? html`<p class="bad" role="alert">${this.sentence(state.error)}</p>` : nothing}
      ${value ? this.#form(value) : nothing}
      <div class="live" role="status">${this.isSaved ? html`<p class="notice done">${this.t('retention.saved')}</p>` : nothing}</div>
      <div class="live" role="alert">${this.failure ? html`<p class="bad">${this.failure}</p>` : nothing}</div>
    </section>`;
  }

  #form({ months, server }: RetentionData): TemplateResult {
    const shown = this.chosen === undefined ? months : this.chosen;
    // A limit that somebody set by the route stays a choice.
    const choices = [...new Set([...CHOICES, ...(months === null ? [] : [months])])].sort((a, b) => a - b);
    const canChange = may(this.owner, 'erase');
    const option = (value: number | null, text: string) =>
      html`<option value=${value ?? ''} ?selected=${value === shown}>${text}</option>`;
    return html`<form @submit=${this.#save}>
      <label><span class="label">${this.t('retention.limit')}</span>
        <select name="months" ?disabled=${!canChange} @change=${this.#choose}>
          ${option(null, this.t('retention.never'))} ${choices.map((n) => option(n, this.t('retention.months', { n })))}
        </select></label>
      ${server.answers ? html`<p class="small">${this.t('retention.server', { time: keptTime(this.owner.words.tag, server.answers) })}</p>` : nothing}
      <div class="live" role="status">${this.preview ? this.#deletions(this.preview) : nothing}</div>
      ${shown !== months && canChange ? html`<div><button class=${shown === null ? 'main' : 'danger'}>${this.t('app.save')}</button></div>` : nothing}
    </form>`;
  }

  #deletions(counts: DeletionData): TemplateResult {
    const kinds = KINDS.filter((kind) => counts[kind] > 0);
    if (kinds.length === 0) return html`<p>${this.t('retention.nothing')}</p>`;
    return html`<div class="notice">
      <p>${this.t('retention.would')}</p>
      <ul>${kinds.map((kind) => html`<li>${this.t(`retention.${kind}`, { n: counts[kind] })}</li>`)}</ul>
      <p>${this.t('retention.final')}</p>
    </div>`;
  }

  #choose = async (event: Event): Promise<void> => {
    const { value } = event.currentTarget as HTMLSelectElement;
    const months = value ? Number(value) : null;
    this.chosen = months;
    this.preview = undefined;
    this.failure = undefined;
    this.isSaved = false;
    if (months === null) return;
    try {
      const path = `owner/retention/preview?months=${months}`;
      const { deletes } = await this.owner.client.json<{ readonly deletes: DeletionData }>(path);
      if (this.chosen === months) this.preview = deletes;
    } catch (error) {
      if (this.chosen === months) this.failure = this.sentence(error);
    }
  };

  #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { chosen } = this;
    // What would be deleted is seen first.
    if (chosen === undefined || (chosen !== null && !this.preview)) return;
    this.failure = undefined;
    try {
      const body = { months: chosen };
      this.#loaded.set(await this.owner.client.json<RetentionData>('owner/retention', { method: 'PUT', body }));
      this.chosen = undefined;
      this.preview = undefined;
      this.isSaved = true;
      void this.focusOn('select');
    } catch (error) {
      this.failure = this.sentence(error);
    }
  };
}
