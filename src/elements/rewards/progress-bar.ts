import { html, type TemplateResult } from 'lit';

/** The way to a reward: a bar for the eye, and the missing points in words. */
export function progressBar(price: number, missing: number, words: string): TemplateResult {
  const part = Math.max(0, Math.min(1, (price - missing) / price));
  return html`<span class="wide way">
    <svg class="bar" part="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect width=${part * 100} height="4" />
    </svg>
    <span class="note" part="note">${words}</span>
  </span>`;
}
