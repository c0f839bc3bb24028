import { html, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';

/** How long (ms) a button says that it has copied. */
const SHOWN = 4000;

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

  /** @param label what the text is, for screen readers */
  render(locale: Locale, text: string, label: string): TemplateResult {
    const copied = this.#copied === text;
    return html`<div class="actions">
      <span class="code" part="code">${text}</span>
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
      if (code) getSelection()?.selectAllChildren(code);
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
