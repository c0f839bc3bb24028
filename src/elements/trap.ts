import { html, type TemplateResult } from 'lit';

/** Tells a person from a program that fills in forms: by a field that nobody sees, and by the time that was taken. */
export class Trap {
  #website = '';
  #began: number | undefined;
  #seconds: number | undefined;
  /** Before the page was loaded anew. */
  #before = 0;

  /** Spent on the form so far, a day at most. */
  get seconds(): number {
    const now = performance.now();
    return Math.min(86_400, this.#before + Math.floor((now - (this.#began ?? now)) / 1000));
  }

  /** The fields of the wire's `data`; the same for every try of an answer. */
  signs(): { website: string | undefined; seconds: number } {
    this.#seconds ??= this.seconds;
    return { website: this.#website || undefined, seconds: this.#seconds };
  }

  /** Goes on with a form on which so many seconds were spent before. */
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
    // Clipped, not `display: none`, which such a program looks for. Out of the tab order and of the accessibility tree.
    return html`<div class="trap" aria-hidden="true">
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
