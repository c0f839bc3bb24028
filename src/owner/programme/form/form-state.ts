import type { TemplateResult } from 'lit';
import type { RuleHelp } from '../../../locales/rule-help-files.ts';
import type { Translator } from '../../shared/translator.ts';
import { type FormFault, faultsByPlace } from './fault-places.ts';
import { decimalMark, shownText, valueOfText } from './field-text.ts';
import type { FormContext } from './form-context.ts';
import { labelOf } from './form-labels.ts';
import type { FormNode } from './form-node.ts';
import { type FormPath, pathText, withValue } from './form-path.ts';
import { leafField } from './leaf-field.ts';
import { listField } from './list-field.ts';
import { objectField } from './object-field.ts';
import { languagesOf } from './program-languages.ts';
import { wordingField } from './wording-field.ts';

/** What the element of the form does for its state. */
export interface FormHost {
  readonly program: unknown;
  readonly isReadOnly: boolean;
  readonly words: Translator;
  readonly help: RuleHelp | undefined;
  /** The program has changed, or whether a text can be read. */
  changed(program: unknown): void;
  requestUpdate(): void;
  /** Moves the focus there after the next update. */
  focusAt(path: FormPath): void;
}

/** Which parts of the form are open, and what is typed and not a value yet. */
export class FormState implements FormContext {
  readonly #host: FormHost;
  readonly #typed = new Map<string, { readonly text: string; readonly isBroken: boolean }>();
  readonly #open = new Set<string>();
  #added: readonly string[] = [];
  #faults: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(host: FormHost) {
    this.#host = host;
  }

  get words(): Translator {
    return this.#host.words;
  }

  get help(): RuleHelp | undefined {
    return this.#host.help;
  }

  get isReadOnly(): boolean {
    return this.#host.isReadOnly;
  }

  get languages(): readonly string[] {
    return [...new Set([...languagesOf(this.#host.program), ...this.#added])];
  }

  get hasBroken(): boolean {
    return [...this.#typed.values()].some(({ isBroken }) => isBroken);
  }

  /** Forgets what was typed: another program is in the form. */
  forget(): void {
    this.#typed.clear();
  }

  place(root: FormNode, faults: readonly FormFault[]): void {
    this.#faults = faultsByPlace(root, faults);
  }

  faultsAt(path: FormPath): readonly string[] {
    return this.#faults.get(pathText(path)) ?? [];
  }

  set({ path, keep }: FormNode, value: unknown): void {
    // An empty item of a list keeps its place.
    const kept = value === undefined && typeof path.at(-1) === 'number' ? '' : value;
    // What was typed in parts of a value that was replaced is gone.
    const start = pathText(path);
    for (const key of this.#typed.keys()) if (key.startsWith(start) && key !== start) this.#typed.delete(key);
    this.#host.changed(withValue(this.#host.program, path, kept, keep));
  }

  typed(path: FormPath): string | undefined {
    return this.#typed.get(pathText(path))?.text;
  }

  isBroken(path: FormPath): boolean {
    return this.#typed.get(pathText(path))?.isBroken === true;
  }

  type(node: FormNode, text: string): void {
    const kind = node.kind === 'text' || node.kind === 'object' || node.kind === 'list' ? 'line' : node.kind;
    const place = pathText(node.path);
    try {
      const value = valueOfText(kind, text);
      if (shownText(kind, value, decimalMark(this.words.tag)) === text) this.#typed.delete(place);
      else this.#typed.set(place, { text, isBroken: false });
      this.set(node, value);
    } catch {
      this.#typed.set(place, { text, isBroken: true });
      this.#host.changed(this.#host.program);
    }
  }

  settle({ path }: FormNode): void {
    if (this.isBroken(path) || !this.#typed.delete(pathText(path))) return;
    this.#host.requestUpdate();
  }

  isOpen(path: FormPath): boolean {
    return this.#open.has(pathText(path));
  }

  toggle(path: FormPath, isOpen: boolean): void {
    if (this.isOpen(path) === isOpen) return;
    if (isOpen) this.#open.add(pathText(path));
    else this.#open.delete(pathText(path));
    this.#host.requestUpdate();
  }

  /** Opens what contains a place, and moves the focus there. */
  reveal(path: FormPath): void {
    for (let n = 1; n <= path.length; n++) this.toggle(path.slice(0, n), true);
    this.focus(path);
  }

  addLanguage(tag: string): void {
    this.#added = [...this.#added, tag];
    this.#host.requestUpdate();
  }

  render(node: FormNode, label = labelOf(this.words, node)): TemplateResult {
    switch (node.kind) {
      case 'object':
        return objectField(this, node, label);
      case 'list':
        return listField(this, node, label);
      case 'text':
        return wordingField(this, node, label);
      default:
        return leafField(this, node, label);
    }
  }

  focus(path: FormPath): void {
    this.#host.focusAt(path);
  }
}
