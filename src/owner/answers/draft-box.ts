import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** The owner saves a text. */
export class DraftEvent extends Event {
  constructor(readonly text: string) {
    super('draft');
  }
}

/** The longest reply or note, in characters. */
const LONGEST = 2_000;

/** An e-mail without a recipient: the shop knows the address, the answers do not. RFC 6068: lines end with CR LF. */
function mailAddress(subject: string, text: string): string {
  // A half of a character that was cut has no code in an address.
  const body = text.replace(/[\uD800-\uDFFF]/gu, '').replaceAll('\n', '\r\n');
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}

/** A text that the owner writes and saves: a reply or a note. What is not saved stays until it is. */
export class DraftBox extends OwnerElement {
  static override properties: PropertyDeclarations = {
    label: { attribute: false },
    hint: { attribute: false },
    action: { attribute: false },
    stored: { attribute: false },
    busy: { attribute: false },
    drafts: { attribute: false },
    name: { attribute: false },
    subject: { attribute: false },
    copied: { state: true },
  };
  static override styles = [
    controlStyles,
    css`
      .row {
        margin-block-start: 8px;
      }
      .muted {
        flex: 1 1 200px;
      }
    `,
  ];

  declare label: string;
  declare hint: string;
  /** The text of the button. */
  declare action: string;
  /** The text that the server has. */
  declare stored: string;
  declare busy: boolean;
  /** What the owner has written and not saved, by name. Kept while the owner looks at other answers. */
  declare drafts: Map<string, string>;
  /** The name of this text among the drafts. */
  declare name: string;
  /** The subject of an e-mail with the text; without one there is no link to write it. */
  declare subject: string | undefined;
  declare copied: boolean;

  override focus(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  get #draft(): string | undefined {
    return this.drafts.get(this.name);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('name')) this.copied = false;
  }

  protected override render(): TemplateResult {
    const text = this.#draft ?? this.stored;
    const isChanged = this.#draft !== undefined && this.#draft.trim() !== this.stored;
    return html`<form @submit=${this.#save}>
      <label class="label" for="text">${this.label}</label>
      <textarea id="text" rows="3" maxlength=${LONGEST} dir="auto" aria-describedby="hint"
        .value=${text} @input=${this.#typed} @keydown=${this.#key}></textarea>
      <div class="row">
        <p class="muted small" id="hint">${this.hint}</p>
        ${
          text && 'clipboard' in navigator
            ? html`<button type="button" class="plain" @click=${this.#copy}>${this.t(this.copied ? 'app.copied' : 'app.copy')}</button>`
            : nothing
        }
        ${text && this.subject ? html`<a class="button mail" href=${mailAddress(this.subject, text)}>${this.t('answers.mail')}</a>` : nothing}
        <button class=${isChanged ? 'main' : ''} aria-disabled=${isChanged && !this.busy ? 'false' : 'true'}>${this.action}</button>
      </div>
    </form>`;
  }

  #typed = (event: Event): void => {
    this.drafts.set(this.name, (event.currentTarget as HTMLTextAreaElement).value);
    this.copied = false;
    this.requestUpdate();
  };

  #key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#save(event);
  };

  #save = (event: Event): void => {
    event.preventDefault();
    const text = this.#draft?.trim();
    if (text !== undefined && text !== this.stored && !this.busy) this.dispatchEvent(new DraftEvent(text));
  };

  #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.#draft ?? this.stored);
      this.copied = true;
    } catch {
      // The browser does not allow it. The text can be selected.
    }
  };
}
