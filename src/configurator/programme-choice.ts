import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { owner } from '../locales/en.owner.ts';
import { type ProgramChangeEvent, ProgramForm } from '../owner/programme/form/program-form.ts';
import { simplicityNotice } from '../owner/programme/simplicity-notice.ts';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { Translator } from '../owner/shared/translator.ts';
import { ConfiguratorElement, filled } from './configurator-element.ts';
import { PROGRAMME_KINDS, type ProgrammeKind, readProgramme } from './example-programmes.ts';
import { LONGEST_SENTENCE, type ProgrammeSentence, programmeSentences } from './programme-sentences.ts';

customElements.define('program-form', ProgramForm);

/** The words of the form: those of the owner's page. */
const CONTEXT = { words: new Translator('en', owner) };

const isLong = ({ words }: ProgrammeSentence): boolean => words > LONGEST_SENTENCE;

/** Which kind of programme to begin with, its rules, and whether customers can keep them in mind. */
export class ProgrammeChoice extends ConfiguratorElement<'programme'> {
  static override properties: PropertyDeclarations = { isLost: { state: true } };
  static override styles = [
    controlStyles,
    css`
      .kinds {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-block: 8px 12px;
      }
      .notice {
        margin-block-end: 12px;
      }
      .sentences {
        margin-block-end: 16px;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 6px 16px;
        margin: 6px 0 0;
      }
      dt {
        color: var(--muted);
      }
      dd {
        margin: 0;
      }
      dd .notice {
        display: block;
        margin-block: 4px 0;
      }
      .simple ul {
        padding-inline-start: 18px;
        list-style: disc;
      }
    `,
  ];

  declare protected isLost: boolean;

  constructor() {
    super('programme');
    this.isLost = false;
  }

  async #begin(kind: ProgrammeKind): Promise<void> {
    try {
      this.choose({ program: await readProgramme(kind) });
      this.isLost = false;
    } catch {
      this.isLost = true;
    }
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const { program } = this.configuration;
    const notice = simplicityNotice(CONTEXT.words, program);
    const sentences = programmeSentences(program);
    return html`
      <p>${words.begin}</p>
      <div class="kinds" role="group" aria-label=${words.kinds}>
        ${PROGRAMME_KINDS.map(
          (kind) => html`<button type="button" @click=${() => this.#begin(kind)}>${words.kindNames[kind]}</button>`,
        )}
      </div>
      ${this.isLost ? html`<p class="notice error" role="alert">${words.lost}</p>` : nothing}
      ${notice === nothing && !sentences.some(isLong) ? html`<p class="notice done">${words.simple}</p>` : notice}
      <section class="sentences" aria-labelledby="sentences">
        <h3 id="sentences">${words.sentences}</h3>
        <dl>${sentences.map((sentence) => this.#sentence(sentence))}</dl>
      </section>
      <program-form
        .owner=${CONTEXT}
        .program=${program}
        .opened=${[':general']}
        @program-change=${({ program: changed }: ProgramChangeEvent) => this.choose({ program: changed })}
      ></program-form>
    `;
  }

  #sentence(sentence: ProgrammeSentence): TemplateResult {
    const { words } = this;
    const { about, text, words: n } = sentence;
    const warning = filled(words.long, { n, most: LONGEST_SENTENCE });
    return html`<dt>${words.about[about]}</dt>
      <dd>${text || words.nothing}${isLong(sentence) ? html`<span class="notice">${warning}</span>` : nothing}</dd>`;
  }
}
