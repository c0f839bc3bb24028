import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { icon } from '../app/page-icons.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import type { OwnerContext } from '../shared/owner-context.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { scoreStyles } from '../shared/score.styles.ts';
import type { OwnerKey } from '../shared/translator.ts';
import { blockStyles } from './today-block.styles.ts';

/** What a block shows of its data. */
export interface BlockContent {
  /** How many things need a person; 0 for none. */
  readonly n: number;
  /** Whether the number stands beside the title; default: yes. */
  readonly isCounted?: false;
  /** The first few, as list items. */
  readonly rows: readonly TemplateResult[];
  /** Where the owner acts; without a link if the page has no such view. */
  readonly href?: string | undefined;
}

/** One block of Today: what it loads, and how it shows that. */
export interface BlockRow {
  readonly id: string;
  readonly title: OwnerKey;
  /** The line when nothing is to do. */
  readonly empty: OwnerKey;
  /** The text of the link. */
  readonly act: OwnerKey;
  readonly content: (owner: OwnerContext, signal: AbortSignal) => Promise<(owner: OwnerContext) => BlockContent>;
}

/** Shows one block of Today by itself, so that a failed request hides no other block. */
export class TodayBlock extends OwnerElement {
  static override properties: PropertyDeclarations = { block: { attribute: false } };
  static override styles = [controlStyles, scoreStyles, blockStyles];

  declare block: BlockRow;
  readonly #loaded = new Loaded(this, (signal) => this.block.content(this.owner, signal));

  /** Loads again, and shows what it has until then. */
  refresh(): void {
    void this.#loaded.reload();
  }

  protected override render(): TemplateResult {
    const { title } = this.block;
    const shown = this.#loaded.value?.(this.owner);
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title">${this.t(title)}</h2>
        ${shown?.n && shown.isCounted !== false ? html`<span class="n">${this.owner.words.number(shown.n)}</span>` : nothing}
      </header>
      ${shown ? this.#content(shown) : this.#waiting()}
    </section>`;
  }

  #content({ n, rows, href }: BlockContent): TemplateResult {
    const { act, empty } = this.block;
    if (n === 0) return html`<p class="state">${icon('done')}${this.t(empty)}</p>`;
    return html`
      ${rows.length > 0 ? html`<ul class="list">${rows}</ul>` : nothing}
      ${href ? html`<footer><a href=${href}>${this.t(act)}</a></footer>` : nothing}
    `;
  }

  #waiting(): TemplateResult {
    const { state, isAbsent } = this.#loaded;
    if (state.status === 'loading')
      return html`<div class="wait" role="status" aria-label=${this.t('app.loading')}>
        <span class="skeleton"></span><span class="skeleton short"></span>
      </div>`;
    const error = state.status === 'failed' ? state.error : undefined;
    if (isAbsent) return html`<p class="state">${this.t('errors.absent')}</p>`;
    return html`<div class="state failed">
      <p class="bad" role="alert">${this.sentence(error)}</p>
      <button class="plain" @click=${() => this.#loaded.reload()}>${this.t('app.again')}</button>
    </div>`;
  }
}
