import type { Rule } from '../rules/rule.ts';
import type { OpenableQuestion } from './open-question.ts';

/** The questions that rules opened and that are still on the page. */
export class OpenedQuestions {
  /** With the rule, and whether the question is in the page's own markup. */
  readonly #all = new Map<OpenableQuestion, { readonly rule: Rule; readonly own: boolean }>();

  get some(): boolean {
    return this.#all.size > 0;
  }

  /** Whether a card is open. One that has just been opened may not be in view yet. */
  get card(): boolean {
    return [...this.#all.keys()].some(({ mode }) => mode === 'corner');
  }

  add(question: OpenableQuestion, rule: Rule, own: boolean): void {
    this.#all.set(question, { rule, own });
  }

  delete(question: EventTarget | undefined): void {
    this.#all.delete(question as OpenableQuestion);
  }

  /** The rule that opened the question of this name. */
  rule(name: string): Rule | undefined {
    return [...this.#all.values()].find(({ rule }) => rule.name === name)?.rule;
  }

  /** Closes the questions that are not being answered and whose rule `refuses` them on this page. */
  withdraw(refuses: (rule: Rule) => boolean): void {
    for (const [question, { rule }] of this.#all) if (refuses(rule)) question.withdraw();
  }

  /** Removes all, because another customer uses the page: a question may be about the order of the one before. */
  removeAll(): void {
    for (const [question, { own }] of this.#all) {
      if (own) question.withdraw();
      else question.remove();
    }
    this.#all.clear();
  }
}
