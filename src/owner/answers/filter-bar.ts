import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { QUESTION_KINDS, type QuestionKind } from '../../registry.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { focusHeadingOf } from '../shared/kept-focus.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import type { OwnerKey } from '../shared/translator.ts';
import { filterStyles } from './filter-bar.styles.ts';
import { type Filter, SCORE_RANGES, selectionOf, UNHAPPY, withFilter } from './filter-query.ts';

/** The owner has chosen another selection. */
export class FilterEvent extends Event {
  /** @param isTyping whether further changes follow at once, so that the address should not keep this one in its history */
  constructor(
    readonly query: URLSearchParams,
    readonly isTyping: boolean,
  ) {
    super('filter', { bubbles: true, composed: true });
  }
}

/** Time after the last letter until the search starts, in ms. */
const TYPING = 300;
const MORE = ['tier', 'product', 'lang', 'subject'] as const;
const STATES = ['pending', 'suspect', 'approved', 'rejected'] as const;

/** Search, filters, and the download of the selection. The address holds their values. */
export class FilterBar extends OwnerElement {
  static override properties: PropertyDeclarations = { query: { attribute: false } };
  static override styles = [controlStyles, filterStyles];

  declare query: URLSearchParams;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override focus(): void {
    this.renderRoot.querySelector<HTMLInputElement>('[type=search]')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override updated(): void {
    const field = this.renderRoot.querySelector<HTMLInputElement>('[type=search]');
    // While the owner types, the address is older than the field.
    if (field && !field.matches(':focus')) field.value = this.query.get('q') ?? '';
  }

  protected override render(): TemplateResult {
    const kind = this.query.get('kind') as QuestionKind | null;
    const ranges = kind ? SCORE_RANGES[kind] : undefined;
    const search = this.t('answers.search');
    return html`<div class="bar" role="search" @keydown=${this.#leaveField}>
      <input type="search" aria-label=${search} placeholder=${search} maxlength="200"
        @input=${this.#typed} />
      <div class="pair">
        ${this.#select(
          'kind',
          'answers.anyKind',
          QUESTION_KINDS.map((one) => [one, `kinds.${one}`] as const),
        )}
        ${this.#select('handled', 'answers.anyHandled', [
          ['false', 'answers.open'],
          ['true', 'answers.handled'],
        ])}
        ${
          ranges
            ? this.#select('score', 'answers.anyScore', [
                [ranges[0], 'answers.low'],
                [ranges[1], 'answers.middle'],
                [ranges[2], 'answers.high'],
              ])
            : nothing
        }
        ${kind ? nothing : this.#select('score', 'answers.anyScore', [[UNHAPPY, 'answers.unhappy']])}
        ${this.query.has('contact') ? this.#select('contact', 'answers.anyContact', [['true', 'answers.mayContact']]) : nothing}
        ${
          kind === 'review'
            ? this.#select('state', 'answers.anyState', [
                ...STATES.map((state) => [state, `answers.${state}`] as const),
              ])
            : nothing
        }
      </div>
      <details ?open=${MORE.some((name) => this.query.has(name)) || this.query.has('from') || this.query.has('until')}>
        <summary>${this.t('answers.more')}</summary>
        <div>
          <div class="pair">${this.#field('from', 'date')}${this.#field('until', 'date')}</div>
          <div class="pair">${MORE.map((name) => this.#field(name, 'text'))}</div>
          ${this.#downloads()}
        </div>
      </details>
    </div>`;
  }

  /** Back to the keys of the list. The browser would erase the search. */
  #leaveField = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (event.target.type === 'search') this.#search(event.target.value);
    if (this.shadowRoot) focusHeadingOf(this.shadowRoot);
  };

  #select(name: Filter, any: OwnerKey, options: readonly (readonly [string, OwnerKey])[]): TemplateResult {
    const value = this.query.get(name) ?? '';
    const shown =
      options.some(([one]) => one === value) || !value ? options : [...options, [value, undefined] as const];
    return html`<select aria-label=${this.t(`filters.${name}` as OwnerKey)} @change=${(event: Event) => this.#chosen(name, event)}>
      <option value="" .selected=${!value}>${this.t(any)}</option>
      ${shown.map(
        ([one, key]) => html`<option value=${one} .selected=${one === value}>${key ? this.t(key) : one}</option>`,
      )}
    </select>`;
  }

  #field(name: Filter, type: 'date' | 'text'): TemplateResult {
    return html`<label><span class="label">${this.t(`filters.${name}` as OwnerKey)}</span>
      <input type=${type} maxlength="200" .value=${this.query.get(name) ?? ''}
        @change=${(event: Event) => this.#chosen(name, event)} /></label>`;
  }

  #downloads(): TemplateResult {
    const link = (format: string, name: OwnerKey) => {
      const query = selectionOf(this.query);
      query.set('format', format);
      return html`<a href=${this.owner.client.address(`owner/answers?${query}`)} download>${this.t(name)}</a>`;
    };
    return html`<p class="links"><span class="muted">${this.t('answers.download')}</span>
      ${link('csv', 'answers.csv')} ${link('csv-semicolon', 'answers.csvSemicolon')} ${link('ndjson', 'answers.ndjson')}</p>`;
  }

  #chosen(name: Filter, event: Event): void {
    const { value } = event.currentTarget as HTMLInputElement | HTMLSelectElement;
    this.dispatchEvent(new FilterEvent(withFilter(this.query, name, value), false));
  }

  #typed = (event: Event): void => {
    const { value } = event.currentTarget as HTMLInputElement;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#search(value), TYPING);
  };

  #search(value: string): void {
    clearTimeout(this.#timer);
    if (value.trim() === (this.query.get('q') ?? '')) return;
    this.dispatchEvent(new FilterEvent(withFilter(this.query, 'q', value), true));
  }
}
