import { html, nothing, type TemplateResult } from 'lit';
import { readRoute, routeHash } from '../app/hash-route.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerView } from '../shared/owner-view.ts';
import type { AnswerDetail } from './answer-detail.ts';
import './answer-elements.ts';
import type { KeyAction } from './answer-keys.ts';
import { AnswerList } from './answer-list.ts';
import type { AnswerRows } from './answer-rows.ts';
import { listState, listTotal, noAnswer, soughtAnswer } from './answer-states.ts';
import { answersStyles } from './answers-view.styles.ts';
import type { FilterBar, FilterEvent } from './filter-bar.ts';
import { answerHash, chosenOf, selectionOf } from './filter-query.ts';
import { KeyActions } from './key-actions.ts';
import type { KeysDialog } from './keys-dialog.ts';
import type { ChangeEvent } from './review-decision.ts';

/** The inbox: a list of answers, the chosen one, and its customer. The address holds the selection and the chosen answer. */
export class AnswersView extends OwnerView {
  static override styles = [controlStyles, answersStyles];
  #list: AnswerList | undefined;
  #version = 0;
  #chosen: string | undefined;
  readonly #drafts = new Map<string, string>();

  constructor() {
    super();
    new KeyActions(this, (action) => this.#act(action));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#list?.close();
    this.#list = undefined;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    this.#list ??= new AnswerList(this.owner.client, () => {
      this.#version += 1;
      this.requestUpdate();
    });
    void this.#list.open(selectionOf(this.route.query));
    if (changed.has('owner') && this.#list.state === 'failed') void this.#list.again();
    const id = chosenOf(this.route);
    // The answer of a link into the list is most likely on the first page.
    const mayCome = this.#list.state === 'loading' && this.route.rest.length === 0;
    if (id && !mayCome && !this.#list.get(id)) void this.#list.others.find(id, changed.has('owner'));
  }

  protected override updated(): void {
    const chosen = chosenOf(this.route);
    if (chosen === this.#chosen) return;
    const hadOne = this.#chosen !== undefined;
    this.#chosen = chosen;
    const isWide = matchMedia('(min-width: 901px)').matches;
    // A narrow window shows either the list or the answer, so the focus moves along.
    if (chosen && !isWide) void this.#detail?.updateComplete.then(() => this.#detail?.focusHeading());
    if (!chosen && hadOne && !isWide) void this.focusHeading();
  }

  get #detail(): AnswerDetail | null {
    return this.renderRoot.querySelector('answer-detail');
  }

  get #rows(): AnswerRows | null {
    return this.renderRoot.querySelector('answer-rows');
  }

  /** The address of an answer in the same selection; without an id that of the list. */
  #href = (id?: string): string => answerHash(this.route.query, id);

  protected override render(): TemplateResult | typeof nothing {
    const id = chosenOf(this.route);
    const list = this.#list;
    if (!list) return nothing;
    return html`<div class="panes ${id ? 'chosen' : ''}" @change-answer=${this.#change}>
        <section class="list" aria-label=${this.t('answers.list')}>
          <div class="heading">
            <h1 tabindex="-1">${this.t('views.answers')}</h1>
            <p class="muted small" role="status">${listTotal(this.owner.words, list)}</p>
            <button class="plain small" @click=${() => this.#act('keys')}>${this.t('keys.open')}</button>
          </div>
          <filter-bar .owner=${this.owner} .query=${this.route.query} @filter=${this.#filter}></filter-bar>
          <div class="rows">${this.#content(list, id)}</div>
        </section>
        <div class="side">${this.#side(list, id)}</div>
      </div>
      <keys-dialog .owner=${this.owner}></keys-dialog>`;
  }

  #content(list: AnswerList, id: string | undefined): TemplateResult {
    if (list.count === 0) return listState(this.owner.words, list, selectionOf(this.route.query).size > 0);
    return html`<answer-rows .owner=${this.owner} .list=${list} .version=${this.#version} .chosen=${id} .href=${this.#href}></answer-rows>`;
  }

  #side(list: AnswerList, id: string | undefined): TemplateResult {
    const { owner } = this;
    const answer = id ? list.get(id) : undefined;
    if (!id) return html`<div class="detail">${noAnswer(owner.words, list)}</div>`;
    if (!answer) return html`<div class="detail">${soughtAnswer(owner.words, list, id, this.#href())}</div>`;
    const { subject } = answer.event;
    return html`<div class="detail">
        <answer-detail .owner=${owner} .answer=${answer} .failure=${list.failure(id)} .busy=${list.isSaving(id)}
          .drafts=${this.#drafts} .back=${this.#href()}></answer-detail>
      </div>
      <div class="customer">
        ${
          subject
            ? html`<customer-panel .owner=${owner} .customer=${subject} .answer=${id}></customer-panel>`
            : html`<p class="muted">${this.t('answers.guestHint')}</p>`
        }
      </div>`;
  }

  #filter = ({ query, isTyping }: FilterEvent): void => {
    const hash = routeHash('answers', query);
    this.#rows?.scrollToStart();
    if (isTyping) location.replace(hash);
    else location.hash = hash;
  };

  #change = async ({ change }: ChangeEvent): Promise<void> => {
    const id = chosenOf(this.route);
    if (!id || !(await this.#list?.change(id, change))) return;
    for (const name of ['reply', 'note'] as const)
      if (this.#drafts.get(`${id}:${name}`)?.trim() === (change[name] ?? '')) this.#drafts.delete(`${id}:${name}`);
  };

  /** @returns whether the action did something */
  #act(action: KeyAction): boolean {
    const list = this.#list;
    // Not `route`, which follows the address a moment later: keys may come faster.
    const id = chosenOf(readRoute(location.hash)) ?? '';
    if (!list) return false;
    if (action === 'next' || action === 'previous') return this.#step(list, list.indexOf(id), action);
    if (action === 'search') this.renderRoot.querySelector<FilterBar>('filter-bar')?.focus();
    if (action === 'keys') this.renderRoot.querySelector<KeysDialog>('keys-dialog')?.show();
    if (action === 'close' && id) location.hash = this.#href();
    if (action === 'reply' || action === 'note') this.#detail?.focusBox(action);
    const answer = list.get(id);
    if (action === 'handled' && answer) void list.change(id, { handled: !answer.handled });
    return true;
  }

  #step(list: AnswerList, from: number, action: 'next' | 'previous'): boolean {
    const index = from < 0 ? 0 : from + (action === 'next' ? 1 : -1);
    const answer = list.at(index);
    if (index >= list.count - 5) void list.more();
    if (!answer) return false;
    location.replace(this.#href(answer.id));
    void this.#rows?.reveal(index);
    return true;
  }
}

export { AnswersView as view };
