import type { TemplateResult } from 'lit';
import type { RuleHelp } from '../../../locales/rule-help-files.ts';
import type { Translator } from '../../shared/translator.ts';
import type { FormNode } from './form-node.ts';
import type { FormPath } from './form-path.ts';

/** What the parts of the form need of it. */
export interface FormContext {
  readonly words: Translator;
  /** The help sentences in the language of the words; nothing while they load, and for English. */
  readonly help: RuleHelp | undefined;
  readonly isReadOnly: boolean;
  /** The languages that have a field of their own in texts. */
  readonly languages: readonly string[];
  /** What the server said about a place. */
  faultsAt(path: FormPath): readonly string[];
  /** Sets the value of a node; `undefined` removes it. */
  set(node: FormNode, value: unknown): void;
  /** The text in an input whose value is written differently, e.g. `1.0`, or that has no value, e.g. half of a JSON text. */
  typed(path: FormPath): string | undefined;
  type(node: FormNode, text: string): void;
  /** The owner has left an input: a text that can be read is written as its value. */
  settle(node: FormNode): void;
  isBroken(path: FormPath): boolean;
  isOpen(path: FormPath): boolean;
  toggle(path: FormPath, isOpen: boolean): void;
  addLanguage(tag: string): void;
  /** Renders a node. @param label in place of the name of its key */
  render(node: FormNode, label?: string): TemplateResult;
  /** Moves the focus to the first control of a place after the next update. */
  focus(path: FormPath): void;
}

/** The id of an element for a place. An id has no spaces. */
export const fieldId = (path: FormPath, part = 'f'): string => `${part}-${encodeURIComponent(JSON.stringify(path))}`;
