import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import {
  type Answer,
  AnswerEvent,
  ClosedEvent,
  DismissEvent,
  type OutcomeEvent,
  ShownEvent,
} from '../shared/events.ts';
import { actions } from './actions.ts';
import { Draft } from './draft.ts';
import { FieldEvents } from './fields-events.ts';
import type { Phase } from './phase.ts';
import { Presentation } from './presentation.ts';
import { QuestionForm } from './question-form.ts';
import { SeenController } from './seen-controller.ts';
import { focusThanks, thanks } from './thanks.ts';

const MODES = ['inline', 'corner', 'tab'] as const;

/** The base of all questions: opens and closes, sends the answer, shows what became of it. */
export abstract class Prompt extends QuestionForm {
  static override properties: PropertyDeclarations = {
    mode: { reflect: true, useDefault: true },
    name: {},
    phase: { state: true },
  };

  /** `inline`: in the page; `corner`: a card that `lojal.show()` opens; `tab`: a card behind a tab at the edge. */
  declare mode: (typeof MODES)[number];

  /** Name of this question in the program's `ask`; default: its kind. */
  declare name?: string;

  /** Whether the server refused this answer, so that it must be changed before it is sent again. */
  #refused = false;
  protected readonly draft = new Draft(this, this.consumer, () => ({
    phase: this.phase,
    subject: [this.kind, this.name || '', ...this.subject().map((part) => part || '')].join('\n'),
    fields: this.fields(),
    restore: (fields) => {
      this.#touched = true;
      this.restore(fields);
    },
    follow: (phase) => this.#follow(phase),
  }));
  readonly #presentation = new Presentation(
    this,
    (texts) => Object.assign(this.english, texts),
    () => this.#close(),
  );
  readonly #seen = new SeenController(
    this,
    () => this.phase === 'open' && this.open && !this.#shownDispatched,
    () => this.#dispatchShown(),
  );
  #touched = false;
  /** Whether the form has been rendered since it was opened. */
  #rendered = false;
  /** Whether `lojal-shown` was dispatched. */
  #shownDispatched = false;
  /** Whether a rule opened the question. */
  #automatic = false;

  constructor() {
    super();
    this.mode = 'inline';
    for (const outcome of ['sent', 'queued', 'failed'] as const)
      this.addEventListener(`lojal-${outcome}`, (event) => {
        const { id, status = 0 } = event as OutcomeEvent;
        // An answer that was sent because the customer left the page is a draft: the customer may return and edit it.
        if (event.target !== this || id !== this.draft.id || this.phase === 'open') return;
        // A closed question opens again only when the answer was not saved anywhere.
        if (this.phase === 'closed' && outcome !== 'failed') return;
        this.phase = outcome;
        this.#refused = [400, 413, 415, 422].includes(status);
      });
    new FieldEvents(this);
  }

  protected override firstUpdated(): void {
    // Inside the shadow root, where the events of the fields arrive in any case.
    this.renderRoot.addEventListener('input', () => {
      this.#touched = true;
      this.#dispatchShown();
    });
  }

  /** The name of this question in the program's `ask`. */
  get questionName(): string {
    return this.name || this.kind;
  }

  /** Whether the customer has started to answer. */
  get touched(): boolean {
    return this.#touched;
  }

  /** Whether the question or its thanks is visible; false while only its tab is. */
  get open(): boolean {
    return Boolean(this.phase && this.phase !== 'closed') && this.#presentation.shown && this.isConnected;
  }

  /**
   * Opens the question, also after it was closed or answered.
   *
   * @param automatic whether an asking rule opens it
   */
  show(automatic = false): void {
    // An answer that is being sent or has failed stays: nothing else may hold its text.
    if (this.phase !== 'open' && this.phase !== 'saving' && this.phase !== 'failed') this.#startOver('open');
    if (!this.#shownDispatched) this.#automatic = automatic;
    this.#presentation.show();
  }

  /** Closes the question. An unfinished answer is discarded, and the question counts as dismissed. */
  dismiss(): void {
    const unanswered = this.phase === 'open';
    if (unanswered) this.drop();
    this.#close();
    if (!unanswered || this.#presentation.minimised) return;
    this.#dispatchShown();
    this.dispatchEvent(new DismissEvent(this.kind, this.questionName));
  }

  /** Closes the question as if it was not asked. Returns false, and does nothing, if the customer has started to answer. */
  withdraw(): boolean {
    if (this.#touched) return false;
    this.#close();
    return true;
  }

  #close(): void {
    if (this.phase === 'closed') return;
    this.phase = 'closed';
    this.#presentation.leave(() => this.dispatchEvent(new ClosedEvent(this.kind, this.questionName)));
  }

  /** Prepares the question for a new answer. */
  #startOver(phase = this.phase): void {
    this.phase = phase;
    this.draft.id = '';
    this.#touched = this.#rendered = this.#shownDispatched = this.#automatic = false;
    this.reset();
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#presentation.ready;
    return super.getUpdateComplete();
  }

  /** Another copy of the question is in this phase; nothing: the answer was dismissed or forgotten. */
  #follow(phase: Phase | undefined): void {
    const unfinished = this.phase === 'open' || this.phase === 'saving';
    if (phase) this.phase = unfinished ? phase : this.phase;
    else if (unfinished || this.phase === 'failed') this.#startOver('open');
    // The answer that waited was removed.
    else if (this.phase === 'queued') this.phase = 'done';
  }

  /** The answer so far. The first call creates its id. */
  protected answer(): Answer {
    return { id: this.draft.createId(), kind: this.kind, data: this.data() };
  }

  /** Discards the answer so far; the next one gets a new id. */
  protected drop(): void {
    if (this.draft.id) this.consumer.host?.discard(this.draft.id);
    this.draft.id = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('mode')) {
      if (!MODES.includes(this.mode)) {
        this.reject('mode', this.mode, MODES);
        this.mode = 'inline';
      }
      // Another mode starts over, unless the customer has started to answer.
      if (this.hasUpdated && !this.#touched) this.phase = undefined;
      this.#presentation.change();
    }
    const { host } = this.consumer;
    const other = this.draft.change();
    // Another customer must not see what this one wrote, and words about one product are not about another one.
    if (other) this.#startOver();
    if (other === 'customer' && this.mode === 'corner') this.#close();
    else if (other === 'customer') {
      this.#presentation.change();
      this.phase = undefined;
    } else if (other && this.phase !== 'closed') this.phase = 'open';
    // Wait for the program: it holds the shop's name and the consent text.
    if (!host?.waiting || host.data) this.phase ??= this.mode === 'corner' ? 'closed' : 'open';
  }

  protected override updated(changed: PropertyValues): void {
    this.#seen.look();
    if (this.phase === 'open' && this.open) {
      this.consumer.host?.prepareOutbox();
      if (!this.#rendered) this.opened();
      this.#rendered = true;
    }
    if (changed.has('phase') && this.#answered && ['open', 'saving', 'failed'].includes(changed.get('phase')))
      focusThanks(this, this.mode !== 'inline');
  }

  /** What the customer touches has been seen, however short it was in view. */
  #dispatchShown(): void {
    if (this.#shownDispatched) return;
    this.#shownDispatched = true;
    this.dispatchEvent(new ShownEvent(this.kind, this.questionName, this.#automatic));
  }

  get #answered(): boolean {
    return this.phase === 'sent' || this.phase === 'queued' || this.phase === 'done';
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.phase !== 'open' && this.phase !== 'failed') return;
    const missing = this.missing();
    if (missing) {
      // Focus the field after the update, so that a screen reader reads the error message with it.
      this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(missing)?.focus());
      return;
    }
    this.#dispatchShown();
    const answer = this.answer();
    const allowed = this.dispatchEvent(new AnswerEvent(answer, this.questionName));
    this.phase = 'saving';
    if (!allowed) this.drop();
    if (!allowed || !this.consumer.host?.deliver(answer, this, false)) this.phase = 'done';
  }

  protected override content(): TemplateResult | undefined {
    if (!this.phase) return undefined;
    const { locale } = this;
    const { test, privacy } = this.consumer.host ?? {};
    const inner =
      this.phase === 'closed'
        ? undefined
        : this.#answered
          ? thanks(locale, this.phase, this.next(), this.offer())
          : html`<form novalidate @submit=${this.submit}>${this.form()}${actions(locale, this.phase, this.#refused, privacy)}</form>`;
    return this.#presentation.render({ inner, locale, from: this.shopName, answered: this.#answered, test });
  }
}
