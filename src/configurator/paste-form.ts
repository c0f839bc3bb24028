import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { readSnippet } from '../snippet/read-snippet.ts';
import type { SnippetNote } from '../snippet/shop-configuration.ts';
import { ConfiguratorElement } from './configurator-element.ts';
import { noteSentences } from './note-sentences.ts';

/** A snippet that the shop has already. */
export class PasteForm extends ConfiguratorElement<'paste'> {
  static override properties: PropertyDeclarations = { result: { state: true } };
  static override styles = [
    controlStyles,
    css`
      form {
        display: grid;
        gap: 12px;
        margin-block-start: 10px;
      }
      textarea {
        font-family: ui-monospace, monospace;
        font-size: 0.8667em;
      }
      ul {
        padding-inline-start: 18px;
        list-style: disc;
      }
    `,
  ];

  declare protected result: 'no-snippet' | 'not-json' | readonly SnippetNote[] | undefined;

  constructor() {
    super('paste');
  }

  #read = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const read = readSnippet(String(fields.get('snippet')), String(fields.get('json')));
    if (typeof read === 'string') {
      this.result = read;
      return;
    }
    this.result = read.notes;
    const hasProgram = String(fields.get('json')).trim() !== '' || read.value.isInline;
    // Without the program, the one on this page stays.
    const { program } = this.configuration;
    this.choose(hasProgram ? read.value : { ...read.value, program });
  };

  protected override render(): TemplateResult {
    const { words, result } = this;
    return html`<p>${words.hint}</p>
      <form @submit=${this.#read}>
        <label><span class="label">${words.snippet}</span><textarea name="snippet" rows="6" spellcheck="false" required></textarea></label>
        <label><span class="label">lojal.json</span><textarea name="json" rows="4" spellcheck="false"></textarea></label>
        <div><button class="main">${words.take}</button></div>
      </form>
      <div role="status">${this.#result(result)}</div>`;
  }

  #result(result: typeof this.result): TemplateResult | typeof nothing {
    const { words } = this;
    if (result === undefined) return nothing;
    if (result === 'no-snippet' || result === 'not-json') return html`<p class="notice error">${words[result]}</p>`;
    if (result.length === 0) return html`<p class="notice done">${words.taken}</p>`;
    return html`<div class="notice">
      <p>${words.takenBut}</p>
      <ul class="small">${noteSentences(result).map((one) => html`<li>${one}</li>`)}</ul>
    </div>`;
  }
}
