import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { closestOwnerTag, type OwnerLanguage } from '../../../locales/owner-files.ts';
import { type RuleHelp, ruleHelpFiles } from '../../../locales/rule-help-files.ts';
import { controlStyles } from '../../shared/controls.styles.ts';
import type { Translator } from '../../shared/translator.ts';
import { WordedElement } from '../../shared/worded-element.ts';
import { type FormFault, nodeFor } from './fault-places.ts';
import { fieldId } from './form-context.ts';
import { formItemStyles } from './form-items.styles.ts';
import type { FormNode } from './form-node.ts';
import type { FormPath } from './form-path.ts';
import { FormState } from './form-state.ts';
import { groupField } from './group-field.ts';
import { languageFields } from './language-fields.ts';
import { formStyles } from './program-form.styles.ts';
import { groupsOf } from './program-groups.ts';
import { programTree } from './program-tree.ts';

/** The owner has changed the program in the form. */
export class ProgramChangeEvent extends Event {
  constructor(
    readonly program: unknown,
    /** Whether a field has a text that cannot be read. */
    readonly isBroken: boolean,
  ) {
    super('program-change');
  }
}

const CONTROL = 'input, select, textarea, summary, button';

/** A form for every part of a program. What it has no field for is edited as JSON, so nothing is lost. */
export class ProgramForm extends WordedElement {
  static override properties: PropertyDeclarations = {
    program: { attribute: false },
    faults: { attribute: false },
    isReadOnly: { attribute: false },
    opened: { attribute: false },
  };
  static override styles = [controlStyles, formStyles, formItemStyles];

  declare program: unknown;
  declare faults: readonly FormFault[];
  declare isReadOnly: boolean;
  /** The groups that are open at first. */
  declare opened: readonly string[];
  readonly #state = new FormState(this);
  /** The program that this form shows. Another one comes from outside. */
  #shown: unknown;
  #next: FormPath | undefined;
  /** The language of `help`, loaded or not. */
  #language: OwnerLanguage = 'en';
  help: RuleHelp | undefined;

  constructor() {
    super();
    this.faults = [];
    this.isReadOnly = false;
    this.opened = [':general', 'points', 'tiers'];
  }

  get words(): Translator {
    return this.owner.words;
  }

  changed(program: unknown): void {
    this.#shown = program;
    this.program = program;
    this.requestUpdate();
    this.dispatchEvent(new ProgramChangeEvent(program, this.#state.hasBroken));
  }

  focusAt(path: FormPath): void {
    this.#next = path;
    this.requestUpdate();
  }

  /** Opens the field of a fault, and moves the focus there. */
  reveal(fault: FormFault): void {
    const { path } = nodeFor(this.#tree(), fault);
    const [key] = path;
    if (key === undefined) return;
    for (const { name, nodes } of groupsOf(this.#tree()))
      if (nodes.some((node) => node.path[0] === key)) this.#state.toggle([`:${name}`], true);
    this.#state.reveal(path);
  }

  /** Loads the help sentences of the language. Without the network they stay English. */
  async #loadHelp(language: OwnerLanguage): Promise<void> {
    this.#language = language;
    this.help = undefined;
    const help = language === 'en' ? undefined : await ruleHelpFiles[language]().catch(() => undefined);
    if (language !== this.#language) return;
    this.help = help?.default;
    this.requestUpdate();
  }

  #tree(): FormNode {
    return programTree(this.program, this.#state.languages);
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated) for (const group of this.opened) this.#state.toggle([group], true);
    if (this.program !== this.#shown) this.#state.forget();
    const { language } = closestOwnerTag([this.words.tag]);
    if (language !== this.#language) void this.#loadHelp(language);
    this.#shown = this.program;
  }

  protected override render(): TemplateResult {
    const root = this.#tree();
    this.#state.place(root, this.faults);
    if (root.kind !== 'object') return this.#state.render(root, this.t('programme.program'));
    return html`${groupsOf(root).map((group) => groupField(this.#state, group))}${languageFields(this.#state)}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const next = this.#next;
    this.#next = undefined;
    if (next) this.#focus(next);
  }

  #focus(path: FormPath): void {
    const found = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(fieldId(path))}`);
    const control = found?.matches(CONTROL) ? found : found?.querySelector<HTMLElement>(CONTROL);
    (control ?? found)?.focus();
  }
}
