import { html, type TemplateResult } from 'lit';

interface CopyWords {
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
}

/** How long (ms) the button says that the text was copied. */
const SHOWN = 2_000;

/** A button that copies a text, and says so. */
export function copyButton(words: CopyWords, label: string, text: string): TemplateResult {
  const copy = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLButtonElement;
    const state = button.parentElement?.querySelector('[role=status]');
    try {
      await navigator.clipboard.writeText(text);
      if (state) state.textContent = words.copied;
    } catch {
      // Without the permission, the owner copies the text by hand.
      const block = button.closest('figure')?.querySelector('pre');
      if (block) getSelection()?.selectAllChildren(block);
      if (state) state.textContent = words.notCopied;
    }
    setTimeout(() => {
      if (state) state.textContent = '';
    }, SHOWN);
  };
  return html`<span class="act"
    ><span role="status" class="muted small"></span>
    <button type="button" aria-label=${`${words.copy}: ${label}`} @click=${copy}>${words.copy}</button></span
  >`;
}

/** A text with a button that copies it. */
export const copyBlock = (words: CopyWords, label: string, text: string): TemplateResult =>
  html`<figure>
    <figcaption><span>${label}</span> ${copyButton(words, label, text)}</figcaption>
    <pre tabindex="0" role="region" aria-label=${label}><code>${text}</code></pre>
  </figure>`;
