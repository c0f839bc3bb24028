/** Asks by the shop's rules: waits for the moment, looks again when it has come, opens one question, remembers. */
import type { ReactiveController } from 'lit';
import { readAsk } from '../core/ask.ts';
import { shown } from '../core/past.ts';
import type { Asking, Rule, Verdict } from '../core/rule.ts';
import { asks, judge, occasion } from '../core/rules.ts';
import { createHistory, type History, onHistory, visit } from './history.ts';
import { type Edit, listen } from './listen.ts';
import { AGAIN, hinges, lookAgain, NEVER, pause } from './look.ts';
import { momentOf, questions, seed, tagOf } from './moment.ts';
import { onNavigation } from './navigation.ts';
import type { PageProgram } from './serving.ts';
import { type Question, summon } from './summon.ts';
import { type View, watch } from './view.ts';

export type AskingProgram = PageProgram & { readonly storage?: string | undefined };

export class Asker implements ReactiveController {
  asking: Asking = readAsk(undefined);
  #raw: unknown;
  #history: History;
  #view: View | undefined;
  #navigation: ReturnType<typeof onNavigation> | undefined;
  #ending = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When this page was opened, ms since 1970. */
  #since = Date.now() - performance.now();
  #opening = false;
  /** What a rule has put on this page, and is still there. */
  readonly #placed = new Map<Question, Rule>();
  /** Names that have had their turn on this page: in test mode, or because their file did not come. */
  readonly #over = new Set<string>();

  constructor(readonly program: AskingProgram) {
    this.#history = createHistory(program.storage);
    program.addController(this);
  }

  /** Takes in what the program says now. */
  refresh(): void {
    const raw = this.program.data?.program.ask;
    if (raw !== this.#raw) {
      this.#raw = raw;
      this.asking = readAsk(raw);
      this.#history = createHistory(this.program.storage);
      this.hostConnected();
    }
    this.check();
  }

  hostConnected(): void {
    this.hostDisconnected();
    const { rules } = this.asking;
    // It may have gone from the page while this file was on its way.
    if (!rules.length || !this.program.isConnected) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    listen(
      signal,
      (edit) => this.#note(edit),
      (name) => this.#order(name),
    );
    const closed = (event: Event): void => {
      this.#placed.delete(event.composedPath()[0] as Question);
      this.check();
    };
    document.addEventListener('lojal-closed', closed, { signal });
    signal.addEventListener('abort', onHistory(this.check));
    this.#view = watch(rules, this.check);
    this.#navigation = onNavigation(this.#went);
    this.#timer = setTimeout(this.check);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#ending.abort();
    this.#view?.stop();
    this.#navigation?.stop();
    this.#view = this.#navigation = undefined;
  }

  #note(edit: Edit): void {
    if (!this.program.test) this.#history.change((past) => edit(past, Date.now()));
  }

  /** The order that a question was opened for. */
  #order(name: string): string | undefined {
    const rule = [...this.#placed.values()].find((one) => one.name === name);
    return rule && occasion(rule, this.#history.read(), Date.now())?.order;
  }

  #went = (): void => {
    this.#view?.restart();
    this.#since = Date.now();
    // What came by itself does not follow onto a page where it is not to be; unless it is being answered.
    for (const [question, rule] of this.#placed)
      if (this.verdicts(rule).some(({ rule, yes }) => rule === 'urls' && !yes)) question.withdraw();
    this.check();
  };

  /** What every rule says now; `but` is about to be shown. */
  verdicts(rule: Rule, but?: Question): readonly Verdict[] {
    const past = this.#history.read();
    if (!this.#view) return [];
    return judge(rule, this.asking, momentOf(this.program, rule, this.#view, past, this.#since, but), past);
  }

  /** Looks whether a question may come now; else when to look again. In test mode each comes, one after the other. */
  check = (): void => {
    clearTimeout(this.#timer);
    if (!this.#view || this.#opening) return;
    this.#navigation?.look();
    const now = Date.now();
    let next = this.#placed.size ? now + AGAIN : NEVER;
    let chance = false;
    // A card that has just been opened may not be in view yet.
    const card = [...this.#placed.values()].some(({ mode }) => mode === 'corner');
    for (const rule of this.asking.rules) {
      const verdicts = this.verdicts(rule);
      const free = !this.#over.has(rule.name) && !(card && rule.mode === 'corner');
      if (free && (this.program.test ? verdicts.every(({ rule, yes }) => yes || rule !== 'showing') : asks(verdicts))) {
        void this.#open(rule);
        return;
      }
      chance ||= hinges(rule, verdicts);
      next = Math.min(next, lookAgain(verdicts, now));
    }
    if (next < NEVER) this.#timer = setTimeout(this.check, pause(next - now));
    // A sample is drawn once and for all, so it has to be remembered; not before it decides something.
    if (chance && !this.program.customerId) this.#note((past) => (past.seed ? past : { ...past, seed: seed() }));
  };

  async #open(rule: Rule): Promise<void> {
    const { kind, name, mode } = rule;
    const { program } = this;
    const order = occasion(rule, this.#history.read(), Date.now())?.order;
    this.#opening = true;
    // The shop's own card for it, if the page has one.
    const own = questions(program).find((one) => one.called === name && one.mode === mode);
    const question = own ?? (await summon(tagOf(program, kind), { mode, name, kind, ...(order && { order }) }));
    this.#opening = false;
    if (!question || program.test) this.#over.add(name);
    // It may have taken its time to load: everything is looked at again.
    const now = question && this.#view && (program.test || asks(this.verdicts(rule, question)));
    if (question && now) {
      this.#placed.set(question, rule);
      if (mode === 'corner') {
        this.#note((past, now) => shown(past, name, now));
        if (!program.test) visit(program.storage);
        question.show(true);
      }
    } else if (!own) question?.remove();
    this.check();
  }
}
