import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { ChangeEvent } from './review-decision.ts';

const MOST_TAGS = 20;
const LONGEST_TAG = 50;

/** The owner's tags of an answer. */
export class TagEditor extends OwnerElement {
  static override properties: PropertyDeclarations = { tags: { attribute: false } };
  static override styles = [
    controlStyles,
    css`
      .tag button {
        min-height: 24px;
        min-width: 24px;
        padding: 0;
        border: 0;
        background: none;
      }
      .tag {
        line-height: 24px;
        padding-inline-end: 0;
        border-radius: 12px;
      }
      form input {
        width: 160px;
      }
    `,
  ];

  declare tags: readonly string[];

  protected override render(): TemplateResult {
    return html`<div class="row">
      ${this.tags.map(
        (tag) => html`<span class="tag"><bdi>${tag}</bdi><button
            aria-label=${this.t('answers.removeTag', { tag })}
            @click=${() => this.#remove(tag)}>×</button></span>`,
      )}
      <form @submit=${this.#add} ?hidden=${this.tags.length >= MOST_TAGS}>
        <input name="tag" maxlength=${LONGEST_TAG} autocomplete="off" enterkeyhint="done"
          aria-label=${this.t('answers.addTag')} placeholder=${this.t('answers.addTag')} />
      </form>
    </div>`;
  }

  #add = (event: Event): void => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('[name=tag]');
    const tag = field?.value.trim();
    if (!field || !tag) return;
    field.value = '';
    if (!this.tags.includes(tag)) this.#set([...this.tags, tag]);
  };

  #remove(tag: string): void {
    this.#set(this.tags.filter((one) => one !== tag));
    // The field stays, whatever becomes of the tags.
    this.renderRoot.querySelector<HTMLInputElement>('[name=tag]')?.focus();
  }

  #set(tags: readonly string[]): void {
    this.dispatchEvent(new ChangeEvent({ tags }));
  }
}
