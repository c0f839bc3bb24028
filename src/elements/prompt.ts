import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Kind } from '../core/types.ts';
import { Base } from './base.ts';
import {
  type Answer,
  AnswerEvent,
  ClosedEvent,
  DismissEvent,
  type Outcome,
  type OutcomeEvent,
  ShownEvent,
} from './events.ts';
import { Frame } from './frame.ts';
import { mint } from './mint.ts';
import { thanks } from './thanks.ts';

const MODES = ['inline', 'corner', 'tab'] as const;

/** Where a question stands: being asked, on its way, what became of it, kept by the page itself, or closed. */
export type Phase = 'open' | 'saving' | Outcome | 'done' | 'closed';

/** What every question has in common: how it is opened and closed, and the way of its answer. */
export abstract class Prompt extends Base {
  static override properties: PropertyDeclarations = {
    mode: { reflect: true, useDefault: true },
    name: {},
    phase: { state: true },
  };

  /** `inline`, where it stands; `corner`, a card that `lojal.show()` opens; `tab`, one behind a tab at the edge. */
  declare mode: (typeof MODES)[number];

  /** Under which the program's `ask` speaks of this question; without it, its kind. */
  declare name?: string;

  declare protected phase: Phase | undefined;

  protected abstract readonly kind: Kind;
  /** The fields of the wire's `data`. */
  protected abstract data(): Record<string, unknown>;
  /** The question and its fields. */
  protected abstract form(): TemplateResult;
  /** What happens next, said after the thanks. */
  protected abstract next(): string;
  /** What else the thanks have: a link, a further question. */
  protected offer(): unknown {
    return nothing;
  }
  /** Empties the fields for another answer. */
  protected abstract reset(): void;
  /** The field (a selector) that has to be filled in before the answer may be sent, which the form says from now on. */
  protected abstract missing(): string | false;

