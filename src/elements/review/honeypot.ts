import { html, type TemplateResult } from 'lit';

/** Tells people from bots that fill in forms, by an invisible field and by the time spent on the form. */
export class Honeypot {
  #website = '';
  #began: number | undefined;
  #seconds: number | undefined;
  /** Seconds spent before the page was reloaded. */
  #before = 0;

  /** Seconds spent on the form so far, at most a day. */
  get seconds(): number {
    const now = performance.now();
    return Math.min(86_400, this.#before + Math.floor((now - (this.#began ?? now)) / 1000));
  }

  /** Fields of the answer's `data`, constant for all attempts to send it. */
  signs(): { website: string | undefined; seconds: number } {
    this.#seconds ??= this.seconds;
    return { website: this.#website || undefined, seconds: this.#seconds };
  }

  /** Adds the seconds that a restored draft had taken. */
  resume(seconds: number): void {
    this.#before = seconds > 0 ? Math.floor(seconds) : 0;
  }

  reset(): void {
    this.#website = '';
    this.#before = 0;
    this.#began = this.#seconds = undefined;
  }

  field(): TemplateResult {
    this.#began ??= performance.now();
    // Clipped, because bots look for `display: none`. Outside the tab order and the accessibility tree.
    return html`<div class="website" aria-hidden="true">
      <input
        name="website"
        tabindex="-1"
        autocomplete="off"
        .value=${this.#website}
        @input=${(event: Event) => {
          this.#website = (event.target as HTMLInputElement).value.slice(0, 200);
        }}
      />
    </div>`;
  }
}
