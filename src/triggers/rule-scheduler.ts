/** Evaluates the rules when something has changed, opens one question or message at a time, and notes it in the history. */
import type { ReactiveController } from 'lit';
import type { PageProgram } from '../provider/page-programs.ts';
import { allows, evaluate } from '../rules/evaluate.ts';
import { addShown, keepWishes } from '../rules/question-history.ts';
import type { Rule, RuleVerdict } from '../rules/rule.ts';
import { CurrentRules } from './current-rules.ts';
import { CustomerHistory } from './customer-history.ts';
import { type Engagement, observeEngagement } from './engagement.ts';
import { wishesOf } from './has-messages.ts';
import { onHistory } from './history-storage.ts';
import { onNavigation } from './navigation.ts';
import { NEVER, nextCheck, POLL, sampleDecides, timerDelay } from './next-check.ts';
import { type OpenableQuestion, openQuestion } from './open-question.ts';
import { OpenedQuestions } from './opened-questions.ts';
import { pageQuestions, questionAttributes, questionTag } from './page-questions.ts';
import { ruleContext, withSeed } from './rule-context.ts';
import { trackQuestions } from './track-questions.ts';
import { noteVisit } from './visit.ts';

/** Asks questions and shows messages by the rules of one program, as long as the program is on the page. */
export class RuleScheduler implements ReactiveController {
  readonly rules: CurrentRules;
  #customer: string | undefined;
  readonly #history: CustomerHistory;
  #engagement: Engagement | undefined;
  #navigation: ReturnType<typeof onNavigation> | undefined;
  #listeners = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When this page was opened, ms since 1970. */
  #since = Date.now() - performance.now();
  #opening = false;
  readonly #opened = new OpenedQuestions();
  /** Names that are not opened again on this page: in test mode, or because their file could not be loaded. */
  readonly #done = new Set<string>();

  constructor(readonly program: PageProgram) {
    this.#history = new CustomerHistory(program);
    this.rules = new CurrentRules(program, () => this.refresh());
    program.addController(this);
  }

  hostUpdated(): void {
    const { customerId } = this.program;
    if (customerId === this.#customer) return;
    this.#customer = customerId;
    this.#opened.removeAll();
    this.#done.clear();
  }

  /** Reads the rules of the program again if they have changed, and checks them. */
  refresh(): void {
    this.hostUpdated();
    if (this.rules.refresh()) this.hostConnected();
    if (this.program.data?.account) this.#history.note((past) => keepWishes(past, wishesOf(this.program.data)));
    this.rules.messages?.update(this.#history.read());
    this.check();
  }

  hostConnected(): void {
    this.hostDisconnected();
    const { rules } = this.rules.asking;
    // The program may have been removed while this file was loading.
    if (!rules.length || !this.program.isConnected) return;
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    trackQuestions(
      this.program,
      signal,
      (edit) => this.#history.note(edit),
      (name) => this.#history.orderOf(this.#opened.rule(name)),
      (name) => wishesOf(this.program.data).includes(name),
    );
    document.addEventListener('lojal-closed', this.#closed, { signal });
    signal.addEventListener('abort', onHistory(this.check));
    this.#engagement = observeEngagement(rules, this.check);
    this.#navigation = onNavigation(this.#navigated);
    this.#timer = setTimeout(this.check);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#listeners.abort();
    this.#engagement?.stop();
    this.#navigation?.stop();
    this.#engagement = this.#navigation = undefined;
  }

  #closed = (event: Event): void => {
    this.#opened.delete(event.composedPath()[0]);
    this.check();
  };

  #navigated = (): void => {
    this.#engagement?.restart();
    this.#since = Date.now();
    // A question that a rule opened closes on a page that the rule excludes, unless it is being answered.
    this.#opened.withdraw((rule) => this.verdicts(rule).some(({ rule, yes }) => rule === 'urls' && !yes));
    this.check();
  };

  /** The verdicts on one rule now. `except` is the question that is about to be shown. */
  verdicts(rule: Rule, except?: OpenableQuestion): readonly RuleVerdict[] {
    const past = this.#history.read();
    if (!this.#engagement) return [];
    const context = ruleContext(this.program, rule, this.#engagement, past, this.#since, except);
    return evaluate(rule, this.rules.asking, { ...context, message: this.rules.messages?.state(rule, past) }, past);
  }

  /** Opens a question if the rules allow one now, else sets a timer for the next check. In test mode every question opens, one after the other. */
  check = (): void => {
    clearTimeout(this.#timer);
    this.hostUpdated();
    // While the account is on its way, it is not known whose history counts.
    if (!this.#engagement || this.#opening || this.program.waiting) return;
    this.#navigation?.look();
    const now = Date.now();
    let next = this.#opened.some ? now + POLL : NEVER;
    let undecided = false;
    for (const rule of this.rules.asking.rules) {
      const verdicts = this.verdicts(rule);
      const free = !this.#done.has(rule.name) && !(rule.mode === 'corner' && this.#opened.card);
      const ready = this.program.test
        ? verdicts.every(({ rule, yes }) => yes || !/^(showing|message)$/.test(rule))
        : allows(verdicts);
      if (free && ready) return void this.#open(rule);
      undecided ||= sampleDecides(rule, verdicts);
      next = Math.min(next, nextCheck(verdicts, now));
    }
    if (next < NEVER) this.#timer = setTimeout(this.check, timerDelay(next - now));
    // The sample must stay the same for a visitor, so its seed is stored; but not before it decides anything.
    if (undecided && !this.program.customerId) this.#history.note(withSeed);
  };

  async #open(rule: Rule): Promise<void> {
    const { kind, name, mode } = rule;
    const { program } = this;
    const { customerId } = program;
    const order = this.#history.orderOf(rule);
    this.#opening = true;
    // The page may have its own card for the question.
    const own = pageQuestions(program).find((one) => one.questionName === name && one.mode === mode);
    const question = own ?? (await openQuestion(questionTag(program, kind), questionAttributes(rule, order)));
    this.#opening = false;
    if (!question || program.test) this.#done.add(name);
    // Loading may have taken a while, so the rules are evaluated again. The order belongs to the customer of then.
    const same = this.#engagement && customerId === program.customerId;
    if (question && same && (program.test || allows(this.verdicts(rule, question)))) {
      this.#opened.add(question, rule, question === own);
      this.rules.messages?.fill(question, rule, this.#history.read(), (edit) => this.#history.note(edit));
      if (mode === 'corner') {
        this.#history.note((past, now) => addShown(past, name, now));
        if (!program.test) noteVisit(program.storage, customerId);
        question.show(true);
      }
    } else if (!own) question?.remove();
    this.check();
  }
}
