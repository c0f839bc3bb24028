import { html, type TemplateResult } from 'lit';

/** Tells a person from a program that fills in forms: by a field that nobody sees, and by the time that was taken. */
export class Trap {
  #website = '';
  #began: number | undefined;
  #seconds: number | undefined;

  /** The fields of the wire's `data`; the same for every try of an answer. */
  signs(): { website: string | undefined; seconds: number } {
    this.#seconds ??= Math.min(86_400, Math.floor((performance.now() - (this.#began ?? 0)) / 1000));
    return { website: this.#website || undefined, seconds: this.#seconds };
  }

  reset(): void {
    this.#website = '';
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
