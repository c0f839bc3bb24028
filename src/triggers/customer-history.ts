import type { PageProgram } from '../provider/page-programs.ts';
import { triggeringEvent } from '../rules/evaluate.ts';
import type { QuestionHistory } from '../rules/question-history.ts';
import type { Rule } from '../rules/rule.ts';
import { type HistoryStorage, openHistory } from './history-storage.ts';
import type { HistoryEdit } from './track-questions.ts';

/** The history of the customer who uses the program now. */
export class CustomerHistory {
  constructor(readonly program: PageProgram) {}

  get #stored(): HistoryStorage {
    return openHistory(this.program.storage, this.program.customerId);
  }

  read(): QuestionHistory {
    return this.#stored.read();
  }

  /** Applies an edit. Nothing that is tried out in test mode counts. */
  note(edit: HistoryEdit): void {
    if (!this.program.test) this.#stored.change((past) => edit(past, Date.now()));
  }

  /** The order that a rule is about now. */
  orderOf(rule: Rule | undefined): string | undefined {
    return rule && triggeringEvent(rule, this.read(), Date.now())?.order;
  }
}
