import { nothing, type TemplateResult } from 'lit';
import type { QuestionKind } from '../../registry.ts';
import { LojalElement } from '../shared/element.ts';
import type { Fields } from './answer-form.ts';
import type { Phase } from './phase.ts';

/** What the different questions give to their common base, `Prompt`. */
export abstract class QuestionForm extends LojalElement {
  declare protected phase: Phase | undefined;

  protected abstract readonly kind: QuestionKind;
  /** The fields of the answer's `data`. */
  protected abstract data(): Record<string, unknown>;
  /** The question and its fields. */
  protected abstract form(): TemplateResult;
  /** What happens next, shown below the thanks. */
  protected abstract next(): string;
  /** What else is shown with the thanks: a link, a further question. */
  protected offer(): unknown {
    return nothing;
  }
  /** Empties the fields for a new answer. */
  protected abstract reset(): void;
  /** What is asked, beside the kind and the name: another value begins a new answer. */
  protected abstract readonly subject: () => readonly unknown[];
  /** The fields that are kept while the answer is half given; `undefined` for a form that the customer has not touched. */
  protected abstract fields(): Fields | undefined;
  /** Shows the fields of a half-given answer, in which any field may be missing or invalid. */
  protected abstract restore(fields: Fields): void;
  /** Selector of the first field that must be filled in before the answer can be sent; shows the error messages. */
  protected abstract missing(): string | false;
  /** Called when the form is rendered after it was opened. */
  protected opened(): void {}

  /** The name of the shop, or an empty string. */
  protected get shopName(): string {
    const program = this.consumer.host?.data?.program;
    return this.locale.text(program?.shop ?? program?.name);
  }
}
