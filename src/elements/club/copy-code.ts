import { html, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';

/** How long (ms) a button says that it has copied. */
const SHOWN = 4000;

const select = ({ currentTarget }: Event): void => (currentTarget as HTMLInputElement).select();

/** A text with a button that copies the text, such as a code or a link. */
export class CopyCode implements ReactiveController {
  /** The text that was copied last. */
  #copied = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly element: ReactiveElement) {
    element.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#copied = '';
  }

  /**
   * @param label what the text is, for screen readers
   * @param isLink whether the text is long, and need not be read: it stays on one line
   */
  render(locale: Locale, text: string, label: string, isLink = false): TemplateResult {
    const copied = this.#copied === text;
    const code = isLink
      ? html`<input class="code" part="code" readonly aria-label=${label} .value=${text} @focus=${select} />`
      : html`<span class="code" part="code">${text}</span>`;
    return html`<div class="actions">
      ${code}
      <button class="button" part="button" type="button" aria-label="${locale.t(copied ? 'copied' : 'copy')}: ${label}" @click=${(event: Event) => this.#copy(text, event)}>
        ${locale.t(copied ? 'copied' : 'copy')}
      </button>
      <span class="hidden" role="status">${copied ? locale.t('copied') : ''}</span>
    </div>`;
  }

  async #copy(text: string, { currentTarget }: Event): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Not allowed, or not a secure page: the text is selected, so that the keyboard can copy it.
      const code = (currentTarget as Element | null)?.parentElement?.querySelector('.code');
      if (code instanceof HTMLInputElement) code.select();
      else if (code) getSelection()?.selectAllChildren(code);
      return;
    }
    this.#copied = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#copied = '';
      this.element.requestUpdate();
    }, SHOWN);
    this.element.requestUpdate();
  }
}
