import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { ConfiguratorLink } from './configurator-link.ts';
import { EffectPanel } from './effect-panel.ts';
import { nodeFor, placeName } from './form/fault-places.ts';
import { faultSentence } from './form/fault-sentence.ts';
import { type ProgramChangeEvent, ProgramForm } from './form/program-form.ts';
import { programTree } from './form/program-tree.ts';
import { LossDialog } from './loss-dialog.ts';
import type { ProgramDraft } from './program-draft.ts';
import { rulesStyles } from './rules-editor.styles.ts';
import { SaveBar, type SaveWantedEvent } from './save-bar.ts';
import { SaveFlow } from './save-flow.ts';
import { simplicityNotice } from './simplicity-notice.ts';
import { WidgetPreview } from './widget-preview.ts';

customElements.define('program-form', ProgramForm);
customElements.define('widget-preview', WidgetPreview);
customElements.define('configurator-link', ConfiguratorLink);
customElements.define('effect-panel', EffectPanel);
customElements.define('save-bar', SaveBar);
customElements.define('loss-dialog', LossDialog);

/** The form of the rules, what customers would see, and what would change for them. */
export class RulesEditor extends OwnerElement {
  static override properties: PropertyDeclarations = {
    draft: { attribute: false },
    isReadOnly: { attribute: false },
  };
  static override styles = [controlStyles, rulesStyles];

  declare draft: ProgramDraft;
  declare isReadOnly: boolean;
  readonly #flow = new SaveFlow({
    owner: () => this.owner,
    draft: () => this.draft,
    changed: () => this.#changed(),
    ask: (heading, sentences) => this.renderRoot.querySelector<LossDialog>('loss-dialog')?.open(heading, sentences),
  });

  protected override render(): TemplateResult {
    const { draft, isReadOnly, owner } = this;
    const { effect, isBusy, message } = this.#flow;
    return html`
      ${this.#faults()}
      <div class="columns">
        <program-form .owner=${owner} .program=${draft.program} .faults=${draft.faults} .isReadOnly=${isReadOnly}
          @program-change=${this.#edited}></program-form>
        <div class="aside">
          ${simplicityNotice(owner.words, draft.program)}
          ${
            isReadOnly
              ? nothing
              : html`<effect-panel .owner=${owner} .program=${draft.program} .state=${effect} .isOff=${draft.newest === 0}
                  @effect-wanted=${() => this.#flow.preview()}></effect-panel>`
          }
          <widget-preview .owner=${owner} .program=${draft.program}></widget-preview>
          <configurator-link .owner=${owner} .program=${draft.program}></configurator-link>
        </div>
      </div>
      ${
        isReadOnly
          ? nothing
          : html`<save-bar class=${draft.isChanged ? 'changed' : ''} .owner=${owner} .isChanged=${draft.isChanged} .isBusy=${isBusy} .message=${message}
              @undo=${this.#undo} @save-wanted=${({ from }: SaveWantedEvent) => this.#flow.start(from)}></save-bar>`
      }
      <loss-dialog .owner=${owner} @save-confirmed=${() => this.#flow.save()}></loss-dialog>
    `;
  }

  /** The faults that the server found, each with a way to its field. */
  #faults(): TemplateResult | typeof nothing {
    const { faults } = this.draft;
    if (faults.length === 0) return nothing;
    const { words } = this.owner;
    const root = programTree(this.draft.program);
    const show = (i: number) => {
      const fault = faults[i];
      if (fault) this.renderRoot.querySelector<ProgramForm>('program-form')?.reveal(fault);
    };
    return html`<div class="notice error" role="alert">
      <h2>${this.t('programme.faults', { n: faults.length })}</h2>
      <ul>
        ${faults.map(
          (fault, i) => html`<li>
            <bdi>${placeName(words, root, fault)}</bdi>: ${faultSentence(words, nodeFor(root, fault), fault.message)}
            ${
              fault.path.startsWith('program.')
                ? html`<button class="plain small" @click=${() => show(i)}>${this.t('programme.show')}</button>`
                : nothing
            }
          </li>`,
        )}
      </ul>
    </div>`;
  }

  #edited = ({ program, isBroken }: ProgramChangeEvent): void => {
    this.draft.edit(program, isBroken);
    this.#flow.message = '';
    this.#changed();
  };

  #undo = (): void => {
    this.draft.restart();
    this.#flow.message = '';
    this.#changed();
  };

  /** The draft is the same object: the view has to be told. */
  #changed(): void {
    this.requestUpdate();
    this.dispatchEvent(new Event('draft-change'));
  }
}
