import { defaultRangeExtractor, VirtualizerController } from '@tanstack/lit-virtual';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Answer } from '../api/answer-types.ts';
import { kindOf } from '../api/answer-types.ts';
import { excerptOf, scoreMark, whoOf } from '../shared/answer-summary.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { scoreStyles } from '../shared/score.styles.ts';
import type { AnswerList } from './answer-list.ts';
import { rowStyles } from './answer-rows.styles.ts';

/** The usual height of a row in px, before it is measured. */
const ROW = 98;

/** The list of answers. Only the rows in sight are in the document, however long the list is. */
export class AnswerRows extends OwnerElement {
  static override properties: PropertyDeclarations = {
    list: { attribute: false },
    version: { attribute: false },
    chosen: { attribute: false },
    href: { attribute: false },
  };
  static override styles = [controlStyles, scoreStyles, rowStyles];

  declare list: AnswerList;
  /** Changes with the list, so that the rows render again. */
  declare version: number;
  declare chosen: string | undefined;
  declare href: (id: string) => string;

  readonly #rows = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    getScrollElement: () => this.renderRoot.querySelector<HTMLElement>('.scroll'),
    count: 0,
    estimateSize: () => ROW,
    overscan: 6,
    // The row that has the focus stays, however far the owner scrolls.
    rangeExtractor: (range) => {
      const focused = this.#focused;
      const rows = defaultRangeExtractor(range);
      return focused === undefined || focused >= range.count || rows.includes(focused)
        ? rows
        : [...rows, focused].sort((a, b) => a - b);
    },
  });

  /** The position of the row that has the focus. */
  get #focused(): number | undefined {
    const row = this.shadowRoot?.activeElement?.closest('li');
    return row ? Number(row.dataset.index) : undefined;
  }

  /** Brings an answer into sight, with the focus if the list has it. */
  async reveal(index: number): Promise<void> {
    const hasFocus = this.shadowRoot?.activeElement?.matches('a') === true;
    this.#rows.getVirtualizer().scrollToIndex(index, { align: 'auto' });
    if (!hasFocus) return;
    await new Promise(requestAnimationFrame);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`li[data-index="${index}"] a`)?.focus({ preventScroll: true });
  }

  scrollToStart(): void {
    this.#rows.getVirtualizer().scrollToOffset(0);
  }

  protected override updated(): void {
    const rows = this.#rows.getVirtualizer();
    const items = rows.getVirtualItems();
    const starts = new Map(items.map(({ index, start }) => [String(index), start]));
    // Through the CSSOM: the policy of the page refuses style attributes, which the directive `styleMap` writes at first.
    const list = this.renderRoot.querySelector('ul');
    if (list) list.style.height = `${rows.getTotalSize()}px`;
    for (const row of this.renderRoot.querySelectorAll('li')) {
      row.style.transform = `translateY(${starts.get(row.dataset.index ?? '') ?? 0}px)`;
      rows.measureElement(row);
    }
    // The row that stands for the next page is in sight.
    const last = items.at(-1);
    if (last && last.index >= this.list.count && this.list.state === 'loaded') void this.list.more();
  }

  protected override render(): TemplateResult {
    const { list } = this;
    const rows = this.#rows.getVirtualizer();
    rows.setOptions({
      ...rows.options,
      count: list.count + (list.hasMore ? 1 : 0),
      getItemKey: (index) => list.at(index)?.id ?? index,
    });
    return html`<div class="scroll" data-list tabindex="-1">
      <ul>
        ${repeat(
          rows.getVirtualItems(),
          ({ key }) => key,
          ({ index }) => this.#row(index),
        )}
      </ul>
    </div>`;
  }

  #row(index: number): TemplateResult {
    const { list } = this;
    const answer = list.at(index);
    return html`<li
      data-index=${index}
      aria-posinset=${index + 1}
      aria-setsize=${list.total ?? -1}
    >
      ${answer ? this.#link(answer) : this.#next()}
    </li>`;
  }

  #link(answer: Answer): TemplateResult {
    const { words } = this.owner;
    const { id, received, handled, state, reply, event } = answer;
    const said = excerptOf(answer);
    return html`<a href=${this.href(id)} data-answer class=${handled ? 'handled' : ''}
      aria-current=${id === this.chosen ? 'true' : nothing}>
      ${scoreMark(words, answer)}
      <span class="what">
        <span class="top small muted">
          <bdi>${this.t(`kinds.${kindOf(answer)}`)} · ${whoOf(words, answer)}</bdi>
          <time datetime=${received}>${words.ago(received)}</time>
        </span>
        <span class="said" dir="auto" lang=${event.data.lang}>${said || html`<span class="muted">${this.t('answers.noWords')}</span>`}</span>
        ${handled ? html`<span class="tag good">${this.t('answers.handled')}</span>` : nothing}
        ${state ? html`<span class="tag ${state === 'suspect' ? 'warn' : ''}">${this.t(`answers.${state}`)}</span>` : nothing}
        ${reply ? html`<span class="tag">${this.t('answers.replied')}</span>` : nothing}
      </span>
    </a>`;
  }

  #next(): TemplateResult {
    const { list } = this;
    if (list.state !== 'failed')
      return html`<div class="wait" role="status" aria-label=${this.t('app.loading')}>
        <span class="skeleton"></span><span class="skeleton short"></span>
      </div>`;
    return html`<div class="wait">
      <p class="bad">${this.sentence(list.error)}</p>
      <button class="plain" @click=${() => list.again()}>${this.t('app.again')}</button>
    </div>`;
  }
}