  /** The endpoint does not take this answer as it is: the same again would be refused again. */
  #refused = false;
  /** Minted when the person starts to answer, and kept for every try and edit. */
  #id = '';
  /** Who was signed in when the question was last shown. */
  #customer: string | undefined;
  readonly #frame = new Frame(
    this,
    (words) => Object.assign(this.english, words),
    () => this.#close(),
  );
  #touched = false;
  /** Whether it was told that this question is in view, and whether a rule opened it. */
  #told = false;
  #automatic = false;

  constructor() {
    super();
    this.mode = 'inline';
    for (const outcome of ['sent', 'queued', 'failed'] as const)
      this.addEventListener(`lojal-${outcome}`, (event) => {
        const { id, status = 0 } = event as OutcomeEvent;
        // A draft that left with the page is not yet the answer: whoever comes back may go on with it.
        if (event.target !== this || id !== this.#id || this.phase === 'open') return;
        // Closed, it opens again only for words that are nowhere else.
        if (this.phase === 'closed' && outcome !== 'failed') return;
        this.phase = outcome;
        this.#refused = [400, 413, 415, 422].includes(status);
      });
    this.addEventListener('input', () => {
      this.#touched = true;
    });
  }

  /** The name under which the shop speaks of this question. */
  get called(): string {
    return this.name || this.kind;
  }

  /** Whether the person has begun to answer. */
  get touched(): boolean {
    return this.#touched;
  }

  /** Whether the question or its thanks is in view; behind a tab it is not. */
  get open(): boolean {
    return Boolean(this.phase && this.phase !== 'closed') && this.#frame.shown && this.isConnected;
  }

  /**
   * Opens the question: again, if it was closed or answered before.
   *
   * @param automatic whether a rule opens it, and nobody asked for it
   */
  show(automatic = false): void {
    // What is on its way, or could not be sent, stays as it stands: its words are nowhere else.
    if (this.phase !== 'open' && this.phase !== 'saving' && this.phase !== 'failed') {
      this.#renew();
      this.phase = 'open';
    }
    if (!this.#told) this.#automatic = automatic;
    this.#frame.show();
  }

  /** Closes the question; an answer that was not finished counts as dismissed. */
  dismiss(): void {
    const asked = this.phase === 'open';
    if (asked) this.drop();
    this.#close();
    if (asked && !this.#frame.minimised) this.dispatchEvent(new DismissEvent(this.kind, this.called));
  }

  /** Closes the question as if it had not been asked, unless the person has begun to answer; whether it did. */
  withdraw(): boolean {
    if (this.#touched) return false;
    this.#close();
    return true;
  }

  #close(): void {
    if (this.phase === 'closed') return;
    this.phase = 'closed';
    this.#frame.leave(() => this.dispatchEvent(new ClosedEvent(this.kind, this.called)));
  }

  /** Empties it for another answer. */
  #renew(): void {
    this.#id = '';
    this.#touched = this.#told = this.#automatic = false;
    this.reset();
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#frame.ready;
    return super.getUpdateComplete();
  }

  /** The answer so far, its id minted at the first touch. */
  protected answer(): Answer {
    this.#id ||= mint();
    return { id: this.#id, kind: this.kind, data: this.data() };
  }

  /** Takes the answer so far back; what is answered from now on is another one. */
  protected drop(): void {
    if (this.#id) this.link.host?.discard(this.#id);
    this.#id = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('mode')) {
      if (!MODES.includes(this.mode)) {
        this.warn('mode', this.mode, '"inline", "corner" or "tab"');
        this.mode = 'inline';
      }
      // Another way of showing starts anew, unless there are words to lose.
      if (this.hasUpdated && !this.#touched) this.phase = undefined;
      this.#frame.change();
    }
    const { host } = this.link;
    if (host && (host.customerId || !host.waiting)) {
      // Signed out, or in as somebody else: what was written is not theirs to see or to send.
      if (this.#customer !== undefined && this.#customer !== host.customerId) {
        this.#renew();
        if (this.mode === 'corner') this.#close();
        else {
          this.#frame.change();
          this.phase = undefined;
        }
      }
      this.#customer = host.customerId;
    }
    // Nobody is asked before it is known in whose name, and to what they would consent.
    if (!host?.waiting || host.data) this.phase ??= this.mode === 'corner' ? 'closed' : 'open';
  }

  protected override updated(changed: PropertyValues): void {
    if (this.phase === 'open' && this.open) {
      this.link.host?.expect();
      if (!this.#told) this.dispatchEvent(new ShownEvent(this.kind, this.called, this.#automatic));
      this.#told = true;
    }
    // The button that had the focus is gone: the thanks take it, so that they are read and Tab goes on from there. Not
    // from somebody who has gone on to another part of the page.
    if (!changed.has('phase') || !this.#over || !['open', 'saving', 'failed'].includes(changed.get('phase'))) return;
    const { activeElement: active, body } = document;
    if (!active || active === body || this.matches(':focus-within'))
      this.renderRoot.querySelector<HTMLElement>('.thanks')?.focus({ preventScroll: this.mode !== 'inline' });
  }

  get #over(): boolean {
    return this.phase === 'sent' || this.phase === 'queued' || this.phase === 'done';
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.phase !== 'open' && this.phase !== 'failed') return;
    const missing = this.missing();
    if (missing) {
      // Only once the form says so: whoever is brought to the field is to hear it there.
      this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(missing)?.focus());
      return;
    }
    const answer = this.answer();
    const wanted = this.dispatchEvent(new AnswerEvent(answer, this.called));
    this.phase = 'saving';
    if (!wanted) this.drop();
    if (!wanted || !this.link.host?.deliver(answer, this, false)) this.phase = 'done';
  }

  protected override content(): TemplateResult | undefined {
    if (!this.phase) return undefined;
    const inner =
      this.phase === 'closed'
        ? undefined
        : this.#over
          ? thanks(this.locale, this.phase, this.next(), this.offer())
          : html`<form novalidate @submit=${this.submit}>${this.form()}${this.#actions()}</form>`;
    const { locale } = this;
    const { data, test } = this.link.host ?? {};
    return this.#frame.render({ inner, locale, from: locale.text(data?.program.name), over: this.#over, test });
  }

  #actions(): TemplateResult {
    const { locale, phase } = this;
    const failed = this.#refused ? 'refused' : 'failed';
    const words = phase === 'saving' ? locale.t('saving') : phase === 'failed' ? locale.t(failed) : '';
    return html`<div class="actions">
      <button class="submit" part="submit" type="submit" aria-disabled=${phase === 'saving'}>
        ${phase === 'failed' && !this.#refused ? locale.t('retry') : locale.t('send')}
      </button>
      <p class="state ${phase}" part="note" role="status">${words}</p>
    </div>
    ${this.link.host?.privacy ? html`<a class="quiet" href=${this.link.host.privacy}>${locale.t('privacy')}</a>` : nothing}`;
  }
}
