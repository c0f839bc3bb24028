import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { icon } from '../app/page-icons.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import type { OwnerContext } from '../shared/owner-context.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { scoreStyles } from '../shared/score.styles.ts';
import type { OwnerKey } from '../shared/translator.ts';

/** What a block shows of its data. */
export interface BlockContent {
  /** How many things need a person; 0 for none. */
  readonly n: number;
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
  static override styles = [
    controlStyles,
    scoreStyles,
    css`
      header {
        display: flex;
        align-items: baseline;
        gap: 8px;
        padding: 16px 16px 8px;
      }
      .n {
        margin-inline-start: auto;
        font-variant-numeric: tabular-nums;
        font-weight: var(--strong);
      }
      .list {
        border-block-start: 1px solid var(--line);
      }
      .list > li + li {
        border-block-start: 1px solid var(--line);
      }
      .item {
        display: flex;
        gap: 12px;
        align-items: flex-start;
        padding: 12px 16px;
        color: inherit;
        text-decoration: none;
      }
      a.item:hover {
        background: var(--sunken);
      }
      a.item:focus-visible {
        outline-offset: -2px;
      }
      .item > .what {
        flex: 1;
        min-width: 0;
      }
      .item p {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        overflow-wrap: anywhere;
      }
      .end {
        flex: none;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      .state {
        display: flex;
        gap: 8px;
        padding: 0 16px 16px;
        color: var(--muted);
      }
      .state svg {
        flex: none;
        color: var(--accent);
      }
      .wait {
        padding: 4px 16px 16px;
      }
      footer {
        padding: 8px 16px;
        border-block-start: 1px solid var(--line);
        font-size: 0.9333em;
      }
      footer a {
        text-decoration: none;
      }
      footer a:hover {
        text-decoration: underline;
      }
    `,
  ];

  declare block: BlockRow;
  readonly #loaded = new Loaded(this, (signal) => this.block.content(this.owner, signal));

  protected override render(): TemplateResult {
    const { title } = this.block;
    const shown = this.#loaded.value?.(this.owner);
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title">${this.t(title)}</h2>
        ${shown?.n ? html`<span class="n">${this.owner.words.number(shown.n)}</span>` : nothing}
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
    return html`<div class="state">
      <p class="bad" role="alert">${this.sentence(error)}</p>
      <button class="plain" @click=${() => this.#loaded.reload()}>${this.t('app.again')}</button>
    </div>`;
  }
}
